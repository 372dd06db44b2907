import * as tf from '@tensorflow/tfjs';
import {backendOf} from '../tfjs/engine';
import {forgetPacking, type WasmBackend} from './heap';
import {infoOf, Recorder, type KernelCall} from './Recorder';

/** Images and labels of one step. */
interface Batch {
  readonly xs: tf.Tensor;
  readonly ys: tf.Tensor;
}

/** A weight, and the memory that the recorded kernels read it from and write it to. */
interface Change {
  readonly variable: tf.Variable;
  readonly before: tf.TensorInfo;
  readonly after: tf.TensorInfo;
}

/**
 * A training step on the wasm backend as the list of its kernels, to be run again on the same memory.
 *
 * A step of a small net spends a quarter of its time or less on arithmetic; the rest is tfjs's layers, tape, tidying and
 * allocation, which do the same every time as long as JavaScript takes no decision. Use it only for models, losses and
 * optimizers that are known to take none. The same kernels on the same numbers give the same weights, bit for bit.
 */
export class RecordedStep {
  private constructor(
    private readonly backend: WasmBackend,
    private readonly batch: Batch,
    private readonly kernels: readonly ReplayedKernel[],
    private readonly loss: tf.TensorInfo,
    private readonly changes: readonly Change[],
    private readonly release: () => void,
  ) {}

  /**
   * Takes one step and records it. The wasm backend is the active one.
   *
   * @param batch Read, not disposed.
   * @param weights What the step changes.
   * @param step Takes the step and returns its loss.
   */
  static record(
    batch: Batch,
    weights: readonly tf.Variable[],
    step: (batch: Batch) => tf.Scalar,
  ): RecordedStep {
    // tfjs's own type leaves out what a backend adds.
    const backend = tf.backend() as unknown as WasmBackend;
    const recorder = new Recorder(backend);
    const own = {xs: copyOf(batch.xs, backend), ys: copyOf(batch.ys, backend)};
    const owned: tf.Tensor[] = [own.xs, own.ys];
    const release = () => {
      tf.dispose(owned);
      recorder.free();
    };
    try {
      for (const variable of weights) ensureOwnMemory(variable, backend);
      const before = weights.map(infoOf);
      const loss = recorder.run(() => {
        const value = step(own);
        const info = infoOf(value);
        value.dispose();
        return info;
      });
      const changes = weights.map((variable, i) => {
        const after = infoOf(variable);
        owned.push(shareMemory(after, backend));
        return {variable, before: before[i]!, after};
      });
      const program = recorder.callsFor([loss, ...changes.map(({after}) => after)]);
      const kernels = program.map(call => new ReplayedKernel(call, backend));
      return new RecordedStep(backend, own, kernels, loss, changes, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Whether somebody has kept a clone of a weight since: the next step would write to its memory. */
  get isShared(): boolean {
    const {backend} = this;
    return this.changes.some(({variable, after}) => {
      if (variable.dataId === after.dataId) return backend.refCount(after.dataId) > 2; // the variable's and ours
      return backend.refCount(after.dataId) > 1 || backend.refCount(variable.dataId) > 1;
    });
  }

  /** Whether the batch has the recorded shape and type, and batch and weights are still on this backend. */
  fits({xs, ys}: Batch): boolean {
    return (
      isAlike(xs, this.batch.xs) &&
      isAlike(ys, this.batch.ys) &&
      [xs, ys, ...this.changes.map(({variable}) => variable)].every(tensor => this.holds(tensor))
    );
  }

  /** The loss of the step that was taken last. */
  get lastLoss(): number {
    return this.backend.typedArrayFromHeap(this.loss)[0]!;
  }

  /** Takes the step on a batch that fits, and returns its loss. */
  take({xs, ys}: Batch): number {
    this.copy(xs, this.batch.xs);
    this.copy(ys, this.batch.ys);
    for (const {variable, before} of this.changes) this.copy(variable, before);
    for (const kernel of this.kernels) kernel.run();
    for (const {variable, after} of this.changes) this.copy(after, variable);
    this.forgetWeights();
    return this.lastLoss;
  }

  /** Undoes the step that was taken last. */
  undo(): void {
    for (const {variable, before} of this.changes) this.copy(before, variable);
    this.forgetWeights();
  }

  /** Gives the memory back; the weights stay. */
  dispose(): void {
    this.release();
  }

  /** If the caller uses the weights between two steps, the backend keeps what it packs for that. */
  private forgetWeights(): void {
    for (const {variable, after} of this.changes) {
      forgetPacking(variable, this.backend);
      if (variable.dataId !== after.dataId) forgetPacking(after, this.backend);
    }
  }

  private copy(from: tf.TensorInfo, to: tf.TensorInfo): void {
    if (from.dataId !== to.dataId) copyNumbers(from, to, this.backend);
  }

  /** Another backend may have become the active one since, and a tensor have been moved to it. */
  private holds({dataId}: tf.Tensor): boolean {
    return (backendOf(dataId) as unknown) === this.backend;
  }
}

function copyNumbers(from: tf.TensorInfo, to: tf.TensorInfo, backend: WasmBackend): void {
  backend.typedArrayFromHeap(to).set(backend.typedArrayFromHeap(from));
}

/** A copy with memory of its own; a clone shares it. */
function copyOf(tensor: tf.Tensor, backend: WasmBackend): tf.Tensor {
  const info = backend.makeOutput(tensor.shape, tensor.dtype);
  copyNumbers(tensor, info, backend);
  return tf.engine().makeTensorFromTensorInfo(info);
}

/** Gives a weight memory of its own, which a step may write to: a clone or a reshaped weight shares it. */
function ensureOwnMemory(variable: tf.Variable, backend: WasmBackend): void {
  if (backend.refCount(variable.dataId) === 1) return;
  const copy = copyOf(variable, backend);
  variable.assign(copy);
  copy.dispose();
}

/** One more tensor on the same memory, which outlives the variable's next value. A clone may be a copy. */
function shareMemory(info: tf.TensorInfo, backend: WasmBackend): tf.Tensor {
  backend.incRef(info.dataId);
  return tf.engine().makeTensorFromTensorInfo(info);
}

function isAlike(a: tf.Tensor, b: tf.Tensor): boolean {
  return a.dtype === b.dtype && tf.util.arraysEqual(a.shape, b.shape);
}

/** One recorded kernel, ready to run again on the memory that it ran on. */
class ReplayedKernel {
  private readonly args: Parameters<tf.KernelFunc>[0];
  /** All tensors of a matrix product: the backend may hold them packed. */
  private readonly packed: readonly tf.TensorInfo[];
  private outputsUsed = 0;

  constructor(
    private readonly call: KernelCall,
    private readonly backend: WasmBackend,
  ) {
    const {name, inputs, attrs, made} = call;
    this.args = {inputs, attrs: attrs ?? {}, backend: this.replayingBackend()};
    this.packed = products.includes(name) ? [...(Object.values(inputs) as tf.TensorInfo[]), ...made] : [];
  }

  run(): void {
    this.outputsUsed = 0;
    for (const info of this.packed) forgetPacking(info, this.backend);
    this.call.kernel(this.args);
  }

  /** The backend as the kernel sees it: its outputs are the recorded ones, and nothing is freed. */
  private replayingBackend(): WasmBackend {
    return Object.create(this.backend, {
      makeOutput: {value: () => this.call.made[this.outputsUsed++]!},
      disposeData: {value: () => true},
      incRef: {value: () => undefined},
    }) as WasmBackend;
  }
}

/** The kernels of which the backend keeps an operand packed. */
const products: readonly string[] = [tf.BatchMatMul, tf._FusedMatMul];
