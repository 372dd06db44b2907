import * as tf from '@tensorflow/tfjs';
import type {Minibatch} from '../data/minibatches';
import {batchesInOrder, type BatchForm} from '../data/minibatches/assembleBatch';
import {assertSplit, type Split} from '../data/split';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {lossTraits, type LossName} from '../losses';
import {accuracy} from '../metrics';
import {describe, isObject} from '../checks';
import type {Measurements, Metric, Objective} from './TrainOptions';

/** What a model is measured by. */
export interface Measure {
  readonly name: string;
  /** Of a batch: a scalar, or numbers that are averaged. */
  readonly of: Objective;
}

/** The metrics that `train` was given, by name. */
export function measuresOf(metrics: readonly Metric[]): Measure[] {
  return metrics.map(metric =>
    metric === 'accuracy' ? {name: 'accuracy', of: accuracy} : {name: metric.name || 'metric', of: metric},
  );
}

/** Means over batches of different sizes, each weighted by its size. Nothing is read from the device before the end. */
export class Means {
  private readonly totals: tf.Tensor[][] = [];
  private readonly sizes: number[] = [];

  constructor(private readonly measures: readonly Measure[]) {}

  /** Adds a batch. Called within a tidy or not; keeps scalars of its own. */
  add(labels: tf.Tensor, predictions: tf.Tensor): void {
    const values = tf.tidy(() => this.measures.map(({of}) => of(labels, predictions).mean()));
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
  if (typeof validation !== 'object' || validation === null) {
    throw new InvalidTypeError(
      `train: expected validation to be a fraction, a split or batches, got ${describe(validation)}`,
    );
  }
  const split = validation as Split;
  assertSplit('train', split);
  const labels = form?.labels ?? (loss === undefined ? 'one-hot' : lossTraits[loss].labels);
  const layout = form?.layout ?? (model.inputs[0]!.shape.length === 4 ? 'image' : 'flat');
  return () => batchesInOrder(split, batchSize, {labels, layout});
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
  const {xs, ys} = (value ?? {}) as {xs?: unknown; ys?: unknown};
  if (xs !== undefined && ys !== undefined) return;
  const isPair = Array.isArray(value) && value.length === 2;
  const got = isPair ? '[xs, ys]; map them: data.map(([xs, ys]) => ({xs, ys}))' : keysOf(value);
  tf.dispose(value as tf.TensorContainer);
  throw new InvalidTypeError(`${who}: expected batches {xs, ys} of tensors, got ${got}`);
}

function keysOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof tf.Tensor) return describe(value);
  return `{${Object.keys(value).join(', ')}}`;
}
