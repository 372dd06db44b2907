import * as tf from '@tensorflow/tfjs';
import type {KernelArguments, RunStockKernel, WasmBackend} from './wasmBackend';

type Arguments = KernelArguments<'x', unknown> & {readonly backend: SharingBackend};

interface SharingBackend extends WasmBackend {
  /** One more tensor lives on this memory. */
  incRef(dataId: tf.DataId): void;
}

/**
 * The same numbers under another tensor. tfjs clones every tensor that it keeps for a gradient; tensors do not change, so
 * the clone may share the memory, as it does on every other backend. The stock kernel copies it.
 */
export function identity(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
    const {x} = args.inputs;
    if (x.dtype === 'string') return stock(tf.Identity, args);
    args.backend.incRef(x.dataId);
    return {dataId: x.dataId, shape: x.shape, dtype: x.dtype};
  };
}
