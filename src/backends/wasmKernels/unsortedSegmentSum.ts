import * as tf from '@tensorflow/tfjs';
import {allocate, type KernelArguments} from './wasmBackend';

type Arguments = KernelArguments<'x' | 'segmentIds', tf.UnsortedSegmentSumAttrs>;

/**
 * Sums the rows of `x` that bear the same segment id: the gradient of a gather, absent from the stock backend.
 * Rows whose id is not from 0 to `numSegments` − 1 are left out, as on tfjs's other backends.
 *
 * `x` is `[rows, …]`, `segmentIds` `[rows]`, the result `[numSegments, …]`: float32, or int32 for int32 and bool.
 *
 * @throws {TypeError} If there is not one id for each row.
 */
export function unsortedSegmentSum() {
  return ({inputs: {x, segmentIds}, backend, attrs: {numSegments}}: Arguments): tf.TensorInfo => {
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
