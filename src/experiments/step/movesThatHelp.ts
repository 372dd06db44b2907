import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from '../../losses';
import {Random} from '../../random';
import type {Lab} from '../experiment';
import {firstImages} from '../firstImages';

/** What random moves of W1 do to the loss, on images that stay the same. */
export interface Moves {
  readonly tried: number;
  readonly lowered: number;
  /** The loss before any move, and after the best of them, in nats. */
  readonly before: number;
  readonly best: number;
}

/** Moves the weights into one hidden unit after the other at random, by a tenth of their size, always from the same place. */
export function movesThatHelp(model: tf.LayersModel, {train, seed}: Lab): Moves {
  const random = new Random(seed);
  const {xs, ys} = firstImages(train, 1000);
  const w1 = model.trainableWeights[0]!.read() as tf.Variable;
  const hidden = w1.shape[1]!;
  const home = w1.clone();
  const values = w1.dataSync<'float32'>().slice();
  const size = rootMeanSquare(values) / 10;
  const lossNow = () => tf.tidy(() => crossEntropy(ys, model.predictOnBatch(xs) as tf.Tensor).dataSync()[0]!);
  const before = lossNow();
  const losses = Array.from({length: hidden}, (_, unit) => {
    const moved = values.map((value, i) => (i % hidden === unit ? value + size * random.normal() : value));
    tf.tidy(() => w1.assign(tf.tensor(moved, w1.shape)));
    return lossNow();
  });
  w1.assign(home);
  tf.dispose([xs, ys, home]);
  return {
    tried: losses.length,
    lowered: losses.filter(loss => loss < before).length,
    before,
    best: Math.min(...losses),
  };
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
