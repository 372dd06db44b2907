import * as tf from '@tensorflow/tfjs';
import type {Minibatch} from '../data/minibatches';
import {releaseTape} from '../releaseTape';
import {applyToData} from './applyToData';
import {isReplayable} from './isReplayable';
import {explainNonFiniteLoss, NonFiniteLossError} from './nonFiniteLoss';
import {penaltiesOf} from './penaltiesOf';
import {RecordedStep} from './RecordedStep';
import type {Objective} from './TrainOptions';

/** Backends whose kernels have run when the call returns: reading a scalar from them costs next to nothing. */
const synchronousBackends: readonly string[] = ['cpu', 'wasm', 'tensorflow', 'float64'];

/** Takes one step after the other, each as fast as the backend allows. */
export class Descent {
  private readonly weights: tf.Variable[];
  private readonly synchronous = synchronousBackends.includes(tf.getBackend());
  private recorded: RecordedStep | undefined;
  /** What a recording takes for constant, by its memory: frozen weights, and the learning rate as the optimizer keeps it. */
  private constants: readonly tf.DataId[] = [];

  constructor(
    private readonly model: tf.LayersModel,
    private readonly loss: Objective,
    private readonly optimizer: tf.Optimizer,
  ) {
    // A layer's weight reads as its variable; tfjs types it as a plain tensor.
    this.weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  }

  /**
   * Takes a step.
   *
   * @param step Its number, for the error.
   * @returns The loss before it; where reading waits for a GPU, as a tensor that is the caller's to read and dispose.
   * @throws {NonFiniteLossError} If the loss is known, and is none; the weights are then those of before.
   */
  take(batch: Minibatch, step: number): number | tf.Scalar {
    const recordable = isReplayable(this.model, this.loss, this.optimizer);
    if (this.recorded?.isShared || !this.constantsAreAsRecorded()) this.dispose();
    if (recordable && this.recorded === undefined) {
      this.constants = this.findConstants();
      this.recorded = RecordedStep.record(batch, this.weights, own => this.descend(own));
      return this.acceptRecorded(this.recorded, this.recorded.lastLoss, batch, step);
    }
    if (recordable && this.recorded?.fits(batch)) {
      const loss = this.acceptRecorded(this.recorded, this.recorded.take(batch), batch, step);
      // What tfjs's own applyGradients does last; protected in the types.
      (this.optimizer as unknown as {incrementIterations(): void}).incrementIterations();
      return loss;
    }
    return this.takeAnew(batch, step);
  }

  private findConstants(): tf.DataId[] {
    const frozen = this.model.nonTrainableWeights.map(weight => weight.read());
    const kept = Object.values(this.optimizer).filter((value: unknown) => value instanceof tf.Tensor);
    return [...frozen, ...(kept as tf.Tensor[])].map(({dataId}) => dataId);
  }

  private constantsAreAsRecorded(): boolean {
    const constants = this.findConstants();
    return constants.length === this.constants.length && constants.every((id, i) => id === this.constants[i]);
  }

  dispose(): void {
    this.recorded?.dispose();
    this.recorded = undefined;
  }

  private acceptRecorded(recorded: RecordedStep, loss: number, batch: Minibatch, step: number): number {
    if (!Number.isFinite(loss)) {
      recorded.undo();
      this.refuse(step, loss, batch);
    }
    return loss;
  }

  /** One step, without a look at its loss. */
  private descend({xs, ys}: Minibatch): tf.Scalar {
    const {value, grads} = this.gradients(xs, ys);
    this.optimizer.applyGradients(grads);
    tf.dispose(grads);
    return value;
  }

  private takeAnew(batch: Minibatch, step: number): number | tf.Scalar {
    const {value, grads} = this.gradients(batch.xs, batch.ys);
    try {
      const loss = this.synchronous ? value.dataSync()[0]! : undefined;
      if (loss !== undefined && !Number.isFinite(loss)) this.refuse(step, loss, batch);
      this.optimizer.applyGradients(grads);
      return loss ?? tf.keep(value.clone());
    } finally {
      tf.dispose([value, grads]);
    }
  }

  private gradients(xs: tf.Tensor, ys: tf.Tensor): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    try {
      return tf.tidy(() => tf.variableGrads(() => this.forward(xs, ys), this.weights));
    } catch (error) {
      // An objective without a gradient, such as accuracy: tfjs throws and keeps what it had recorded.
      releaseTape();
      throw error;
    }
  }

  private forward(xs: tf.Tensor, ys: tf.Tensor): tf.Scalar {
    const loss = this.loss(ys, applyToData(this.model, xs));
    // As model.compile does, a loss that keeps its examples apart is averaged.
    const mean = loss.rank === 0 ? (loss as tf.Scalar) : loss.mean<tf.Scalar>();
    return penaltiesOf(this.model).reduce((sum, penalty) => sum.add(penalty), mean);
  }

  private refuse(step: number, loss: number, {xs, ys}: Minibatch): never {
    throw new NonFiniteLossError(step, loss, explainNonFiniteLoss(this.model, xs, ys));
  }
}
