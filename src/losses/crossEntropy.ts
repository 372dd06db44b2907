import * as tf from '@tensorflow/tfjs';
import {assertPredictions, assertShape} from '../checks';
import {resolveEpsilon} from './resolveEpsilon';
import type {CrossEntropyOptions, Reduced, Reduction} from './lossOptions';
import {reduce} from './reduce';

const who = 'crossEntropy';

/**
 * Cross entropy of probabilities with one-hot or soft labels, in nats.
 *
 *     E = −Σ_k t_k ln(y_k + ε)        averaged over the batch unless `reduction` says otherwise
 *
 * The ε bounds the loss: a label on a probability of 0 costs −ln ε, 16.118 nats for 1e-7, with a finite gradient.
 * Its price is a bias of about −ε/y_t; the loss of a sure, right guess is −1.19e-7 in float32, below 0.
 * `epsilon: 0` is the literal formula, which is NaN, gradient included, as soon as a y_k is 0 even under a label of 0
 * (0 · −∞). {@link sparseCrossEntropy} reads no class but the labelled one; {@link crossEntropyFromLogits} needs no ε.
 *
 * @param labels One-hot or soft targets, `[batch, classes]` or `[classes]`. They need not sum to 1.
 * @param probabilities Network outputs after softmax, same shape, float32. Used as they are, not renormalised.
 * @returns Nats: a scalar, or `[batch]` for `reduction: 'none'`. ≥ −ln(1 + ε) for labels that sum to 1.
 * @throws {TypeError} If the shapes differ, the batch is empty or the probabilities are not float32.
 * @throws {RangeError} If ε is not a finite number ≥ 0.
 *
 * @example
 * crossEntropy(tf.tensor1d([0, 1]), tf.tensor1d([0.4, 0.6]));  // 0.5108
 *
 * @see Saitoh, "Deep Learning from Scratch", eq. 4.2 and 4.3.
 */
export function crossEntropy<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  probabilities: tf.Tensor,
  options: CrossEntropyOptions<R> = {},
): Reduced<R> {
  const epsilon = resolveEpsilon(who, options);
  assertPredictions(who, 'probabilities', probabilities);
  assertShape(who, 'labels', labels, [probabilities.shape], '; for integer labels use sparseCrossEntropy');
  // Negated before the sum, so that a loss of 0 is not −0.
  return tf.tidy(() =>
    reduce(who, probabilities.add(epsilon).log().mul(labels.toFloat().neg()).sum(-1), options),
  );
}
