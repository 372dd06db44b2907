import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Shape4D} from './conv2DBackpropFilter';
import type {Shape5D} from './conv3DBackpropInput';
import {allocate, type KernelArguments, type WasmBackend, type HeapView, type RunStockKernel} from '../heap';

type Arguments = KernelArguments<'dy' | 'input' | 'output', tf.MaxPoolGradAttrs>;
type Arguments3D = KernelArguments<'dy' | 'input' | 'output', tf.MaxPool3DGradAttrs>;

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

function toMaxima(backend: WasmBackend, x: tf.TensorInfo, dy: tf.TensorInfo, pool: Pool): tf.TensorInfo {
  const out = allocate(backend, x.shape, 'float32');
  const inputs = backend.typedArrayFromHeap(x);
  const slopes = backend.typedArrayFromHeap(dy);
  const gradient = backend.typedArrayFromHeap(out).fill(0);
  forEachMaximum(inputs, pool, (output, maximum) => {
    if (maximum >= 0) gradient[maximum]! += slopes[output]!;
  });
  return out;
}

type MaxPool3DArguments = KernelArguments<'x', tf.MaxPool3DAttrs>;

/**
 * The greatest number in each window of `x`, `[batch, depth, height, width, channels]`. The stock kernel finds none below 0,
 * and takes the bits of integers for those of floats.
 *
 * @returns Float32, as on tfjs's cpu backend; −∞ where a window lies in the padding altogether. NaN yields to any number.
 */
export function maxPool3D() {
  return ({inputs: {x}, backend, attrs}: MaxPool3DArguments): tf.TensorInfo => {
    const {filterSize, strides, pad, dimRoundingMode} = attrs;
    const inShape = x.shape as Shape5D;
    const pool = tf.backend_util.computePool3DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
    const out = allocate(backend, pool.outShape, 'float32');
    const inputs = backend.typedArrayFromHeap(x);
    const maxima = backend.typedArrayFromHeap(out);
    forEachMaximum(inputs, pool, (output, maximum) => {
      maxima[output] = maximum < 0 ? -Infinity : inputs[maximum]!;
    });
    return out;
  };
}

/** What both kinds of pooling have; in two dimensions everything is one layer deep. */
export type Pool = Pick<
  tf.backend_util.Conv3DInfo,
  'batchSize' | 'inChannels' | `${'in' | 'out' | 'filter' | 'stride'}${'Depth' | 'Height' | 'Width'}`
> & {readonly padInfo: {readonly front: number; readonly top: number; readonly left: number}};

/**
 * Visits each window of a max pooling in the order of the output: `output` is its number, `maximum` where in `x` its first
 * maximum is; −1 if the window lies in the padding altogether.
 */
export function forEachMaximum(
  x: HeapView,
  pool: Pool,
  visit: (output: number, maximum: number) => void,
): void {
  const {outDepth, outHeight, outWidth, inChannels} = pool;
  const {strideDepth, strideHeight, strideWidth, padInfo} = pool;
  let output = 0;
  for (let image = 0; image < pool.batchSize; image++) {
    for (let layer = 0; layer < outDepth; layer++) {
      const front = layer * strideDepth - padInfo.front;
      for (let row = 0; row < outHeight; row++) {
        const top = row * strideHeight - padInfo.top;
        for (let column = 0; column < outWidth; column++) {
          const left = column * strideWidth - padInfo.left;
          for (let channel = 0; channel < inChannels; channel++, output++) {
            visit(output, firstMaximum(x, pool, {image, front, top, left, channel}));
          }
        }
      }
    }
  }
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

type AvgPoolGradArguments = KernelArguments<'dy' | 'input', tf.AvgPoolGradAttrs>;

/**
 * The gradient of mean pooling. Of a `dy` of another shape than its windows give the stock kernel reads the wrong numbers, and
 * some from beyond its end.
 *
 * @throws {TypeError} If `dy` has not the shape of the pooling's output.
 */
export function avgPoolGrad(stock: RunStockKernel) {
  return (args: AvgPoolGradArguments): tf.TensorInfo => {
    const {filterSize, strides, pad} = args.attrs;
    const inShape = args.inputs.input.shape as Shape4D;
    const pool = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad);
    assertOutputShape(tf.AvgPoolGrad, args.inputs.dy.shape, pool);
    return stock(tf.AvgPoolGrad, args);
  };
}
