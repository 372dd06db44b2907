import type * as tf from '@tensorflow/tfjs';
import {assertKnownOptions, assertOneOf} from '../checks';
import type {LossOptions, Reduced, Reduction} from './lossOptions';

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
