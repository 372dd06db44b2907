import * as tf from '@tensorflow/tfjs';
import {assertOutputShape} from './convolution';
import {forEachMeeting3D, type Shape5D} from './forEachMeeting3D';
import {allocate, type KernelArguments, type RunStockKernel} from './wasmBackend';

type Arguments = KernelArguments<'x' | 'dy', tf.Conv3DBackpropFilterV2Attrs>;

/**
 * The gradient of a 3-D convolution with respect to its filter. The stock kernel is right where every stride is 1, and is
 * left to it; with a longer one it multiplies `dy` with other cells of `x` than the convolution did.
 *
 * @returns Float32 of `filterShape`, `[depth, height, width, inChannels, outChannels]`.
 * @throws {TypeError} If `dy` has not the shape of the convolution's output.
 */
export function conv3DBackpropFilter(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
    const {inputs, backend, attrs} = args;
    const {x, dy} = inputs;
    const {strides, pad, filterShape} = attrs;
    const conv = tf.backend_util.computeConv3DInfo(x.shape as Shape5D, filterShape, strides, 1, pad);
    assertOutputShape(tf.Conv3DBackpropFilterV2, dy.shape, conv);
    const {inChannels, outChannels, strideDepth, strideHeight, strideWidth} = conv;
    if (Math.max(strideDepth, strideHeight, strideWidth) === 1) return stock(tf.Conv3DBackpropFilterV2, args);
    const out = allocate(backend, filterShape, 'float32');
    const values = backend.typedArrayFromHeap(x);
    const slopes = backend.typedArrayFromHeap(dy);
    // A weight's gradient sums over every cell of the batch: too many terms to leave to float32.
    const total = new Float64Array(tf.util.sizeFromShape(filterShape));
    forEachMeeting3D(conv, (input, weight, output) => {
      for (let channel = 0; channel < inChannels; channel++) {
        const value = values[input * inChannels + channel]!;
        const first = (weight * inChannels + channel) * outChannels;
        for (let i = 0; i < outChannels; i++) {
          total[first + i]! += value * slopes[output * outChannels + i]!;
        }
      }
    });
    backend.typedArrayFromHeap(out).set(total);
    return out;
  };
}
