import * as tf from '@tensorflow/tfjs';
import {
  heapCopier,
  allocate,
  type HeapView,
  type KernelArguments,
  type RunStockKernel,
  type HeapCopier,
  type WasmBackend,
  withTemporaries,
} from '../heap';

type Arguments = KernelArguments<'x' | 'indices', tf.GatherV2Attrs>;

/**
 * Gathers slices of `x` along an axis, each copied whole: rows of a matrix at the speed of memory. The stock
 * kernel computes the place of every element anew.
 *
 * @throws {RangeError} If an index lies outside the axis.
 */
export function gatherV2(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
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
  };
}

function assertIndices(indices: HeapView, length: number): void {
  for (const index of indices) {
    if (!(index >= 0 && index < length)) {
      throw new RangeError(`GatherV2: expected indices from 0 to ${length - 1}, got ${index}`);
    }
  }
}

type SliceArguments = KernelArguments<'x', tf.SliceAttrs>;

/**
 * A block of `x`, copied in runs as long as memory allows: rows of a matrix are one run. The stock kernel copies
 * the whole of `x` first, and reads on where the block leaves it.
 *
 * @throws {RangeError} If the block does not lie within `x`.
 */
export function slice(stock: RunStockKernel) {
  return (args: SliceArguments): tf.TensorInfo => {
    const {inputs, backend, attrs} = args;
    const {x} = inputs;
    if (x.dtype === 'string') return stock(tf.Slice, args);
    const [begin, size] = tf.slice_util.parseSliceParams(x, attrs.begin, attrs.size) as [number[], number[]];
    assertWithin(x.shape, begin, size);
    const out = allocate(backend, size, x.dtype);
    if (!size.includes(0)) copyBlock(x.shape, begin, size, heapCopier(backend, x, out));
    return out;
  };
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

type IdentityArguments = KernelArguments<'x', unknown> & {readonly backend: SharingBackend};

interface SharingBackend extends WasmBackend {
  /** One more tensor lives on this memory. */
  incRef(dataId: tf.DataId): void;
}

/**
 * The same numbers under another tensor. tfjs clones every tensor that it keeps for a gradient; tensors do not change, so
 * the clone may share the memory, as it does on every other backend. The stock kernel copies it.
 */
export function identity(stock: RunStockKernel) {
  return (args: IdentityArguments): tf.TensorInfo => {
    const {x} = args.inputs;
    if (x.dtype === 'string') return stock(tf.Identity, args);
    args.backend.incRef(x.dataId);
    return {dataId: x.dataId, shape: x.shape, dtype: x.dtype};
  };
}

type UnsortedSegmentSumArguments = KernelArguments<'x' | 'segmentIds', tf.UnsortedSegmentSumAttrs>;

/**
 * Sums the rows of `x` that bear the same segment id: the gradient of a gather, absent from the stock backend.
 * Rows whose id is not from 0 to `numSegments` − 1 are left out, as on tfjs's other backends.
 *
 * `x` is `[rows, …]`, `segmentIds` `[rows]`, the result `[numSegments, …]`: float32, or int32 for int32 and bool.
 *
 * @throws {TypeError} If there is not one id for each row.
 */
export function unsortedSegmentSum() {
  return ({
    inputs: {x, segmentIds},
    backend,
    attrs: {numSegments},
  }: UnsortedSegmentSumArguments): tf.TensorInfo => {
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
  };
}

type PreluArguments = KernelArguments<'x' | 'alpha', undefined>;

/**
 * x where it is not below 0, else α x. The stock kernel takes the last axis of `alpha` for the channels of `x` and looks at no
 * other, so that weights of any other shape go to the wrong places, or are read from beyond their end.
 *
 * @returns Float32 of the shape to which both broadcast.
 */
export function prelu(stock: RunStockKernel) {
  return (args: PreluArguments): tf.TensorInfo => {
    const {
      inputs: {x, alpha},
      backend,
    } = args;
    const channels = x.shape[x.shape.length - 1];
    const size = tf.util.sizeFromShape(alpha.shape);
    const perChannel = size === channels && alpha.shape[alpha.shape.length - 1] === channels;
    const grows = alpha.shape.length > x.shape.length;
    if (!grows && (size === 1 || perChannel)) return stock(tf.Prelu, args);
    return withTemporaries(backend, own => {
      const run = (name: string, inputs: Readonly<Record<string, tf.TensorInfo>>, attrs?: object) =>
        own(stock(name, {inputs, backend, attrs}));
      const numbers = x.dtype === 'float32' ? x : run(tf.Cast, {x}, {dtype: 'float32'});
      const product = run(tf.Multiply, {a: numbers, b: alpha});
      const [aligned, reps] = repetitions(numbers, product.shape);
      const spread = reps.every(times => times === 1) ? numbers : run(tf.Tile, {x: aligned}, {reps});
      const out = allocate(backend, product.shape, 'float32');
      const [values, products] = [spread, product].map(info => backend.typedArrayFromHeap(info));
      backend.typedArrayFromHeap(out).set(values!.map((value, i) => (value < 0 ? products![i]! : value)));
      return out;
    });
  };
}

/** A tensor with as many axes as a shape that it broadcasts to, and how often it has to be repeated along each. */
function repetitions(x: tf.TensorInfo, shape: readonly number[]): [tf.TensorInfo, number[]] {
  const aligned = [...Array.from({length: shape.length - x.shape.length}, () => 1), ...x.shape];
  return [{...x, shape: aligned}, shape.map((length, axis) => length / aligned[axis]!)];
}
