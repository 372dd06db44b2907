import * as tf from '@tensorflow/tfjs';
import {batchesInOrder} from '../../data/batchesInOrder';
import type {Split} from '../../data/split';
import {sparseCrossEntropy} from '../../losses';

/** The probability that a trained net gives to the labels of many images at once, and its logarithm. */
export interface Likelihood {
  /** The first images: the product of their probabilities, e to the minus N times their mean loss, and N times it. */
  readonly few: {size: number; product: number; fromLoss: number; nats: number};
  /** All the images: the product in float64, and its natural logarithm as minus the sum of the losses. */
  readonly all: {size: number; product: number; logarithm: number};
}

/** What a net says of images: the probability of every label, and the loss that tfjs makes of it, in nats. */
export interface Judgement {
  readonly probabilities: Float32Array;
  /** −ln y_t, without the ε: a likelihood has none. */
  readonly losses: Float32Array;
}

/** Asks a net for the probabilities of the labels, and tfjs for their losses. */
export function judgeLabels(model: tf.LayersModel, split: Split): Judgement {
  const probabilities = new Float32Array(split.size);
  const losses = new Float32Array(split.size);
  let seen = 0;
  for (const {xs, ys} of batchesInOrder(split, 1000, {layout: 'flat', labels: 'integer'})) {
    tf.tidy(() => {
      const y = model.predictOnBatch(xs) as tf.Tensor;
      const values = y.dataSync();
      losses.set(sparseCrossEntropy(ys, y, {epsilon: 0, reduction: 'none'}).dataSync(), seen);
      for (let n = 0; n < y.shape[0]; n++, seen++) {
        probabilities[seen] = values[n * split.classes + split.labels[seen]!]!;
      }
    });
    tf.dispose([xs, ys]);
  }
  return {probabilities, losses};
}

/** Multiplies probabilities, as the likelihood has it, and adds losses, as training has it. */
export function likelihood({probabilities, losses}: Judgement): Likelihood {
  const size = Math.min(100, losses.length);
  const nats = sumOf(losses.subarray(0, size));
  const product = productOf(probabilities.subarray(0, size));
  return {
    few: {size, product, fromLoss: Math.exp(-size * (nats / size)), nats},
    all: {size: losses.length, product: productOf(probabilities), logarithm: -sumOf(losses)},
  };
}

function productOf(factors: Float32Array): number {
  return factors.reduce((product, factor) => product * factor, 1);
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
