import type * as tf from '@tensorflow/tfjs';

/** Runs an op with an array as its attribute and changes the array afterwards, as a loop does that reuses it. */
export function withReused(
  first: readonly number[],
  run: (array: number[]) => tf.Tensor,
  then: readonly number[],
): tf.Tensor {
  const array = [...first];
  const output = run(array);
  array.splice(0, array.length, ...then);
  return output;
}
