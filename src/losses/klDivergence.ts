import * as tf from '@tensorflow/tfjs';
import {assertExamples, assertShape} from '../checks';
import type {LossOptions, Reduced, Reduction} from './lossOptions';
import {oneForZero} from './oneForZero';
import {assertLossOptions, reduce} from './reduce';

const who = 'klDivergence';

/**
 * Kullback–Leibler divergence of `q` from `p`, in nats: what it costs to expect `q` where `p` is true.
 *
 *     KL(p‖q) = Σ_k p_k (ln p_k − ln q_k) = H(p, q) − H(p)        averaged over the batch unless `reduction` says otherwise
 *
 * Where p_k is 0 the term and its gradients are 0, whatever q_k is; where only q_k is 0 the divergence is Infinity.
 * For a one-hot p it is −ln q_t, the cross entropy. Not symmetric. A negative probability inside the support gives NaN.
 *
 * @param p The true distribution, `[batch, classes]` or `[classes]`, of any numeric dtype.
 * @param q The expected one, same shape. Neither is renormalised.
 * @returns Nats: a scalar, or `[batch]` for `reduction: 'none'`. ≥ 0 for distributions, up to rounding.
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
  assertLossOptions(who, options);
  assertExamples(who, 'q', q);
  assertShape(who, 'p', p, [q.shape]);
  return tf.tidy(() => {
    const truth = p.toFloat();
    const logRatio = oneForZero(truth).log().sub(oneForZero(q.toFloat(), truth).log());
    return reduce(truth.mul(logRatio).sum(-1), options);
  });
}
