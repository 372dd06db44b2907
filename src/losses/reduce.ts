import type * as tf from '@tensorflow/tfjs';
import {assertOneOf} from '../checks';
import type {LossOptions, Reduced, Reduction} from './lossOptions';

/**
 * The losses of single examples, reduced as the caller's options say.
 *
 * @param who Whose words the error is in.
 * @param perExample `[batch]`, or `[]` for an example of rank 1.
 * @throws {RangeError} If the reduction is none of the three.
 */
export function reduce<R extends Reduction>(
  who: string,
  perExample: tf.Tensor,
  options: LossOptions<R>,
): Reduced<R> {
  const reduction = options.reduction ?? 'mean';
  assertOneOf(who, 'reduction', reduction, ['mean', 'sum', 'none']);
  const reduced = reduction === 'none' ? perExample : perExample[reduction]();
  // TypeScript does not follow a conditional type through the comparison above.
  return reduced as Reduced<R>;
}
