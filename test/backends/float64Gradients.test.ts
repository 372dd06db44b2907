import * as tf from '@tensorflow/tfjs';
import {onFloat64} from '../../src/backends/float64';

afterEach(() => {
  tf.disposeVariables();
  expect(tf.memory().numTensors).toBe(0);
});

const logits = [0.3, -1.2, 0.7];
const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
const probabilities = logits.map(z => Math.exp(z) / total);

test.each<[string, (x: tf.Tensor) => tf.Tensor, number[]]>([
  [
    'cross entropy: y − t',
    x => x.logSoftmax().mul([0, 0, -1]).sum(),
    probabilities.map((y, k) => y - (k === 2 ? 1 : 0)),
  ],
  ['tanh: 1 − tanh²', x => x.tanh().sum(), logits.map(z => 1 - Math.tanh(z) ** 2)],
  [
    'a matrix product',
    x =>
      x
        .reshape([1, 3])
        .matMul([[0.1], [0.2], [0.3]])
        .sum(),
    [0.1, 0.2, 0.3],
  ],
  ['softplus: the logistic function', x => x.softplus().sum(), logits.map(z => 1 / (1 + Math.exp(-z)))],
  ['erf: 2/√π exp(−x²)', x => x.erf().sum(), logits.map(z => (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z))],
  ['gather', x => x.gather([2, 2]).square().sum(), [0, 0, 4 * 0.7]],
  [
    'a custom gradient',
    x =>
      tf.customGrad(y => ({
        value: (y as tf.Tensor).sum(),
        gradFunc: (dy: tf.Tensor) => dy.mul([0.1, 0.2, 0.3]),
      }))(x),
    [0.1, 0.2, 0.3],
  ],
])('tf.grad on float64 has 53 bits: %s', async (_, f, expected) => {
  const gradient = await onFloat64(() => tf.tidy(() => tf.grad(f)(tf.tensor1d(logits)).dataSync()));
  expect(gradient).toBeInstanceOf(Float64Array);
  // A few roundings of numbers of about 1.
  for (const [i, value] of expected.entries()) expect(gradient[i]).toBeCloseTo(value, 14);
});

test('a layers model and an optimizer compute in 53 bits', async () => {
  await onFloat64(() => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    const weights = [tf.tensor2d([[0.1], [0.2]]), tf.tensor1d([0.3])];
    model.setWeights(weights);
    const [x1, x2, target] = [0.7, -0.4, 0.9];
    const optimizer = tf.train.sgd(0.1);
    const xs = tf.tensor2d([[x1, x2]]);
    optimizer.minimize(() => (model.apply(xs) as tf.Tensor).sub(target).square().sum().asScalar());
    const error = 2 * (0.1 * x1 + 0.2 * x2 + 0.3 - target);
    const expected = [0.1 - 0.1 * error * x1, 0.2 - 0.1 * error * x2, 0.3 - 0.1 * error];
    const actual = model.getWeights().flatMap(w => Array.from(w.dataSync()));
    for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 15);
    tf.dispose([xs, ...weights]);
    optimizer.dispose();
    model.dispose();
  });
});

test('a model of another backend can be evaluated in float64 and is as it was', async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 2, inputShape: [3], activation: 'softmax'})],
  });
  const before = model.getWeights().map(w => w.dataSync());
  const value = await onFloat64(() =>
    tf.tidy(() => (model.predict(tf.ones([1, 3])) as tf.Tensor).sum().dataSync()),
  );
  expect(value[0]).toBeCloseTo(1, 15);
  expect(model.getWeights().map(w => w.dataSync())).toEqual(before);
  model.dispose();
});
