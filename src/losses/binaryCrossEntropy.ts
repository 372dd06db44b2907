import * as tf from '@tensorflow/tfjs';
import {assertPredictions, assertShape} from '../checks';
import {resolveEpsilon} from './crossEntropy';
import {
  type CrossEntropyOptions,
  type Reduced,
  type Reduction,
  type SmoothingOptions,
  assertLossOptions,
  reduce,
  smooth,
} from './lossOptions';

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
 * @param labels 0 or 1 or in between, in the shape of the probabilities; `[batch, …]` as well for `[batch, …, 1]`.
 * @param probabilities Network outputs after a sigmoid, `[batch]` or `[batch, …, units]`, float32.
 * @param options ε as for {@link crossEntropy}; `epsilon: 0` is NaN where a y_u is exactly 0 or 1.
 * @returns Nats: a scalar, or `[batch, …]` for `reduction: 'none'`. ≥ −units · ln(1 + ε).
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
  assertLossOptions('binaryCrossEntropy', options, ['epsilon', 'labelSmoothing']);
  const epsilon = resolveEpsilon('binaryCrossEntropy', options);
  return tf.tidy(() => {
    const t = smooth(labelsOfUnits('binaryCrossEntropy', 'probabilities', labels, probabilities), options, 2);
    const yes = t.neg().mul(probabilities.add(epsilon).log());
    const no = tf.sub(1, t).mul(tf.sub(1, probabilities).add(epsilon).log());
    return reduce('binaryCrossEntropy', sumOverUnits(yes.sub(no)), options);
  });
}

/**
 * Cross entropy of sigmoid(logits), in nats: for one yes-or-no output, or for several labels at once
 * (multi-hot).
 *
 *     E = Σ_u (max(x_u, 0) − x_u t_u + ln(1 + e^{−|x_u|}))        averaged over the batch unless `reduction` says otherwise
 *
 * Exact where {@link binaryCrossEntropy} saturates: no ε, no cap, never below 0 for labels in [0, 1], and no
 * overflow at any finite logit. The gradient is σ(x) − t at every logit, 0 included; the second derivative is
 * σ(x)(1 − σ(x)).
 *
 * @param labels 0 or 1 or in between, in the shape of the logits; `[batch, …]` as well for `[batch, …, 1]`.
 * @param logits Network outputs before the sigmoid, `[batch]` or `[batch, …, units]`, float32.
 * @returns Nats: a scalar, or `[batch, …]` for `reduction: 'none'`.
 * @throws {TypeError} If the shapes differ, the batch is empty or the logits are not float32.
 * @throws {RangeError} If an option is not known.
 *
 * @example
 * binaryCrossEntropyFromLogits(tf.tensor1d([1, 1]), tf.tensor1d([0, -1000]), {reduction: 'none'});  //
 * [0.6931, 1000]
 *
 * @see Goodfellow, Bengio and Courville, "Deep Learning", section 6.2.2.2.
 */
export function binaryCrossEntropyFromLogits<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  logits: tf.Tensor,
  options: SmoothingOptions<R> = {},
): Reduced<R> {
  assertLossOptions('binaryCrossEntropyFromLogits', options, ['labelSmoothing']);
  return tf.tidy(() => {
    const t = smooth(labelsOfUnits('binaryCrossEntropyFromLogits', 'logits', labels, logits), options, 2);
    return reduce('binaryCrossEntropyFromLogits', sumOverUnits(lossOfUnits(logits, t)), options);
  });
}

/**
 * With a gradient of its own, because tfjs's for max(x, 0) and |x| are both 0 at 0, where the loss has the
 * slope ½ − t. Both inputs are saved, and no output: tfjs loses the second derivative of what saves its
 * output.
 */
function lossOfUnits(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [x, t, save] = args as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([x, t]);
    // max(x, 0) − x t first: for a sure, right guess it is exactly 0, and the small rest keeps its digits.
    const value = x.relu().sub(x.mul(t)).add(log1p(x.abs().neg().exp()));
    return {value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradientsOf(dy, saved[0]!, saved[1]!)};
  });
  return op(logits, labels);
}

function gradientsOf(dy: tf.Tensor, x: tf.Tensor, t: tf.Tensor): tf.Tensor[] {
  // σ(x) − t, without the cancellation where σ(x) rounds to 1.
  const slope = tf.sub(1, t).mul(x.sigmoid()).sub(t.mul(x.neg().sigmoid()));
  return [dy.mul(slope), dy.mul(x.neg())];
}

/**
 * ln(1 + u) for u in [0, 1]. Not `tf.log1p`, which is ln(fl(1 + u)) on wasm: 0 for every u below 6e-8. What the
 * sum 1 + u rounds away is known exactly, and so small that its share of the logarithm is linear.
 */
function log1p(u: tf.Tensor): tf.Tensor {
  const sum = u.add(1);
  return sum.log().add(u.sub(sum.sub(1)).div(sum));
}

/**
 * The labels of independent yes-or-no outputs, in the shape of the predictions.
 *
 * @param labels Of the predictions' shape, or `[batch, …]` for predictions `[batch, …, 1]`.
 * @param predictions `[batch]` or `[batch, …, units]`, float32.
 * @returns float32 of the predictions' shape.
 * @throws {TypeError} If a shape or the predictions' dtype is another.
 */
function labelsOfUnits(who: string, name: string, labels: tf.Tensor, predictions: tf.Tensor): tf.Tensor {
  assertPredictions(
    who,
    name,
    predictions,
    '[batch, …, units] or [batch] with at least one example and one unit',
  );
  const {shape, rank} = predictions;
  const isOneUnit = rank > 1 && shape.at(-1) === 1;
  const shapes = isOneUnit ? [shape, shape.slice(0, -1)] : [shape];
  assertShape(
    who,
    'labels',
    labels,
    shapes,
    '; for integer labels of several classes use sparseCrossEntropy',
  );
  return labels.toFloat().reshape(predictions.shape);
}

/** The sum over the units: `[batch, …]`. */
function sumOverUnits(perUnit: tf.Tensor): tf.Tensor {
  return perUnit.rank === 1 ? perUnit : perUnit.sum(-1);
}
