/**
 * Matrix products and Einstein sums.
 *
 * @see TensorFlow, python/ops/math_grad.py: `_BatchMatMulV2`; `_EinsumGrad` in linalg_grad.py.
 */
import * as tf from '@tensorflow/tfjs';
import {sumTo} from './composing';
import {correction, example, type Correction, type Gradients} from './Correction';

export const products: readonly Correction[] = [
  correction('BatchMatMul', 'does not sum over the batches that share a matrix, and throws', {
    saves: {inputsToSave: ['a', 'b']},
    gradient: ([dy], saved, attrs) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return matMulGradients(dy, a, b, attrs);
    },
    example: example((a, b) => tf.matMul(a, b), [[[[2]]], [[[3]], [[4]]]], [[7], [2, 2]]),
  }),
  correction('Einsum', 'has no gradient, so that tf.grad throws', {
    saves: {saveAllInputs: true},
    gradient: ([dy], saved, attrs) => einsumGradients(dy, saved, (attrs as {equation: string}).equation),
    example: example(
      (a, b) => tf.einsum('ij,jk->ik', a, b),
      [[[1, 2]], [[3], [4]]],
      [
        [3, 4],
        [1, 2],
      ],
    ),
  }),
];

type Transposed = {readonly transposeA?: boolean; readonly transposeB?: boolean};

/**
 * C = A B ⇒ ∂L/∂A = ∂L/∂C Bᵀ, ∂L/∂B = Aᵀ ∂L/∂C; A or B transposed accordingly. Summed over the batches that
 * one of them was repeated for.
 */
export function matMulGradients(
  dy: tf.Tensor,
  a: tf.Tensor,
  b: tf.Tensor,
  {transposeA = false, transposeB = false}: Transposed,
): Gradients & Record<'a' | 'b', () => tf.Tensor> {
  const byA = () => (transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB));
  const byB = () => (transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false));
  // The stock kernel of wasm writes nothing where there is nothing to sum over.
  const unlessEmpty = (by: () => tf.Tensor, {shape}: tf.Tensor) =>
    dy.size === 0 ? tf.zeros(shape) : sumTo(by(), shape);
  return {a: () => unlessEmpty(byA, a), b: () => unlessEmpty(byB, b)};
}

/**
 * The gradient by an operand is the Einstein sum of what came back with the other operand; along a dimension
 * that neither has, it is the same everywhere.
 */
function einsumGradients(dy: tf.Tensor, operands: readonly tf.Tensor[], equation: string): Gradients {
  const [inputs, output] = equation.replace(/\s/g, '').split('->') as [string, string];
  const terms = inputs.split(',');
  const of = (i: number) => () => {
    const other = terms.length === 2 ? terms[1 - i]! : '';
    const known = Array.from(terms[i]!)
      .filter(name => (output + other).includes(name))
      .join('');
    const sum = contract(dy, output, terms.length === 2 ? operands[1 - i]! : tf.scalar(1), other, known);
    const {shape} = operands[i]!;
    const narrow = shape.map((size, d) => (known.includes(terms[i]![d]!) ? size : 1));
    return tf.mul(tf.reshape(sum, narrow), tf.ones(shape));
  };
  return Object.fromEntries(operands.map((_, i) => [String(i), of(i)]));
}

/**
 * The Einstein sum `a,b->target` as one product of matrices. tfjs's own is missing on wasm, and wrong on cpu
 * where a dimension is in one operand only and not in the result.
 */
function contract(a: tf.Tensor, inA: string, b: tf.Tensor, inB: string, target: string): tf.Tensor {
  const sizes = new Map(Array.from(inA).map((name, i) => [name, a.shape[i]!]));
  for (const [i, name] of Array.from(inB).entries()) sizes.set(name, b.shape[i]!);
  const pick = (test: (name: string) => boolean) => [...sizes.keys()].filter(test).join('');
  const batch = pick(name => inA.includes(name) && inB.includes(name) && target.includes(name));
  const inner = pick(name => inA.includes(name) && inB.includes(name) && !target.includes(name));
  const rows = pick(name => inA.includes(name) && !inB.includes(name) && target.includes(name));
  const columns = pick(name => !inA.includes(name) && inB.includes(name) && target.includes(name));
  const size = (names: string) => Array.from(names).reduce((product, name) => product * sizes.get(name)!, 1);
  const left = tf.reshape(ordered(a, inA, batch + rows + inner), [size(batch), size(rows), size(inner)]);
  const right = tf.reshape(ordered(b, inB, batch + inner + columns), [
    size(batch),
    size(inner),
    size(columns),
  ]);
  const names = batch + rows + columns;
  const product = tf.reshape(
    tf.matMul(left, right),
    Array.from(names).map(name => sizes.get(name)!),
  );
  return ordered(product, names, target);
}

/** The dimensions in another order; those that are not in it are summed over. */
function ordered(x: tf.Tensor, names: string, order: string): tf.Tensor {
  const gone = Array.from(names).flatMap((name, i) => (order.includes(name) ? [] : [i]));
  const summed = gone.length > 0 ? tf.sum(x, gone) : x;
  const left = Array.from(names).filter(name => order.includes(name));
  return left.length > 1
    ? tf.transpose(
        summed,
        Array.from(order).map(name => left.indexOf(name)),
      )
    : summed;
}
