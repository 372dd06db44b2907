import * as tf from '@tensorflow/tfjs';
import {assertPredictions, assertShape} from '../checks';
import {type LossOptions, type Reduced, type Reduction, assertLossOptions, reduce} from './lossOptions';

const who = 'sumSquaredError';

/**
 * Sum of squared errors, halved so that its derivative is simply y − t.
 *
 *     E = ½ Σ_k (y_k − t_k)²        averaged over the batch unless `reduction` says otherwise
 *
 * A sum over the classes, not the mean that `tf.losses.meanSquaredError` takes.
 *
 * @param labels One-hot or real-valued targets, `[batch, …, classes]` or `[classes]`.
 * @param predictions Network outputs of the same shape, float32.
 * @returns A scalar ≥ 0, or `[batch, …]` for `reduction: 'none'`. Unit: the squared unit of the outputs.
 * @throws {TypeError} If the shapes differ, the batch is empty or the predictions are not float32.
 * @throws {RangeError} If an option is not known.
 *
 * @example
 * sumSquaredError(tf.tensor1d([0, 1]), tf.tensor1d([0.4, 0.6]));  // 0.16
 *
 * @see Saitoh, "Deep Learning from Scratch", eq. 4.1.
 */
export function sumSquaredError<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  predictions: tf.Tensor,
  options: LossOptions<R> = {},
): Reduced<R> {
  assertLossOptions(who, options);
  assertPredictions(who, 'predictions', predictions);
  assertShape(who, 'labels', labels, [predictions.shape]);
  return tf.tidy(() => reduce(who, predictions.sub(labels.toFloat()).square().sum(-1).mul(0.5), options));
}
