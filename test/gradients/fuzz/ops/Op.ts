import type {Random} from '../../../../src/random';
import type {DualArray} from '../DualArray';

/** An op with everything but its operands decided. */
export interface Application {
  /** What is run, and printed: JavaScript with `$0`, `$1` for the operands. */
  readonly call: string;
  /** The same in dual numbers. */
  readonly apply: (...operands: DualArray[]) => DualArray;
  /** Why tfjs's gradient of this is wrong, if it is known to be. */
  readonly fault?: string;
}

/** A kind of step in a composition. */
export interface Op {
  readonly name: string;
  readonly operands: 1 | 2;
  /** Decides on axes, constants and the like; undefined if the op cannot take these operands. */
  readonly draw: (random: Random, ...operands: DualArray[]) => Application | undefined;
}

/** One of the items, each as likely. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.integer(items.length)]!;
}

/** True with the given probability. */
export function chance(random: Random, probability: number): boolean {
  return random.uniform() < probability;
}

/** A number that float32 holds exactly, so that tfjs cannot round it on its way in. */
export function drawNumber(random: Random, size = 1): number {
  return Math.fround(size * random.normal());
}

/** A number from `low` to `high`, uniform in its logarithm, exact in float32. */
export function drawScale(random: Random, low: number, high: number): number {
  return Math.fround(low * (high / low) ** random.uniform());
}

/** The source text of a constant tensor. */
export function tensorText(values: readonly number[], shape: readonly number[]): string {
  return shape.length === 0
    ? `tf.scalar(${String(values[0])})`
    : `tf.tensor([${values.join(', ')}], [${shape.join(', ')}])`;
}
