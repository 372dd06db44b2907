import * as tf from '@tensorflow/tfjs';
import {assertShape, formatShape, integerLabelShapes} from '../checks';
import {InvalidTypeError} from '../errors';

/**
 * Integer labels as one-hot rows, with NaN in the whole row of a label that is no class.
 *
 * `tf.oneHot` would make that row 0, and with it the example's loss and gradient: an error nobody sees. A factor of NaN
 * stays in both. Nor does `tf.oneHot` take the float32 labels that `tf.data` and `model.fit` hand over.
 *
 * @param who Whose words the error is in.
 * @param labels Whole numbers from 0 to classes − 1 of any dtype: `[batch]` or `[batch, 1]`, for one example `[]` or `[1]`.
 * @param predictions What the labels belong to, `[batch, classes]` or `[classes]`.
 * @param advice What to use for one-hot labels.
 * @returns float32 of the predictions' shape; a constant to every gradient.
 * @throws {TypeError} If the labels have another shape, above all the one-hot one.
 */
export function oneHotOrNaN(
  who: string,
  labels: tf.Tensor,
  predictions: tf.Tensor,
  advice: string,
): tf.Tensor {
  const shapes = integerLabelShapes(predictions.shape);
  assertShape(who, 'integer labels', labels, shapes, `; for one-hot labels use ${advice}`);
  return tf.tidy(() => {
    const classes = predictions.shape.at(-1)!;
    const indicator = labels.toFloat().reshape(shapes[1]!).equal(tf.range(0, classes));
    return tf.where(indicator.any(-1, true), indicator.toFloat(), NaN);
  });
}

/**
 * The cross entropy of a distribution over one class says nothing: −ln 1 for a label of 1, and 0 for a label
 * of 0, whatever the network says. Who has one output wants the binary cross entropy.
 *
 * @param tensor A distribution an example, `[batch, classes]` or `[classes]`.
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
