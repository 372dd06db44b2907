import * as tf from '@tensorflow/tfjs';
import {assertPredictions} from '../checks';
import type {LossOptions, Reduced, Reduction} from './lossOptions';
import {oneHotOrNaN} from './oneHotOrNaN';
import {reduce} from './reduce';

const who = 'sparseCrossEntropyFromLogits';

/**
 * Cross entropy of softmax(logits) with integer labels, in nats: {@link crossEntropyFromLogits} without the one-hot
 * matrix, and the same numbers.
 *
 *     E = ln Σ_j e^{z_j} − z_t        averaged over the batch unless `reduction` says otherwise
 *
 * A label that is no class (−1, 10 of 10, 2.5, NaN) makes the example's loss and gradient NaN, and with them the mean.
 *
 * Before `model.fit` and `model.evaluate` call {@link acceptIntegerLabels}; `fitDataset` needs nothing.
 *
 * @param labels Whole numbers from 0 to classes − 1, int32 or float32: `[batch]` or `[batch, 1]`; `[]` or `[1]` for one
 *   example.
 * @param logits Network outputs before softmax, `[batch, classes]` or `[classes]`, float32.
 * @returns Nats ≥ 0: a scalar, or `[batch]` for `reduction: 'none'`.
 * @throws {TypeError} If the labels are one-hot or of another wrong shape, the batch is empty or the logits are not float32.
 *
 * @example
 * sparseCrossEntropyFromLogits(tf.scalar(1), tf.tensor1d([1000, -1000]));  // 2000
 *
 * @see Goodfellow, Bengio and Courville, "Deep Learning", section 6.2.2.3.
 */
export function sparseCrossEntropyFromLogits<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  logits: tf.Tensor,
  options: LossOptions<R> = {},
): Reduced<R> {
  assertPredictions(who, 'logits', logits);
  return tf.tidy(() => {
    const labelled = oneHotOrNaN(who, labels, logits, 'crossEntropyFromLogits');
    // Negated before the sum, so that a loss of 0 is not −0.
    return reduce(who, tf.logSoftmax(logits).mul(labelled.neg()).sum(-1), options);
  });
}
