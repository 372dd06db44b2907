import * as tf from '@tensorflow/tfjs';
import {between, inner, missing, op, positive, real, wrong} from './configuration';

type T1 = tf.Tensor1D;
type T2 = tf.Tensor2D;
type T3 = tf.Tensor3D;
type T4 = tf.Tensor4D;

const {losses} = tf;

/** Normalisation and loss functions. */
// prettier-ignore
export const norms = [
  missing(op('batchNorm', (x: T2, m: T1, v: T1) => tf.batchNorm(x, m, v), real(3, 2), real(2), positive(2))),
  op('batchNorm', (x: T2, m: T1, v: T1, o: T1, s: T1) => tf.batchNorm(x, m, v, o, s), real(3, 2), real(2), positive(2), real(2), real(2)),
  op('batchNorm', (x: T3, m: T1, v: T1, o: T1, s: T1) => tf.batchNorm(x, m, v, o, s), real(2, 2, 2), real(2), positive(2), real(2), real(2)),
  op('batchNorm', (x: T4, m: T1, v: T1, o: T1, s: T1) => tf.batchNorm(x, m, v, o, s), real(1, 2, 2, 2), real(2), positive(2), real(2), real(2)),
  op('batchNorm', (x: T4, m: T4, v: T4, o: T4, s: T4) => tf.batchNorm(x, m, v, o, s), real(1, 1, 2, 2), real(1, 1, 2, 2), positive(1, 1, 2, 2), real(1, 1, 2, 2), real(1, 1, 2, 2)),
  op('localResponseNormalization', (x: T4) => tf.localResponseNormalization(x), real(1, 2, 2, 3)),
  op('localResponseNormalization', (x: T4) => tf.localResponseNormalization(x, 1, 2, 0.5, 0.75), real(1, 1, 2, 4)),
  op('losses.absoluteDifference', (t, y) => losses.absoluteDifference(t, y), real(2, 3), real(2, 3)),
  op('losses.cosineDistance', (t, y) => losses.cosineDistance(t, y, 1), real(2, 3), real(2, 3)),
  op('losses.hingeLoss', (t, y) => losses.hingeLoss(t, y), inner(2, 3), real(2, 3)),
  op('losses.huberLoss', (t, y) => losses.huberLoss(t, y), real(2, 3), real(2, 3)),
  op('losses.logLoss', (t, y) => losses.logLoss(t, y), between(0.1, 0.9, 2, 3), between(0.1, 0.9, 2, 3)),
  op('losses.meanSquaredError', (t, y) => losses.meanSquaredError(t, y), real(2, 3), real(2, 3)),
  op('losses.meanSquaredError', (t, y) => losses.meanSquaredError(t, y, tf.tensor2d([[1], [2]])), real(2, 3), real(2, 3)),
  missing(op('losses.meanSquaredError', (t, y, w) => losses.meanSquaredError(t, y, w), real(2, 3), real(2, 3), positive(2, 1))),
  op('losses.meanSquaredError', (t, y) => losses.meanSquaredError(t, y, undefined, tf.Reduction.SUM), real(2, 3), real(2, 3)),
  op('losses.sigmoidCrossEntropy', (t, z) => losses.sigmoidCrossEntropy(t, z), between(0.1, 0.9, 2, 3), real(2, 3)),
  op('losses.sigmoidCrossEntropy', (t, z) => losses.sigmoidCrossEntropy(t, z, undefined, 0.2), between(0.1, 0.9, 2, 3), real(2, 3)),
  op('losses.softmaxCrossEntropy', z => losses.softmaxCrossEntropy(tf.tensor2d([[0, 1, 0], [1, 0, 0]]), z), real(2, 3)),
  op('losses.softmaxCrossEntropy', z => losses.softmaxCrossEntropy(tf.tensor2d([[0, 1, 0]]), z, undefined, 0.2), real(1, 3)),
  wrong(op('losses.softmaxCrossEntropy', (t, z) => losses.softmaxCrossEntropy(t, z), between(0.1, 0.9, 2, 3), real(2, 3))),
  missing(op('losses.computeWeightedLoss', (y, w) => losses.computeWeightedLoss(y, w), real(2, 3), positive(2, 3))),
  op('metrics.meanAbsoluteError', (t, y) => tf.metrics.meanAbsoluteError(t, y), real(2, 3), real(2, 3)),
  op('metrics.categoricalCrossentropy', (t, y) => tf.metrics.categoricalCrossentropy(t, y), between(0.1, 0.9, 2, 3), between(0.1, 0.9, 2, 3)),
  op('metrics.cosineProximity', (t, y) => tf.metrics.cosineProximity(t, y), real(2, 3), real(2, 3)),
  missing(op('signal.stft', (x: T1) => tf.abs(tf.signal.stft(x, 4, 4)), real(4))),
  missing(op('spectral.rfft', x => tf.abs(tf.spectral.rfft(x)), real(4))),
];
