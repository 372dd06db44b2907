import type * as tf from '@tensorflow/tfjs';
import type {WasmBackend} from '../../wasmHeap/WasmBackend';

export type {HeapView, WasmBackend} from '../../wasmHeap/WasmBackend';

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
