import * as tf from '@tensorflow/tfjs';
import {assertOutputShape} from './conv2DBackpropFilter';
import {allocate, type KernelArguments, type RunStockKernel} from '../heap';

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

type Conv3DBackpropFilterArguments = KernelArguments<'x' | 'dy', tf.Conv3DBackpropFilterV2Attrs>;

/**
 * The gradient of a 3-D convolution with respect to its filter. The stock kernel is right where every stride is 1, and is
 * left to it; with a longer one it multiplies `dy` with other cells of `x` than the convolution did.
 *
 * @returns Float32 of `filterShape`, `[depth, height, width, inChannels, outChannels]`.
 * @throws {TypeError} If `dy` has not the shape of the convolution's output.
 */
export function conv3DBackpropFilter(stock: RunStockKernel) {
  return (args: Conv3DBackpropFilterArguments): tf.TensorInfo => {
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

/** A shape that tfjs's own types want as a tuple. */
export type Shape5D = [number, number, number, number, number];

/** Visits each meeting of an input cell, a filter cell and an output cell of a 3-D convolution; gives the number of each. */
export function forEachMeeting3D(
  conv: tf.backend_util.Conv3DInfo,
  visit: (input: number, weight: number, output: number) => void,
): void {
  const outputs = [conv.outDepth, conv.outHeight, conv.outWidth] as const;
  const inputs = [conv.inDepth, conv.inHeight, conv.inWidth] as const;
  const strides = [conv.strideDepth, conv.strideHeight, conv.strideWidth] as const;
  const before = [conv.padInfo.front, conv.padInfo.top, conv.padInfo.left] as const;
  const filter = [conv.filterDepth, conv.filterHeight, conv.filterWidth] as const;
  let output = 0;
  for (let image = 0; image < conv.batchSize; image++) {
    forEachCell(outputs, (i, j, k) => {
      let weight = 0;
      forEachCell(filter, (a, b, c) => {
        const at = [
          i * strides[0] + a - before[0],
          j * strides[1] + b - before[1],
          k * strides[2] + c - before[2],
        ] as const;
        if (at.every((position, axis) => position >= 0 && position < inputs[axis]!)) {
          visit(((image * inputs[0] + at[0]) * inputs[1] + at[1]) * inputs[2] + at[2], weight, output);
        }
        weight++;
      });
      output++;
    });
  }
}

function forEachCell(
  [depth, height, width]: readonly [number, number, number],
  visit: (i: number, j: number, k: number) => void,
): void {
  for (let i = 0; i < depth; i++) {
    for (let j = 0; j < height; j++) {
      for (let k = 0; k < width; k++) visit(i, j, k);
    }
  }
}
