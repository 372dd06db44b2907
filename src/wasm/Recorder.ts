import * as tf from '@tensorflow/tfjs';
import {replaceMethod, type KernelRequest, type KernelResult} from '../tfjs/engine';
import {interceptKernels} from '../tfjs/kernels';
import type {WasmBackend} from './heap';

/** One kernel as it ran: its inputs, and every tensor that it made, temporaries included, in order. */
export interface KernelCall {
  readonly name: string;
  readonly kernel: tf.KernelFunc;
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs: tf.NamedAttrMap | undefined;
  readonly made: tf.TensorInfo[];
}

/** Watches the engine and the backend while a step runs, and keeps all memory that the step gives back. */
export class Recorder {
  private readonly calls: KernelCall[] = [];
  private readonly kept = new Set<tf.DataId>();
  /** What the kernel that is running has made. */
  private made: tf.TensorInfo[] = [];

  constructor(private readonly backend: WasmBackend) {}

  run<T>(work: () => T): T {
    const {backend} = this;
    const restoreOutputs = replaceMethod(backend, 'makeOutput', own => (...args) => {
      const info = own(...args);
      this.made.push(info);
      return info;
    });
    // Memory that nobody needs any longer is kept: the kernels run on it again.
    const restoreDisposal = replaceMethod(backend, 'disposeData', own => (id, force) => {
      if (force !== true && backend.refCount(id) > 1) return own(id);
      this.kept.add(id);
      return true;
    });
    try {
      return interceptKernels((request, run) => this.record(request, run), work);
    } finally {
      restoreDisposal();
      restoreOutputs();
    }
  }

  private record({kernelName, inputs, attrs}: KernelRequest, run: () => KernelResult): KernelResult {
    // A custom gradient has no name; the kernels inside it do.
    if (kernelName === undefined) return run();
    const kernel = tf.getKernel(kernelName, 'wasm').kernelFunc;
    const call: KernelCall = {name: kernelName, kernel, inputs: infosOf(inputs), attrs, made: []};
    // Before it runs: the copies that tfjs keeps for the gradient are kernels inside this one, and come later.
    this.calls.push(call);
    const outer = this.made;
    this.made = call.made;
    try {
      return run();
    } finally {
      this.made = outer;
    }
  }

  /**
   * The calls that `results` depend on. tfjs runs others too: the gradient of the images, which nobody uses and which costs a
   * third of a step, and copies for gradients that do not read them. A call that makes nothing, like a reshape, passes on memory
   * that it was given.
   */
  callsFor(results: readonly tf.TensorInfo[]): KernelCall[] {
    const needed = new Set(results.map(({dataId}) => dataId));
    const program = [...this.calls].reverse().filter(({inputs, made}) => {
      if (!made.some(({dataId}) => needed.has(dataId))) return false;
      for (const input of Object.values(inputs)) needed.add(input!.dataId);
      return true;
    });
    return program.reverse();
  }

  free(): void {
    for (const id of this.kept) this.backend.disposeData(id, true);
    this.kept.clear();
  }
}

function infosOf(inputs: KernelRequest['inputs']): tf.NamedTensorInfoMap {
  const there = Object.entries(inputs).filter((entry): entry is [string, tf.Tensor] => entry[1] != null);
  const infos = Object.fromEntries(there.map(([name, tensor]) => [name, infoOf(tensor)]));
  // Kernels that take a list, like Concat, are given one.
  return Array.isArray(inputs) ? (Object.values(infos) as unknown as tf.NamedTensorInfoMap) : infos;
}

/** Where a tensor's numbers are. */
export function infoOf({dataId, shape, dtype}: tf.TensorInfo): tf.TensorInfo {
  return {dataId, shape: [...shape], dtype};
}
