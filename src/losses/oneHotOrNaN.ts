import * as tf from '@tensorflow/tfjs';
import {assertShape, assertWhole, formatShape, integerLabelShapes} from '../checks';
import {InvalidTypeError} from '../errors';
import type {IgnoringOptions} from './lossOptions';

/** Integer labels as the sparse losses use them. */
export interface OneHotLabels {
  /** float32 of the predictions' shape; a constant to every gradient. */
  readonly hot: tf.Tensor;
  /** 1 where a label counts and 0 where it is ignored, `[batch, …]`; undefined if none is ignored. */
  readonly counted: tf.Tensor | undefined;
  /** The predictions with ones in the rows of ignored labels, so that no NaN of theirs gets into a loss or a gradient. */
  readonly predictions: tf.Tensor;
}

/**
 * Integer labels as one-hot rows, with NaN in the whole row of a label that is no class, and 0 in that of an ignored one.
 *
 * `tf.oneHot` would make that row 0, and with it the example's loss and gradient: an error nobody sees. A factor of NaN
 * stays in both. Nor does `tf.oneHot` take the float32 labels that `tf.data` and `model.fit` hand over.
 *
 * @param who Whose words the error is in.
 * @param labels Whole numbers from 0 to classes − 1 of any dtype: `[batch, …]` or `[batch, …, 1]`, for one example `[]`
 *   or `[1]`.
 * @param predictions What the labels belong to, `[batch, …, classes]` or `[classes]`.
 * @param advice What to use for one-hot labels.
 * @throws {TypeError} If the labels have another shape, above all the one-hot one, or the label to ignore is no number;
 *   a RangeError if that is not whole.
 */
export function oneHotOrNaN(
  who: string,
  labels: tf.Tensor,
  predictions: tf.Tensor,
  {advice, ignoreLabel}: IgnoringOptions & {readonly advice: string},
): OneHotLabels {
  const shapes = integerLabelShapes(predictions.shape);
  assertShape(who, 'integer labels', labels, shapes, `; for one-hot labels use ${advice}`);
  const label = labels.toFloat().reshape(shapes[1]!);
  const indicator = label.equal(tf.range(0, predictions.shape.at(-1)!));
  let known = indicator.any(-1, true);
  if (ignoreLabel === undefined) {
    return {hot: tf.where(known, indicator.toFloat(), NaN), counted: undefined, predictions};
  }
  assertWhole(who, 'ignoreLabel', ignoreLabel, -Infinity);
  const kept = label.notEqual(ignoreLabel);
  known = known.logicalOr(kept.logicalNot());
  const counted = kept.toFloat();
  return {
    // A class that is ignored, 0 for example, has a row to be emptied.
    hot: tf.where(known, indicator.toFloat(), NaN).mul(counted),
    counted: counted.reshape(shapes[0]!),
    // Chosen and not multiplied: 0 · NaN is NaN, in the gradient too.
    predictions: tf.where(kept, predictions, tf.onesLike(predictions)),
  };
}

/**
 * The cross entropy of a distribution over one class says nothing: −ln 1 for a label of 1, and 0 for a label
 * of 0, whatever the network says. Who has one output wants the binary cross entropy.
 *
 * @param tensor A distribution an example, `[batch, …, classes]` or `[classes]`.
 * @param advice What to use for one output.
 * @throws {TypeError} If there is only one class.
 */
export function assertClasses(who: string, name: string, tensor: tf.Tensor, advice: string): void {
  if (tensor.shape.at(-1) === 1) {
    throw new InvalidTypeError(
      `${who}: expected ${name} of at least 2 classes, got shape ${formatShape(tensor.shape)}; ${advice}`,
    );
  }
}
