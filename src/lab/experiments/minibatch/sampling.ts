import * as tf from '@tensorflow/tfjs';
import {Random} from '../../../random';
import type {Lab} from '../experiment';
import {batchesInOrder, assembleBatch, type Minibatch} from '../../../data/minibatches/assembleBatch';
import {sliceSplit, type Split} from '../../../data/split';
import {crossEntropy} from '../../../losses';
import {batchSize, gradientsOf, textbookRecipe, untrainedNet} from '../trainedNet';
import {minibatches} from '../../../data/minibatches';
import {evaluate} from '../../../training/evaluate';
import {train} from '../../../training/train';

/** How the means of many mini-batches lie around the mean of all. */
export interface Spread {
  size: number;
  /** Drawn with replacement. */
  replaced: boolean;
  /** Standard deviation of the batch means. */
  spread: number;
  /** σ/√n; without replacement times √((N − n)/(N − 1)). */
  predicted: number;
  /** The relative standard error of `spread`, which is estimated from so many draws only. */
  error: number;
  /** Distance of the means' mean from the full mean, in standard errors. */
  bias: number;
}

/** Draws mini-batches of per-example losses and measures how their means spread. */
export function batchMeanSpread(
  losses: Float32Array,
  {size, replaced, draws, seed}: {size: number; replaced: boolean; draws: number; seed: number},
): Spread {
  const random = new Random(seed).fork(size * 2 + Number(replaced));
  const means = drawMeans(losses, {size, replaced, draws}, random);
  const {length} = losses;
  const correction = replaced ? 1 : Math.sqrt((length - size) / (length - 1));
  const predicted = (deviation(losses) / Math.sqrt(size)) * correction;
  const bias = (mean(means) - mean(losses)) / (predicted / Math.sqrt(draws));
  // √((κ − 1)/4m), and 1/√2m where the means are normal. Losses have heavy tails: a mean of n has an nth of their excess.
  const error = Math.sqrt((2 + excessKurtosis(losses) / size) / (4 * draws));
  return {size, replaced, spread: deviation(means), predicted, error, bias};
}

/** The fraction of N images that so many draws have not met yet. */
interface Unseen {
  /** Draws, in multiples of N. */
  readonly epochs: number;
  readonly unseen: number;
}

/** Draws three times the number of images, anew in every epoch, and looks ten times an epoch who is left. */
export function unseenCurve(count: number, {replaced, seed}: {replaced: boolean; seed: number}): Unseen[] {
  const random = new Random(seed).fork(0);
  let order: ArrayLike<number> = [];
  const seen = new Uint8Array(count);
  const looks = Array.from({length: 31}, (_, i) => Math.round((i * count) / 10));
  const curve: Unseen[] = [];
  let left = count;
  for (let draws = 0; curve.length < looks.length; draws++) {
    while (looks[curve.length] === draws) curve.push({epochs: draws / count, unseen: left / count});
    if (!replaced && draws % count === 0) order = random.permutation(count);
    const index = replaced ? random.integer(count) : order[draws % count]!;
    left -= 1 - seen[index]!;
    seen[index] = 1;
  }
  return curve;
}

/** The population's standard deviation. */
export function deviation(values: Float32Array | Float64Array): number {
  const center = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - center) ** 2;
  return Math.sqrt(squares / values.length);
}

/** The fourth moment over the squared variance, less the 3 of a normal distribution. */
export function excessKurtosis(values: Float32Array | Float64Array): number {
  const center = mean(values);
  let [squares, fourths] = [0, 0];
  for (const value of values) {
    squares += (value - center) ** 2;
    fourths += (value - center) ** 4;
  }
  return (fourths * values.length) / squares ** 2 - 3;
}

function mean(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function drawMeans(
  losses: Float32Array,
  {size, replaced, draws}: {size: number; replaced: boolean; draws: number},
  random: Random,
): Float64Array {
  // The draw that took an image last, counted from 1: nothing has to be cleared between two draws.
  const taken = new Uint32Array(losses.length);
  return Float64Array.from({length: draws}, (_, draw) => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      let index = random.integer(losses.length);
      // Rejection is exact, and quick while a batch is a small part of the data.
      while (!replaced && taken[index] === draw + 1) index = random.integer(losses.length);
      taken[index] = draw + 1;
      sum += losses[index]!;
    }
    return sum / size;
  });
}

export interface MinibatchFindings {
  readonly lab: Lab;
  readonly perExample: Float32Array;
  readonly spreads: readonly Spread[];
  readonly gradients: GradientEstimate;
  readonly accuracies: {readonly epoch: number; readonly replacement: number};
  readonly unseen: {readonly replaced: readonly Unseen[]; readonly distinct: readonly Unseen[]};
  readonly sizes: readonly BatchSizeRun[];
}

