import type * as tf from '@tensorflow/tfjs';
import {assertKnownOptions, assertOneOf} from '../checks';

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
}

export interface CrossEntropyOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /**
   * A finite number ≥ 0, added to every probability before the logarithm: it caps the loss of one example at
   * −ln ε nats. Unless given 1e-7, which is about the spacing of float32 numbers at 1; on a backend of 16
   * bits its own, 1e-4, below which another number than 0 is refused.
   */
  readonly epsilon?: number;
}

/** A scalar, or for `reduction: 'none'` one number an example: `[batch]`, and `[]` for an example of rank 1. */
export type Reduced<R extends Reduction> = 'none' extends R ? tf.Tensor : tf.Scalar;

/** Labels first, as in tfjs; fits `model.compile({loss})`. */
export type LossFunction = <R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  predictions: tf.Tensor,
  options?: LossOptions<R>,
) => Reduced<R>;

/**
 * The losses of single examples, reduced as the caller's options say.
 *
 * @param perExample `[batch]`, or `[]` for an example of rank 1.
 * @param options Checked by {@link assertLossOptions}.
 */
export function reduce<R extends Reduction>(perExample: tf.Tensor, options: LossOptions<R>): Reduced<R> {
  const reduction: Reduction = options.reduction ?? 'mean';
  const reduced = reduction === 'none' ? perExample : perExample[reduction]();
  // TypeScript does not follow a conditional type through the comparison above.
  return reduced as Reduced<R>;
}

/**
 * @param who The function's name, for errors.
 * @param others Options besides `reduction`.
 * @throws {RangeError} If an option is not known or the reduction is none of the three; a TypeError for a
 *   wrong type.
 */
export function assertLossOptions(who: string, options: LossOptions, others: readonly string[] = []): void {
  assertKnownOptions(who, options, ['reduction', ...others]);
  const {reduction = 'mean'} = options;
  assertOneOf(who, 'reduction', reduction, ['mean', 'sum', 'none']);
}
