import * as tf from '@tensorflow/tfjs';
import type {Minibatch} from '../data/minibatches';
import {infoOf, Recorder, type KernelCall, type WasmBackend} from './Recorder';

/** A weight, and the memory that the recorded kernels read it from and write it to. */
interface Change {
  readonly variable: tf.Variable;
  readonly before: tf.TensorInfo;
  readonly after: tf.TensorInfo;
}

/**
 * A training step on the wasm backend as the list of its kernels, to be run again on the same memory.
 *
 * A step of a small net is arithmetic for a quarter of its time or less; the rest is tfjs finding out anew what to do: layers,
 * tape, tidying, allocation. What it finds out is the same every time, as long as no decision is taken in JavaScript: hence
 * only for models, losses and optimizers that are known not to take any. The same kernels on the same numbers give the
 * same weights, bit for bit.
 */
export class RecordedStep {
  private constructor(
    private readonly backend: WasmBackend,
    private readonly batch: Minibatch,
    private readonly calls: readonly KernelCall[],
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
    batch: Minibatch,
    weights: readonly tf.Variable[],
    step: (batch: Minibatch) => tf.Scalar,
  ): RecordedStep {
    // tfjs's own type leaves out what a backend adds.
    const backend = tf.backend() as unknown as WasmBackend;
    const recorder = new Recorder(backend);
    const own = {xs: batch.xs.clone(), ys: batch.ys.clone()};
    const owned: tf.Tensor[] = [own.xs, own.ys];
    const release = () => {
      tf.dispose(owned);
      recorder.free();
    };
    try {
      const before = weights.map(infoOf);
      const loss = recorder.run(() => {
        const value = step(own);
        const info = infoOf(value);
        value.dispose();
        return info;
      });
      const changes = weights.map((variable, i) => {
        const after = infoOf(variable);
        owned.push(shared(after, backend));
        return {variable, before: before[i]!, after};
      });
      const program = recorder.callsFor([loss, ...changes.map(({after}) => after)]);
      return new RecordedStep(backend, own, program, loss, changes, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Whether this is the recording of such a batch, and all is where it was. */
  fits({xs, ys}: Minibatch): boolean {
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
  take({xs, ys}: Minibatch): number {
    this.copy(xs, this.batch.xs);
    this.copy(ys, this.batch.ys);
    for (const {variable, before} of this.changes) this.copy(variable, before);
    for (const {name, kernel, inputs, attrs, made} of this.calls) {
      if (products.includes(name)) for (const info of [...Object.values(inputs), ...made]) this.renew(info!);
      kernel({inputs, attrs: attrs ?? {}, backend: replaying(this.backend, made)});
    }
    for (const {variable, after} of this.changes) this.copy(after, variable);
    return this.lastLoss;
  }

  /** Undoes the step that was taken last. */
  undo(): void {
    for (const {variable, before} of this.changes) this.copy(before, variable);
  }

  /** Gives the memory back; the weights stay. */
  dispose(): void {
    this.release();
  }

  private copy(from: tf.TensorInfo, to: tf.TensorInfo): void {
    if (from.dataId !== to.dataId) {
      this.backend.typedArrayFromHeap(to).set(this.backend.typedArrayFromHeap(from));
    }
  }

  /**
   * The backend packs the right side of a product when it first meets it, and remembers the packed numbers by the tensor's
   * id. Registered anew, it is another tensor.
   */
  private renew({dataId, shape}: tf.TensorInfo): void {
    const {id, memoryOffset} = this.backend.dataIdMap.get(dataId);
    const {tfjs} = this.backend.wasm;
    tfjs.disposeData(id);
    tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
  }

  /** Another backend may have become the active one, and taken a tensor with it. */
  private holds({dataId}: tf.Tensor): boolean {
    const home: unknown = tf.engine().state.tensorInfo.get(dataId)?.backend;
    return home === this.backend;
  }
}

/** The kernels that remember an operand. */
const products: readonly string[] = [tf.BatchMatMul, tf._FusedMatMul];

/** The backend as a kernel sees it that runs again: what it made then is there already, and stays. */
function replaying(backend: WasmBackend, made: readonly tf.TensorInfo[]): WasmBackend {
  let next = 0;
  return Object.create(backend, {
    makeOutput: {value: () => made[next++]!},
    disposeData: {value: () => true},
    incRef: {value: () => undefined},
  }) as WasmBackend;
}

/** One more tensor on the same memory: it outlives the variable's next value. A clone would be a copy here. */
function shared(info: tf.TensorInfo, backend: WasmBackend): tf.Tensor {
  backend.incRef(info.dataId);
  return tf.engine().makeTensorFromTensorInfo(info);
}

function isAlike(a: tf.Tensor, b: tf.Tensor): boolean {
  return a.dtype === b.dtype && tf.util.arraysEqual(a.shape, b.shape);
}
