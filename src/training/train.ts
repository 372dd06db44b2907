import * as tf from '@tensorflow/tfjs';
import {assertModel} from '../argumentKinds';
import type {Minibatch} from '../data/minibatches';
import {MinibatchDataset} from '../data/minibatches/MinibatchDataset';
import {losses, type LossName} from '../losses';
import {tableNameOf} from '../losses/losses';
import {reasonUnfit} from '../losses/lossTraits';
import {outputActivation} from '../models/outputActivation';
import {assertLabels} from './assertLabels';
import {Descent} from './Descent';
import {assertTrainOptions, trainingLimits, type Objective, type TrainOptions} from './TrainOptions';
import {TrainingRun, type TrainingResult} from './TrainingRun';
import {describe, isObject} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';

export type {Objective, TrainingPosition, TrainOptions} from './TrainOptions';
export type {TrainingResult} from './TrainingRun';

/**
 * Minimises a loss over mini-batches: the gradient of each, then one step of the optimizer. What the regularizers of the
 * model's layers add to the loss is part of it, as in `model.fit`.
 *
 * On wasm, with a loss of the table, plain gradient descent and dense layers without regularizers, the kernels of the first
 * step are recorded and run again for all others: the same weights bit for bit, in less time.
 *
 * The model's weights change in place; its compiled loss and optimizer, if it has any, are neither used nor changed.
 *
 * @param model Any layers model from `xs` to predictions.
 * @param data `{xs, ys}` batches, as `minibatches` yields them; each pass over it is an epoch.
 * @param options The loss and how long.
 * @returns The number of steps and epochs taken and the mean loss of each epoch.
 * @throws {TypeError} If an option is of another type.
 * @throws {RangeError} If an option is not known, a number out of its range, the loss's name unknown, the
 *   data empty, or `startAt` beyond the end; if a loss of the table is not made for the model's last activation, as far as that is
 *     known; or if its labels are no distribution (cross entropies) or not from 0 to 1 (binary ones). Labels
 *     are looked at once, in the first pass; those of `minibatches` need not be.
 * @throws {NonFiniteLossError} The moment a loss is NaN or infinite, with step, loss and likely cause. The weights are
 *     those before that step. Where reading waits for a GPU, losses are read every 50 steps, and the weights are later ones.
 * @throws The signal's reason, between two steps, when it is aborted; `onCheckpoint` is called before.
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
  assertTrainable(model, data);
  assertTrainOptions(options);
  const limits = trainingLimits(options);
  const loss = resolveLoss(options.loss);
  const name = tableNameOf(loss);
  if (name !== undefined) assertFitting(name, model);
  const optimizer = options.optimizer ?? tf.train.sgd(options.learningRate ?? 0.1);
  const run = new TrainingRun(model, new Descent(model, loss, optimizer), options);
  // The labels of losslab's own batches are right.
  if (name !== undefined && !(data instanceof MinibatchDataset))
    run.checkLabels = ys => assertLabels(name, ys);
  try {
    return await run.toEnd(data, limits);
  } finally {
    if (options.optimizer === undefined) optimizer.dispose();
  }
}

function assertFitting(loss: LossName, model: tf.LayersModel): void {
  const reason = reasonUnfit(loss, outputActivation(model));
  if (reason !== undefined) throw new InvalidValueError(`train: ${reason}`);
}

function resolveLoss(loss: LossName | Objective): Objective {
  if (typeof loss === 'function') return loss;
  if (!Object.hasOwn(losses, loss)) {
    throw new InvalidValueError(`train: expected a loss of ${Object.keys(losses).join(', ')}, got ${loss}`);
  }
  return losses[loss];
}

/** @throws {TypeError} Unless there is a model, and data that give batches. */
function assertTrainable(model: unknown, data: unknown): void {
  assertModel('train', model);
  if (!isObject(data) || typeof data['iterator'] !== 'function') {
    const expected = 'data to be batches, as minibatches(split) gives them';
    throw new InvalidTypeError(`train: expected ${expected}, got ${describe(data)}`);
  }
}
