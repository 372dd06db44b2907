/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- tfjs-layers declares a Dataset class of its own, which tf.data's does not extend. */
import * as tf from '@tensorflow/tfjs';
import {acceptIntegerLabels, crossEntropy, losses, lossTraits, sparseCrossEntropy} from '../../src/losses';
import type {LossName} from '../../src/losses';
import {accuracy} from '../../src/metrics';
import {formulas} from './formulas';

const names = Object.keys(losses) as LossName[];
const classes = [0, 1, 2, 0, 1, 2];
/** Six points that a linear layer can tell apart by class. */
const xs = tf.tensor2d(classes.map((c, i) => [c === 0 ? 1 : 0, c === 1 ? 1 : 0, i / 10]));
const oneHot = tf.oneHot(tf.tensor1d(classes, 'int32'), 3);

function build(
  name: LossName,
  loss: (t: tf.Tensor, y: tf.Tensor) => tf.Tensor = losses[name],
): tf.Sequential {
  const softmax = lossTraits[name].predictions === 'probabilities';
  const model = tf.sequential();
  model.add(
    tf.layers.dense({
      units: 3,
      inputShape: [3],
      kernelInitializer: 'zeros',
      activation: softmax ? 'softmax' : 'linear',
    }),
  );
  model.compile({optimizer: tf.train.sgd(1), loss, metrics: [accuracy]});
  return model;
}

function labelsFor(name: LossName): tf.Tensor {
  return lossTraits[name].labels === 'integer' ? tf.tensor1d(classes) : oneHot;
}

const numbers = (scalars: tf.Scalar | tf.Scalar[]): number[] => [scalars].flat().map(x => x.dataSync()[0]!);

test.each(names)('%s trains a model through fit and evaluate', async name => {
  const model = build(name);
  if (lossTraits[name].labels === 'integer') acceptIntegerLabels(model);
  const [start, chance] = numbers(model.evaluate(xs, labelsFor(name)));
  // Zero weights make every output equal, and the first class every guess.
  const output = lossTraits[name].predictions === 'probabilities' ? 1 / 3 : 0;
  expect(start).toBeCloseTo(formulas[name].value([1, 0, 0], [output, output, output]), 5);
  expect(chance).toBeCloseTo(1 / 3, 6);
  const {history} = await model.fit(xs, labelsFor(name), {
    epochs: 60,
    batchSize: 3,
    shuffle: false,
    verbose: 0,
  });
  expect(Object.keys(history)).toEqual(['loss', 'accuracy']);
  const [end, after] = numbers(model.evaluate(xs, labelsFor(name)));
  expect(end).toBeLessThan(start! / 3);
  expect(after).toBe(1);
});

test.each(names)('%s trains a model through fitDataset and evaluateDataset, without leaking', async name => {
  const model = build(name);
  const labels = lossTraits[name].labels === 'integer' ? classes : (oneHot.arraySync() as number[][]);
  // Batched by tf.data, whose labels are float32.
  const dataset = tf.data
    .zip<{xs: tf.Tensor; ys: tf.Tensor}>({
      xs: tf.data.array(xs.arraySync()),
      ys: tf.data.array<number | number[]>(labels),
    })
    .batch(2) as tf.data.Dataset<{xs: tf.Tensor; ys: tf.Tensor}>;
  await model.fitDataset(dataset, {epochs: 1, verbose: 0});
  const [start] = numbers(await model.evaluateDataset(dataset, {}));
  const before = tf.memory().numTensors;
  await model.fitDataset(dataset, {epochs: 10, verbose: 0});
  expect(tf.memory().numTensors).toBe(before);
  const [end] = numbers(await model.evaluateDataset(dataset, {}));
  expect(end).toBeLessThan(start!);
});

