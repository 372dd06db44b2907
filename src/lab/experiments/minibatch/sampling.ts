import * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../../data/minibatches';
import {assembleBatch, batchesInOrder, type Minibatch} from '../../../data/minibatches/assembleBatch';
import {sliceSplit, type Split} from '../../../data/split';
import {crossEntropy} from '../../../losses';
import {Random} from '../../../random';
import {t, type Text} from '../../../text';
import {evaluate} from '../../../training/evaluate';
import {train} from '../../../training/train';
import type {Lab} from '../experiment';
import {batchSize, gradientsOf, measuredImages, textbookRecipe, untrainedNet} from '../trainedNet';
import {trainedAccuracy, withTrainedNet, type Recipe} from '../trainedNet';
import {batchMeanSpread, unseenCurve} from './spread';

export type MinibatchFindings = Awaited<ReturnType<typeof measureMinibatch>>;

export function measureMinibatch(lab: Lab) {
  const report = (done: number) => lab.progress(0.3 * done, t`training the textbook net`);
  return withTrainedNet({lab, recipe: textbookRecipe(lab), report}, async ({model}) => {
    const {perExample} = await evaluate(model, measuredImages(lab), {signal: lab.signal});
    const spreads = measureSpreads(lab, perExample);
    lab.progress(0.5, t`gradients of mini-batches`);
    // Whole batches: where the last is smaller, the mean of the batches' means is not the mean of all.
    const whole = batchSize * Math.floor(Math.min(lab.train.size, gradientImages) / batchSize);
    const some = sliceSplit(lab.train, 0, whole);
    const gradients = gradientEstimates(model, some, lab.seed);
    const recipe = textbookRecipe(lab);
    const reached = (sampling: Recipe['sampling'], from: number) => {
      const report = (done: number) =>
        lab.progress(0.6 + 0.2 * (from + done / 2), t`training with replacement`);
      return trainedAccuracy({lab, recipe: {...recipe, ...(sampling && {sampling})}, report}, lab.test);
    };
    const accuracies = {epoch: await reached(undefined, 0), replacement: await reached('replacement', 0.5)};
    const sizes = await compareBatchSizes(lab, (done, doing) => lab.progress(0.8 + 0.2 * done, doing));
    const [replaced, distinct] = [true, false].map(each =>
      unseenCurve(lab.train.size, {replaced: each, seed: lab.seed}),
    );
    const unseen = {replaced: replaced!, distinct: distinct!};
    return {lab, perExample, spreads, gradients, accuracies, unseen, sizes};
  });
}

/** Images whose batches' gradients are averaged: a full loss small enough to have its gradient at once. */
const gradientImages = 2000;

/** Means of mini-batches of several sizes, and of half the images, where replacement makes a difference. */
function measureSpreads(lab: Lab, perExample: Float32Array) {
  const {seed} = lab;
  const half = Math.floor(perExample.length / 2);
  const sizes = [1, 10, 100, 1000].filter(size => size < half);
  return [...sizes, half].flatMap((size, i) => {
    lab.progress(0.35 + 0.03 * i, t`drawing mini-batches of ${size}`);
    const draws = size === half ? 300 : 5000;
    return [true, false].map(replaced => batchMeanSpread(perExample, {size, replaced, draws, seed}));
  });
}

/**
 * Compares gradients of mini-batches with the gradient over the whole split, a multiple of the batch size.
 *
 * @returns ‖mean of the batches' gradients − full gradient‖ / ‖full gradient‖; ‖gradient of the sum‖ / ‖gradient of the mean‖ of
 *     one batch; and the mean cosine between one batch's gradient and the full one.
 */
export function gradientEstimates(model: tf.LayersModel, split: Split, seed: number) {
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

/** Trains the textbook net once over the same images with each batch size, at the textbook's rate. */
async function compareBatchSizes(lab: Lab, onRun: (done: number, doing: Text) => void) {
  const split = sliceSplit(lab.train, 0, Math.min(lab.train.size, lab.profile === 'full' ? 30_000 : 3000));
  const sizes = [1, 10, 100, 1000].filter(size => size <= split.size);
  const runs = [];
  for (const [i, batchSize] of sizes.entries()) {
    onRun(i / sizes.length, t`one pass in batches of ${batchSize}`);
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
