import * as tf from '@tensorflow/tfjs';
import {assertPredictions, assertShape} from '../checks';
import {
  type IgnoringOptions,
  type Reduced,
  type Reduction,
  type SmoothingOptions,
  assertLossOptions,
  reduce,
  smooth,
} from './lossOptions';
import {assertClasses, oneHotOrNaN} from './oneHotOrNaN';

/**
 * Cross entropy of softmax(logits) with one-hot or soft labels, in nats, without ever forming a probability.
 *
 *     E = Σ_k t_k (ln Σ_j e^{z_j} − z_k)        averaged over the batch unless `reduction` says otherwise
 *
 * Exact where {@link crossEntropy} saturates: no ε, no cap, never below 0, and no overflow at any finite logit. The
 * gradient of one example is softmax(z) − t. A logit of −∞ rules its class out: the loss is that of the others, and Infinity where
 * the label is of that class. One of +∞ gives NaN.
 *
 * One example has one class: labels that name several at once (multi-hot), and networks of a single output,
 * want {@link binaryCrossEntropyFromLogits}.
 *
 * @param labels A distribution over the classes, one-hot or soft, `[batch, …, classes]` or `[classes]`: ≥ 0,
 *   sum 1.
 * @param logits Network outputs before softmax, same shape, float32.
 * @returns Nats ≥ 0: a scalar, or `[batch, …]` for `reduction: 'none'`.
 * @throws {TypeError} If the shapes differ, the batch is empty, there is one class, or the logits are not
 *   float32.
 * @throws {RangeError} If an option is not known.
 *
 * @example
 * crossEntropyFromLogits(tf.tensor1d([0, 1]), tf.tensor1d([1000, -1000]));  // 2000
 *
 * @see Goodfellow, Bengio and Courville, "Deep Learning", section 6.2.2.3.
 */
export function crossEntropyFromLogits<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  logits: tf.Tensor,
  options: SmoothingOptions<R> = {},
): Reduced<R> {
  assertLossOptions('crossEntropyFromLogits', options, ['labelSmoothing']);
  assertPredictions('crossEntropyFromLogits', 'logits', logits);
  assertClasses(
    'crossEntropyFromLogits',
    'logits',
    logits,
    'for one output use binaryCrossEntropyFromLogits',
  );
  assertShape(
    'crossEntropyFromLogits',
    'labels',
    labels,
    [logits.shape],
    '; for integer labels use sparseCrossEntropyFromLogits',
  );
  return tf.tidy(() => reduce('crossEntropyFromLogits', nats(labels.toFloat(), logits, options), options));
}

/**
 * Cross entropy of softmax(logits) with integer labels, in nats: {@link crossEntropyFromLogits} without the one-hot
 * matrix, and the same numbers.
 *
 *     E = ln Σ_j e^{z_j} − z_t        averaged over the batch unless `reduction` says otherwise
 *
 * A label that is no class (−1, 10 of 10, 2.5, NaN) makes the example's loss and gradient NaN, and with them the mean,
 * unless `ignoreLabel` names it.
 *
 * After `model.compile` call {@link acceptIntegerLabels}; `fitDataset` needs it only for the metric named
 * `'accuracy'`.
 *
 * @param labels Whole numbers from 0 to classes − 1, int32 or float32: `[batch, …]` or `[batch, …, 1]`; `[]` or `[1]` for one
 *   example.
 * @param logits Network outputs before softmax, `[batch, …, classes]` or `[classes]`, float32.
 * @returns Nats ≥ 0: a scalar, or `[batch, …]` for `reduction: 'none'`.
 * @throws {TypeError} If the labels are one-hot or of another wrong shape, the batch is empty, there is one
 *   class, or the logits are not float32.
 * @throws {RangeError} If an option is not known.
 *
 * @example
 * sparseCrossEntropyFromLogits(tf.scalar(1), tf.tensor1d([1000, -1000]));  // 2000
 *
 * @see Goodfellow, Bengio and Courville, "Deep Learning", section 6.2.2.3.
 */
export function sparseCrossEntropyFromLogits<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  logits: tf.Tensor,
  options: IgnoringOptions<R> = {},
): Reduced<R> {
  assertLossOptions('sparseCrossEntropyFromLogits', options, ['labelSmoothing', 'ignoreLabel']);
  assertPredictions('sparseCrossEntropyFromLogits', 'logits', logits);
  assertClasses(
    'sparseCrossEntropyFromLogits',
    'logits',
    logits,
    'for one output use binaryCrossEntropyFromLogits',
  );
  return tf.tidy(() => {
    const {hot, counted, predictions} = oneHotOrNaN('sparseCrossEntropyFromLogits', labels, logits, {
      ...options,
      advice: 'crossEntropyFromLogits',
    });
    return reduce('sparseCrossEntropyFromLogits', nats(hot, predictions, options), options, counted);
  });
}

/**
 * −Σ t ln softmax(logits). A class that is ruled out, by a logit of −∞ or one that is too small for float32, counts only where its label
 * does: 0 · −∞ is NaN. Negated before the sum, so that a loss of 0 is not −0.
 */
function nats(labels: tf.Tensor, logits: tf.Tensor, options: SmoothingOptions): tf.Tensor {
  const t = smooth(labels, options, labels.shape.at(-1)!);
  const logs = tf.logSoftmax(logits);
  // Comparisons that have a gradient in tfjs: equal and logicalAnd have none.
  const isFinite = logs.greaterEqual(-3.4e38);
  const isLabelled = t.abs().greaterEqual(1.2e-38);
  const finite = tf.where(isFinite, logs, tf.where(isLabelled, logs, tf.zerosLike(logs)));
  return finite.mul(t.neg()).sum(-1);
}
