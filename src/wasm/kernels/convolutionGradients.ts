/** Gradients of depthwise and of 3-D convolutions, which sum product by product in JavaScript. */
import * as tf from '@tensorflow/tfjs';
import {allocate, type KernelArguments, type RunStockKernel, type WasmBackend} from '../heap';
import {
  assertOutputShape,
  forEachOverlap,
  oneLayerDeep,
  type Shape4D,
  type Shape5D,
  type Windows,
  type Windows2D,
} from './windows';

/**
 * The gradient of a depthwise convolution's filter, which the stock backend lacks.
 * Unlike tfjs's cpu kernel it takes `dilations` into account.
 *
 * @returns Float32 of `filterShape`, `[height, width, inChannels, multiplier]`.
 * @throws {TypeError} If the shape of `dy` is not that of the convolution's output.
 */
export function depthwiseConv2dBackpropFilter({
  inputs: {x, dy},
  backend,
  attrs,
}: KernelArguments<'x' | 'dy', tf.DepthwiseConv2dNativeBackpropFilterAttrs>): tf.TensorInfo {
  const conv = depthwise(x.shape as Shape4D, attrs.filterShape, attrs);
  assertOutputShape(tf.DepthwiseConv2dNativeBackpropFilter, dy.shape, conv);
  return filterGradient({windows: oneLayerDeep(conv), isDepthwise: true}, x, dy, attrs.filterShape, backend);
}

/**
 * The gradient of a depthwise convolution's input, which the stock backend lacks.
 * Unlike tfjs's cpu kernel it takes `dilations` into account.
 *
 * @returns Float32 of `inputShape`, `[batch, height, width, inChannels]`.
 * @throws {TypeError} If the shape of `dy` is not that of the convolution's output.
 */
export function depthwiseConv2dBackpropInput({
  inputs: {dy, filter},
  backend,
  attrs,
}: KernelArguments<'dy' | 'filter', tf.DepthwiseConv2dNativeBackpropInputAttrs>): tf.TensorInfo {
  const conv = depthwise(attrs.inputShape, filter.shape as Shape4D, attrs);
  assertOutputShape(tf.DepthwiseConv2dNativeBackpropInput, dy.shape, conv);
  const convolution = {windows: oneLayerDeep(conv), isDepthwise: true};
  return inputGradient(convolution, dy, filter, attrs.inputShape, backend);
}

/**
 * The gradient of a 3-D convolution's filter. The stock kernel is right where every stride is 1, and is used there; with a
 * longer one it multiplies `dy` with other cells of `x` than the convolution did.
 *
 * @returns Float32 of `filterShape`, `[depth, height, width, inChannels, outChannels]`.
 * @throws {TypeError} If the shape of `dy` is not that of the convolution's output.
 */
export function conv3DBackpropFilter(
  args: KernelArguments<'x' | 'dy', tf.Conv3DBackpropFilterV2Attrs>,
  stock: RunStockKernel,
): tf.TensorInfo {
  const {x, dy} = args.inputs;
  const {strides, pad, filterShape} = args.attrs;
  const conv = tf.backend_util.computeConv3DInfo(x.shape as Shape5D, filterShape, strides, 1, pad);
  assertOutputShape(tf.Conv3DBackpropFilterV2, dy.shape, conv);
  if (Math.max(conv.strideDepth, conv.strideHeight, conv.strideWidth) === 1) {
    return stock(tf.Conv3DBackpropFilterV2, args);
  }
  return filterGradient({windows: conv, isDepthwise: false}, x, dy, filterShape, args.backend);
}

/**
 * The gradient of a 3-D convolution's input. The stock kernel reads beyond the end of its operands, so that some entries of
 * the gradient hold whatever lies in that memory.
 *
 * @returns Float32 of `inputShape`, `[batch, depth, height, width, inChannels]`.
 * @throws {TypeError} If the shape of `dy` is not that of the convolution's output.
 */
export function conv3DBackpropInput({
  inputs: {dy, filter},
  backend,
  attrs: {strides, pad, inputShape},
}: KernelArguments<'dy' | 'filter', tf.Conv3DBackpropInputV2Attrs>): tf.TensorInfo {
  const conv = tf.backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5D, strides, 1, pad);
  assertOutputShape(tf.Conv3DBackpropInputV2, dy.shape, conv);
  return inputGradient({windows: conv, isDepthwise: false}, dy, filter, inputShape, backend);
}

function depthwise(
  inShape: Shape4D,
  filterShape: Shape4D,
  {strides, dilations, pad, dimRoundingMode}: Omit<tf.DepthwiseConv2dNativeBackpropInputAttrs, 'inputShape'>,
): Windows2D {
  const sizes = [strides, dilations, pad, dimRoundingMode, true] as const;
  return tf.backend_util.computeConv2DInfo(inShape, filterShape, ...sizes);
}

interface Convolution {
  readonly windows: Windows;
  /** Whether each input channel has output channels of its own; else each input channel goes into all of them. */
  readonly isDepthwise: boolean;
}

/** Each input channel meets `count` weights and outputs; its first output is `step` behind that of the channel before. */
function channelsOf({windows: {inChannels, outChannels}, isDepthwise}: Convolution) {
  const count = isDepthwise ? outChannels / inChannels : outChannels;
  return {inChannels, outChannels, count, step: isDepthwise ? count : 0};
}

function filterGradient(
  convolution: Convolution,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  filterShape: number[],
  backend: WasmBackend,
): tf.TensorInfo {
  const {inChannels, outChannels, count, step} = channelsOf(convolution);
  const out = allocate(backend, filterShape, 'float32');
  const values = backend.typedArrayFromHeap(x);
  const slopes = backend.typedArrayFromHeap(dy);
  // A weight's gradient sums over every cell of the batch: too many terms to leave to float32.
  const total = new Float64Array(tf.util.sizeFromShape(filterShape));
  forEachOverlap(convolution.windows, (inputCell, weightCell, outputCell) => {
    for (let channel = 0; channel < inChannels; channel++) {
      const value = values[inputCell * inChannels + channel]!;
      const weight = (weightCell * inChannels + channel) * count;
      const output = outputCell * outChannels + channel * step;
      for (let i = 0; i < count; i++) total[weight + i]! += value * slopes[output + i]!;
    }
  });
  backend.typedArrayFromHeap(out).set(total);
  return out;
}

function inputGradient(
  convolution: Convolution,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  inputShape: number[],
  backend: WasmBackend,
): tf.TensorInfo {
  const {inChannels, outChannels, count, step} = channelsOf(convolution);
  const out = allocate(backend, inputShape, 'float32');
  const slopes = backend.typedArrayFromHeap(dy);
  const weights = backend.typedArrayFromHeap(filter);
  const gradient = backend.typedArrayFromHeap(out).fill(0);
  forEachOverlap(convolution.windows, (inputCell, weightCell, outputCell) => {
    for (let channel = 0; channel < inChannels; channel++) {
      const weight = (weightCell * inChannels + channel) * count;
      const output = outputCell * outChannels + channel * step;
      let sum = 0;
      for (let i = 0; i < count; i++) sum += weights[weight + i]! * slopes[output + i]!;
      gradient[inputCell * inChannels + channel]! += sum;
    }
  });
  return out;
}
