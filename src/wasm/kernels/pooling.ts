import * as tf from '@tensorflow/tfjs';
import {allocate, type KernelArguments, type RunStockKernel, type WasmBackend} from '../heap';
import {
  assertOutputShape,
  findMaxima,
  oneLayerDeep,
  type Shape4D,
  type Shape5D,
  type Windows,
} from './windows';

/**
 * The gradient of max pooling: each element of `dy` goes to the first maximum of its window.
 * The stock kernel takes the window's first element where all of them are negative.
 *
 * @returns Float32 of the input's shape, `[batch, height, width, channels]`.
 * @throws {TypeError} If the shape of `dy` is not that of the pooling's output.
 */
export function maxPoolGrad({
  inputs: {dy, input},
  backend,
  attrs: {filterSize, strides, pad, dimRoundingMode},
}: KernelArguments<'dy' | 'input' | 'output', tf.MaxPoolGradAttrs>): tf.TensorInfo {
  const inShape = input.shape as Shape4D;
  const pool = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
  assertOutputShape(tf.MaxPoolGrad, dy.shape, pool);
  return scatterToMaxima(backend, input, dy, oneLayerDeep(pool));
}

/** The same in three dimensions, `[batch, depth, height, width, channels]`; its stock kernel has the same fault. */
export function maxPool3DGrad({
  inputs: {dy, input},
  backend,
  attrs: {filterSize, strides, pad, dimRoundingMode},
}: KernelArguments<'dy' | 'input' | 'output', tf.MaxPool3DGradAttrs>): tf.TensorInfo {
  const inShape = input.shape as Shape5D;
  const pool = tf.backend_util.computePool3DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
  assertOutputShape(tf.MaxPool3DGrad, dy.shape, pool);
  return scatterToMaxima(backend, input, dy, pool);
}

/**
 * The greatest number in each window of `x`, `[batch, depth, height, width, channels]`. The stock kernel finds none below 0,
 * and reads the bits of integers as those of floats.
 *
 * @returns Float32, as on tfjs's cpu backend; −∞ where a window is all padding. A NaN gives way to any number.
 */
export function maxPool3D({
  inputs: {x},
  backend,
  attrs: {filterSize, strides, pad, dimRoundingMode},
}: KernelArguments<'x', tf.MaxPool3DAttrs>): tf.TensorInfo {
  const inShape = x.shape as Shape5D;
  const pool = tf.backend_util.computePool3DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
  const out = allocate(backend, pool.outShape, 'float32');
  const values = backend.typedArrayFromHeap(x);
  const {inputs} = findMaxima(pool, values);
  const maxima = backend.typedArrayFromHeap(out);
  for (let i = 0; i < inputs.length; i++) maxima[i] = inputs[i]! < 0 ? -Infinity : values[inputs[i]!]!;
  return out;
}

/**
 * The gradient of mean pooling. Where `dy` has another shape than its windows give, the stock kernel reads the wrong numbers,
 * some of them from beyond its end.
 *
 * @throws {TypeError} If the shape of `dy` is not that of the pooling's output.
 */
export function avgPoolGrad(
  args: KernelArguments<'dy' | 'input', tf.AvgPoolGradAttrs>,
  stock: RunStockKernel,
): tf.TensorInfo {
  const {filterSize, strides, pad} = args.attrs;
  const inShape = args.inputs.input.shape as Shape4D;
  const pool = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad);
  assertOutputShape(tf.AvgPoolGrad, args.inputs.dy.shape, pool);
  return stock(tf.AvgPoolGrad, args);
}

function scatterToMaxima(
  backend: WasmBackend,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  pool: Windows,
): tf.TensorInfo {
  const out = allocate(backend, x.shape, 'float32');
  const values = backend.typedArrayFromHeap(x);
  const slopes = backend.typedArrayFromHeap(dy);
  const gradient = backend.typedArrayFromHeap(out).fill(0);
  const {inputs} = findMaxima(pool, values);
  for (let i = 0; i < inputs.length; i++) if (inputs[i]! >= 0) gradient[inputs[i]!]! += slopes[i]!;
  return out;
}
