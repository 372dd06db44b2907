import * as tf from '@tensorflow/tfjs';
import {assertExamples} from '../checks';
import type {LossOptions, Reduced, Reduction} from './lossOptions';
import {oneForZero} from './oneForZero';
import {assertLossOptions, reduce} from './reduce';

const who = 'entropy';

/**
 * Shannon entropy of a distribution, in nats.
 *
 *     H(p) = −Σ_k p_k ln p_k,   0 ln 0 = 0        averaged over the batch unless `reduction` says otherwise
 *
 * The gradient is −ln p_k − 1, and 0 where p_k is 0 (its limit there is +∞). A negative p_k gives NaN.
 *
 * @param p Probabilities, `[batch, classes]` or `[classes]`, of any numeric dtype. Used as they are, not renormalised.
 * @returns Nats: a scalar, or `[batch]` for `reduction: 'none'`. From 0 (one-hot) to ln classes (uniform).
 * @throws {TypeError} If `p` has another rank or no element.
 * @throws {RangeError} If an option is not known.
 *
 * @example
 * entropy(tf.tensor1d([0.5, 0.25, 0.25]));  // 1.03972
 *
 * @see Shannon, "A mathematical theory of communication", 1948, section 6.
 */
export function entropy<R extends Reduction = 'mean'>(
  p: tf.Tensor,
  options: LossOptions<R> = {},
): Reduced<R> {
  assertLossOptions(who, options);
  assertExamples(who, 'p', p);
  return tf.tidy(() => {
    const probabilities = p.toFloat();
    // Negated before the sum, so that an entropy of 0 is not −0.
    return reduce(oneForZero(probabilities).log().neg().mul(probabilities).sum(-1), options);
  });
}
