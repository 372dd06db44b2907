import type * as tf from '@tensorflow/tfjs';

/** A shape that tfjs's own types want as a tuple. */
export type Shape5D = [number, number, number, number, number];

/** Visits each meeting of an input cell, a filter cell and an output cell of a 3-D convolution; gives the number of each. */
export function forEachMeeting3D(
  conv: tf.backend_util.Conv3DInfo,
  visit: (input: number, weight: number, output: number) => void,
): void {
  const outputs = [conv.outDepth, conv.outHeight, conv.outWidth] as const;
  const inputs = [conv.inDepth, conv.inHeight, conv.inWidth] as const;
  const strides = [conv.strideDepth, conv.strideHeight, conv.strideWidth] as const;
  const before = [conv.padInfo.front, conv.padInfo.top, conv.padInfo.left] as const;
  const filter = [conv.filterDepth, conv.filterHeight, conv.filterWidth] as const;
  let output = 0;
  for (let image = 0; image < conv.batchSize; image++) {
    forEachCell(outputs, (i, j, k) => {
      let weight = 0;
      forEachCell(filter, (a, b, c) => {
        const at = [
          i * strides[0] + a - before[0],
          j * strides[1] + b - before[1],
          k * strides[2] + c - before[2],
        ] as const;
        if (at.every((position, axis) => position >= 0 && position < inputs[axis]!)) {
          visit(((image * inputs[0] + at[0]) * inputs[1] + at[1]) * inputs[2] + at[2], weight, output);
        }
        weight++;
      });
      output++;
    });
  }
}

function forEachCell(
  [depth, height, width]: readonly [number, number, number],
  visit: (i: number, j: number, k: number) => void,
): void {
  for (let i = 0; i < depth; i++) {
    for (let j = 0; j < height; j++) {
      for (let k = 0; k < width; k++) visit(i, j, k);
    }
  }
}
