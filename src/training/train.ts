import * as tf from '@tensorflow/tfjs';
import {assertWhole} from '../checks';
import type {Minibatch} from '../data/minibatches';
import {losses, type LossName} from '../losses';
import {releaseTape} from '../releaseTape';
import {applyToData} from './applyToData';
import {isReplayable} from './isReplayable';
import {explainNonFiniteLoss, NonFiniteLossError} from './nonFiniteLoss';
import {RecordedStep} from './RecordedStep';

/** A loss of the caller's own: labels first, as in tfjs. */
export type Objective = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;

/** How `train` is to train. Say how long: `epochs`, `steps` or both (whichever ends first). */
export interface TrainOptions {
  /** A name of the registry, or any function of (labels, predictions); what is not a scalar is averaged. */
  loss: LossName | Objective;
  /** Any tfjs optimizer; plain gradient descent with `learningRate` if none is given. Yours to dispose. */
  optimizer?: tf.Optimizer | undefined;
  /** Of the default optimizer. */
  learningRate?: number | undefined;
  epochs?: number | undefined;
  steps?: number | undefined;
  /** After every step: its number (from 1), its epoch (from 1), and the mini-batch's loss before the step. */
  onStep?: ((step: {step: number; epoch: number; loss: number}) => void) | undefined;
  /** After every pass over the data, and awaited: the mean of its mini-batches' losses. */
  onEpoch?: ((epoch: {epoch: number; step: number; loss: number}) => void | Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
}

export interface TrainingResult {
  steps: number;
  epochs: number;
  /** The mean loss of each pass over the data; the last may be a part of one. */
  losses: number[];
}

/**
 * Descends a loss over mini-batches: the gradient of each, then one step of the optimizer.
 *
 * On wasm, with a loss of the registry, plain gradient descent and dense layers, the kernels of the first step are recorded
 * and run again for all others: the same weights bit for bit, in less time.
 *
 * The model's weights change in place; its compiled loss and optimizer, if it has any, are neither used nor changed.
 *
 * @param model Any layers model from `xs` to predictions.
 * @param data `{xs, ys}` batches, as `minibatches` yields them; each pass over it is an epoch.
 * @param options The loss and how long.
 * @returns The number of steps and epochs taken and the mean loss of each epoch.
 * @throws {RangeError} If a number is out of its range, the loss's name unknown, or the data empty.
 * @throws {NonFiniteLossError} The moment a loss is NaN or infinite, with step, loss and likely cause. The weights are
 *     those before that step. Where reading waits for a GPU, losses are read every 50 steps, and the weights are later ones.
 * @throws The signal's reason, between two steps, when it is aborted.
 *
 * @example
 * const model = twoLayerNet({inputs: 784, hidden: 50});
 * const digits = minibatches(syntheticDigits({size: 1000, seed: 1}), {batchSize: 100});
 * const {steps} = await train(model, digits, {loss: 'crossEntropy', epochs: 2});  // steps is 20
 */
export async function train(
  model: tf.LayersModel,
  data: tf.data.Dataset<Minibatch>,
  options: TrainOptions,
): Promise<TrainingResult> {
  const limits = trainingLimits(options);
  const loss = resolveLoss(options.loss);
  const optimizer = options.optimizer ?? tf.train.sgd(learningRateOf(options));
  const run = new TrainingRun(model, loss, optimizer, options);
  try {
    while (run.epoch < limits.epochs && run.step < limits.steps) await run.pass(data, limits.steps);
  } finally {
    run.dispose();
    if (options.optimizer === undefined) optimizer.dispose();
  }
  return {steps: run.step, epochs: run.epoch, losses: run.meanLosses};
}

/** How many losses may wait unread where reading one waits for a GPU. */
const unreadLosses = 50;

/** Backends whose kernels have run when the call returns: reading a scalar from them costs next to nothing. */
const synchronousBackends: readonly string[] = ['cpu', 'wasm', 'tensorflow', 'float64'];

class TrainingRun {
  step = 0;
  epoch = 0;
  readonly meanLosses: number[] = [];
  private readonly weights: tf.Variable[];
  private readonly synchronous = synchronousBackends.includes(tf.getBackend());
  private waiting: tf.Scalar[] = [];
  private read: number[] = [];
  private recorded: RecordedStep | undefined;
  /** A constant of the recording. */
  private recordedRate: unknown;

  constructor(
    private readonly model: tf.LayersModel,
    private readonly loss: Objective,
    private readonly optimizer: tf.Optimizer,
    private readonly options: TrainOptions,
  ) {
    // A layer's weight reads as its variable; tfjs types it as a plain tensor.
    this.weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  }

