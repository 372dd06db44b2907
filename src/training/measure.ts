import * as tf from '@tensorflow/tfjs';
import type {Minibatch} from '../data/minibatches';
import {batchesInOrder, type BatchForm} from '../data/minibatches/assembleBatch';
import {assertSplit, type Split} from '../data/split';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {lossTraits, type LossName} from '../losses';
import {accuracy} from '../metrics';
import {assertLiveTensor, assertModelInputs} from '../argumentKinds';
import {describe, isObject} from '../checks';
import type {Measurements, Metric, Objective} from './TrainOptions';

/** What a model is measured by. */
export interface Measure {
  readonly name: string;
  /** Of a batch: a scalar, or numbers that are averaged. */
  readonly of: Objective;
}

/** The metrics that `train` was given, by names that differ, from each other and from that of the loss. */
export function measuresOf(metrics: readonly Metric[]): Measure[] {
  const taken = new Set(['loss']);
  return metrics.map(metric => {
    const of = metric === 'accuracy' ? accuracy : metric;
    const own = metric === 'accuracy' ? 'accuracy' : metric.name || 'metric';
    let name = own;
    for (let count = 1; taken.has(name); count++) name = `${own}_${count}`;
    taken.add(name);
    return {name, of};
  });
}

/** Means over batches of different sizes, each weighted by its size. Nothing is read from the device before the end. */
export class Means {
  private readonly totals: tf.Tensor[][] = [];
  private readonly sizes: number[] = [];

  constructor(private readonly measures: readonly Measure[]) {}

  /** Adds a batch. Called within a tidy or not; keeps scalars of its own. */
  add(labels: tf.Tensor, predictions: tf.Tensor): void {
    const values = tf.tidy(() => this.measures.map(measure => meanOf(measure, labels, predictions)));
    this.totals.push(values.map(value => tf.keep(value)));
    this.sizes.push(predictions.shape[0]);
  }

  /** The means, which begin anew. */
  async take(): Promise<Measurements> {
    const batches = await Promise.all(
      this.totals.map(values => Promise.all(values.map(async value => (await value.data())[0]!))),
    );
    const total = this.sizes.reduce((sum, size) => sum + size, 0);
    const mean = (i: number) =>
      batches.reduce((sum, values, batch) => sum + values[i]! * this.sizes[batch]!, 0) / total;
    const means = Object.fromEntries(this.measures.map(({name}, i) => [name, mean(i)]));
    this.dispose();
    return means;
  }

  dispose(): void {
    tf.dispose(this.totals);
    this.totals.length = this.sizes.length = 0;
  }
}

/** @throws {TypeError} Unless a metric gives a tensor. */
function meanOf({name, of}: Measure, labels: tf.Tensor, predictions: tf.Tensor): tf.Tensor {
  const value = of(labels, predictions);
  assertLiveTensor('train', `what the metric ${name} returns`, value);
  return value.mean();
}

/** Images in one forward pass of a measurement. */
const batchSize = 1000;

/**
 * Measures a model in inference mode, on all data.
 *
 * @param batches Each is disposed.
 */
export async function measureModel(
  model: tf.LayersModel,
  batches: AsyncIterable<Minibatch> | Iterable<Minibatch>,
  measures: readonly Measure[],
): Promise<Measurements> {
  const means = new Means(measures);
  let count = 0;
  try {
    for await (const batch of batches) {
      count++;
      try {
        assertModelInputs('train', model, [batch.xs]);
        tf.tidy(() => means.add(batch.ys, model.apply(batch.xs, {training: false}) as tf.Tensor));
      } finally {
        tf.dispose(batch);
      }
    }
    if (count === 0)
      throw new InvalidValueError('train: expected at least one batch of validation data, got none');
    return await means.take();
  } finally {
    means.dispose();
  }
}

/** What `train` measures on: once through, each time it is called. */
export type ValidationData = () => AsyncIterable<Minibatch> | Iterable<Minibatch>;

