import * as tf from '@tensorflow/tfjs';
import {
  allocate,
  withTemporaries,
  type Kernel,
  type KernelArguments,
  type RunStockKernel,
  type WasmBackend,
} from '../heap';
import type {Shape4D, Windows2D} from './windows';

type Sliding = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode'>;
type ConvolutionAttributes = Sliding & Partial<Pick<tf.Conv2DAttrs, 'dilations'>> & {dataFormat: string};
type ConvolutionArguments = KernelArguments<'x' | 'filter', ConvolutionAttributes>;
type PoolArguments = KernelArguments<'x', Sliding & {filterSize: tf.MaxPoolAttrs['filterSize']}>;

/**
 * Convolutions and pools whose output XNNPACK sizes differently from tfjs, for which the stock kernels write zeros, or beyond the
 * output into whatever lies behind it on the heap. tfjs rounds sizes as `dimRoundingMode` says, and for padding of one number
 * takes width for height; XNNPACK rounds down, and where the strides leave the last rows or columns of the input out, reads a
 * negative 'same' padding as a huge one. Here it gets padding in numbers, and as much of the input, that both agree.
 * All other cases go to the stock kernel unchanged.
 */
export const conv2D = fittedConvolution(tf.Conv2D);

/** The same for a convolution with bias and activation. */
export const fusedConv2D = fittedConvolution(tf.FusedConv2D);

/** The same for a convolution of each channel on its own. */
export const depthwiseConv2dNative = fittedConvolution(tf.DepthwiseConv2dNative);

/** The same for a convolution of each channel on its own, with bias and activation. */
export const fusedDepthwiseConv2D = fittedConvolution(tf.FusedDepthwiseConv2D);

/** The same for the greatest number in each window. */
export const maxPool = fittedPool(tf.MaxPool, -Infinity);

/** The same for the mean of each window. */
export const avgPool = fittedPool(tf.AvgPool, NaN);

function fittedConvolution(kernel: string): Kernel<ConvolutionArguments> {
  const depthwise = kernel === tf.DepthwiseConv2dNative || kernel === tf.FusedDepthwiseConv2D;
  return (args, stock) => {
    const {x, filter} = args.inputs;
    const {strides, dilations, pad, dataFormat, dimRoundingMode} = args.attrs;
    if (dataFormat !== 'NHWC') return stock(kernel, args); // which refuses it
    const shapes = [x.shape as Shape4D, filter.shape as Shape4D] as const;
    const sizes = [strides, dilations ?? 1, pad, dimRoundingMode, depthwise] as const;
    return runFitted(kernel, args, stock, tf.backend_util.computeConv2DInfo(...shapes, ...sizes));
  };
}

/** @param padded The result for a window of one pixel that is padding. */
function fittedPool(kernel: string, padded: number): Kernel<PoolArguments> {
  return (args, stock) => {
    const {filterSize, strides, pad, dimRoundingMode} = args.attrs;
    const inShape = args.inputs.x.shape as Shape4D;
    const pool = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad, dimRoundingMode);
    // With windows of one pixel the stock kernels take the input for the output, whatever the strides.
    if (pool.filterHeight * pool.filterWidth === 1)
      return pickPixels(args.inputs.x, pool, padded, args.backend);
    return runFitted(kernel, args, stock, pool);
  };
}

function runFitted(
  kernel: string,
  args: ConvolutionArguments | PoolArguments,
  stock: RunStockKernel,
  sizes: Windows2D,
): tf.TensorInfo {
  assertWindowFits(kernel, sizes);
  const {top, bottom, left, right} = sizes.padInfo;
  const [rows, columns] = [alongHeight(sizes), alongWidth(sizes)];
  const [below, beside] = [paddingBehind(rows), paddingBehind(columns)];
  const leftOut = args.attrs.pad === 'same' && Math.min(missingBehind(rows), missingBehind(columns)) < 0;
  if (below === bottom && beside === right && !leftOut) return stock(kernel, args);
  const {inputs, attrs, backend} = args;
  const run = (x: tf.TensorInfo, pad: Padding) =>
    stock(kernel, {inputs: {...inputs, x}, backend, attrs: {...attrs, pad, dimRoundingMode: 'floor'}});
  return withTemporaries(backend, own => {
    const height = sizes.inHeight + Math.min(below, 0);
    const width = sizes.inWidth + Math.min(beside, 0);
    // All windows are padding.
    if (height <= 0 || width <= 0) return run(own(zerosFor(sizes, backend)), paddingOf(0, 0, 0, 0));
    const pad = paddingOf(top, Math.max(below, 0), left, Math.max(beside, 0));
    if (below >= 0 && beside >= 0) return run(inputs.x, pad);
    const part = {begin: [0, 0, 0, 0], size: [sizes.batchSize, height, width, sizes.inChannels]};
    return run(own(stock(tf.Slice, {inputs: {x: inputs.x}, backend, attrs: part})), pad);
  });
}

