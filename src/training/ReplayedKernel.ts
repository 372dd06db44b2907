import * as tf from '@tensorflow/tfjs';
import {forgetPacking} from '../wasmHeap/forgetPacking';
import type {WasmBackend} from '../wasmHeap/WasmBackend';
import type {KernelCall} from './Recorder';

/** One recorded kernel, ready to run again on the memory that it ran on. */
export class ReplayedKernel {
  private readonly args: Parameters<tf.KernelFunc>[0];
  /** The tensors of a product, all of them. */
  private readonly remembered: readonly tf.TensorInfo[];
  private handedOut = 0;

  constructor(
    private readonly call: KernelCall,
    private readonly backend: WasmBackend,
  ) {
    const {name, inputs, attrs, made} = call;
    this.args = {inputs, attrs: attrs ?? {}, backend: this.replayingBackend()};
    this.remembered = products.includes(name) ? [...(Object.values(inputs) as tf.TensorInfo[]), ...made] : [];
  }

  run(): void {
    this.handedOut = 0;
    for (const info of this.remembered) forgetPacking(info, this.backend);
    this.call.kernel(this.args);
  }

  /** The backend as the kernel sees it: what it made when it was recorded is there already, and stays. */
  private replayingBackend(): WasmBackend {
    return Object.create(this.backend, {
      makeOutput: {value: () => this.call.made[this.handedOut++]!},
      disposeData: {value: () => true},
      incRef: {value: () => undefined},
    }) as WasmBackend;
  }
}

/** The kernels that remember an operand. */
const products: readonly string[] = [tf.BatchMatMul, tf._FusedMatMul];
