import * as tf from '@tensorflow/tfjs';
import {assertFinite, assertKnownOptions, assertOneOf, assertShape} from '../checks';

/**
 * How the losses of a batch become one number: their average, their sum, or not at all.
 *
 * `mean` keeps the gradient's size independent of the batch's. `sum` makes the batch size a hidden learning rate.
 * `none` is for weights by example. In `model.compile` its form is {@link perExample}, which `classWeight`
 * needs.
 */
export type Reduction = 'mean' | 'sum' | 'none';

export interface LossOptions<R extends Reduction = Reduction> {
  /** `mean` unless given. */
  readonly reduction?: R;
  /**
   * How much each example counts: `[batch]`, or one weight for each loss, of their shape; ≥ 0. Each loss is
   * multiplied by its weight, and `mean` divides by the sum of the weights; it is 0 where that is 0. Weights are not read back from
   * the device: one that is below 0 or NaN makes its loss and gradient NaN, and with them the mean and the sum.
   */
  readonly weights?: tf.Tensor | undefined;
}

/** What all cross entropies share. */
export interface SmoothingOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /**
   * From 0 (default) to 1: the share of each label that is spread evenly, t (1 − s) + s / classes; for the yes-or-no
   * outputs of the binary losses t (1 − s) + s / 2.
   *
   * @see Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", section 7.
   */
  readonly labelSmoothing?: number | undefined;
}

/** Of the losses that take integer labels. */
export interface IgnoringOptions<R extends Reduction = Reduction> extends SmoothingOptions<R> {
  /** A label, such as 255 or −1, that stands for “not labelled”: its loss and gradient are 0, and `mean` does not count it. */
  readonly ignoreLabel?: number | undefined;
}

export interface CrossEntropyOptions<R extends Reduction = Reduction> extends SmoothingOptions<R> {
  /**
   * A finite number ≥ 0, added to every probability before the logarithm: it caps the loss of one example at
   * −ln ε nats. Unless given 1e-7, which is about the spacing of float32 numbers at 1; on a backend of 16
   * bits its own, 1e-4, below which another number than 0 is refused.
   */
  readonly epsilon?: number;
}

/**
 * A scalar, or for `reduction: 'none'` one number for each distribution, of the predictions' shape without the classes:
 * `[batch]`, `[batch, …]`, and `[]` for an example of rank 1.
 */
export type Reduced<R extends Reduction> = 'none' extends R ? tf.Tensor : tf.Scalar;

/** Labels first, as in tfjs; fits `model.compile({loss})`. */
export type LossFunction = <R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  predictions: tf.Tensor,
  options?: LossOptions<R>,
) => Reduced<R>;

/**
 * The losses of single examples, weighted and reduced as the caller's options say.
 *
 * @param who The function's name, for errors.
 * @param each `[batch, …]`, or `[]` for an example of rank 1.
 * @param options Checked by {@link assertLossOptions}.
 * @param counted Of the shape of `each`: 1 where a loss counts, 0 where it is ignored.
 * @throws {TypeError} If the weights have another shape.
 */
export function reduce<R extends Reduction>(
  who: string,
  each: tf.Tensor,
  options: LossOptions<R>,
  counted?: tf.Tensor,
): Reduced<R> {
  const {reduction = 'mean', weights} = options;
  const factors = weights ? weightsFor(who, each, weights, counted) : counted;
  const losses = factors ? each.mul(factors) : each;
  const reduced =
    reduction === 'none'
      ? losses
      : factors && reduction === 'mean'
        ? meanOf(losses, factors)
        : losses[reduction as 'mean']();
  // TypeScript does not follow a conditional type through the comparison above.
  return reduced as Reduced<R>;
}

function weightsFor(who: string, {shape, rank}: tf.Tensor, weights: tf.Tensor, counted?: tf.Tensor) {
  assertShape(who, 'weights', weights, rank > 1 ? [shape.slice(0, 1), shape] : [shape]);
  const given = weights.toFloat().reshape(shape.map((length, axis) => (axis < weights.rank ? length : 1)));
  const factors = tf.where(given.greaterEqual(0), given, NaN);
  return counted ? tf.where(counted.greater(0), factors, 0) : factors;
}

/** Divided by the sum of the factors. The mean of nothing is 0: a batch without a label changes no weight. */
function meanOf(losses: tf.Tensor, factors: tf.Tensor): tf.Tensor {
  const total = factors.sum().mul(losses.size / factors.size);
  return losses.sum().div(total.add(total.equal(0)));
}

/**
 * Labels with a share of them spread evenly over the choices; the labels themselves unless that is asked for.
 *
 * @param choices Among which the share is spread: the classes, or yes and no.
 */
export function smooth(labels: tf.Tensor, {labelSmoothing}: SmoothingOptions, choices: number): tf.Tensor {
  return labelSmoothing ? labels.mul(1 - labelSmoothing).add(labelSmoothing / choices) : labels;
}

/**
 * @param who The function's name, for errors.
 * @param others Options besides `reduction` and `weights`.
 * @throws {RangeError} If an option is not known, the reduction is none of the three, or the smoothing is not from 0
 *   to 1; a TypeError for a wrong type.
 */
export function assertLossOptions(
  who: string,
  options: SmoothingOptions,
  others: readonly string[] = [],
): void {
  assertKnownOptions(who, options, ['reduction', 'weights', ...others]);
  const {reduction = 'mean', labelSmoothing = 0} = options;
  assertOneOf(who, 'reduction', reduction, ['mean', 'sum', 'none']);
  assertFinite(who, 'labelSmoothing', labelSmoothing, {atLeast: 0, atMost: 1});
}
