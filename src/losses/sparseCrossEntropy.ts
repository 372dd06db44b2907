import * as tf from '@tensorflow/tfjs';
import {assertPredictions} from '../checks';
import {assertClasses} from './assertClasses';
import type {CrossEntropyOptions, Reduced, Reduction} from './lossOptions';
import {oneHotOrNaN} from './oneHotOrNaN';
import {assertLossOptions, reduce} from './reduce';
import {resolveEpsilon} from './resolveEpsilon';

const who = 'sparseCrossEntropy';

/**
 * Cross entropy of probabilities with integer labels, in nats: {@link crossEntropy} without the one-hot matrix.
 *
 *     E = −ln(y_t + ε)        averaged over the batch unless `reduction` says otherwise
 *
 * With `epsilon: 0` it is −ln y_t, finite wherever y_t > 0: the other classes, zeros among them, enter no logarithm.
 *
 * A label that is no class (−1, 10 of 10, 2.5, NaN) makes the example's loss and gradient NaN, and with them the mean.
 *
 * After `model.compile` call {@link acceptIntegerLabels}; `fitDataset` needs it only for the metric named
 * `'accuracy'`.
 *
 * @param labels Whole numbers from 0 to classes − 1, int32 or float32: `[batch]` or `[batch, 1]`; `[]` or `[1]` for one
 *   example.
 * @param probabilities Network outputs after softmax, `[batch, classes]` or `[classes]`, float32.
 * @returns Nats: a scalar, or `[batch]` for `reduction: 'none'`. ≥ −ln(1 + ε).
 * @throws {TypeError} If the labels are one-hot or of another wrong shape, the batch is empty, there is one
 *   class, or the probabilities are not float32.
 * @throws {RangeError} If an option is not known, or ε is not a finite number ≥ 0 that the backend can tell
 *   from 0.
 *
 * @example
 * sparseCrossEntropy(tf.tensor1d([1, 0]), tf.tensor2d([[0.4, 0.6], [0.5, 0.5]]), {reduction: 'none'});  // [0.5108, 0.6931]
 *
 * @see Saitoh, "Deep Learning from Scratch", section 4.2.4.
 */
export function sparseCrossEntropy<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  probabilities: tf.Tensor,
  options: CrossEntropyOptions<R> = {},
): Reduced<R> {
  assertLossOptions(who, options, ['epsilon']);
  const epsilon = resolveEpsilon(who, options);
  assertPredictions(who, 'probabilities', probabilities);
  assertClasses(who, 'probabilities', probabilities, 'for one output use binaryCrossEntropy');
  return tf.tidy(() => {
    // A mask, not gatherND: that has no gradient. Summed before the logarithm, so that 0 · −∞ cannot arise.
    const labelled = probabilities.mul(oneHotOrNaN(who, labels, probabilities, 'crossEntropy')).sum(-1);
    // 0 − x, because −x of a loss of 0 is −0.
    return reduce(tf.sub(0, labelled.add(epsilon).log()), options);
  });
}
