import * as tf from '@tensorflow/tfjs';
import {assertKnownOptions, assertPredictions, assertShape, integerLabelShapes} from '../checks';
import {InvalidTypeError} from '../errors';

const who = 'accuracy';

/**
 * Accuracy: the fraction of examples whose greatest prediction is the labelled class.
 *
 *     A = 1/N Σ_n [argmax_k y_nk = t_n]
 *
 * Of equal greatest predictions the first counts as the guess, so that a network that says the same of all classes is
 * right on class 0 only. Probabilities and logits give the same number. A NaN among an example's predictions makes the
 * result NaN, and so does a label that is no class: out of range, fractional, NaN, or a one-hot row without a 1.
 *
 * Of use as a metric, `model.compile({metrics: [accuracy]})`, for integer labels as well, where the name `'accuracy'` makes
 * tfjs compare them as if they were one-hot. As an objective it has no gradient: `tf.grad` throws at `Equal`.
 *
 * @param labels One-hot or soft labels of the predictions' shape (the greatest is the class), or whole numbers from 0 to
 *   classes − 1: `[batch, …]` or `[batch, …, 1]`, for one example `[]` or `[1]`. Any numeric dtype.
 * @param predictions Network outputs, `[batch, …, classes]` or `[classes]`, at least 2 classes, float32.
 * @param options There are none; those of the losses are refused.
 * @returns A scalar from 0 to 1, or NaN.
 * @throws {TypeError} If the shapes do not fit, the batch is empty, or the predictions are not float32 (classes that
 *   `tf.argMax` has already chosen are int32) or of one class.
 *
 * @example
 * accuracy(tf.tensor1d([1, 0]), tf.tensor2d([[0.4, 0.6], [0.3, 0.7]]));  // 0.5
 *
 * @see Saitoh, "Deep Learning from Scratch", section 4.2.5.
 */
export function accuracy(
  labels: tf.Tensor,
  predictions: tf.Tensor,
  options: Readonly<Record<string, never>> = {},
): tf.Scalar {
  assertKnownOptions(who, options, []);
  assertPredictions(who, 'predictions', predictions);
  const classes = predictions.shape.at(-1)!;
  if (classes < 2) {
    throw new InvalidTypeError(
      `${who}: expected predictions of at least 2 classes, got shape [${predictions.shape.join(',')}]`,
    );
  }
  assertShape(who, 'labels', labels, [predictions.shape, ...integerLabelShapes(predictions.shape)]);
  return tf.tidy(() => {
    const {target, known} = readLabels(labels.toFloat(), predictions);
    const judged = tf.logicalAnd(known, predictions.isNaN().any(-1).logicalNot());
    const hits = predictions.argMax(-1).toFloat().equal(target).toFloat();
    const scored = tf.where(judged, hits, NaN);
    // Not mean(), which divides before it adds: 3 of 7 would come out as another number than 3/7.
    return scored.sum<tf.Scalar>().div<tf.Scalar>(scored.size);
  });
}

/** The class of each example, and whether it is one; both of the predictions' shape without the classes. */
function readLabels(labels: tf.Tensor, predictions: tf.Tensor): {target: tf.Tensor; known: tf.Tensor} {
  const batch = predictions.shape.slice(0, -1);
  if (tf.util.arraysEqual(labels.shape, predictions.shape)) {
    // A sum, because every backend keeps a NaN in it, unlike in max.
    return {target: labels.argMax(-1).toFloat(), known: labels.sum(-1).greater(0)};
  }
  const target = labels.reshape(batch);
  const classes = tf.range(0, predictions.shape.at(-1)!);
  return {target, known: target.expandDims(-1).equal(classes).any(-1)};
}
