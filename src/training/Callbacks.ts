import * as tf from '@tensorflow/tfjs';
import {describe, nearestName} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';
import type {EpochReport, TrainingCallback} from './TrainOptions';

type Logs = Record<string, number>;

/** What tfjs calls the quantities that have another name here. */
const namesInLogs: Readonly<Record<string, string>> = {accuracy: 'acc'};

/**
 * The callbacks of tfjs's `fit`, called by `train` as `fit` calls them: epochs and batches are counted from 0, the logs have `loss`, `acc`,
 * `val_loss`, `val_acc`, and whoever sets `model.stopTraining` ends the training.
 */
export class Callbacks {
  /** Whether anybody wants to hear of batches, for which each loss has to be read. */
  readonly wantBatches: boolean;
  private readonly callbacks: readonly tf.CustomCallback[];

  /**
   * @throws {TypeError} If one is not an object or not a callback.
   * @throws {RangeError} If an object has a function that `fit` would never call.
   */
  constructor(
    private readonly model: tf.LayersModel,
    given: TrainingCallback | readonly TrainingCallback[],
  ) {
    const all = Array.isArray(given) ? (given as readonly TrainingCallback[]) : [given as TrainingCallback];
    this.callbacks = all.map(toCallback);
    this.wantBatches = all.some(wantsBatches);
  }

  async begin(epochs: number, steps: number): Promise<void> {
    this.model.stopTraining = false;
    for (const callback of this.callbacks) {
      callback.setParams({epochs, steps, verbose: 0, metrics: []});
      callback.setModel(this.model);
      await callback.onTrainBegin({});
    }
  }

  async beginEpoch(epoch: number): Promise<void> {
    for (const callback of this.callbacks) await callback.onEpochBegin(epoch - 1, {});
  }

  /** @param batch Its place in the epoch, from 0. */
  async beginBatch(batch: number, size: number): Promise<void> {
    for (const callback of this.callbacks) await callback.onBatchBegin(batch, {batch, size});
  }

  async endBatch(batch: number, size: number, loss: number): Promise<void> {
    for (const callback of this.callbacks) await callback.onBatchEnd(batch, {batch, size, loss});
  }

  /** @returns Whether the training is to end. */
  async endEpoch({epoch, loss, metrics = {}, validation = {}}: EpochReport): Promise<boolean> {
    const logs: Logs = {loss};
    const nameOf = (name: string) => namesInLogs[name] ?? name;
    for (const [name, value] of Object.entries(metrics)) logs[nameOf(name)] = value;
    for (const [name, value] of Object.entries(validation)) logs[`val_${nameOf(name)}`] = value;
    for (const callback of this.callbacks) await callback.onEpochEnd(epoch - 1, logs);
    return this.model.stopTraining;
  }

  async end(): Promise<void> {
    for (const callback of this.callbacks) await callback.onTrainEnd({});
  }
}

const known = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
  'onYield',
  'nowFunc',
  'nextFrameFunc',
];

/** What `fit` makes of it: a callback as it is, an object of functions as a `tf.CustomCallback`. */
function toCallback(given: TrainingCallback): tf.CustomCallback {
  if (typeof given !== 'object' || (given as unknown) === null) {
    throw new InvalidTypeError(
      `train: expected callbacks to be objects with functions such as onEpochEnd, got ${describe(given)}`,
    );
  }
  // Not instanceof: a callback may come from another copy of tfjs-layers.
  if ('setModel' in given) return given as tf.CustomCallback;
  const unknown = Object.keys(given).find(key => !known.includes(key));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, known);
    const advice = nearest === undefined ? `; known are ${known.join(', ')}` : `, did you mean ${nearest}?`;
    throw new InvalidValueError(`train: unknown callback ${unknown}${advice}`);
  }
  return new tf.CustomCallback(given);
}

/** A callback of tfjs's always has the functions; one that does not care has those that do nothing. */
function wantsBatches(callback: TrainingCallback): boolean {
  const idle = tf.Callback.prototype;
  return (['onBatchBegin', 'onBatchEnd', 'onYield'] as const).some(
    name => name in callback && (name === 'onYield' || callback[name as 'onBatchEnd'] !== idle[name]),
  );
}