/** @throws {RangeError} If the window is larger than the padded input by more than a stride: tfjs counts less than 0 windows. */
function assertWindowFits(kernel: string, sizes: Windows2D): void {
  const {outHeight, outWidth, effectiveFilterHeight, effectiveFilterWidth, inHeight, inWidth} = sizes;
  if (outHeight >= 0 && outWidth >= 0) return;
  const [window, input] = [`${effectiveFilterHeight}x${effectiveFilterWidth}`, `${inHeight}x${inWidth}`];
  throw new RangeError(`${kernel}: expected a window that fits the padded input, got ${window} for ${input}`);
}

type Padding = tf.backend_util.ExplicitPadding;

function paddingOf(top: number, bottom: number, left: number, right: number): Padding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** An input of zeros in which exactly the windows of the output fit. */
function zerosFor(sizes: Windows2D, backend: WasmBackend): tf.TensorInfo {
  const height = (sizes.outHeight - 1) * sizes.strideHeight + sizes.effectiveFilterHeight;
  const width = (sizes.outWidth - 1) * sizes.strideWidth + sizes.effectiveFilterWidth;
  const zeros = allocate(backend, [sizes.batchSize, height, width, sizes.inChannels], 'float32');
  backend.typedArrayFromHeap(zeros).fill(0);
  return zeros;
}

/** How windows move along one axis. */
interface Axis {
  readonly size: number;
  readonly window: number;
  readonly stride: number;
  /** The padding at both ends that tfjs worked out. */
  readonly before: number;
  readonly behind: number;
  /** How many windows tfjs counts. */
  readonly windows: number;
}

function alongHeight(sizes: Windows2D): Axis {
  const {inHeight: size, effectiveFilterHeight: window, strideHeight: stride, outHeight: windows} = sizes;
  return {size, window, stride, windows, before: sizes.padInfo.top, behind: sizes.padInfo.bottom};
}

function alongWidth(sizes: Windows2D): Axis {
  const {inWidth: size, effectiveFilterWidth: window, strideWidth: stride, outWidth: windows} = sizes;
  return {size, window, stride, windows, before: sizes.padInfo.left, behind: sizes.padInfo.right};
}

/** How far the last window reaches beyond the input; below 0, how much of the input lies behind that window. */
function missingBehind({size, window, stride, before, windows}: Axis): number {
  return (windows - 1) * stride + window - before - size;
}

/** The padding with which exactly so many windows fit: the given one if it does; below 0, how much input to cut off. */
function paddingBehind(axis: Axis): number {
  const missing = missingBehind(axis);
  const fits = (padding: number) => padding >= missing && padding < missing + axis.stride;
  return [axis.behind, 0].find(fits) ?? missing;
}

/** The pixels under windows of one pixel, and `padded` for windows on padding. */
function pickPixels(x: tf.TensorInfo, pool: Windows2D, padded: number, backend: WasmBackend): tf.TensorInfo {
  const {batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo} =
    pool;
  const out = allocate(backend, pool.outShape, 'float32');
  const [pixels, picked] = [x, out].map(info => backend.typedArrayFromHeap(info));
  for (let image = 0, to = 0; image < batchSize; image++) {
    for (let row = -padInfo.top, i = 0; i < outHeight; i++, row += strideHeight) {
      for (let column = -padInfo.left, j = 0; j < outWidth; j++, column += strideWidth, to += inChannels) {
        const isInside = row >= 0 && row < inHeight && column >= 0 && column < inWidth;
        const from = ((image * inHeight + row) * inWidth + column) * inChannels;
        if (isInside) picked!.set(pixels!.subarray(from, from + inChannels), to);
        else picked!.fill(padded, to, to + inChannels);
      }
    }
  }
  return out;
}
