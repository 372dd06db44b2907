import * as tf from '@tensorflow/tfjs';

/** A gradient that tfjs 4.22 gets wrong, at the smallest input that shows it. */
export interface KnownBug {
  /** As in the configurations that are marked `wrong`. */
  readonly op: string;
  /** The example as a person types it. */
  readonly example: string;
  readonly fn: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly inputs: readonly {readonly shape: number[]; readonly values: number[]}[];
  /** The entry to look at: of which input, and its flat position. */
  readonly at: readonly [input: number, entry: number];
  /** What tfjs says of ∂Σf/∂entry; undefined if it throws, because the gradient has another shape or type than its input. */
  readonly given: number | undefined;
  /** Worked out by hand, as `why` says. */
  readonly truth: number;
  readonly why: string;
}

/** A vector as an example's input. */
export function vector(...values: number[]): KnownBug['inputs'][number] {
  return {shape: [values.length], values};
}

/** A tensor as an example's input. */
export function shaped(shape: number[], ...values: number[]): KnownBug['inputs'][number] {
  return {shape, values};
}
