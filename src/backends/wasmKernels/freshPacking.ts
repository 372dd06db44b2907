import * as tf from '@tensorflow/tfjs';
import type {WasmBackend} from './wasmBackend';

/** What is registered in the wasm module itself, by number. */
interface PackingBackend extends WasmBackend {
  readonly wasm: WasmBackend['wasm'] & {
    readonly tfjs: {
      registerTensor(id: number, size: number, memoryOffset: number): void;
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: {
    get(dataId: tf.DataId): ReturnType<WasmBackend['dataIdMap']['get']> & {readonly id: number};
  };
}

/** The shape under which a tensor's memory was the right operand last. */
const packedAs = new WeakMap<tf.DataId, string>();

/**
 * Makes the backend pack a right operand anew where it may hold it packed under another shape. It packs a tensor when it first
 * meets it on the right of a product, and remembers the packed numbers by the memory's number alone: a matrix and the same
 * matrix reshaped are one to it, and the second product is wrong.
 */
export function freshPacking(b: tf.TensorInfo, backend: WasmBackend): void {
  const shape = b.shape.slice(-2).join();
  if (packedAs.get(b.dataId) === shape) return;
  packedAs.set(b.dataId, shape);
  const {dataIdMap, wasm} = backend as PackingBackend;
  const {id, memoryOffset} = dataIdMap.get(b.dataId);
  wasm.tfjs.disposeData(id);
  wasm.tfjs.registerTensor(id, tf.util.sizeFromShape(b.shape), memoryOffset);
}
