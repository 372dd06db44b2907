import * as tf from '@tensorflow/tfjs';
import {heapCopier, type HeapCopier} from './heapCopier';
import {allocate, type KernelArguments, type RunStockKernel} from './wasmBackend';

type Arguments = KernelArguments<'x', tf.SliceAttrs>;

/**
 * A block of `x`, copied in runs as long as memory allows: rows of a matrix are one run. The stock kernel copies
 * the whole of `x` first, and reads on where the block leaves it.
 *
 * @throws {RangeError} If the block does not lie within `x`.
 */
export function slice(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
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
