import type * as tf from '@tensorflow/tfjs';

/**
 * The part of tfjs-backend-wasm's backend object that losslab uses: its kernels, which are handed the object, and the recorded
 * training step. The package itself, which is optional, is never imported.
 */
export interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    /** The module's own list of what lies where on its heap. */
    readonly tfjs: {
      registerTensor(id: number, size: number, memoryOffset: number): void;
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: {get(dataId: tf.DataId): HeapEntry};
  makeOutput(shape: number[], dtype: tf.DataType, ...rest: unknown[]): tf.TensorInfo;
  typedArrayFromHeap(info: tf.TensorInfo): HeapView;
  disposeData(dataId: tf.DataId, force?: boolean): boolean;
  incRef(dataId: tf.DataId): void;
  refCount(dataId: tf.DataId): number;
}

interface HeapEntry {
  /** By which the wasm module itself knows the memory. */
  readonly id: number;
  readonly memoryOffset: number;
  /** The one that the memory was allocated for: a reshaped tensor has another. */
  readonly shape: readonly number[];
}

/** A window on the heap. An allocation may move the heap and void it: take views after the last allocation. */
export type HeapView = Float32Array | Int32Array | Uint8Array;
