import * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../src/data/minibatches';
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

test('evaluate() has precision, recall and F1 of each class, and null where nothing is to divide by', async () => {
  const model = net();
  const few = {...split, labels: split.labels.map(label => (label === 9 ? 0 : label))};
  const {confusion, perClass} = await evaluate(model, few);
  for (let k = 0; k < 10; k++) {
    const right = confusion[k]![k]!;
    const of = confusion[k]!.reduce((a, b) => a + b);
    const guessed = confusion.reduce((sum, row) => sum + row[k]!, 0);
    const {precision, recall, f1, support} = perClass[k]!;
    expect(support).toBe(of);
    expect(recall).toBe(of === 0 ? null : right / of);
    expect(precision).toBe(guessed === 0 ? null : right / guessed);
    if (right > 0) expect(f1).toBeCloseTo(2 / (1 / precision! + 1 / recall!), 12);
  }
  expect(perClass[9]!.recall).toBeNull();
  model.dispose();
});

test('evaluate() counts labels among the k greatest outputs: of one it is the accuracy, of all 1', async () => {
  const model = net();
  const outputs = tf.tidy(() => {
    const xs = tf.tensor2d(
      Float32Array.from(split.images, byte => byte / 255),
      [25, 784],
    );
    return (model.predict(xs) as tf.Tensor2D).arraySync();
  });
  for (const k of [1, 3, 10]) {
    const among = outputs.filter((row, n) => {
      const order = row.map((y, label) => ({y, label})).sort((a, b) => b.y - a.y);
      return order.slice(0, k).some(({label}) => label === split.labels[n]);
    });
    const {topK, accuracy} = await evaluate(model, split, {topK: k});
    expect(topK).toEqual({k, accuracy: among.length / 25});
    if (k === 1) expect(topK!.accuracy).toBe(accuracy);
  }
  await expect(evaluate(model, split, {topK: 0})).rejects.toThrow('expected topK to be a whole number');
  const tooMany = 'evaluate: expected topK to be at most the 10 classes, got 11';
  await expect(evaluate(model, split, {topK: 11})).rejects.toThrow(new RangeError(tooMany));
  const before = tf.memory().numTensors;
  await expect(evaluate(model, minibatches(split), {topK: 11})).rejects.toThrow(tooMany);
  expect(tf.memory().numTensors).toBe(before);
  expect((await evaluate(model, split, {topK: 10})).topK).toEqual({k: 10, accuracy: 1});
  model.dispose();
});

test('evaluate() of batches is that of their split: one-hot and integer labels, batches of different sizes', async () => {
  const model = net();
  const expected = await evaluate(model, split);
  for (const labels of ['one-hot', 'integer'] as const) {
    const before = tf.memory().numTensors;
    const got = await evaluate(model, minibatches(split, {batchSize: 10, labels}));
    expect(tf.memory().numTensors).toBe(before);
    expect(got).toMatchObject({size: 25, accuracy: expected.accuracy, confusion: expected.confusion});
    expect(got.crossEntropy).toBeCloseTo(expected.crossEntropy, 5);
  }
  const wrong = minibatches(split, {labels: 'integer'}).map(batch => {
    const {xs, ys} = batch as {xs: tf.Tensor; ys: tf.Tensor};
    return {xs, ys: ys.add(10)};
  });
  await expect(evaluate(model, wrong)).rejects.toThrow(/expected labels from 0 to 9, got 1\d for image 0/);
  model.dispose();
});
