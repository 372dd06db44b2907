import * as tf from '@tensorflow/tfjs';
import {binaryCrossEntropy} from '../../../losses';
import {recordOf} from '../reporting';
import {fitLine, lossNames, measurements, outlierAt, valueAt, xs, type Line, type LossName} from './fits';

export type RegressionFindings = ReturnType<typeof measureRegression>;

/** tfjs's own losses, with a mean over the last axis. */
const losses: Readonly<Record<LossName, (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor>> = {
  mse: (labels, predictions) => perRow(tf.losses.meanSquaredError, labels, predictions),
  mae: (labels, predictions) => perRow(tf.losses.absoluteDifference, labels, predictions),
  huber: (labels, predictions) =>
    tf.losses.huberLoss(labels, predictions, undefined, undefined, tf.Reduction.NONE).mean(-1),
};

function perRow(
  loss: typeof tf.losses.meanSquaredError,
  labels: tf.Tensor,
  predictions: tf.Tensor,
): tf.Tensor {
  return loss(labels, predictions, undefined, tf.Reduction.NONE).mean(-1);
}

/** Where the outlier is put: from its own place on the line up to 25 above. */
const heights = Array.from({length: 51}, (_, i) => 5 + i / 2);

/** What an outlier does to centres, lines and gradients; what a norm is; and the losses of a class. */
export function measureRegression() {
  let found: ReturnType<typeof measureAll> | undefined;
  // Not by way of the tidy's result, which it searches for tensors.
  tf.tidy(() => {
    found = measureAll();
  });
  return found!;
}

function measureAll() {
  return {
    dragged: heights.map(dragTo),
    norm: measureNorm(),
    classes: measureClasses(),
    mistakes: Array.from({length: 17}, (_, i) => mistakeAt(i - 12)),
  };
}

/**
 * The outlier at one height: the best lines and centres, and the gradient of each loss by the prediction at
 * the outlier.
 */
function dragTo(height: number) {
  const ys = measurements(height);
  const lines = recordOf(lossNames, loss => fitLine(loss, ys));
  const clean = fitLine('mse', measurements(5));
  return {
    height,
    lines,
    excess: recordOf(lossNames, loss => excessAround(loss, lines[loss], ys)),
    centres: recordOf(lossNames, loss => bestCentre(loss, ys)),
    mean: ys.reduce((sum, y) => sum + y, 0) / ys.length,
    median: [...ys].sort((a, b) => a - b)[(ys.length - 1) / 2]!,
    residual: height - valueAt(clean, xs[outlierAt]!),
    gradients: recordOf(lossNames, loss => gradientAtOutlier(loss, clean, ys)),
  };
}

/**
 * tfjs's loss at a line, less the least of that of 24 lines around it: at most 0, but for rounding, where the
 * line is the best.
 */
function excessAround(loss: LossName, line: Line, ys: readonly number[]): number {
  const around = [-0.02, -0.01, 0, 0.01, 0.02];
  const lines = around.flatMap(a =>
    around.map(b => ({intercept: line.intercept + 5 * a, slope: line.slope + b})),
  );
  const predictions = tf.tensor2d(lines.map(each => xs.map(x => valueAt(each, x))));
  const values = losses[loss](labelsFor(ys, lines.length), predictions).dataSync();
  return values[12]! - Math.min(...values);
}

function labelsFor(ys: readonly number[], rows: number): tf.Tensor {
  return tf.tile(tf.tensor2d([[...ys]]), [rows, 1]);
}

/** The distance between two of the centres that are tried. */
export const centreStep = 0.01;

/** The number with the least of tfjs's loss to all measurements, of those from 0 to 10. */
function bestCentre(loss: LossName, ys: readonly number[]): number {
  const centres = Array.from({length: 1001}, (_, i) => i * centreStep);
  const predictions = tf.tile(tf.tensor2d(centres, [centres.length, 1]), [1, ys.length]);
  const values = losses[loss](labelsFor(ys, centres.length), predictions);
  return centres[values.argMin().dataSync()[0]!]!;
}

/** ∂loss/∂prediction at the outlier, by tf.grad. */
function gradientAtOutlier(loss: LossName, line: Line, ys: readonly number[]): number {
  const gradient = tf.grad(predictions => losses[loss](tf.tensor1d([...ys]), predictions));
  return gradient(tf.tensor1d(xs.map(x => valueAt(line, x)))).dataSync()[outlierAt]!;
}

/**
 * Two linear models of two equal inputs, with weights (1, 1) and (2, 0): the same predictions.
 *
 * @returns For each the squared L2 norm of the residuals, by `tf.norm` and as a sum of squares, and the
 * penalty of tfjs's L2
 *     regularizer on its weights.
 */
function measureNorm() {
  const inputs = tf.tensor2d([1, 1, 2, 2, 3, 3], [3, 2]);
  const labels = tf.tensor1d([2.5, 3.5, 6.5]);
  return [
    [1, 1],
    [2, 0],
  ].map(weights => {
    const kernel = tf.tensor1d(weights);
    const residuals = inputs.dot(kernel).sub(labels);
    return {
      weights,
      squaredNorm: read(residuals.norm(2).square()),
      sumOfSquares: read(residuals.square().sum()),
      penalty: read(tf.regularizers.l2({l2: 1}).apply(kernel)),
    };
  });
}

/**
 * Ten labels, three of them 1: which constant answer each loss asks for, of all hundredths from 0.01 to 0.99.
 */
function measureClasses() {
  const labels = Array.from({length: 10}, (_, i) => (i < 3 ? 1 : 0));
  const answers = Array.from({length: 99}, (_, i) => (i + 1) / 100);
  const rows = labelsFor(labels, answers.length);
  const predictions = tf.tile(tf.tensor2d(answers, [answers.length, 1]), [1, labels.length]);
  const curves = {
    cee: binaryCrossEntropy(rows, predictions, {reduction: 'none'}).div(labels.length),
    mse: losses.mse(rows, predictions),
    mae: losses.mae(rows, predictions),
  };
  return recordOf(['cee', 'mse', 'mae'], loss => {
    const values = [...curves[loss].dataSync()];
    return {best: answers[values.indexOf(Math.min(...values))]!, answers, values};
  });
}

/** The gradients on the logit of an example of class 1 that a sigmoid gives 1/(1 + e^−z). */
function mistakeAt(logit: number) {
  const label = tf.tensor1d([1]);
  const gradient = (loss: (y: tf.Tensor) => tf.Tensor) =>
    tf
      .grad(z => loss(tf.sigmoid(z)).sum())(tf.tensor1d([logit]))
      .dataSync()[0]!;
  return {
    logit,
    probability: 1 / (1 + Math.exp(-logit)),
    cee: gradient(y => binaryCrossEntropy(label, y)),
    mse: gradient(y => losses.mse(label, y)),
  };
}

function read(tensor: tf.Tensor): number {
  return tensor.dataSync()[0]!;
}
