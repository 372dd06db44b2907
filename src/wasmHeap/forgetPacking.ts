import * as tf from '@tensorflow/tfjs';
import type {WasmBackend} from './WasmBackend';

/**
 * Makes the backend forget what it packed of a tensor. It packs the right side and the bias of a product when it first meets them,
 * and remembers the packed numbers by the memory's number alone: of memory that is written anew, or read as another shape, the
 * next product would be the old one.
 */
export function forgetPacking({dataId, shape}: tf.TensorInfo, backend: WasmBackend): void {
  const {id, memoryOffset} = backend.dataIdMap.get(dataId);
  const {tfjs} = backend.wasm;
  tfjs.disposeData(id);
  tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
}
