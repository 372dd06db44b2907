import type * as tf from '@tensorflow/tfjs';
import {forgetPacking} from '../../wasmHeap/forgetPacking';
import type {WasmBackend} from './wasmBackend';

/** The shape under which a tensor's memory was the right operand last. */
const packedAs = new WeakMap<tf.DataId, string>();

/**
 * Makes the backend pack a right operand anew where it may hold it packed under another shape: a matrix and the same matrix
 * reshaped are one to it, and the second product is wrong.
 */
export function freshPacking(b: tf.TensorInfo, backend: WasmBackend): void {
  const shape = b.shape.slice(-2).join();
  if (packedAs.get(b.dataId) === shape) return;
  packedAs.set(b.dataId, shape);
  forgetPacking(b, backend);
}
