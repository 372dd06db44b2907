import * as tf from '@tensorflow/tfjs';

/** The part of tfjs-backend-wasm's backend object that a recording touches. */
export interface WasmBackend {
  readonly wasm: {
    readonly tfjs: {
      registerTensor(id: number, size: number, memoryOffset: number): void;
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: {get(id: tf.DataId): {readonly id: number; readonly memoryOffset: number}};
  makeOutput(shape: number[], dtype: tf.DataType, ...rest: unknown[]): tf.TensorInfo;
  disposeData(id: tf.DataId, force?: boolean): boolean;
  incRef(id: tf.DataId): void;
  refCount(id: tf.DataId): number;
  typedArrayFromHeap(info: tf.TensorInfo): Float32Array | Int32Array | Uint8Array;
}

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
    const {backend} = this;
    // Private in the types, and the one place through which every kernel runs.
    const runner = tf.engine() as unknown as KernelRunner;
    const runKernel = runner.runKernelFunc.bind(runner);
    const makeOutput = backend.makeOutput.bind(backend);
    const disposeData = backend.disposeData.bind(backend);
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
    backend.makeOutput = (...args) => {
      const info = makeOutput(...args);
      made.push(info);
      return info;
    };
    backend.disposeData = (id, force) => {
      if (force !== true && backend.refCount(id) > 1) return disposeData(id);
      this.kept.add(id);
      return true;
    };
    try {
      return work();
    } finally {
      // All three live on the prototypes.
      delete (runner as Partial<KernelRunner>).runKernelFunc;
      delete (backend as Partial<WasmBackend>).makeOutput;
      delete (backend as Partial<WasmBackend>).disposeData;
    }
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

/**
 * Makes the backend forget what it packed of a tensor. It packs the right side and the bias of a product when it first meets them,
 * and remembers the packed numbers by the tensor's id: of memory that is written anew, the next product would be the old one.
 */
export function forgetPacking({dataId, shape}: tf.TensorInfo, backend: WasmBackend): void {
  const {id, memoryOffset} = backend.dataIdMap.get(dataId);
  const {tfjs} = backend.wasm;
  tfjs.disposeData(id);
  tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
}
