import * as tf from '@tensorflow/tfjs';

/** Float32 numbers that lie one after the other in `bytes`, as tensors; undefined if they are more or fewer. */
export function floatTensors(
  specs: readonly {readonly name: string; readonly shape: readonly number[]}[],
  bytes: Uint8Array,
): {name: string; value: tf.Tensor}[] | undefined {
  const sizes = specs.map(({shape}) => shape.reduce((product, length) => product * length, 1));
  if (4 * sizes.reduce((sum, size) => sum + size, 0) !== bytes.byteLength) return undefined;
  // Copied, because a Float32Array has to begin at a multiple of four.
  const values = new Float32Array(bytes.slice().buffer);
  let offset = 0;
  return specs.map(({name, shape}, i) => {
    const value = tf.tensor(values.subarray(offset, offset + sizes[i]!), [...shape], 'float32');
    offset += sizes[i]!;
    return {name, value};
  });
}
