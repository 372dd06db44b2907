import * as tf from '@tensorflow/tfjs';

/**
 * A kernel of this folder.
 *
 * @param stock Runs the stock kernels, for what they do right.
 */
export type Kernel<Arguments> = (args: Arguments, stock: RunStockKernel) => tf.TensorInfo;

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
 * A new tensor on the heap; its elements are not initialized.
 *
 * @throws {RangeError} If the heap is full. The backend itself would write over address 0.
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

/** Marks a tensor as a temporary and returns it. */
export type Own = (info: tf.TensorInfo) => tf.TensorInfo;

/** The shape under which a tensor's memory was the right operand last. */
const packedAs = new WeakMap<tf.DataId, string>();

/**
 * Makes the backend pack a right operand anew where it may hold it packed under another shape: it does not tell a matrix from
 * the same matrix reshaped, and would get the second product wrong.
 */
export function freshPacking(b: tf.TensorInfo, backend: WasmBackend): void {
  const shape = b.shape.slice(-2).join();
  if (packedAs.get(b.dataId) === shape) return;
  packedAs.set(b.dataId, shape);
  forgetPacking(b, backend);
}

/** Copies `count` elements of one tensor, from index `from`, to index `to` of the other. */
export type HeapCopier = (from: number, to: number, count: number) => void;

/**
 * A function that copies runs of elements between two tensors of one dtype without leaving the heap.
 *
 * It keeps a view of the heap: make it after the last allocation, use it before the next.
 * The caller checks the indices; nothing keeps them inside the tensors.
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
    const start = targetStart + to;
    // Calling the built-in costs about as much as copying this many elements one by one.
    if (count > 32) heap.copyWithin(start, begin, end);
    else for (let i = begin, j = start; i < end; i++, j++) heap[j] = heap[i]!;
  };
}

/**
 * The part of tfjs-backend-wasm's backend object that losslab uses: its kernels, which are handed the object, and the recorded
 * training step. The package itself, which is optional, is never imported.
 */
export interface WasmBackend {
  readonly wasm: BackendModule;
  readonly dataIdMap: {get(dataId: tf.DataId): HeapEntry};
  makeOutput(shape: number[], dtype: tf.DataType, ...rest: unknown[]): tf.TensorInfo;
  typedArrayFromHeap(info: tf.TensorInfo): HeapView;
  disposeData(dataId: tf.DataId, force?: boolean): boolean;
  incRef(dataId: tf.DataId): void;
  refCount(dataId: tf.DataId): number;
}

/** The instance of the binary that computes for a backend. With threads its heap is shared memory. */
export interface BackendModule {
  readonly HEAPU8: Uint8Array;
  tfjs: {
    /** Adds to the module's own list of tensors and their addresses. */
    registerTensor(id: number, size: number, memoryOffset: number): void;
    disposeData(id: number): void;
    readonly [more: string]: (...args: number[]) => unknown;
  };
}

interface HeapEntry {
  /** The wasm module's own id of the memory. */
  readonly id: number;
  readonly memoryOffset: number;
  /** The shape that the memory was allocated for: a reshaped tensor has another. */
  readonly shape: readonly number[];
}

/** A view of a tensor's memory. An allocation may move the heap and void it: take views after the last allocation. */
export type HeapView = Float32Array | Int32Array | Uint8Array;

/**
 * Makes the backend forget what it has packed of a tensor. It packs the right side and the bias of a product at first use, and
 * keeps the packed numbers by the memory's id alone: after that memory is written to, or read as another shape, the next product
 * would use the old numbers.
 */
export function forgetPacking({dataId, shape}: tf.TensorInfo, backend: WasmBackend): void {
  const {id, memoryOffset} = backend.dataIdMap.get(dataId);
  const {tfjs} = backend.wasm;
  tfjs.disposeData(id);
  tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
}
