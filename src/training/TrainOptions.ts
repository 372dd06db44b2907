import type * as tf from '@tensorflow/tfjs';
import {assertWhole} from '../checks';
import type {Minibatch} from '../data/minibatches';
import type {Split} from '../data/split';
import {InvalidValueError} from '../errors';
import type {LossName} from '../losses';

/** A loss of the caller's own: labels first, as in tfjs. As a method its parameters may be narrower, such as a `tf.Tensor2D`. */
export type Objective = {call(labels: tf.Tensor, predictions: tf.Tensor): tf.Tensor}['call'];

/** Where a training is as it takes a step, for a schedule. */
export interface StepPosition {
  /** From 1. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
}

/** A quantity of a batch that is only watched: `accuracy`, or a function of labels and predictions; averaged. */
export type Metric = 'accuracy' | Objective;

/** What was measured, by name: `loss`, `accuracy`, a metric's own name. */
export type Measurements = Readonly<Record<string, number>>;

/** What is told after a pass over the data. */
export interface EpochReport {
  /** From 1. */
  readonly epoch: number;
  /** Steps taken. */
  readonly step: number;
  /** The mean of its mini-batches' losses. */
  readonly loss: number;
  /** With `metrics`: their means over the training data, as each batch was before its step. */
  readonly metrics?: Measurements;
  /** With `validation`. */
  readonly validation?: Measurements;
  /** With a schedule: the rate of its last step. */
  readonly learningRate?: number;
}

/** What tfjs's `fit` takes as callbacks. */
export type TrainingCallback = tf.CustomCallbackArgs | tf.CustomCallback | tf.Callback;

/** Options of `train`. Say how long: `epochs`, `steps` or both (whichever ends first). */
export interface TrainOptions {
  /** A name of the table, or any function of (labels, predictions); what is not a scalar is averaged. */
  loss: LossName | Objective;
  /** Any tfjs optimizer; plain gradient descent with `learningRate` if none is given. Yours to dispose. */
  optimizer?: tf.Optimizer | undefined;
  /**
   * Of the default optimizer, 0.1 unless given; or a schedule, `({step, epoch}) => rate`, asked before each step, which sets that
   * of any optimizer.
   */
  learningRate?: number | ((at: StepPosition) => number) | undefined;
  epochs?: number | undefined;
  steps?: number | undefined;
  /**
   * What the model is measured on after each epoch, in inference mode and without what regularizers add: a split, batches, or
   * a fraction of the split of `minibatches`, which is then held out of the training, stratified by label.
   */
  validation?: number | Split | tf.data.Dataset<Minibatch> | undefined;
  /**
   * Ends training after so many epochs in a row without a lower loss on the validation data. In the end, however training
   * ends, the model has the weights of its best epoch.
   */
  patience?: number | undefined;
  /** Measured on each batch and, after each epoch, on the validation data; there `accuracy` unless given, where labels are classes. */
  metrics?: readonly Metric[] | undefined;
  /** How much the examples of a class count, 1 unless given: as in `model.fit`, the loss is the mean of w · loss. */
  classWeight?: Readonly<Record<number, number>> | undefined;
  /**
   * How much each image of the split of `minibatches` counts; other batches bring their own, `{xs, ys, sampleWeight}`. The loss is the
   * mean of w · loss.
   */
  sampleWeight?: ArrayLike<number> | undefined;
  /** As `model.fit` takes them: an object of functions, `tf.callbacks.earlyStopping(…)`, or a list. Numbers from 0, as there. */
  callbacks?: TrainingCallback | readonly TrainingCallback[] | undefined;
  /** After every step: its number (from 1), its epoch (from 1), and the mini-batch's loss before the step. */
  onStep?: ((step: {step: number; epoch: number; loss: number}) => void) | undefined;
  /** After every pass over the data, and awaited. Where it returns `false`, training ends. */
  onEpoch?: ((epoch: EpochReport) => unknown) | undefined;
  /**
   * Every `checkpointEvery` steps, before an abort and at the end, and awaited: where training is, to be saved with the model
   * and the optimizer's state.
   */
  onCheckpoint?: ((position: TrainingPosition) => void | Promise<void>) | undefined;
  checkpointEvery?: number | undefined;
  /** Continue from here. `data` has to begin with the batch that was next: `minibatches(…, {startEpoch, startBatch})`. */
  startAt?: TrainingPosition | undefined;
  signal?: AbortSignal | undefined;
  /** What an aborted signal does: `throw` its reason (default), or `return` what there is. */
  onAbort?: 'throw' | 'return' | undefined;
}

/** How long, and what is told of it on the way: what does not depend on how a step is taken. */
export type RunOptions = Pick<
  TrainOptions,
  | 'epochs'
  | 'steps'
  | 'onStep'
  | 'onEpoch'
  | 'onCheckpoint'
  | 'checkpointEvery'
  | 'startAt'
  | 'signal'
  | 'onAbort'
>;

/** How far a training has come: plain data, to be saved with the model's weights and the optimizer's state. */
export interface TrainingPosition {
  /** Steps taken. */
  readonly step: number;
  /** Finished passes over the data. */
  readonly epoch: number;
  /** Finished mini-batches of the present pass. */
  readonly batch: number;
  /** The sum of their losses. */
  readonly lossSum: number;
  /** The mean loss of each finished pass. */
  readonly losses: readonly number[];
}

export const startOfTraining: TrainingPosition = {step: 0, epoch: 0, batch: 0, lossSum: 0, losses: []};

/** Where training ends: at whichever comes first. */
export interface TrainingLimits {
  readonly epochs: number;
  readonly steps: number;
}

/**
 * @throws {RangeError} If neither epochs nor steps are given, one is not a count, checkpoints are to be had and nobody takes them, or
 *   `startAt` lies beyond the end.
 */
export function trainingLimits({
  epochs,
  steps,
  checkpointEvery,
  onCheckpoint,
  startAt,
}: RunOptions): TrainingLimits {
  if (epochs === undefined && steps === undefined) {
    throw new InvalidValueError('train: expected epochs or steps to say how long, got neither');
  }
  if (epochs !== undefined) assertWhole('train', 'epochs', epochs, 1);
  if (steps !== undefined) assertWhole('train', 'steps', steps, 1);
  if (checkpointEvery !== undefined) {
    assertWhole('train', 'checkpointEvery', checkpointEvery, 1);
    if (onCheckpoint === undefined) {
      throw new InvalidValueError('train: expected onCheckpoint beside checkpointEvery, got none');
    }
  }
  const limits = {epochs: epochs ?? Infinity, steps: steps ?? Infinity};
  if (startAt !== undefined) assertNotPast(startAt, limits);
  return limits;
}

/** A training that has gone further than what is asked for now cannot be made shorter. */
function assertNotPast({step, epoch, batch}: TrainingPosition, {epochs, steps}: TrainingLimits): void {
  const begun = epoch + (batch > 0 ? 1 : 0);
  if (step > steps) {
    throw new InvalidValueError(
      `train: expected at least the ${step} steps that the checkpoint has taken, got ${steps}`,
    );
  }
  if (begun > epochs) {
    throw new InvalidValueError(
      `train: expected at least the ${begun} epochs that the checkpoint has begun, got ${epochs}`,
    );
  }
}
