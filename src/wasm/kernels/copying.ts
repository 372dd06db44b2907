/** Kernels that move numbers without computing: gather and its gradient, slice, identity. */
import * as tf from '@tensorflow/tfjs';
import {
  allocate,
  heapCopier,
  type HeapCopier,
  type HeapView,
  type KernelArguments,
  type RunStockKernel,
} from '../heap';

/**
 * Gathers slices of `x` along an axis, each copied whole: rows of a matrix at the speed of memory. The stock
 * kernel computes the place of every element anew.
 *
 * @throws {RangeError} If an index lies outside the axis.
 */
export function gatherV2(
  args: KernelArguments<'x' | 'indices', tf.GatherV2Attrs>,
  stock: RunStockKernel,
): tf.TensorInfo {
  const {inputs, backend, attrs} = args;
  const {x, indices} = inputs;
  if (x.dtype === 'string' || indices.dtype !== 'int32') return stock(tf.GatherV2, args);
  const axis = tf.util.parseAxisParam(attrs.axis, x.shape)[0]!;
  assertIndices(backend.typedArrayFromHeap(indices), x.shape[axis]!);
  const {batchSize, outerSize, dimSize, sliceSize, outputShape} =
    tf.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, axis, attrs.batchDims);
  const out = allocate(backend, outputShape, x.dtype);
  if (outputShape.includes(0)) return out;

  // Views only now: the allocation may have moved the heap.
  const chosen = backend.typedArrayFromHeap(indices);
  const copy = heapCopier(backend, x, out);
  const perBatch = chosen.length / batchSize;
  for (let outer = 0, to = 0; outer < batchSize * outerSize; outer++) {
    const first = Math.floor(outer / outerSize) * perBatch;
    for (let i = first; i < first + perBatch; i++, to += sliceSize) {
      copy((outer * dimSize + chosen[i]!) * sliceSize, to, sliceSize);
    }
  }
  return out;
}

/**
 * Sums the rows of `x` that have the same segment id: the gradient of a gather, which the stock backend lacks.
 * Rows whose id is not from 0 to `numSegments` − 1 are left out, as on tfjs's other backends.
 *
 * `x` is `[rows, …]`, `segmentIds` `[rows]`, the result `[numSegments, …]`: float32, or int32 for int32 and bool.
 *
 * @throws {TypeError} If there is not one id for each row.
 */
export function unsortedSegmentSum({
  inputs: {x, segmentIds},
  backend,
  attrs: {numSegments},
}: KernelArguments<'x' | 'segmentIds', tf.UnsortedSegmentSumAttrs>): tf.TensorInfo {
  const [rows, ...rest] = x.shape;
  if (segmentIds.shape.length !== 1 || segmentIds.shape[0] !== rows) {
    throw new TypeError(
      `UnsortedSegmentSum: expected segmentIds of shape [${rows ?? 'rows'}], got [${segmentIds.shape.join()}]`,
    );
  }
  const out = allocate(backend, [numSegments, ...rest], x.dtype === 'float32' ? 'float32' : 'int32');
  const values = backend.typedArrayFromHeap(x);
  const ids = backend.typedArrayFromHeap(segmentIds);
  const sums = backend.typedArrayFromHeap(out).fill(0);
  const width = tf.util.sizeFromShape(rest);
  for (let row = 0, from = 0; row < ids.length; row++, from += width) {
    const id = ids[row]!;
    if (!(id >= 0 && id < numSegments)) continue;
    for (let i = 0, to = id * width; i < width; i++, to++) sums[to]! += values[from + i]!;
  }
  return out;
}

/**
 * A block of `x`, copied in runs as long as memory allows: rows of a matrix are one run. The stock kernel copies
 * the whole of `x` first, and reads on where the block goes beyond it.
 *
 * @throws {RangeError} If the block does not lie within `x`.
 */
export function slice(args: KernelArguments<'x', tf.SliceAttrs>, stock: RunStockKernel): tf.TensorInfo {
  const {inputs, backend, attrs} = args;
  const {x} = inputs;
  if (x.dtype === 'string') return stock(tf.Slice, args);
  const [begin, size] = tf.slice_util.parseSliceParams(x, attrs.begin, attrs.size) as [number[], number[]];
  assertWithin(x.shape, begin, size);
  const out = allocate(backend, size, x.dtype);
  if (!size.includes(0)) copyBlock(x.shape, begin, size, heapCopier(backend, x, out));
  return out;
}

/**
 * The same numbers under another tensor. tfjs clones every tensor that it keeps for a gradient; tensors do not change, so
 * the clone may share the memory, as it does on every other backend. The stock kernel copies it.
 */
export function identity(args: KernelArguments<'x', unknown>, stock: RunStockKernel): tf.TensorInfo {
  const {x} = args.inputs;
  if (x.dtype === 'string') return stock(tf.Identity, args);
  args.backend.incRef(x.dataId);
  return {dataId: x.dataId, shape: x.shape, dtype: x.dtype};
}

function assertIndices(indices: HeapView, length: number): void {
  for (const index of indices) {
    if (!(index >= 0 && index < length)) {
      throw new RangeError(`GatherV2: expected indices from 0 to ${length - 1}, got ${index}`);
    }
  }
}

function copyBlock(
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
  copy: HeapCopier,
): void {
  const strides = shape.map((_, axis) => tf.util.sizeFromShape(shape.slice(axis + 1)));
  // Runs begin on this axis: all axes inside it are taken whole.
  let axis = Math.max(shape.length - 1, 0);
  while (axis > 0 && size[axis] === shape[axis]) axis--;
  const run = tf.util.sizeFromShape(size.slice(axis));
  const runs = tf.util.sizeFromShape(size.slice(0, axis));
  const start = begin.reduce((sum, index, i) => sum + index * strides[i]!, 0);
  for (let i = 0; i < runs; i++) {
    let from = start;
    for (let outer = axis - 1, rest = i; outer >= 0; outer--) {
      from += (rest % size[outer]!) * strides[outer]!;
      rest = Math.floor(rest / size[outer]!);
    }
    copy(from, i * run, run);
  }
}

function assertWithin(shape: readonly number[], begin: readonly number[], size: readonly number[]): void {
  const within = shape.every(
    (length, i) => begin[i]! >= 0 && size[i]! >= 0 && begin[i]! + size[i]! <= length,
  );
  if (!(within && begin.length === shape.length && size.length === shape.length)) {
    throw new RangeError(
      `Slice: expected a block within shape [${shape.join()}], got begin [${begin.join()}] and size [${size.join()}]`,
    );
  }
}
