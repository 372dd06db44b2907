import * as tf from '@tensorflow/tfjs';
import {
  assertCallback,
  assertFinite,
  assertKnownOptions,
  assertOneOf,
  assertSignal,
  assertWhole,
  describe,
} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';
import type {TrainOptions} from './TrainOptions';

/**
 * Checks the options of `train` by name and type; `trainingLimits` checks how long it shall be.
 *
 * @throws {TypeError} If one is of another type.
 * @throws {RangeError} If one is not known, or the learning rate is not above 0.
 */
export function assertTrainOptions(options: TrainOptions): void {
  assertKnownOptions('train', options, names);
  const {loss, optimizer, startAt} = options;
  if (typeof loss !== 'function' && typeof loss !== 'string') {
    throw new InvalidTypeError(`train: expected loss to be a name or a function, got ${describe(loss)}`);
  }
  if (optimizer !== undefined && !((optimizer as unknown) instanceof tf.Optimizer)) {
    throw new InvalidTypeError(
      `train: expected optimizer to be one of tf.train, such as tf.train.adam(0.001), got ${describe(optimizer)}`,
    );
  }
  assertRate(options);
  if (startAt !== undefined && typeof startAt !== 'object') {
    throw new InvalidTypeError(`train: expected startAt to be a position, got ${describe(startAt)}`);
  }
  for (const name of ['onStep', 'onEpoch', 'onCheckpoint'] as const)
    assertCallback('train', name, options[name]);
  assertSignal('train', options.signal);
  assertOneOf('train', 'onAbort', options.onAbort ?? 'throw', ['throw', 'return']);
  assertWatching(options);
  assertClassWeight(options.classWeight);
}

function assertRate({optimizer, learningRate}: TrainOptions): void {
  if (learningRate === undefined || typeof learningRate === 'function') return;
  assertFinite('train', 'the learning rate', learningRate, {above: 0});
  if (optimizer !== undefined) {
    throw new InvalidValueError(
      'train: expected one of optimizer and learningRate, got both; a schedule may be beside one',
    );
  }
}

/** What is measured on the way, and what comes of it. */
function assertWatching({validation, patience, metrics = []}: TrainOptions): void {
  if (typeof validation === 'number' && !(validation > 0 && validation < 1)) {
    throw new InvalidValueError(
      `train: expected validation to be a fraction above 0 and below 1, got ${validation}`,
    );
  }
  if (patience !== undefined) {
    assertWhole('train', 'patience', patience, 1);
    if (validation === undefined) {
      throw new InvalidValueError('train: expected validation beside patience, got none');
    }
  }
  if (!Array.isArray(metrics)) {
    throw new InvalidTypeError(`train: expected metrics to be a list, got ${describe(metrics)}`);
  }
  for (const metric of metrics as unknown[]) {
    if (typeof metric !== 'function') assertOneOf('train', 'a metric', metric, ['accuracy']);
  }
}

function assertClassWeight(weights: unknown): void {
  if (weights === undefined) return;
  if (typeof weights !== 'object' || weights === null || Array.isArray(weights)) {
    throw new InvalidTypeError(
      `train: expected classWeight to be an object such as {0: 1, 1: 10}, got ${describe(weights)}`,
    );
  }
  for (const [label, weight] of Object.entries(weights as Record<string, unknown>)) {
    if (!/^\d+$/.test(label)) {
      throw new InvalidValueError(`train: expected classWeight to have classes as keys, got ${label}`);
    }
    assertFinite('train', `the weight of class ${label}`, weight, {atLeast: 0});
  }
}

const names: readonly (keyof TrainOptions)[] = [
  'loss',
  'optimizer',
  'learningRate',
  'epochs',
  'steps',
  'validation',
  'patience',
  'metrics',
  'classWeight',
  'sampleWeight',
  'callbacks',
  'onStep',
  'onEpoch',
  'onCheckpoint',
  'checkpointEvery',
  'startAt',
  'signal',
  'onAbort',
];
