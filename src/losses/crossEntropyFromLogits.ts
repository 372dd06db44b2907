import * as tf from '@tensorflow/tfjs';
import {assertPredictions, assertShape} from '../checks';
import type {LossOptions, Reduced, Reduction} from './lossOptions';
import {reduce} from './reduce';

const who = 'crossEntropyFromLogits';

/**
 * Cross entropy of softmax(logits) with one-hot or soft labels, in nats, without ever forming a probability.
 *
 *     E = Σ_k t_k (ln Σ_j e^{z_j} − z_k)        averaged over the batch unless `reduction` says otherwise
 *
 * Exact where {@link crossEntropy} saturates: no ε, no cap, never below 0, and no overflow at any finite logit. The
 * gradient of one example is softmax(z) · Σ_k t_k − t. An infinite logit gives NaN.
 *
 * @param labels One-hot or soft targets, `[batch, classes]` or `[classes]`. They need not sum to 1.
 * @param logits Network outputs before softmax, same shape, float32.
 * @returns Nats ≥ 0: a scalar, or `[batch]` for `reduction: 'none'`.
 * @throws {TypeError} If the shapes differ, the batch is empty or the logits are not float32.
 *
 * @example
 * crossEntropyFromLogits(tf.tensor1d([0, 1]), tf.tensor1d([1000, -1000]));  // 2000
 *
 * @see Goodfellow, Bengio and Courville, "Deep Learning", section 6.2.2.3.
 */
export function crossEntropyFromLogits<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  logits: tf.Tensor,
  options: LossOptions<R> = {},
): Reduced<R> {
  assertPredictions(who, 'logits', logits);
  assertShape(who, 'labels', labels, [logits.shape], '; for integer labels use sparseCrossEntropyFromLogits');
  // Negated before the sum, so that a loss of 0 is not −0.
  return tf.tidy(() => reduce(who, tf.logSoftmax(logits).mul(labels.toFloat().neg()).sum(-1), options));
}
