import * as tf from '@tensorflow/tfjs';
import {assertCallback, assertFinite, assertKnownOptions, assertSignal, describe} from '../checks';
import type {TrainOptions} from './TrainOptions';
import {InvalidTypeError} from '../errors';

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

/**
 * The options of `train` by name and type; how long it is to be, `train` itself looks at.
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
  if (optimizer !== undefined && !((optimizer as unknown) instanceof tf.Optimizer)) {
    throw new InvalidTypeError(
      `train: expected optimizer to be one of tf.train, such as tf.train.adam(0.001), got ${describe(optimizer)}`,
    );
  }
  assertFinite('train', 'the learning rate', learningRate, {above: 0});
  if (startAt !== undefined && typeof startAt !== 'object') {
    throw new InvalidTypeError(`train: expected startAt to be a position, got ${describe(startAt)}`);
  }
  for (const name of ['onStep', 'onEpoch', 'onCheckpoint'] as const)
    assertCallback('train', name, options[name]);
  assertSignal('train', options.signal);
}