/** What mini-batch gradients are worth as estimates of the full one. */
interface GradientEstimate {
  /** ‖mean of the batches' gradients − full gradient‖ / ‖full gradient‖. */
  epochMeanError: number;
  /** ‖gradient of the sum‖ / ‖gradient of the mean‖ of one batch. */
  sumOverMean: number;
  /** Mean cosine between one batch's gradient and the full one. */
  cosines: readonly {size: number; cosine: number}[];
}

/** Compares gradients of mini-batches with the gradient over the whole split, a multiple of the batch size. */
export function gradientEstimates(model: tf.LayersModel, split: Split, seed: number): GradientEstimate {
  const parts = gradientsInOrder(model, split, batchSize);
  const full = gradientsInOrder(model, split, split.size)[0]!;
  const epochMean = full.map((_, i) => parts.reduce((sum, part) => sum + part[i]!, 0) / parts.length);
  const one = sliceSplit(split, 0, batchSize);
  return {
    epochMeanError: norm(epochMean.map((value, i) => value - full[i]!)) / norm(full),
    sumOverMean: norm(gradientsInOrder(model, one, batchSize, 'sum')[0]!) / norm(parts[0]!),
    cosines: [1, 10, 100, 1000]
      .filter(size => size <= split.size)
      .map(size => ({size, cosine: meanCosine(model, split, {size, seed, full})})),
  };
}

/** The smaller a batch, the more its direction varies and the less it costs. */
const cosineDraws: Readonly<Record<number, number>> = {1: 100, 10: 200, 100: 50, 1000: 20};

function meanCosine(
  model: tf.LayersModel,
  split: Split,
  {size, seed, full}: {size: number; seed: number; full: Float64Array},
): number {
  const random = new Random(seed).fork(size);
  let sum = 0;
  const draws = cosineDraws[size]!;
  const fullNorm = norm(full);
  for (let i = 0; i < draws; i++) {
    const indices = random.permutation(split.size).subarray(0, size);
    const gradient = gradientOf(model, assembleBatch(split, indices, {labels: 'one-hot', layout: 'flat'}));
    sum += dot(gradient, full) / (norm(gradient) * fullNorm);
  }
  return sum / draws;
}

function gradientsInOrder(
  model: tf.LayersModel,
  split: Split,
  size: number,
  reduction: 'mean' | 'sum' = 'mean',
): Float64Array[] {
  const batches = batchesInOrder(split, size, {labels: 'one-hot', layout: 'flat'});
  return Array.from(batches, batch => gradientOf(model, batch, reduction));
}

/** The loss's gradient with respect to all weights, as one vector. Disposes the batch. */
function gradientOf(
  model: tf.LayersModel,
  batch: Minibatch,
  reduction: 'mean' | 'sum' = 'mean',
): Float64Array {
  const gradient = tf.tidy(() => {
    const loss = () => crossEntropy(batch.ys, model.apply(batch.xs) as tf.Tensor, {reduction});
    return tf.concat(gradientsOf(model, loss).gradients.map(part => part.flatten()));
  });
  const values = Float64Array.from(gradient.dataSync());
  tf.dispose([gradient, batch]);
  return values;
}

/** By index: it is asked for hundreds of gradients of 39,760 entries. */
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** One pass over the same images in batches of one size. */
interface BatchSizeRun {
  readonly batchSize: number;
  readonly images: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly testAccuracy: number;
  /** What the pass took; never the same twice, and therefore no metric. */
  readonly seconds: number;
}

/** Trains the textbook net once over the same images with each batch size, at the textbook's rate. */
export async function compareBatchSizes(
  lab: Lab,
  onRun: (done: number, doing: string) => void,
): Promise<BatchSizeRun[]> {
  const split = sliceSplit(lab.train, 0, Math.min(lab.train.size, lab.profile === 'full' ? 30_000 : 3000));
  const sizes = [1, 10, 100, 1000].filter(size => size <= split.size);
  const runs: BatchSizeRun[] = [];
  for (const batchSize of sizes) {
    onRun(runs.length / sizes.length, `one pass in batches of ${batchSize}`);
    const model = untrainedNet(lab);
    try {
      const data = minibatches(split, {batchSize, seed: lab.seed});
      const {loss, learningRate} = textbookRecipe(lab);
      const started = performance.now();
      const {steps} = await train(model, data, {loss, learningRate, epochs: 1, signal: lab.signal});
      const seconds = (performance.now() - started) / 1000;
      const {accuracy} = await evaluate(model, lab.test, {signal: lab.signal});
      runs.push({batchSize, images: split.size, steps, learningRate, testAccuracy: accuracy, seconds});
    } finally {
      model.dispose();
    }
  }
  return runs;
}
