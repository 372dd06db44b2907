import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Shape4D} from './convolution';
import {forEachMaximum, type Pool} from './forEachMaximum';
import type {Shape5D} from './forEachMeeting3D';
import {allocate, type KernelArguments, type WasmBackend} from './wasmBackend';

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
