import type * as tf from '@tensorflow/tfjs';
import type {LossName} from '../losses';

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
  /**
   * Every `checkpointEvery` steps, before an abort and at the end, and awaited: where training is, for whoever keeps the model
   * and the optimizer's state.
   */
  onCheckpoint?: ((position: TrainingPosition) => void | Promise<void>) | undefined;
  checkpointEvery?: number | undefined;
  /** Go on from here. `data` has to begin with the batch that was next: `minibatches(…, {startEpoch, startBatch})`. */
  startAt?: TrainingPosition | undefined;
  signal?: AbortSignal | undefined;
}

/** How far a training has come: plain data, to be kept beside the model's weights and the optimizer's state. */
export interface TrainingPosition {
  /** Steps taken. */
  readonly step: number;
  /** Passes over the data that are over. */
  readonly epoch: number;
  /** Mini-batches of the present pass that are done. */
  readonly batch: number;
  /** The sum of their losses. */
  readonly lossSum: number;
  /** The mean loss of each pass that is over. */
  readonly losses: readonly number[];
}

export const startOfTraining: TrainingPosition = {step: 0, epoch: 0, batch: 0, lossSum: 0, losses: []};
