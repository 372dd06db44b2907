import * as tf from '@tensorflow/tfjs';
import {heapCopier} from './heapCopier';
import {allocate, type HeapView, type KernelArguments, type RunStockKernel} from './wasmBackend';

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
