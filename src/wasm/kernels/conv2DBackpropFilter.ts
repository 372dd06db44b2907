import * as tf from '@tensorflow/tfjs';
import {
  allocate,
  heapCopier,
  withTemporaries,
  type HeapView,
  type KernelArguments,
  type RunStockKernel,
  type WasmBackend,
} from '../heap';
import {assertOutputShape, type Shape4D, type Windows2D} from './windows';

/** 4 MB of patches at a time: large enough for a fast product, small enough not to swell the heap for good. */
const patchElements = 2 ** 20;

/**
 * The gradient of a convolution's filter, which the stock backend lacks: every filter weight's patch of `x`,
 * laid out as a matrix `[filter weights, output pixels]`, times `dy` as `[output pixels, output channels]`.
 *
 * @returns Float32 of `filterShape`, `[height, width, inChannels, outChannels]`.
 * @throws {RangeError} If the channels do not come last.
 * @throws {TypeError} If the shape of `dy` is not that of the convolution's output.
 */
export function conv2DBackpropFilter(
  {inputs: {x, dy}, backend, attrs}: KernelArguments<'x' | 'dy', tf.Conv2DBackpropFilterAttrs>,
  stock: RunStockKernel,
): tf.TensorInfo {
  const {strides, pad, dataFormat, dimRoundingMode, filterShape} = attrs;
  if (dataFormat !== 'NHWC') {
    throw new RangeError(`${tf.Conv2DBackpropFilter}: expected dataFormat NHWC, got ${dataFormat}`);
  }
  const sizes = [strides, 1, pad, dimRoundingMode] as const;
  const conv = tf.backend_util.computeConv2DInfo(x.shape as Shape4D, filterShape, ...sizes);
  assertOutputShape(tf.Conv2DBackpropFilter, dy.shape, conv);
  const total = new Float64Array(tf.util.sizeFromShape(filterShape));
  const weights = conv.filterHeight * conv.filterWidth * conv.inChannels;
  const step = Math.max(1, Math.floor(patchElements / (weights * conv.outHeight * conv.outWidth)));
  if (!dy.shape.includes(0) && weights > 0) {
    for (let first = 0; first < conv.batchSize; first += step) {
      addImages(total, {x, dy, conv, first, count: Math.min(step, conv.batchSize - first)}, backend, stock);
    }
  }
  const out = allocate(backend, filterShape, 'float32');
  backend.typedArrayFromHeap(out).set(total);
  return out;
}

interface Images {
  readonly x: tf.TensorInfo;
  readonly dy: tf.TensorInfo;
  readonly conv: Windows2D;
  readonly first: number;
  readonly count: number;
}

/** Adds the gradient of `count` images, from `first` on. */
function addImages(total: Float64Array, images: Images, backend: WasmBackend, stock: RunStockKernel): void {
  const {x, dy, conv, first, count} = images;
  const pixels = conv.outHeight * conv.outWidth;
  const weights = conv.filterHeight * conv.filterWidth * conv.inChannels;
  withTemporaries(backend, own => {
    const patches = own(allocate(backend, [weights, count * pixels], 'float32'));
    const slopes = own(allocate(backend, [count * pixels, conv.outChannels], 'float32'));
    unfold(backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(patches), images);
    const copied = tf.util.sizeFromShape(slopes.shape);
    heapCopier(backend, dy, slopes)(first * pixels * conv.outChannels, 0, copied);
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
