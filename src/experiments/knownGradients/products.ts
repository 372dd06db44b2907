import * as tf from '@tensorflow/tfjs';
import {missing, op, positive, real, wrong} from './configuration';

type T1 = tf.Tensor1D;
type T2 = tf.Tensor2D;

/** Matrix products: every transposition, batches, fused, and what is made of them. */
// prettier-ignore
export const products = [
  op('matMul', (a, b) => tf.matMul(a, b), real(2, 3), real(3, 2)),
  op('matMul', (a, b) => tf.matMul(a, b, true), real(3, 2), real(3, 2)),
  op('matMul', (a, b) => tf.matMul(a, b, false, true), real(2, 3), real(2, 3)),
  op('matMul', (a, b) => tf.matMul(a, b, true, true), real(3, 2), real(2, 3)),
  op('matMul', (a, b) => tf.matMul(a, b), real(2, 2, 3), real(2, 3, 1)),
  op('matMul', (a, b) => tf.matMul(a, b, true), real(2, 3, 2), real(2, 3, 1)),
  op('matMul', (a, b) => tf.matMul(a, b, false, true), real(2, 2, 3), real(2, 1, 3)),
  op('matMul', (a, b) => tf.matMul(a, b, true, true), real(2, 3, 2), real(2, 1, 3)),
  wrong(op('matMul', (a, b) => tf.matMul(a, b), real(1, 2, 3), real(2, 3, 1))),
  wrong(op('matMul', (a, b) => tf.matMul(a, b), real(2, 2, 3), real(1, 3, 1))),
  wrong(op('matMul', (a, b) => tf.matMul(a, b), real(2, 2, 3), real(3, 1))),
  op('dot', (a, b) => tf.dot(a, b), real(3), real(3)),
  op('dot', (a, b) => tf.dot(a, b), real(2, 3), real(3)),
  op('outerProduct', (a: T1, b: T1) => tf.outerProduct(a, b), real(2), real(3)),
  missing(op('einsum', (a, b) => tf.einsum('ij,jk->ik', a, b), real(2, 3), real(3, 2))),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b}), real(2, 3), real(3, 2)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, transposeA: true}), real(3, 2), real(3, 2)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, transposeB: true}), real(2, 3), real(2, 3)),
  op('fused.matMul', (a, b, bias) => tf.fused.matMul({a, b, bias}), real(2, 3), real(3, 2), real(2)),
  op('fused.matMul', (a, b, bias) => tf.fused.matMul({a, b, bias, activation: 'relu'}), real(2, 3), real(3, 2), real(2)),
  op('fused.matMul', (a, b, bias) => tf.square(tf.fused.matMul({a, b, bias})), real(2, 3, 2), real(2, 2, 3), real(3)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, activation: 'sigmoid'}), real(2, 3), real(3, 2)),
  op('fused.matMul', (a, b) => tf.fused.matMul({a, b, activation: 'elu'}), real(2, 3), real(3, 2)),
  op('linalg.gramSchmidt', (x: T2) => tf.linalg.gramSchmidt(x) as tf.Tensor, real(2, 3)),
  missing(op('linalg.qr', x => tf.linalg.qr(x)[1], positive(2, 2))),
];
