import * as tf from '@tensorflow/tfjs';
import {assertPredictions, assertShape} from '../checks';
import {resolveEpsilon} from './resolveEpsilon';
import {assertClasses} from './assertClasses';
import type {CrossEntropyOptions, Reduced, Reduction} from './lossOptions';
import {assertLossOptions, reduce} from './reduce';

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
 * One example has one class: labels that name several at once (multi-hot), and networks of a single output,
 * want {@link binaryCrossEntropy}. Values are not read back from the device; `train` looks at the labels,
 * this function does not.
 *
 * @param labels A distribution over the classes, one-hot or soft, `[batch, classes]` or `[classes]`: ≥ 0,
 *   sum 1.
 * @param probabilities Network outputs after softmax, same shape, float32. Used as they are, not renormalised.
 * @returns Nats: a scalar, or `[batch]` for `reduction: 'none'`. ≥ −ln(1 + ε) for labels that sum to 1.
 * @throws {TypeError} If the shapes differ, the batch is empty, there is one class, or the probabilities
 *   are not float32.
 * @throws {RangeError} If an option is not known, or ε is not a finite number ≥ 0 that the backend can tell
 *   from 0.
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
  assertLossOptions(who, options, ['epsilon']);
  const epsilon = resolveEpsilon(who, options);
  assertPredictions(who, 'probabilities', probabilities);
  assertClasses(who, 'probabilities', probabilities, 'for one output use binaryCrossEntropy');
  assertShape(who, 'labels', labels, [probabilities.shape], '; for integer labels use sparseCrossEntropy');
  // Negated before the sum, so that a loss of 0 is not −0.
  return tf.tidy(() => reduce(probabilities.add(epsilon).log().mul(labels.toFloat().neg()).sum(-1), options));
}