test("reduction 'none' is what classWeight needs; a mean is weighted by the wrong number", async () => {
  const classWeight = {0: 6, 1: 0, 2: 0};
  const options = {epochs: 1, batchSize: 6, classWeight, verbose: 0} as const;
  const none = build('crossEntropy', (t, y) => crossEntropy(t, y, {reduction: 'none'}));
  const unequal = build('crossEntropy');
  for (const model of [none, unequal]) {
    model.setWeights([tf.zeros([3, 3]), tf.tensor1d([0, 1, 2])]);
  }
  const y = [0, 1, 2].map(z => Math.exp(z) / (1 + Math.E + Math.E ** 2));
  // Two of six examples count, each six times over: the mean is 6·2/6 = 2 losses of class 0.
  const weighted = -2 * Math.log(y[0]!);
  expect((await none.fit(xs, oneHot, options)).history['loss']).toEqual([expect.closeTo(weighted, 4)]);
  const average = -(Math.log(y[0]!) + Math.log(y[1]!) + Math.log(y[2]!)) / 3;
  expect((await unequal.fit(xs, oneHot, options)).history['loss']).toEqual([expect.closeTo(2 * average, 4)]);
});

test('acceptIntegerLabels() is needed: fit and evaluate refuse integer labels without it', async () => {
  const model = build('sparseCrossEntropy');
  await expect(model.fit(xs, labelsFor('sparseCrossEntropy'))).rejects.toThrow(/shape \[3\]/);
  expect(() => model.evaluate(xs, labelsFor('sparseCrossEntropy'))).toThrow(/shape \[3\]/);
  acceptIntegerLabels(model);
  const column = tf.tensor2d(classes, [6, 1], 'int32');
  await model.fit(xs, column, {classWeight: {0: 1, 1: 1, 2: 1}, verbose: 0});
  expect(await model.trainOnBatch(xs, column)).toHaveLength(2);
});

test('acceptIntegerLabels() also takes a functional model, and refuses an uncompiled one or two outputs', async () => {
  const input = tf.input({shape: [3]});
  const layer = tf.layers.dense({units: 3, activation: 'softmax'});
  const outputs = layer.apply(input) as tf.SymbolicTensor;
  const model = tf.model({inputs: input, outputs});
  expect(() => acceptIntegerLabels(model)).toThrow(
    new TypeError(
      'acceptIntegerLabels: expected a compiled model with one output, got one that is not compiled',
    ),
  );
  model.compile({optimizer: 'sgd', loss: sparseCrossEntropy});
  acceptIntegerLabels(model);
  await model.fit(xs, tf.tensor1d(classes), {verbose: 0});
  const second = tf.layers.dense({units: 3}).apply(input) as tf.SymbolicTensor;
  const two = tf.model({inputs: input, outputs: [outputs, second]});
  two.compile({optimizer: 'sgd', loss: [crossEntropy, crossEntropy]});
  expect(() => acceptIntegerLabels(two)).toThrow(/got 2 outputs/);
});

