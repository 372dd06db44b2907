import * as tf from '@tensorflow/tfjs';
import {
  heapCopier,
  allocate,
  withTemporaries,
  type HeapView,
  type KernelArguments,
  type RunStockKernel,
  type WasmBackend,
} from '../heap';

type Arguments = KernelArguments<'x' | 'dy', tf.Conv2DBackpropFilterAttrs>;

/** 4 MB of patches at a time: large enough for a fast product, small enough not to swell the heap for good. */
const PATCH_ELEMENTS = 2 ** 20;

/**
 * The gradient of a convolution's filter, absent from the stock backend: every filter weight's patch of `x`,
 * laid out as a matrix `[filter weights, output pixels]`, times `dy` as `[output pixels, output channels]`.
 *
 * @returns Float32 of `filterShape`, `[height, width, inChannels, outChannels]`.
 * @throws {RangeError} If the channels do not come last.
 * @throws {TypeError} If `dy` has not the shape of the convolution's output.
 */
export function conv2DBackpropFilter(stock: RunStockKernel) {
  return ({inputs: {x, dy}, backend, attrs}: Arguments): tf.TensorInfo => {
    const {strides, pad, dataFormat, dimRoundingMode, filterShape} = attrs;
    assertChannelsLast(tf.Conv2DBackpropFilter, dataFormat);
    const conv = tf.backend_util.computeConv2DInfo(
      x.shape as Shape4D,
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    assertOutputShape(tf.Conv2DBackpropFilter, dy.shape, conv);
    const total = new Float64Array(tf.util.sizeFromShape(filterShape));
    const weights = conv.filterHeight * conv.filterWidth * conv.inChannels;
    const step = Math.max(1, Math.floor(PATCH_ELEMENTS / (weights * conv.outHeight * conv.outWidth)));
    if (!dy.shape.includes(0) && weights > 0) {
      for (let first = 0; first < conv.batchSize; first += step) {
        addImages(total, {x, dy, conv, first, count: Math.min(step, conv.batchSize - first)}, backend, stock);
      }
    }
    const out = allocate(backend, filterShape, 'float32');
    backend.typedArrayFromHeap(out).set(total);
    return out;
  };
}

interface Images {
  readonly x: tf.TensorInfo;
  readonly dy: tf.TensorInfo;
  readonly conv: Convolution;
  readonly first: number;
  readonly count: number;
}

/** Adds the gradient that `count` images from `first` give. */
function addImages(total: Float64Array, images: Images, backend: WasmBackend, stock: RunStockKernel): void {
  const {x, dy, conv, first, count} = images;
  const pixels = conv.outHeight * conv.outWidth;
  const weights = conv.filterHeight * conv.filterWidth * conv.inChannels;
  withTemporaries(backend, own => {
    const patches = own(allocate(backend, [weights, count * pixels], 'float32'));
    const slopes = own(allocate(backend, [count * pixels, conv.outChannels], 'float32'));
    unfold(backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(patches), images);
    heapCopier(backend, dy, slopes)(
      first * pixels * conv.outChannels,
      0,
      tf.util.sizeFromShape(slopes.shape),
    );
    const attrs = {transposeA: false, transposeB: false};
    const product = own(stock(tf.BatchMatMul, {inputs: {a: patches, b: slopes}, backend, attrs}));
    const sums = backend.typedArrayFromHeap(product);
    for (let i = 0; i < total.length; i++) total[i]! += sums[i]!;
  });
}

/** Writes, for each filter weight in turn, the input that it meets at each output pixel; 0 in the padding. */
function unfold(x: HeapView, patches: HeapView, images: Images): void {
  const {filterHeight, filterWidth, inChannels} = images.conv;
  let at = 0;
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++) {
      for (let channel = 0; channel < inChannels; channel++) {
        at = unfoldWeight(x, patches, at, images, {row, column, channel});
      }
    }
  }
}

interface Weight {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

function unfoldWeight(
  x: HeapView,
  patches: HeapView,
  start: number,
  {conv, first, count}: Images,
  weight: Weight,
): number {
  const {inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo} = conv;
  let at = start;
  for (let image = first; image < first + count; image++) {
    for (let i = 0; i < outHeight; i++) {
      const y = i * strideHeight + weight.row - padInfo.top;
      const inside = y >= 0 && y < inHeight;
      const line = (image * inHeight + y) * inWidth;
      for (let j = 0, z = weight.column - padInfo.left; j < outWidth; j++, z += strideWidth) {
        patches[at++] = inside && z >= 0 && z < inWidth ? x[(line + z) * inChannels + weight.channel]! : 0;
      }
    }
  }
  return at;
}

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

/** Sizes, strides and padding of a convolution or pooling, as tfjs works them out. */
export type Convolution = tf.backend_util.Conv2DInfo;

/** A shape that tfjs's own types want as a tuple. */
export type Shape4D = [number, number, number, number];

/** @throws {RangeError} Unless the channels come last; the backend's own convolutions take nothing else either. */
export function assertChannelsLast(who: string, dataFormat: string): void {
  if (dataFormat !== 'NHWC') throw new RangeError(`${who}: expected dataFormat NHWC, got ${dataFormat}`);
}

/**
 * @throws {TypeError} Unless `dy` has the shape of the forward pass's output. It has not where tfjs drops
 * `dimRoundingMode` on the way to the gradient.
 */
export function assertOutputShape(
  who: string,
  dy: readonly number[],
  {outShape}: {outShape: readonly number[]},
): void {
  if (dy.length !== outShape.length || dy.some((size, axis) => size !== outShape[axis])) {
    throw new TypeError(`${who}: expected dy of shape [${outShape.join()}], got [${dy.join()}]`);
  }
}
