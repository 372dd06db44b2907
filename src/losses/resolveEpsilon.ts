import type {CrossEntropyOptions} from './lossOptions';

/** @throws {RangeError} If the ε given is not a finite number ≥ 0. */
export function resolveEpsilon(who: string, {epsilon = 1e-7}: CrossEntropyOptions): number {
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw new RangeError(`${who}: expected epsilon to be a finite number of at least 0, got ${epsilon}`);
  }
  return epsilon;
}
