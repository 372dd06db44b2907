import * as tf from '@tensorflow/tfjs';
import {assertFinite, assertPredictions, assertShape} from '../checks';
import {InvalidValueError} from '../errors';
import {
  type CrossEntropyOptions,
  type IgnoringOptions,
  type Reduced,
  type Reduction,
  assertLossOptions,
  reduce,
  smooth,
} from './lossOptions';
import {assertClasses, oneHotOrNaN} from './oneHotOrNaN';

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
 * @param labels A distribution over the classes, one-hot or soft, `[batch, …, classes]` or `[classes]`: ≥ 0,
 *   sum 1.
 * @param probabilities Network outputs after softmax, same shape, float32. Used as they are, not renormalised.
 * @returns Nats: a scalar, or `[batch, …]` for `reduction: 'none'`. ≥ −ln(1 + ε) for labels that sum to 1.
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
  assertLossOptions('crossEntropy', options, ['epsilon', 'labelSmoothing']);
  const epsilon = resolveEpsilon('crossEntropy', options);
  assertPredictions('crossEntropy', 'probabilities', probabilities);
  assertClasses('crossEntropy', 'probabilities', probabilities, 'for one output use binaryCrossEntropy');
  assertShape(
    'crossEntropy',
    'labels',
    labels,
    [probabilities.shape],
    '; for integer labels use sparseCrossEntropy',
  );
  return tf.tidy(() => {
    const t = smooth(labels.toFloat(), options, labels.shape.at(-1)!);
    return reduce('crossEntropy', nats(t, probabilities.add(epsilon)), options);
  });
}

/**
 * Cross entropy of probabilities with integer labels, in nats: {@link crossEntropy} without the one-hot matrix.
 *
 *     E = −ln(y_t + ε)        averaged over the batch unless `reduction` says otherwise
 *
 * With `epsilon: 0` it is −ln y_t, finite wherever y_t > 0: the other classes, zeros among them, enter no logarithm.
 *
 * A label that is no class (−1, 10 of 10, 2.5, NaN) makes the example's loss and gradient NaN, and with them the mean,
 * unless `ignoreLabel` names it.
 *
 * After `model.compile` call {@link acceptIntegerLabels}; `fitDataset` needs it only for the metric named
 * `'accuracy'`.
 *
 * @param labels Whole numbers from 0 to classes − 1, int32 or float32: `[batch, …]` or `[batch, …, 1]`; `[]` or `[1]` for one
 *   example.
 * @param probabilities Network outputs after softmax, `[batch, …, classes]` or `[classes]`, float32.
 * @returns Nats: a scalar, or `[batch, …]` for `reduction: 'none'`. ≥ −ln(1 + ε).
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
  options: CrossEntropyOptions<R> & IgnoringOptions<R> = {},
): Reduced<R> {
  assertLossOptions('sparseCrossEntropy', options, ['epsilon', 'labelSmoothing', 'ignoreLabel']);
  const epsilon = resolveEpsilon('sparseCrossEntropy', options);
  assertPredictions('sparseCrossEntropy', 'probabilities', probabilities);
  assertClasses(
    'sparseCrossEntropy',
    'probabilities',
    probabilities,
    'for one output use binaryCrossEntropy',
  );
  return tf.tidy(() => {
    const {hot, counted, predictions} = oneHotOrNaN('sparseCrossEntropy', labels, probabilities, {
      ...options,
      advice: 'crossEntropy',
    });
    if (options.labelSmoothing) {
      const t = smooth(hot, options, hot.shape.at(-1)!);
      return reduce('sparseCrossEntropy', nats(t, predictions.add(epsilon)), options, counted);
    }
    // A mask, not gatherND: that has no gradient. Summed before the logarithm, so that 0 · −∞ cannot arise.
    const labelled = predictions.mul(hot).sum(-1);
    // What is ignored gets the logarithm of 1, for that of 0 would be −∞.
    const y = counted ? labelled.add(tf.sub(1, counted)) : labelled;
    const log = y.add(epsilon).log();
    // 0 − x, because −x of a loss of 0 is −0.
    const each = tf.sub(0, counted ? log.mul(counted) : log);
    return reduce('sparseCrossEntropy', each, options, counted);
  });
}

/** −Σ t ln y over the classes. Negated before the sum, so that a loss of 0 is not −0. */
function nats(t: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return y.log().mul(t.neg()).sum(-1);
}

/** About the spacing of float32 numbers at 1. */
const usual = 1e-7;

/**
 * The ε given, or else the least one that the active backend's numbers can tell from 0. Where they have 16
 * bits, as WebGL's do on some phones, 1e-7 is 0, and the gradient at a probability of 0 is NaN.
 *
 * @throws {TypeError} If the ε given is no number.
 * @throws {RangeError} If it is not finite and ≥ 0, or is another number than 0 that the backend takes for 0.
 */
export function resolveEpsilon(who: string, {epsilon}: CrossEntropyOptions): number {
  const least = tf.backend().epsilon();
  const isCoarse = least > usual;
  if (epsilon === undefined) return isCoarse ? least : usual;
  assertFinite(who, 'epsilon', epsilon, {atLeast: 0});
  if (isCoarse && epsilon > 0 && epsilon < least) {
    throw new InvalidValueError(
      `${who}: expected epsilon to be 0 or at least ${least}, the precision of the backend ${tf.getBackend()}, got ${epsilon}`,
    );
  }
  return epsilon;
}
