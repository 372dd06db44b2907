import * as tf from '@tensorflow/tfjs';
import {assertOutputShape} from './convolution';
import {forEachMeeting3D, type Shape5D} from './forEachMeeting3D';
import {allocate, type KernelArguments} from './wasmBackend';

type Arguments = KernelArguments<'dy' | 'filter', tf.Conv3DBackpropInputV2Attrs>;

/**
 * The gradient of a 3-D convolution with respect to its input. The stock kernel reads beyond the end of its operands, so
 * that whatever lies in that memory ends up in some of the gradient's entries.
 *
 * @returns Float32 of `inputShape`, `[batch, depth, height, width, inChannels]`.
 * @throws {TypeError} If `dy` has not the shape of the convolution's output.
 */
export function conv3DBackpropInput() {
  return ({inputs: {dy, filter}, backend, attrs}: Arguments): tf.TensorInfo => {
    const {strides, pad, inputShape} = attrs;
    const conv = tf.backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5D, strides, 1, pad);
    assertOutputShape(tf.Conv3DBackpropInputV2, dy.shape, conv);
    const out = allocate(backend, inputShape, 'float32');
    const slopes = backend.typedArrayFromHeap(dy);
    const weights = backend.typedArrayFromHeap(filter);
    const gradient = backend.typedArrayFromHeap(out).fill(0);
    const {inChannels, outChannels} = conv;
    forEachMeeting3D(conv, (input, weight, output) => {
      for (let channel = 0; channel < inChannels; channel++) {
        const first = (weight * inChannels + channel) * outChannels;
        let sum = 0;
        for (let i = 0; i < outChannels; i++) sum += weights[first + i]! * slopes[output * outChannels + i]!;
        gradient[input * inChannels + channel]! += sum;
      }
    });
    return out;
  };
}
