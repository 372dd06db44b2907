import * as tf from '@tensorflow/tfjs';
import {assertFinite} from '../checks';
import type {CrossEntropyOptions} from './lossOptions';

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
    throw new RangeError(
      `${who}: expected epsilon to be 0 or at least ${least}, the precision of the backend ${tf.getBackend()}, got ${epsilon}`,
    );
  }
  return epsilon;
}
