import type * as tf from '@tensorflow/tfjs';
import {assertOptimizer} from '../argumentKinds';
import {
  assertCallback,
  assertFinite,
  assertKnownOptions,
  assertSignal,
  assertWhole,
  describe,
} from '../checks';
import type {LossName} from '../losses';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {isTrainingPosition} from './isTrainingPosition';

/** A loss of the caller's own: labels first, as in tfjs. */
export type Objective = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;

/** Options of `train`. Say how long: `epochs`, `steps` or both (whichever ends first). */
export interface TrainOptions {
  /** A name of the table, or any function of (labels, predictions); what is not a scalar is averaged. */
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
  /**
   * Every `checkpointEvery` steps, before an abort and at the end, and awaited: where training is, to be saved with the model
   * and the optimizer's state.
   */
  onCheckpoint?: ((position: TrainingPosition) => void | Promise<void>) | undefined;
  checkpointEvery?: number | undefined;
  /** Continue from here. `data` has to begin with the batch that was next: `minibatches(…, {startEpoch, startBatch})`. */
  startAt?: TrainingPosition | undefined;
  signal?: AbortSignal | undefined;
}

/** How long, and what is told of it on the way: what does not depend on how a step is taken. */
export type RunOptions = Omit<TrainOptions, 'loss' | 'optimizer' | 'learningRate'>;

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
 * Checks the options of `train` by name and type; `trainingLimits` checks how long it shall be.
 *
 * @throws {TypeError} If one is of another type.
 * @throws {RangeError} If one is not known, or the learning rate is not above 0.
 */
export function assertTrainOptions(options: TrainOptions): void {
  assertKnownOptions('train', options, names);
  const {loss, optimizer, learningRate = 0.1, startAt} = options;
  if (typeof loss !== 'function' && typeof loss !== 'string') {
    throw new InvalidTypeError(`train: expected loss to be a name or a function, got ${describe(loss)}`);
  }
  if (optimizer !== undefined) assertOptimizer('train', optimizer);
  assertFinite('train', 'the learning rate', learningRate, {above: 0});
  if (optimizer !== undefined && options.learningRate !== undefined) {
    throw new InvalidValueError('train: expected one of optimizer and learningRate, got both');
  }
  if (startAt !== undefined && !isTrainingPosition(startAt)) {
    const expected = 'startAt to be a position that onCheckpoint was given';
    throw new InvalidTypeError(`train: expected ${expected}, got ${describe(startAt)}`);
  }
  for (const name of ['onStep', 'onEpoch', 'onCheckpoint'] as const)
    assertCallback('train', name, options[name]);
  assertSignal('train', options.signal);
}

const names: readonly (keyof TrainOptions)[] = [
  'loss',
  'optimizer',
  'learningRate',
  'epochs',
  'steps',
  'onStep',
  'onEpoch',
  'onCheckpoint',
  'checkpointEvery',
  'startAt',
  'signal',
];

/** @throws {RangeError} If neither epochs nor steps are given, one is not a count, or `startAt` lies beyond them. */
export function trainingLimits({epochs, steps, checkpointEvery, startAt}: RunOptions): TrainingLimits {
  if (epochs === undefined && steps === undefined) {
    throw new InvalidValueError('train: expected epochs or steps to say how long, got neither');
  }
  if (epochs !== undefined) assertWhole('train', 'epochs', epochs, 1);
  if (steps !== undefined) assertWhole('train', 'steps', steps, 1);
  if (checkpointEvery !== undefined) assertWhole('train', 'checkpointEvery', checkpointEvery, 1);
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
