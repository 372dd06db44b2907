import * as tf from '@tensorflow/tfjs';
import {batchesInOrder} from '../../data/batchesInOrder';
import {assembleBatch, type Minibatch} from '../../data/minibatches/assembleBatch';
import {sliceSplit, type Split} from '../../data/split';
import {crossEntropy} from '../../losses';
import {Random} from '../../random';
import {batchSize} from '../trainedNet';

/** What mini-batch gradients are worth as estimates of the full one. */
export interface GradientEstimate {
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
    // A layer's weight reads as its variable; tfjs types it as a plain tensor.
    const weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
    const {grads} = tf.variableGrads(
      () => crossEntropy(batch.ys, model.apply(batch.xs) as tf.Tensor, {reduction}),
      weights,
    );
    return tf.concat(weights.map(weight => grads[weight.name]!.flatten()));
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
