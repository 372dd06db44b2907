import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Shape4D} from './convolution';
import {allocate, type HeapView, type KernelArguments, type WasmBackend} from './wasmBackend';

type Arguments = KernelArguments<'dy' | 'input' | 'output', tf.MaxPoolGradAttrs>;
type Arguments3D = KernelArguments<'dy' | 'input' | 'output', tf.MaxPool3DGradAttrs>;
type Shape5D = [number, number, number, number, number];

/**
 * The gradient of max pooling: each element of `dy` goes to the first maximum of its window.
 * The stock kernel takes the window's first element where all of them are negative.
 *
 * @returns Float32 of the input's shape, `[batch, height, width, channels]`.
 * @throws {TypeError} If `dy` has not the shape of the pooling's output.
 */
export function maxPoolGrad() {
  return ({inputs: {dy, input}, backend, attrs}: Arguments): tf.TensorInfo => {
    const {filterSize, strides, pad, dimRoundingMode} = attrs;
    const inShape = input.shape as Shape4D;
    const pool = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
    assertOutputShape(tf.MaxPoolGrad, dy.shape, pool);
    const flat = {inDepth: 1, outDepth: 1, filterDepth: 1, strideDepth: 1};
    return toMaxima(backend, input, dy, {...pool, ...flat, padInfo: {...pool.padInfo, front: 0}});
  };
}

/** The same in three dimensions, `[batch, depth, height, width, channels]`; its stock kernel has the same fault. */
export function maxPool3DGrad() {
  return ({inputs: {dy, input}, backend, attrs}: Arguments3D): tf.TensorInfo => {
    const {filterSize, strides, pad, dimRoundingMode} = attrs;
    const inShape = input.shape as Shape5D;
    const pool = tf.backend_util.computePool3DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
    assertOutputShape(tf.MaxPool3DGrad, dy.shape, pool);
    return toMaxima(backend, input, dy, pool);
  };
}

/** What both kinds of pooling have; in two dimensions everything is one layer deep. */
type Pool = Pick<
  tf.backend_util.Conv3DInfo,
  'batchSize' | 'inChannels' | `${'in' | 'out' | 'filter' | 'stride'}${'Depth' | 'Height' | 'Width'}`
> & {readonly padInfo: {readonly front: number; readonly top: number; readonly left: number}};

function toMaxima(backend: WasmBackend, x: tf.TensorInfo, dy: tf.TensorInfo, pool: Pool): tf.TensorInfo {
  const out = allocate(backend, x.shape, 'float32');
  const inputs = backend.typedArrayFromHeap(x);
  const slopes = backend.typedArrayFromHeap(dy);
  const gradient = backend.typedArrayFromHeap(out).fill(0);
  const {outDepth, outHeight, outWidth, inChannels} = pool;
  const {strideDepth, strideHeight, strideWidth, padInfo} = pool;
  let at = 0;
  for (let image = 0; image < pool.batchSize; image++) {
    for (let layer = 0; layer < outDepth; layer++) {
      const front = layer * strideDepth - padInfo.front;
      for (let row = 0; row < outHeight; row++) {
        const top = row * strideHeight - padInfo.top;
        for (let column = 0; column < outWidth; column++) {
          const left = column * strideWidth - padInfo.left;
          for (let channel = 0; channel < inChannels; channel++, at++) {
            const maximum = firstMaximum(inputs, pool, {image, front, top, left, channel});
            if (maximum >= 0) gradient[maximum]! += slopes[at]!;
          }
        }
      }
    }
  }
  return out;
}

/** Where a window begins, also before the first element. */
interface Corner {
  readonly image: number;
  readonly front: number;
  readonly top: number;
  readonly left: number;
  readonly channel: number;
}

/** Where the window's first maximum is; −1 if the window lies in the padding altogether. NaN yields to any number. */
function firstMaximum(x: HeapView, pool: Pool, {image, front, top, left, channel}: Corner): number {
  const {inDepth, inHeight, inWidth, inChannels, filterDepth, filterHeight, filterWidth} = pool;
  const [back, bottom, right] = [front + filterDepth, top + filterHeight, left + filterWidth];
  let best = NaN;
  let found = -1;
  for (let layer = Math.max(front, 0); layer < Math.min(back, inDepth); layer++) {
    for (let y = Math.max(top, 0); y < Math.min(bottom, inHeight); y++) {
      for (let z = Math.max(left, 0); z < Math.min(right, inWidth); z++) {
        const at = (((image * inDepth + layer) * inHeight + y) * inWidth + z) * inChannels + channel;
        const value = x[at]!;
        if (value > best || Number.isNaN(best)) {
          best = value;
          found = at;
        }
      }
    }
  }
  return found;
}
