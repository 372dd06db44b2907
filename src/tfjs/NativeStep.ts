/**
 * A training step on the native backend as the list of its ops. With a new tfjs: nodejs_kernel_backend.ts of tfjs-node, whose
 * `binding` runs each op, whose `tensorMap` has TensorFlow's handle of each tensor, and whose `getInputTensorIds` uploads what is
 * not yet there.
 */
import * as tf from '@tensorflow/tfjs';
import {backendOf} from './engine';
import {keepOps, NativeProgram, type Binding} from './NativeProgram';

/** Images and labels of one step. */
interface Batch {
  readonly xs: tf.Tensor;
  readonly ys: tf.Tensor;
}

interface NativeBackend {
  binding: Binding;
  readonly tensorMap: {get(dataId: tf.DataId): {id: number}};
  /** TensorFlow's handles; values that wait to be uploaded are. */
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  refCount(dataId: tf.DataId): number;
}

/**
 * A training step on TensorFlow's library, to be run again by handing its ops to the library as they are.
 *
 * An op by way of tfjs takes some 20 µs, of which the library itself needs 5; the rest is tape, tidying and tensors, which are the
 * same at every step as long as JavaScript takes no decision. Use it only for models, losses and optimizers that are known to
 * take none. The same ops on the same numbers give the same weights.
 */
export class NativeStep {
  /** The weights' handles before the step that was taken last; they are ours. */
  private before: readonly number[];

  private constructor(
    private readonly backend: NativeBackend,
    private readonly recorded: Record<'xs' | 'ys', Form>,
    private readonly weights: readonly tf.Variable[],
    private readonly program: NativeProgram,
    private loss: number,
    before: readonly number[],
  ) {
    this.before = before;
  }

  /**
   * Takes one step and records it. The native backend is the active one.
   *
   * @param batch Read, not disposed.
   * @param weights What the step changes.
   * @param step Takes the step and returns its loss.
   */
  static record(
    batch: Batch,
    weights: readonly tf.Variable[],
    step: (batch: Batch) => tf.Scalar,
  ): NativeStep {
    // tfjs's own type leaves out what a backend adds.
    const backend = tf.backend() as unknown as NativeBackend;
    for (const weight of weights) ensureOwnHandle(weight, backend);
    const inputs = backend.getInputTensorIds([batch.xs, batch.ys, ...weights]);
    const {binding} = backend;
    const log = keepOps(binding);
    let value: tf.Scalar;
    backend.binding = log.binding;
    try {
      value = step(batch);
    } catch (error) {
      for (const handle of log.unneeded) binding.deleteTensor(handle);
      throw error;
    } finally {
      backend.binding = binding;
    }
    const program = new NativeProgram(binding, log, inputs, backend.getInputTensorIds([value, ...weights]));
    const [loss] = value.dataSync();
    value.dispose();
    return new NativeStep(
      backend,
      {xs: formOf(batch.xs), ys: formOf(batch.ys)},
      weights,
      program,
      loss!,
      inputs.slice(2),
    );
  }

  /** Whether somebody has kept a clone of a weight since, which the next step would change. */
  get isShared(): boolean {
    return this.weights.some(({dataId}) => this.holds(dataId) && this.backend.refCount(dataId) > 1);
  }

  /** Whether the batch has the recorded shape and type, and batch and weights are still on this backend. */
  fits(batch: Batch): boolean {
    return (
      isAlike(batch.xs, this.recorded.xs) &&
      isAlike(batch.ys, this.recorded.ys) &&
      [batch.xs, batch.ys, ...this.weights].every(({dataId}) => this.holds(dataId))
    );
  }

  /** The loss of the step that was taken last. */
  get lastLoss(): number {
    return this.loss;
  }

  /** Takes the step on a batch that fits, and returns its loss. */
  take({xs, ys}: Batch): number {
    const {backend, weights, program} = this;
    const inputs = backend.getInputTensorIds([xs, ys, ...weights]);
    const [loss, ...after] = program.run(inputs);
    this.forget(this.before);
    this.before = inputs.slice(2);
    this.setWeights(after);
    this.loss = backend.binding.tensorDataSync(loss!)[0]!;
    backend.binding.deleteTensor(loss!);
    return this.loss;
  }

  /** Undoes the step that was taken last. */
  undo(): void {
    const after = this.backend.getInputTensorIds(this.weights);
    this.setWeights(this.before);
    this.before = [];
    this.forget(after);
  }

  /** Gives back what only the program needs; the weights stay. */
  dispose(): void {
    this.forget(this.before);
    this.before = [];
    this.program.dispose();
  }

  /** Puts other numbers under the weights' tensors. Their shapes are the same. */
  private setWeights(handles: readonly number[]): void {
    this.weights.forEach(({dataId}, i) => {
      this.backend.tensorMap.get(dataId).id = handles[i]!;
    });
  }

  private forget(handles: readonly number[]): void {
    for (const handle of handles) this.backend.binding.deleteTensor(handle);
  }

  /** Another backend may have become the active one since, and a tensor have been moved to it. */
  private holds(dataId: tf.DataId): boolean {
    return (backendOf(dataId) as unknown) === this.backend;
  }
}

/** Gives a weight a handle that no clone shares: the step before is undone by putting it back. */
function ensureOwnHandle(weight: tf.Variable, backend: NativeBackend): void {
  if (backend.refCount(weight.dataId) === 1) return;
  const copy = tf.tensor(weight.dataSync().slice(), weight.shape, weight.dtype);
  weight.assign(copy);
  copy.dispose();
}

type Form = Pick<tf.Tensor, 'shape' | 'dtype'>;

function formOf({shape, dtype}: tf.Tensor): Form {
  return {shape: [...shape], dtype};
}

function isAlike(a: Form, b: Form): boolean {
  return a.dtype === b.dtype && tf.util.arraysEqual(a.shape, b.shape);
}
