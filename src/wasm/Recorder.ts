import * as tf from '@tensorflow/tfjs';
import type {WasmBackend} from './heap';

/** One kernel as it ran: on what, and every tensor that it made, temporaries included, in order. */
export interface KernelCall {
  readonly name: string;
  readonly kernel: tf.KernelFunc;
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs: tf.NamedAttrMap | undefined;
  readonly made: tf.TensorInfo[];
}

/** The engine's own method through which every kernel runs; private in its types. */
interface KernelRunner {
  runKernelFunc(request: {
    kernelName?: string;
    inputs: Record<string, tf.Tensor | null | undefined>;
    attrs?: tf.NamedAttrMap;
  }): unknown;
}

/** Watches the engine and the backend while a step runs, and keeps all memory that the step gives back. */
export class Recorder {
  private readonly calls: KernelCall[] = [];
  private readonly kept = new Set<tf.DataId>();

  constructor(private readonly backend: WasmBackend) {}

  run<T>(work: () => T): T {
    // Private in the types, and the one place through which every kernel runs.
    const runner = tf.engine() as unknown as KernelRunner;
    this.watchKernels(runner);
    this.keepMemory();
    try {
      return work();
    } finally {
      // All three live on the prototypes.
      delete (runner as Partial<KernelRunner>).runKernelFunc;
      delete (this.backend as Partial<WasmBackend>).makeOutput;
      delete (this.backend as Partial<WasmBackend>).disposeData;
    }
  }

  /** Writes down every kernel, and what each makes. */
  private watchKernels(runner: KernelRunner): void {
    const runKernel = runner.runKernelFunc.bind(runner);
    const makeOutput = this.backend.makeOutput.bind(this.backend);
    let made: tf.TensorInfo[] = [];
    runner.runKernelFunc = request => {
      const {kernelName, attrs} = request;
      // A custom gradient has no name; the kernels inside it do.
      if (kernelName === undefined) return runKernel(request);
      const kernel = tf.getKernel(kernelName, 'wasm').kernelFunc;
      const call: KernelCall = {name: kernelName, kernel, inputs: infosOf(request.inputs), attrs, made: []};
      // Now and not afterwards: the copies that tfjs keeps for the gradient are kernels inside this one, and come later.
      this.calls.push(call);
      const outer = made;
      made = call.made;
      try {
        return runKernel(request);
      } finally {
        made = outer;
      }
    };
    this.backend.makeOutput = (...args) => {
      const info = makeOutput(...args);
      made.push(info);
      return info;
    };
  }

  /** Memory that nobody needs any longer stays, for the kernels to be run on it again. */
  private keepMemory(): void {
    const {backend} = this;
    const disposeData = backend.disposeData.bind(backend);
    backend.disposeData = (id, force) => {
      if (force !== true && backend.refCount(id) > 1) return disposeData(id);
      this.kept.add(id);
      return true;
    };
  }

  /**
   * The calls that it takes to compute `results`. tfjs runs others too: the gradient of the images, which nobody asks for and
   * which costs a third of a step, and copies for gradients that do not look at them. What makes nothing, like a reshape, hands on
   * memory that it was given.
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

function infosOf(inputs: Record<string, tf.Tensor | null | undefined>): tf.NamedTensorInfoMap {
  const there = Object.entries(inputs).filter((entry): entry is [string, tf.Tensor] => entry[1] != null);
  const infos = Object.fromEntries(there.map(([name, tensor]) => [name, infoOf(tensor)]));
  // Kernels that take a list, like Concat, are given one.
  return Array.isArray(inputs) ? (Object.values(infos) as unknown as tf.NamedTensorInfoMap) : infos;
}

/** Where a tensor's numbers are. */
export function infoOf({dataId, shape, dtype}: tf.TensorInfo): tf.TensorInfo {
  return {dataId, shape: [...shape], dtype};
}
