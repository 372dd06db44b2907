import type * as tf from '@tensorflow/tfjs';
import {formatShape} from '../checks';

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
    throw new TypeError(
      `${who}: expected ${name} of at least 2 classes, got shape ${formatShape(tensor.shape)}; ${advice}`,
    );
  }
}