/**
 * The validation data as batches for a model and a loss.
 *
 * @param validation A split, or batches.
 * @param form Of the training data's batches where they are `minibatches`.
 * @throws {TypeError} If it is neither.
 */
export function validationData(
  validation: unknown,
  model: tf.LayersModel,
  {loss, form}: {loss: LossName | undefined; form: BatchForm | undefined},
): ValidationData {
  if (isDataset(validation)) return () => eachBatch('train', validation);
  if (!isObject(validation) || validation['images'] === undefined) {
    const got = describeData(validation, 'data.test');
    throw new InvalidTypeError(`train: expected validation to be a fraction, a split or batches, got ${got}`);
  }
  const split: unknown = validation;
  assertSplit('train', split as Split);
  const labels = form?.labels ?? (loss === undefined ? 'one-hot' : lossTraits[loss].labels);
  const layout = form?.layout ?? (model.inputs[0]!.shape.length === 4 ? 'image' : 'flat');
  return () => batchesInOrder(split as Split, batchSize, {labels, layout});
}

/**
 * What somebody gave in place of data, and what to do with it.
 *
 * @param part What to give of that which `loadMnist` returns.
 */
export function describeData(data: unknown, part: string): string {
  if (!isObject(data)) return describe(data);
  if (data['train'] !== undefined) return `what loadMnist returns; give ${part}`;
  const isTensors = data instanceof tf.Tensor || (Array.isArray(data) && data[0] instanceof tf.Tensor);
  if (isTensors) return 'tensors; give tf.data.array([0]).map(() => ({xs: xs.clone(), ys: ys.clone()}))';
  return describe(data);
}

/** Whether a value is a tf.data dataset: it gives iterators. */
export function isDataset(value: unknown): value is tf.data.Dataset<Minibatch> {
  return isObject(value) && typeof value['iterator'] === 'function';
}

/**
 * The batches of a dataset, once through.
 *
 * @throws {TypeError} If one is not `{xs, ys}`.
 */
export async function* eachBatch(who: string, data: tf.data.Dataset<Minibatch>): AsyncGenerator<Minibatch> {
  const iterator = await data.iterator();
  for (;;) {
    const next = await iterator.next();
    if (next.done) return;
    assertBatch(who, next.value);
    yield next.value;
  }
}

/** @throws {TypeError} Unless a value is a batch `{xs, ys}`; the sentence says how to make it one. */
export function assertBatch(who: string, value: unknown): asserts value is Minibatch {
  const got = wrongPart(value);
  if (got === undefined) return;
  tf.dispose(value as tf.TensorContainer);
  throw new InvalidTypeError(`${who}: expected batches {xs, ys} of tensors, got ${got}`);
}

/** What of a batch is not as it should be; undefined if all is right. */
function wrongPart(value: unknown): string | undefined {
  const {xs, ys, sampleWeight, ...others} = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (xs === undefined || ys === undefined) {
    const isPair = Array.isArray(value) && value.length === 2;
    return isPair ? '[xs, ys]; map them: data.map(([xs, ys]) => ({xs, ys}))' : keysOf(value);
  }
  const parts = {xs, ys, ...(sampleWeight !== undefined && {sampleWeight})};
  for (const [name, part] of Object.entries(parts)) {
    // A model of several inputs takes a list.
    const wrong = [part].flat().find(each => !(each instanceof tf.Tensor) || each.isDisposed);
    if (wrong !== undefined || part === null) {
      return wrong instanceof tf.Tensor ? `${name} that is disposed` : `${name} that is ${describe(part)}`;
    }
  }
  const meant = Object.keys(others).find(key => /weight/i.test(key));
  return meant === undefined ? undefined : `${meant}; weights are called sampleWeight`;
}

function keysOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof tf.Tensor) return describe(value);
  return `{${Object.keys(value).join(', ')}}`;
}