describe('acceptIntegerLabels() and the metrics', () => {
  // Zero weights and a bias for class 1: every guess is 1, and a third of the labels are.
  function compiled(metrics: unknown): tf.LayersModel {
    const model = build('sparseCrossEntropy');
    model.setWeights([tf.zeros([3, 3]), tf.tensor1d([0, 1, 0])]);
    model.compile({optimizer: 'sgd', loss: sparseCrossEntropy, metrics: metrics as string[]});
    return model;
  }
  const labels = tf.tensor1d([1, 1, 1, 1, 2, 0]);

  test.each([[['accuracy']], ['accuracy'], [['acc']], [[accuracy]], [['accuracy', accuracy]]])(
    'metrics %p count integer labels by their classes, in evaluate and in fit',
    async metrics => {
      const model = compiled(metrics);
      acceptIntegerLabels(model);
      const [, ...counted] = numbers(model.evaluate(xs, labels));
      for (const value of counted) expect(value).toBeCloseTo(4 / 6, 6);
      expect(counted.length).toBeGreaterThan(0);
      const {history} = await model.fit(xs, labels, {epochs: 1, batchSize: 6, verbose: 0});
      const [name] = model.metricsNames.slice(1);
      expect(history[name!]).toEqual([expect.closeTo(4 / 6, 6)]);
    },
  );

  test('an output may have its metrics by name, and labels may be a column', () => {
    const model = compiled({});
    const [output] = model.outputNames;
    model.compile({optimizer: 'sgd', loss: sparseCrossEntropy, metrics: {[output!]: 'accuracy'}});
    acceptIntegerLabels(model);
    expect(numbers(model.evaluate(xs, labels.expandDims(1)))[1]).toBeCloseTo(4 / 6, 6);
  });

  test.each(['categoricalAccuracy', 'crossentropy', 'ce', 'mse', 'precision', 'cosine'])(
    'a metric named %s, which wants one-hot labels, is refused',
    name => {
      expect(() => acceptIntegerLabels(compiled(['accuracy', name]))).toThrow(
        new RangeError(
          `acceptIntegerLabels: expected metrics that take integer labels, such as 'accuracy', got "${name}"`,
        ),
      );
    },
  );

  test('metrics that are functions stay as they are', () => {
    const seven = () => tf.scalar(7);
    const model = compiled(['accuracy', seven]);
    acceptIntegerLabels(model);
    const [, counted, own] = numbers(model.evaluate(xs, labels));
    expect(counted).toBeCloseTo(4 / 6, 6);
    expect(own).toBe(7);
  });

  test('of one unit, accuracy compares with ½ still', () => {
    const model = tf.sequential();
    model.add(tf.layers.dense({units: 1, inputShape: [1], kernelInitializer: 'ones', activation: 'sigmoid'}));
    model.compile({optimizer: 'sgd', loss: 'binaryCrossentropy', metrics: ['accuracy']});
    acceptIntegerLabels(model);
    // σ(x) is above ½ for x > 0: right, right, right, wrong.
    const [, share] = numbers(model.evaluate(tf.tensor2d([[1], [2], [-1], [-2]]), tf.tensor1d([1, 1, 0, 1])));
    expect(share).toBe(0.75);
  });

  test.each([1, 2])('labels of outputs [batch, %d, classes] have the shape [batch, …, 1]', count => {
    const model = tf.sequential();
    const kernelInitializer = 'zeros';
    model.add(tf.layers.dense({units: 3, inputShape: [count, 2], kernelInitializer, activation: 'softmax'}));
    model.setWeights([tf.zeros([2, 3]), tf.tensor1d([0, 1, 0])]);
    model.compile({optimizer: 'sgd', loss: sparseCrossEntropy, metrics: ['accuracy']});
    acceptIntegerLabels(model);
    const ones = tf.ones([4, count, 1]);
    const [loss, share] = numbers(model.evaluate(tf.zeros([4, count, 2]), ones));
    expect(loss).toBeCloseTo(Math.log(2 + Math.E) - 1, 5);
    expect(share).toBe(1);
  });

  test.each([[{}], [null], [[]]])('metrics %p are none', metrics => {
    const model = compiled(metrics);
    acceptIntegerLabels(model);
    expect(numbers(model.evaluate(xs, labels))).toHaveLength(1);
  });

  test('tfjs by itself gets it wrong, which is why', async () => {
    const model = compiled(['accuracy']);
    const dataset = tf.data
      .zip<{xs: tf.Tensor; ys: tf.Tensor}>({
        xs: tf.data.array(xs.arraySync()),
        ys: tf.data.array(Array.from(labels.dataSync())),
      })
      .batch(6) as tf.data.Dataset<{xs: tf.Tensor; ys: tf.Tensor}>;
    const [, wrong] = numbers(await model.evaluateDataset(dataset, {}));
    expect(wrong).not.toBeCloseTo(4 / 6, 2);
    acceptIntegerLabels(model);
    const [, right] = numbers(await model.evaluateDataset(dataset, {}));
    expect(right).toBeCloseTo(4 / 6, 6);
  });
});
