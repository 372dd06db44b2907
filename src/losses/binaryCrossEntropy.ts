import * as tf from '@tensorflow/tfjs';
import {labelsOfUnits, sumOverUnits} from './binaryUnits';
import {
  type CrossEntropyOptions,
  type Reduced,
  type Reduction,
  assertLossOptions,
  reduce,
} from './lossOptions';
import {resolveEpsilon} from './crossEntropy';

const who = 'binaryCrossEntropy';

/**
 * Cross entropy of independent yes-or-no probabilities, in nats: for one output, or for several labels at
 * once (multi-hot).
 *
 *     E = −Σ_u (t_u ln(y_u + ε) + (1 − t_u) ln(1 − y_u + ε))        averaged over the batch unless `reduction` says otherwise
 *
 * A sum over the units, not the mean that tfjs's `'binaryCrossentropy'` takes. Unlike {@link crossEntropy} it
 * also counts what is said of the classes that are not there, so that the units need not share a probability
 * of 1.
 *
 * @param labels 0 or 1 or in between, in the shape of the probabilities; `[batch]` as well for `[batch, 1]`.
 * @param probabilities Network outputs after a sigmoid, `[batch]` or `[batch, units]`, float32.
 * @param options ε as for {@link crossEntropy}; `epsilon: 0` is NaN where a y_u is exactly 0 or 1.
 * @returns Nats: a scalar, or `[batch]` for `reduction: 'none'`. ≥ −units · ln(1 + ε).
 * @throws {TypeError} If the shapes differ, the batch is empty or the probabilities are not float32.
 * @throws {RangeError} If an option is not known, or ε is not a finite number ≥ 0 that the backend can tell
 *   from 0.
 *
 * @example
 * binaryCrossEntropy(tf.tensor2d([[1, 1, 0]]), tf.tensor2d([[0.9, 0.6, 0.2]]));  // 0.8393
 *
 * @see Bishop, "Pattern Recognition and Machine Learning", eq. 4.90 and 5.21.
 */
export function binaryCrossEntropy<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  probabilities: tf.Tensor,
  options: CrossEntropyOptions<R> = {},
): Reduced<R> {
  assertLossOptions(who, options, ['epsilon']);
  const epsilon = resolveEpsilon(who, options);
  return tf.tidy(() => {
    const t = labelsOfUnits(who, 'probabilities', labels, probabilities);
    const yes = t.neg().mul(probabilities.add(epsilon).log());
    const no = tf.sub(1, t).mul(tf.sub(1, probabilities).add(epsilon).log());
    return reduce(sumOverUnits(yes.sub(no)), options);
  });
}
