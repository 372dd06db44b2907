import type * as tf from '@tensorflow/tfjs';
import {assertPredictions, assertShape} from '../checks';

/**
 * The labels of independent yes-or-no outputs, in the shape of the predictions.
 *
 * @param labels Of the predictions' shape, or `[batch]` for predictions `[batch, 1]`.
 * @param predictions `[batch]` or `[batch, units]`, float32.
 * @returns float32 of the predictions' shape.
 * @throws {TypeError} If a shape or the predictions' dtype is another.
 */
export function labelsOfUnits(
  who: string,
  name: string,
  labels: tf.Tensor,
  predictions: tf.Tensor,
): tf.Tensor {
  assertPredictions(
    who,
    name,
    predictions,
    '[batch, units] or [batch] with at least one example and one unit',
  );
  const [size, units] = predictions.shape as [number, number?];
  const shapes = units === 1 ? [[size, 1], [size]] : [predictions.shape];
  assertShape(
    who,
    'labels',
    labels,
    shapes,
    '; for integer labels of several classes use sparseCrossEntropy',
  );
  return labels.toFloat().reshape(predictions.shape);
}

/** The sum over an example's units: `[batch]`. */
export function sumOverUnits(perUnit: tf.Tensor): tf.Tensor {
  return perUnit.rank === 1 ? perUnit : perUnit.sum(-1);
}