  /** One pass over the data, or what is left of `steps`. */
  async pass(data: tf.data.Dataset<Minibatch>, steps: number): Promise<void> {
    this.epoch++;
    this.read = [];
    const batches = await data.iterator();
    while (this.step < steps) {
      this.options.signal?.throwIfAborted();
      const next = await batches.next();
      if (next.done) break;
      try {
        this.takeStep(next.value);
      } finally {
        tf.dispose(next.value);
      }
      if (this.waiting.length >= unreadLosses) await this.readWaiting();
    }
    await this.readWaiting();
    if (this.read.length === 0)
      throw new RangeError('train: expected at least one mini-batch an epoch, got none');
    const mean = this.read.reduce((sum, loss) => sum + loss, 0) / this.read.length;
    this.meanLosses.push(mean);
    await this.options.onEpoch?.({epoch: this.epoch, step: this.step, loss: mean});
  }

  dispose(): void {
    tf.dispose(this.waiting);
    this.forget();
  }

  private forget(): void {
    this.recorded?.dispose();
    this.recorded = undefined;
  }

  private takeStep(batch: Minibatch): void {
    this.step++;
    const recordable = isReplayable(this.model, this.loss, this.optimizer);
    const {learningRate} = this.optimizer.getConfig();
    if (this.recorded?.isShared || learningRate !== this.recordedRate) this.forget();
    this.recordedRate = learningRate;
    if (recordable && this.recorded === undefined) {
      this.recorded = RecordedStep.record(batch, this.weights, own => this.descend(own));
      this.acceptRecorded(this.recorded, this.recorded.lastLoss, batch);
    } else if (recordable && this.recorded?.fits(batch)) {
      this.acceptRecorded(this.recorded, this.recorded.take(batch), batch);
    } else {
      this.takeStepAnew(batch);
    }
  }

  private acceptRecorded(recorded: RecordedStep, loss: number, batch: Minibatch): void {
    if (!Number.isFinite(loss)) {
      recorded.undo();
      this.refuse(loss, batch);
    }
    this.report(this.step, loss);
  }

  /** One step, without a look at its loss. */
  private descend({xs, ys}: Minibatch): tf.Scalar {
    const {value, grads} = this.gradients(xs, ys);
    this.optimizer.applyGradients(grads);
    tf.dispose(grads);
    return value;
  }

  private takeStepAnew(batch: Minibatch): void {
    const {value, grads} = this.gradients(batch.xs, batch.ys);
    try {
      const loss = this.synchronous ? value.dataSync()[0]! : undefined;
      if (loss !== undefined && !Number.isFinite(loss)) this.refuse(loss, batch);
      this.optimizer.applyGradients(grads);
      if (loss === undefined) this.waiting.push(tf.keep(value.clone()));
      else this.report(this.step, loss);
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
    return loss.rank === 0 ? (loss as tf.Scalar) : loss.mean();
  }

  private async readWaiting(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = [];
    const first = this.step - waiting.length + 1;
    for (const [i, loss] of waiting.entries()) {
      const [value] = await loss.data();
      loss.dispose();
      if (!Number.isFinite(value))
        throw new NonFiniteLossError(first + i, value!, explainNonFiniteLoss(this.model));
      this.report(first + i, value!);
    }
  }

  private refuse(loss: number, {xs, ys}: Minibatch): never {
    throw new NonFiniteLossError(this.step, loss, explainNonFiniteLoss(this.model, xs, ys));
  }

  private report(step: number, loss: number): void {
    this.read.push(loss);
    this.options.onStep?.({step, epoch: this.epoch, loss});
  }
}

function trainingLimits({epochs, steps}: TrainOptions): {epochs: number; steps: number} {
  if (epochs === undefined && steps === undefined) {
    throw new RangeError('train: expected epochs or steps to say how long, got neither');
  }
  if (epochs !== undefined) assertWhole('train', 'epochs', epochs, 1);
  if (steps !== undefined) assertWhole('train', 'steps', steps, 1);
  return {epochs: epochs ?? Infinity, steps: steps ?? Infinity};
}

function learningRateOf({learningRate = 0.1}: TrainOptions): number {
  if (!(learningRate > 0 && learningRate < Infinity)) {
    throw new RangeError(`train: expected a learning rate above 0, got ${learningRate}`);
  }
  return learningRate;
}

function resolveLoss(loss: LossName | Objective): Objective {
  if (typeof loss === 'function') return loss;
  if (!Object.hasOwn(losses, loss)) {
    throw new RangeError(`train: expected a loss of ${Object.keys(losses).join(', ')}, got ${loss}`);
  }
  return losses[loss];
}
