import * as tf from '@tensorflow/tfjs';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {softmaxRegression} from '../../src/models/softmaxRegression';
import {evaluate} from '../../src/training/evaluate';

const split = syntheticDigits({size: 25, seed: 2});
const net = (output: 'softmax' | 'linear' = 'softmax') =>
  softmaxRegression({initialStd: 0.1, seed: 3, output});

test('evaluate() counts and averages as plain float64 code does, whatever the batch size', async () => {
  const before = tf.memory().numTensors;
  const model = net();
  const outputs = tf.tidy(() => {
    const xs = tf.tensor2d(
      Float32Array.from(split.images, byte => byte / 255),
      [25, 784],
    );
    return (model.predict(xs) as tf.Tensor2D).arraySync();
  });
  let hits = 0;
  let cee = 0;
  let sse = 0;
  outputs.forEach((y, n) => {
    const label = split.labels[n]!;
    if (y.indexOf(Math.max(...y)) === label) hits++;
    cee -= Math.log(y[label]! + 1e-7);
    sse += y.reduce((sum, p, k) => sum + (p - (k === label ? 1 : 0)) ** 2, 0) / 2;
  });
  for (const batchSize of [25, 7]) {
    const result = await evaluate(model, split, {batchSize});
    expect(result.accuracy).toBe(hits / 25);
    expect(result.crossEntropy).toBeCloseTo(cee / 25, 5);
    expect(result.sumSquaredError).toBeCloseTo(sse / 25, 5);
    expect(result.confusion.flat().reduce((a, b) => a + b)).toBe(25);
    expect(result.confusion.reduce((sum, row, k) => sum + row[k]!, 0)).toBe(hits);
  }
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('evaluate() sees by the last layer that a model ends in logits', async () => {
  const [probabilities, logits] = [net(), net('linear')];
  const results = [await evaluate(probabilities, split), await evaluate(logits, split)];
  expect(results[1]!.crossEntropy).toBeCloseTo(results[0]!.crossEntropy, 5);
  [probabilities, logits].forEach(model => model.dispose());
});

test('evaluate() refuses outputs that are not one number a class and predictions that are NaN', async () => {
  const before = tf.memory().numTensors;
  const narrow = softmaxRegression({classes: 3});
  await expect(evaluate(narrow, split)).rejects.toThrow(
    /expected outputs of shape \[batch,10\], got \[25,3\]/,
  );
  const broken = net();
  tf.tidy(() => broken.layers[0]!.setWeights([tf.fill([784, 10], NaN), tf.zeros([10])]));
  await expect(evaluate(broken, split)).rejects.toThrow(/the prediction for image 0 is NaN/);
  narrow.dispose();
  broken.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
