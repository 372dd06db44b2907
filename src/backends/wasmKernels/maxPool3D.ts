import * as tf from '@tensorflow/tfjs';
import {forEachMaximum} from './forEachMaximum';
import type {Shape5D} from './forEachMeeting3D';
import {allocate, type KernelArguments} from './wasmBackend';

type Arguments = KernelArguments<'x', tf.MaxPool3DAttrs>;

/**
 * The greatest number in each window of `x`, `[batch, depth, height, width, channels]`. The stock kernel finds none below 0,
 * and takes the bits of integers for those of floats.
 *
 * @returns Float32, as on tfjs's cpu backend; −∞ where a window lies in the padding altogether. NaN yields to any number.
 */
export function maxPool3D() {
  return ({inputs: {x}, backend, attrs}: Arguments): tf.TensorInfo => {
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
