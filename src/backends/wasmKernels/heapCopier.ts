import * as tf from '@tensorflow/tfjs';
import type {WasmBackend} from './wasmBackend';

/** Copies `count` elements of one tensor, from index `from`, to index `to` of the other. */
export type HeapCopier = (from: number, to: number, count: number) => void;

/**
 * A function that copies runs of elements between two tensors of one dtype without leaving the heap.
 *
 * It keeps a view of the heap: make it after the last allocation, use it before the next.
 * Indices are the caller's to check; nothing keeps them inside the tensors.
 */
export function heapCopier(backend: WasmBackend, source: tf.TensorInfo, target: tf.TensorInfo): HeapCopier {
  const bytes = tf.util.bytesPerElement(source.dtype);
  const {HEAPU8} = backend.wasm;
  // Integers, also for floats: a NaN's payload is copied as it is.
  const heap = bytes === 4 ? new Int32Array(HEAPU8.buffer) : HEAPU8;
  const sourceStart = backend.dataIdMap.get(source.dataId).memoryOffset / bytes;
  const targetStart = backend.dataIdMap.get(target.dataId).memoryOffset / bytes;
  return (from, to, count) => {
    const begin = sourceStart + from;
    const end = begin + count;
    const goal = targetStart + to;
    // Calling the built-in costs about as much as copying this many elements one by one.
    if (count > 32) heap.copyWithin(goal, begin, end);
    else for (let i = begin, j = goal; i < end; i++, j++) heap[j] = heap[i]!;
  };
}
