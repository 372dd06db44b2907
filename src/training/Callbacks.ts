import * as tf from '@tensorflow/tfjs';
import {assertFunction} from '../argumentKinds';
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
   * @throws {TypeError} If one is not an object, or what should be a function is none.
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

  /** Whether one of them has asked for the end, which comes after the present step, as in `fit`. */
  get isStopped(): boolean {
    return this.model.stopTraining;
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
    return this.isStopped;
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
  const names = callbackNames(given);
  const unknown = names.find(key => !known.includes(key));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, known);
    const advice = nearest === undefined ? `; known are ${known.join(', ')}` : `, did you mean ${nearest}?`;
    throw new InvalidValueError(`train: unknown callback ${unknown}${advice}`);
  }
  const functions = names.map(name => {
    const value = given[name as 'onEpochEnd'] as unknown;
    assertFunction('train', `the callback ${name}`, value);
    // An instance of a class has its own state in `this`.
    return [name, (value as (...args: unknown[]) => unknown).bind(given)];
  });
  return new tf.CustomCallback(Object.fromEntries(functions) as tf.CustomCallbackArgs);
}

/**
 * What an object has as callbacks. Of a plain object that is all, so that a misspelt name is noticed; an instance of a class has a state
 * and functions of its own, and its callbacks are what begins with `on`, and what `fit` knows besides.
 */
function callbackNames(given: object): string[] {
  const parent = Object.getPrototypeOf(given) as object | null;
  if (parent === null || Object.getPrototypeOf(parent) === null) {
    return Object.keys(given).filter(key => (given as Record<string, unknown>)[key] !== undefined);
  }
  const names = new Set<string>();
  for (let at = given; Object.getPrototypeOf(at) !== null; at = Object.getPrototypeOf(at) as object) {
    for (const name of Object.getOwnPropertyNames(at)) {
      const isCallback = /^on[A-Z]/.test(name) || known.includes(name);
      if (isCallback && typeof (given as Record<string, unknown>)[name] === 'function') names.add(name);
    }
  }
  return [...names];
}

/** A callback of tfjs's always has the functions; one that does not care has those that do nothing. */
function wantsBatches(callback: TrainingCallback): boolean {
  const idle = tf.Callback.prototype;
  return (['onBatchBegin', 'onBatchEnd', 'onYield'] as const).some(
    name => name in callback && (name === 'onYield' || callback[name as 'onBatchEnd'] !== idle[name]),
  );
}
