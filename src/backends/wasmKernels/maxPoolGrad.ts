import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Convolution, type Shape4D} from './convolution';
import {allocate, type HeapView, type KernelArguments} from './wasmBackend';

type Arguments = KernelArguments<'dy' | 'input' | 'output', tf.MaxPoolGradAttrs>;

/**
 * The gradient of max pooling: each element of `dy` goes to the first maximum of its window.
 * The stock kernel takes the window's first element where all of them are negative.
 *
 * @returns Float32 of the input's shape, `[batch, height, width, channels]`.
 * @throws {TypeError} If `dy` has not the shape of the pooling's output.
 */
export function maxPoolGrad() {
  return ({inputs: {dy, input: x}, backend, attrs}: Arguments): tf.TensorInfo => {
    const {filterSize, strides, pad, dimRoundingMode} = attrs;
    const pool = tf.backend_util.computePool2DInfo(
      x.shape as Shape4D,
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    assertOutputShape(tf.MaxPoolGrad, dy.shape, pool);
    const out = allocate(backend, x.shape, 'float32');
    const inputs = backend.typedArrayFromHeap(x);
    const slopes = backend.typedArrayFromHeap(dy);
    const gradient = backend.typedArrayFromHeap(out).fill(0);
    let at = 0;
    for (let image = 0; image < pool.batchSize; image++) {
      for (let i = 0; i < pool.outHeight; i++) {
        for (let j = 0; j < pool.outWidth; j++) {
          for (let channel = 0; channel < pool.inChannels; channel++, at++) {
            const maximum = firstMaximum(inputs, pool, image, i, j, channel);
            if (maximum >= 0) gradient[maximum]! += slopes[at]!;
          }
        }
      }
    }
    return out;
  };
}

/** Where the window's first maximum is; −1 if the window lies in the padding altogether. NaN yields to any number. */
function firstMaximum(
  x: HeapView,
  pool: Convolution,
  image: number,
  i: number,
  j: number,
  channel: number,
): number {
  const {inHeight, inWidth, inChannels, filterHeight, filterWidth, strideHeight, strideWidth, padInfo} = pool;
  const top = i * strideHeight - padInfo.top;
  const left = j * strideWidth - padInfo.left;
  let best = NaN;
  let found = -1;
  for (let y = Math.max(top, 0); y < Math.min(top + filterHeight, inHeight); y++) {
    for (let z = Math.max(left, 0); z < Math.min(left + filterWidth, inWidth); z++) {
      const at = ((image * inHeight + y) * inWidth + z) * inChannels + channel;
      const value = x[at]!;
      if (value > best || Number.isNaN(best)) {
        best = value;
        found = at;
      }
    }
  }
  return found;
}
