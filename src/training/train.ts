import * as tf from '@tensorflow/tfjs';
import {assertModel} from '../argumentKinds';
import type {Minibatch} from '../data/minibatches';
import {MinibatchDataset} from '../data/minibatches/MinibatchDataset';
import {losses, lossTraits, type LossName} from '../losses';
import {tableNameOf} from '../losses/losses';
import {reasonUnfit} from '../losses/lossTraits';
import {outputActivation} from '../models/outputActivation';
import {assertLabels} from './assertLabels';
import {Descent} from './Descent';
import {assertTrainOptions} from './assertTrainOptions';
import {Callbacks} from './Callbacks';
import {describeData, Means, measuresOf, validationData, type ValidationData} from './measure';
import {Monitor} from './Monitor';
import {Schedule} from './Schedule';
import {trainingLimits, type Metric, type Objective, type TrainOptions} from './TrainOptions';
import {weightedLoss} from './weightedLoss';
import {TrainingRun, type TrainingResult} from './TrainingRun';
import {assertFinite, describe, isObject, nearestName} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';

export type {
  EpochReport,
  Measurements,
  Metric,
  Objective,
  StepPosition,
  TrainingCallback,
  TrainingPosition,
  TrainOptions,
} from './TrainOptions';
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
 *     those before that step, with `patience` those of the best epoch. Where reading waits for a GPU, losses are read every 50 steps, and the weights are later ones.
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
  const {batches, validation} = splitData(model, data, options, name);
  const callbacks = options.callbacks === undefined ? undefined : new Callbacks(model, options.callbacks);
  const {learningRate = 0.1} = options;
  const rateAt = typeof learningRate === 'function' ? learningRate : undefined;
  const optimizer = options.optimizer ?? tf.train.sgd(rateAt === undefined ? Number(learningRate) : 0);
  const schedule = rateAt && new Schedule(optimizer, rateAt);
  const means = options.metrics?.length ? new Means(measuresOf(options.metrics)) : undefined;
  const weighted = {
    loss: weightedLoss(loss, name, options.classWeight),
    always: options.classWeight !== undefined,
  };
  const descent = new Descent(model, loss, optimizer, {weighted, means, schedule});
  const monitor = new Monitor({
    model,
    callbacks,
    means,
    validation,
    measures: [{name: 'loss', of: loss}, ...measuresOf(options.metrics ?? usualMetrics(name))],
    patience: options.patience,
    rate: () => schedule?.rate,
  });
  const run = new TrainingRun(model, descent, options, monitor);
  // The labels of losslab's own batches are right.
  if (name !== undefined && !(batches instanceof MinibatchDataset))
    run.checkLabels = ys => assertLabels(name, ys);
  try {
    return await run.toEnd(batches, limits);
  } finally {
    if (options.optimizer === undefined) optimizer.dispose();
  }
}

/** The data to train on and the data to measure on, once what is held out is held out and what is weighted is weighted. */
function splitData(
  model: tf.LayersModel,
  data: tf.data.Dataset<Minibatch>,
  {validation, sampleWeight}: TrainOptions,
  loss: LossName | undefined,
): {batches: tf.data.Dataset<Minibatch>; validation: ValidationData | undefined} {
  const own = data instanceof MinibatchDataset ? data : undefined;
  const batches = sampleWeight === undefined ? data : withSampleWeight(own, sampleWeight);
  if (validation === undefined) return {batches, validation: undefined};
  const form = own?.plan;
  if (typeof validation !== 'number') {
    return {batches, validation: validationData(validation, model, {loss, form})};
  }
  if (!(batches instanceof MinibatchDataset)) {
    throw new InvalidTypeError(
      'train: expected data of minibatches(split) to hold a fraction of it out, got other batches; give validation batches',
    );
  }
  const {rest, held} = batches.holdOut(validation);
  return {batches: rest, validation: validationData(held, model, {loss, form})};
}

function withSampleWeight(own: MinibatchDataset | undefined, weights: ArrayLike<number>): MinibatchDataset {
  if (own === undefined) {
    throw new InvalidTypeError(
      'train: expected data of minibatches(split) for sampleWeight, got other batches; give batches {xs, ys, sampleWeight}',
    );
  }
  const {size} = own.split;
  const length: unknown = isObject(weights) ? weights.length : undefined;
  if (length !== size) {
    const got = typeof length === 'number' ? length : describe(weights);
    throw new InvalidTypeError(`train: expected sampleWeight for ${size} images, got ${got}`);
  }
  // Float32Array.from would make 0 of null and 2 of '2'.
  for (let i = 0; i < size; i++) assertFinite('train', `sampleWeight[${i}]`, weights[i], {atLeast: 0});
  return own.withSampleWeight(weights);
}

/** Where an example has one class, its share of right answers is measured on the validation data, too. */
function usualMetrics(loss: LossName | undefined): readonly Metric[] {
  return loss !== undefined && lossTraits[loss].activation === 'softmax' ? ['accuracy'] : [];
}

function assertFitting(loss: LossName, model: tf.LayersModel): void {
  const reason = reasonUnfit(loss, outputActivation(model));
  if (reason !== undefined) throw new InvalidValueError(`train: ${reason}`);
}

/** What tfjs calls losses of the table: in `compile`, and in tf.losses. */
const namesInTfjs: Readonly<Record<string, LossName>> = {
  categoricalCrossentropy: 'crossEntropy',
  sparseCategoricalCrossentropy: 'sparseCrossEntropy',
  binaryCrossentropy: 'binaryCrossEntropy',
  softmaxCrossEntropy: 'crossEntropyFromLogits',
  sigmoidCrossEntropy: 'binaryCrossEntropyFromLogits',
  meanSquaredError: 'sumSquaredError',
};

function resolveLoss(loss: LossName | Objective): Objective {
  if (typeof loss === 'function') return loss;
  if (!Object.hasOwn(losses, loss)) {
    const names = Object.keys(losses);
    const nearest = Object.hasOwn(namesInTfjs, loss) ? namesInTfjs[loss] : nearestName(loss, names);
    const advice = nearest === undefined ? '' : `, did you mean ${nearest}?`;
    throw new InvalidValueError(`train: expected a loss of ${names.join(', ')}, got ${loss}${advice}`);
  }
  return losses[loss];
}

/** @throws {TypeError} Unless there is a model, and data that give batches. */
function assertTrainable(model: unknown, data: unknown): void {
  assertModel('train', model);
  if (!isObject(data) || typeof data['iterator'] !== 'function') {
    const expected = 'data to be batches, as minibatches(split) gives them';
    const isSplit = isObject(data) && data['images'] !== undefined;
    const got = isSplit ? 'a split; give minibatches(split)' : describeData(data, 'minibatches(data.train)');
    throw new InvalidTypeError(`train: expected ${expected}, got ${got}`);
  }
}
