import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Convolution, type Shape4D} from './convolution';
import {allocate, type KernelArguments} from './wasmBackend';

type FilterArguments = KernelArguments<'x' | 'dy', tf.DepthwiseConv2dNativeBackpropFilterAttrs>;
type InputArguments = KernelArguments<'dy' | 'filter', tf.DepthwiseConv2dNativeBackpropInputAttrs>;

/**
 * The gradient of a depthwise convolution's filter, absent from the stock backend.
 * Unlike tfjs's cpu kernel it heeds `dilations`.
 *
 * @returns Float32 of `filterShape`, `[height, width, inChannels, multiplier]`.
 * @throws {TypeError} If `dy` has not the shape of the convolution's output.
 */
export function depthwiseConv2dBackpropFilter() {
  return ({inputs: {x, dy}, backend, attrs}: FilterArguments): tf.TensorInfo => {
    const {strides, dilations, pad, dimRoundingMode, filterShape} = attrs;
    const conv = depthwise(x.shape as Shape4D, filterShape, strides, dilations, pad, dimRoundingMode);
    assertOutputShape(tf.DepthwiseConv2dNativeBackpropFilter, dy.shape, conv);
    const out = allocate(backend, filterShape, 'float32');
    const inputs = backend.typedArrayFromHeap(x);
    const slopes = backend.typedArrayFromHeap(dy);
    // A weight's gradient sums over every pixel of the batch: too many terms to leave to float32.
    const total = new Float64Array(tf.util.sizeFromShape(filterShape));
    const multiplier = filterShape[3];
    forEachMeeting(conv, (input, weight, output) => {
      for (let channel = 0; channel < conv.inChannels; channel++) {
        const value = inputs[input + channel]!;
        const first = channel * multiplier;
        for (let i = first; i < first + multiplier; i++) total[weight + i]! += value * slopes[output + i]!;
      }
    });
    backend.typedArrayFromHeap(out).set(total);
    return out;
  };
}

/**
 * The gradient of a depthwise convolution's input, absent from the stock backend.
 * Unlike tfjs's cpu kernel it heeds `dilations`.
 *
 * @returns Float32 of `inputShape`, `[batch, height, width, inChannels]`.
 * @throws {TypeError} If `dy` has not the shape of the convolution's output.
 */
export function depthwiseConv2dBackpropInput() {
  return ({inputs: {dy, filter}, backend, attrs}: InputArguments): tf.TensorInfo => {
    const {strides, dilations, pad, dimRoundingMode, inputShape} = attrs;
    const conv = depthwise(inputShape, filter.shape as Shape4D, strides, dilations, pad, dimRoundingMode);
    assertOutputShape(tf.DepthwiseConv2dNativeBackpropInput, dy.shape, conv);
    const out = allocate(backend, inputShape, 'float32');
    const slopes = backend.typedArrayFromHeap(dy);
    const weights = backend.typedArrayFromHeap(filter);
    const gradient = backend.typedArrayFromHeap(out).fill(0);
    const multiplier = conv.outChannels / conv.inChannels;
    forEachMeeting(conv, (input, weight, output) => {
      for (let channel = 0; channel < conv.inChannels; channel++) {
        const first = channel * multiplier;
        let sum = 0;
        for (let i = first; i < first + multiplier; i++) sum += weights[weight + i]! * slopes[output + i]!;
        gradient[input + channel]! += sum;
      }
    });
    return out;
  };
}

function depthwise(
  inShape: Shape4D,
  filterShape: Shape4D,
  strides: [number, number] | number,
  dilations: [number, number] | number,
  pad: tf.DepthwiseConv2dNativeBackpropInputAttrs['pad'],
  dimRoundingMode: 'floor' | 'round' | 'ceil' | undefined,
): Convolution {
  return tf.backend_util.computeConv2DInfo(
    inShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
}

/** Visits each meeting of an input pixel, a filter position and an output pixel; gives where each one's channels begin. */
function forEachMeeting(
  conv: Convolution,
  visit: (input: number, weight: number, output: number) => void,
): void {
  const {batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo} = conv;
  for (let image = 0, output = 0; image < batchSize; image++) {
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++, output += outChannels) {
        for (let row = 0; row < conv.filterHeight; row++) {
          const y = i * conv.strideHeight + row * conv.dilationHeight - padInfo.top;
          if (y < 0 || y >= inHeight) continue;
          for (let column = 0; column < conv.filterWidth; column++) {
            const z = j * conv.strideWidth + column * conv.dilationWidth - padInfo.left;
            if (z < 0 || z >= inWidth) continue;
            const input = ((image * inHeight + y) * inWidth + z) * inChannels;
            visit(input, (row * conv.filterWidth + column) * outChannels, output);
          }
        }
      }
    }
  }
}
