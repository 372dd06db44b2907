/** On every backend `train` ends at the weights that plain tfjs gives on its cpu backend with the kernels as they come. */
import * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../src/data/minibatches';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {crossEntropy} from '../../src/losses';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {train} from '../../src/training/train';

/** The one under test, by Jest's project. */
const backend = tf.getBackend();
const learningRate = 0.5;
const steps = 100;

/**
 * Backends add up in different orders, so each step rounds differently, by some 6e-8; after a hundred steps that is 1e-6
 * on wasm and tensorflow, and this is ten times as much. A learning rate that is off by 1 in 10,000 makes 2e-4.
 */
const tolerance = 1e-5;

/** The same batches in the same order, whoever asks: one pass over a hundred of them. */
const batches = () => minibatches(digits, {batchSize: 10, seed: 2});
const digits = syntheticDigits({size: 10 * steps, seed: 1});

async function weightsOn(
  name: string,
  output: 'softmax' | 'linear',
  descend: (model: tf.LayersModel) => Promise<unknown>,
): Promise<number[][]> {
  await tf.setBackend(name);
  const model = twoLayerNet({hidden: 50, output, seed: 3});
  try {
    await descend(model);
    return model.getWeights().map(weight => Array.from(weight.dataSync()));
  } finally {
    model.dispose();
    await tf.setBackend(backend);
  }
}

/** The largest difference between two sets of weights, as a part of the largest weight of its tensor. */
function distance(some: number[][], others: number[][]): number {
  const distances = some.map((weights, i) => {
    const largest = Math.max(...others[i]!.map(Math.abs));
    return Math.max(...weights.map((weight, k) => Math.abs(weight - others[i]![k]!))) / largest;
  });
  return Math.max(...distances);
}

test(`train() on ${backend} ends at the weights of model.fitDataset on stock cpu`, async () => {
  const stock = await weightsOn('cpu', 'softmax', model => {
    model.compile({loss: crossEntropy, optimizer: tf.train.sgd(learningRate)});
    return model.fitDataset(batches(), {epochs: 1, verbose: 0});
  });
  const ours = await weightsOn(backend, 'softmax', model =>
    train(model, batches(), {loss: 'crossEntropy', learningRate, steps}),
  );
  expect(distance(ours, stock)).toBeLessThan(tolerance);
});

test(`train() on ${backend} ends at the weights of tfjs's own loss and optimizer.minimize on stock cpu`, async () => {
  const stock = await weightsOn('cpu', 'linear', async model => {
    const optimizer = tf.train.sgd(learningRate);
    await batches().forEachAsync(({xs, ys}) => {
      const loss = () => tf.losses.softmaxCrossEntropy(ys, model.apply(xs) as tf.Tensor).asScalar();
      optimizer.minimize(loss);
    });
  });
  const ours = await weightsOn(backend, 'linear', model =>
    train(model, batches(), {loss: 'crossEntropyFromLogits', learningRate, steps}),
  );
  expect(distance(ours, stock)).toBeLessThan(tolerance);
});
