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

/** What the engine hands to a kernel whose inputs have these names. */
export interface KernelArguments<Names extends string, Attributes> {
  readonly inputs: Readonly<Record<Names, tf.TensorInfo>>;
  readonly backend: WasmBackend;
  readonly attrs: Attributes;
}

/** Runs the kernel of this name that came with tfjs-backend-wasm. */
export type RunStockKernel = (
  name: string,
  args: {inputs: Readonly<Record<string, tf.TensorInfo>>; backend: WasmBackend; attrs: unknown},
) => tf.TensorInfo;

/**
 * A new tensor on the heap; its elements are whatever lay there before.
 *
 * @throws {RangeError} If the heap is full. The backend itself would go on and write over address 0.
 */
export function allocate(backend: WasmBackend, shape: readonly number[], dtype: tf.DataType): tf.TensorInfo {
  const info = backend.makeOutput([...shape], dtype);
  if (backend.dataIdMap.get(info.dataId).memoryOffset === 0) {
    throw new RangeError(
      `wasm backend: expected room for a ${dtype} tensor of shape [${shape.join()}], got a full heap`,
    );
  }
  return info;
}

/** Runs `body`, then disposes whatever it passed through `own`, also when it throws. */
export function withTemporaries<T>(backend: WasmBackend, body: (own: Own) => T): T {
  const owned: tf.TensorInfo[] = [];
  try {
    return body(info => {
      owned.push(info);
      return info;
    });
  } finally {
    for (const {dataId} of owned) backend.disposeData(dataId);
  }
}

/** Marks a tensor as a temporary and hands it back. */
export type Own = (info: tf.TensorInfo) => tf.TensorInfo;
