import * as tf from '@tensorflow/tfjs';
import {assertExamples, assertShape} from '../checks';
import {type LossOptions, type Reduced, type Reduction, assertLossOptions, reduce} from './lossOptions';

/**
 * Shannon entropy of a distribution, in nats.
 *
 *     H(p) = −Σ_k p_k ln p_k,   0 ln 0 = 0        averaged over the batch unless `reduction` says otherwise
 *
 * The gradient is −ln p_k − 1, and 0 where p_k is 0 (its limit there is +∞). A negative p_k gives NaN.
 *
 * @param p Probabilities, `[batch, …, classes]` or `[classes]`, of any numeric dtype. Used as they are, not renormalised.
 * @returns Nats: a scalar, or `[batch, …]` for `reduction: 'none'`. From 0 (one-hot) to ln classes (uniform).
 * @throws {TypeError} If `p` has no element.
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
  assertLossOptions('entropy', options);
  assertExamples('entropy', 'p', p);
  return tf.tidy(() => {
    const probabilities = p.toFloat();
    // Negated before the sum, so that an entropy of 0 is not −0.
    return reduce('entropy', oneForZero(probabilities).log().neg().mul(probabilities).sum(-1), options);
  });
}

/**
 * Kullback–Leibler divergence of `q` from `p`, in nats: what it costs to expect `q` where `p` is true.
 *
 *     KL(p‖q) = Σ_k p_k (ln p_k − ln q_k) = H(p, q) − H(p)        averaged over the batch unless `reduction` says otherwise
 *
 * Where p_k is 0 the term and its gradients are 0, whatever q_k is; where only q_k is 0 the divergence is Infinity.
 * For a one-hot p it is −ln q_t, the cross entropy. Not symmetric. A negative probability inside the support gives NaN.
 *
 * @param p The true distribution, `[batch, …, classes]` or `[classes]`, of any numeric dtype.
 * @param q The expected one, same shape. Neither is renormalised.
 * @returns Nats: a scalar, or `[batch, …]` for `reduction: 'none'`. ≥ 0 for distributions, up to rounding.
 * @throws {TypeError} If the shapes differ or there is no element.
 * @throws {RangeError} If an option is not known.
 *
 * @example
 * klDivergence(tf.tensor1d([0.5, 0.25, 0.25]), tf.tensor1d([0.25, 0.25, 0.5]));  // 0.17329
 *
 * @see Kullback and Leibler, "On information and sufficiency", 1951.
 */
export function klDivergence<R extends Reduction = 'mean'>(
  p: tf.Tensor,
  q: tf.Tensor,
  options: LossOptions<R> = {},
): Reduced<R> {
  assertLossOptions('klDivergence', options);
  assertExamples('klDivergence', 'q', q);
  assertShape('klDivergence', 'p', p, [q.shape]);
  return tf.tidy(() => {
    const truth = p.toFloat();
    const logRatio = oneForZero(truth).log().sub(oneForZero(q.toFloat(), truth).log());
    return reduce('klDivergence', truth.mul(logRatio).sum(-1), options);
  });
}

/**
 * `x`, with 1 wherever `support` is 0: an argument whose logarithm vanishes there, so that 0 ln 0 is 0 and not NaN.
 *
 * `sign` because tfjs gives it a gradient, namely 0; a mask made by `equal` would make every gradient throw. A NaN of `x`
 * or `support` stays NaN.
 */
function oneForZero(x: tf.Tensor, support: tf.Tensor = x): tf.Tensor {
  const inside = support.sign().square();
  return x.mul(inside).add(tf.sub(1, inside));
}
