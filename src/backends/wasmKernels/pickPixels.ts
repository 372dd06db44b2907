import type * as tf from '@tensorflow/tfjs';
import type {Convolution} from './convolution';
import {allocate, type WasmBackend} from './wasmBackend';

/** The pixels on which windows of one pixel stand, and `outside` where they stand on padding. */
export function pickPixels(
  x: tf.TensorInfo,
  pool: Convolution,
  outside: number,
  backend: WasmBackend,
): tf.TensorInfo {
  const {batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo} =
    pool;
  const out = allocate(backend, pool.outShape, 'float32');
  const [pixels, picked] = [x, out].map(info => backend.typedArrayFromHeap(info));
  for (let image = 0, to = 0; image < batchSize; image++) {
    for (let row = -padInfo.top, i = 0; i < outHeight; i++, row += strideHeight) {
      for (let column = -padInfo.left, j = 0; j < outWidth; j++, column += strideWidth, to += inChannels) {
        const isInside = row >= 0 && row < inHeight && column >= 0 && column < inWidth;
        const from = ((image * inHeight + row) * inWidth + column) * inChannels;
        if (isInside) picked!.set(pixels!.subarray(from, from + inChannels), to);
        else picked!.fill(outside, to, to + inChannels);
      }
    }
  }
  return out;
}
