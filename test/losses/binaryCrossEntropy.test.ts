import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  sparseCrossEntropyFromLogits,
} from '../../src/losses';
import {expectClose} from './batches';
import {sum, type Reference} from './float64';

/** The formulas in plain float64. */
function ofProbabilities(t: readonly number[], y: readonly number[], epsilon: number): Reference {
  return {
    value: -sum(t.map((tu, u) => tu * Math.log(y[u]! + epsilon) + (1 - tu) * Math.log(1 - y[u]! + epsilon))),
    gradient: t.map((tu, u) => -tu / (y[u]! + epsilon) + (1 - tu) / (1 - y[u]! + epsilon)),
  };
}

function ofLogits(t: readonly number[], x: readonly number[]): Reference {
  return {
    value: sum(t.map((tu, u) => Math.max(x[u]!, 0) - x[u]! * tu + Math.log1p(Math.exp(-Math.abs(x[u]!))))),
    gradient: t.map((tu, u) => 1 / (1 + Math.exp(-x[u]!)) - tu),
  };
}

const batch = fc
  .tuple(fc.integer({min: 1, max: 4}), fc.integer({min: 1, max: 5}))
  .chain(([size, units]) => {
    const rows = (least: number, most: number) => {
      const row = fc.array(fc.integer({min: least, max: most}), {minLength: units, maxLength: units});
      return fc.array(row, {minLength: size, maxLength: size});
    };
    return fc.record({logits: rows(-384, 384), labels: rows(0, 4), probabilities: rows(1, 63)});
  })
  // Numbers that float32 holds exactly.
  .map(({logits, labels, probabilities}) => ({
    logits: logits.map(row => row.map(x => x / 64)),
    labels: labels.map(row => row.map(t => t / 4)),
    probabilities: probabilities.map(row => row.map(y => y / 64)),
  }));

test('both losses and their gradients agree with float64, soft and multi-hot labels included', () => {
  fc.assert(
    fc.property(batch, ({logits, labels, probabilities}) => {
      tf.tidy(() => {
        const t = tf.tensor2d(labels);
        const cases = [
          {
            loss: (y: tf.Tensor, reduction: 'none' | 'sum' | 'mean') => binaryCrossEntropy(t, y, {reduction}),
            at: probabilities,
            by: labels.map((row, n) => ofProbabilities(row, probabilities[n]!, 1e-7)),
          },
          {
            loss: (x: tf.Tensor, reduction: 'none' | 'sum' | 'mean') =>
              binaryCrossEntropyFromLogits(t, x, {reduction}),
            at: logits,
            by: labels.map((row, n) => ofLogits(row, logits[n]!)),
          },
        ];
        for (const {loss, at, by} of cases) {
          const values = by.map(example => example.value);
          expectClose(loss(tf.tensor2d(at), 'none'), values);
          expectClose(loss(tf.tensor2d(at), 'sum'), [sum(values)]);
          expectClose(loss(tf.tensor2d(at), 'mean'), [sum(values) / values.length]);
          const gradient = tf.grad(x => loss(x, 'sum'))(tf.tensor2d(at));
          expectClose(
            gradient,
            by.flatMap(example => example.gradient),
          );
        }
      });
    }),
    {numRuns: 60},
  );
});

test('a loss keeps its digits however small it is, on every backend', () => {
  // Sure, right guesses: the loss is ln(1 + e^−x), from 0.69 down to the least normal float32.
  const logits = Array.from({length: 350}, (_, i) => Math.fround(i / 4));
  const loss = binaryCrossEntropyFromLogits(tf.ones([350]), tf.tensor1d(logits), {reduction: 'none'});
  const values = loss.dataSync();
  for (const [i, x] of logits.entries()) {
    const exact = Math.log1p(Math.exp(-x));
    // Of e^−x as the backends have it; ln(fl(1 + u)) is off by 6e-8 / u.
    expect(Math.abs(values[i]! - exact) / exact).toBeLessThan(1e-6);
  }
});

test('multi-hot labels cost what the published formula says: 2.51 nats and not .21', () => {
  // −ln .9 − ln .9 − ln (1 − .9): the third class was not there, and the net was sure of it.
  const loss = binaryCrossEntropy(tf.tensor2d([[1, 1, 0]]), tf.tensor2d([[0.9, 0.9, 0.9]]));
  expect(loss.dataSync()[0]).toBeCloseTo(-2 * Math.log(0.9) - Math.log(0.1), 5);
});

test('one output is worth ln 1000 where it is sure and wrong', () => {
  const loss = binaryCrossEntropy(tf.tensor2d([[0]]), tf.tensor2d([[0.999]]));
  // float32 holds 1 − .999 to 5e-5 of its size.
  expect(loss.dataSync()[0]).toBeCloseTo(Math.log(1000), 3);
});

test('a logit x is worth what the two logits [0, x] are worth to the softmax', () => {
  const x = [-30, -2, 0, 0.5, 30];
  const labels = tf.tensor1d([0, 1, 1, 0, 1]);
  const binary = binaryCrossEntropyFromLogits(labels, tf.tensor1d(x), {reduction: 'none'});
  const two = tf.tensor2d(x.map(z => [0, z]));
  const classes = sparseCrossEntropyFromLogits(labels, two, {reduction: 'none'}).dataSync();
  binary.dataSync().forEach((loss, n) => expect(loss).toBeCloseTo(classes[n]!, 5));
});

test('binaryCrossEntropyFromLogits() is exact at logits of 1000 and keeps the digits of a sure, right guess', () => {
  const logits = tf.tensor1d([1000, 1000, -1000, -1000, 0, 0, 20, -20]);
  const labels = tf.tensor1d([1, 0, 0, 1, 1, 0, 1, 0]);
  const loss = (x: tf.Tensor) => binaryCrossEntropyFromLogits(labels, x, {reduction: 'none'});
  const values = Array.from(loss(logits).dataSync());
  expect(values.slice(0, 4)).toEqual([0, 1000, 0, 1000]);
  expect(values.slice(4, 6)).toEqual([Math.fround(Math.LN2), Math.fround(Math.LN2)]);
  for (const small of values.slice(6)) expect(small).toBeCloseTo(Math.log1p(Math.exp(-20)), 14);
  const gradient = Array.from(
    tf
      .grad(x => loss(x).sum())(logits as tf.Tensor)
      .dataSync(),
  );
  expect(gradient.slice(0, 6)).toEqual([0, 1, 0, -1, -0.5, 0.5].map(g => expect.closeTo(g, 12) as number));
  const slope = 1 / (1 + Math.exp(20));
  expect(gradient[6]! / -slope).toBeCloseTo(1, 5);
  expect(gradient[7]! / slope).toBeCloseTo(1, 5);
});

test('the second derivative of binaryCrossEntropyFromLogits() is σ(1 − σ), also at 0 and ±1000', () => {
  const x = [-1000, -3, 0, 1, 1000];
  const labels = tf.tensor1d([1, 0, 1, 0, 0.5]);
  const slope = tf.grad((z: tf.Tensor) => binaryCrossEntropyFromLogits(labels, z, {reduction: 'sum'}));
  const curvature = tf
    .grad((z: tf.Tensor) => slope(z).sum())(tf.tensor1d(x) as tf.Tensor)
    .dataSync();
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  x.forEach((z, i) => expect(curvature[i]).toBeCloseTo(sigmoid(z) * (1 - sigmoid(z)), 6));
});

test('labels have a gradient: −x from logits', () => {
  const logits = tf.tensor1d([3, -2]);
  const gradient = tf.grad(t => binaryCrossEntropyFromLogits(t, logits, {reduction: 'sum'}));
  expect(Array.from(gradient(tf.tensor1d([1, 0]) as tf.Tensor).dataSync())).toEqual([-3, 2]);
});

test('shapes: [batch], [batch, …, units], and [batch] labels for one unit; nothing else', () => {
  const none = {reduction: 'none'} as const;
  for (const loss of [binaryCrossEntropy, binaryCrossEntropyFromLogits]) {
    expect(loss(tf.ones([4]), tf.fill([4], 0.5), none).shape).toEqual([4]);
    expect(loss(tf.ones([4, 3]), tf.fill([4, 3], 0.5), none).shape).toEqual([4]);
    expect(loss(tf.ones([4]), tf.fill([4, 1], 0.5), none).shape).toEqual([4]);
    expect(loss(tf.ones([4, 3], 'int32'), tf.fill([4, 3], 0.5)).shape).toEqual([]);
    expect(() => loss(tf.ones([4, 1]), tf.fill([4], 0.5))).toThrow(/labels of shape \[4\], got \[4,1\]/);
    expect(() => loss(tf.ones([4]), tf.fill([4, 3], 0.5))).toThrow(
      /labels of shape \[4,3\], got \[4\]; for integer labels of several classes use sparseCrossEntropy/,
    );
    expect(() => loss(tf.ones([0, 2]), tf.ones([0, 2]))).toThrow(/shape \[batch, …, units\] or \[batch\]/);
    expect(() => loss(tf.scalar(1), tf.scalar(1))).toThrow(TypeError);
  }
});

test('neither loss nor its gradient leaves a tensor behind, and a refusal leaves none either', () => {
  const t = tf.ones([2, 3]);
  const x = tf.fill([2, 3], 0.25);
  const integers = tf.ones([2, 3], 'int32');
  for (const loss of [binaryCrossEntropy, binaryCrossEntropyFromLogits]) {
    const before = tf.memory().numTensors;
    tf.dispose([loss(t, x), tf.grad(z => loss(t, z))(x)]);
    expect(() => loss(integers, integers)).toThrow();
    expect(tf.memory().numTensors).toBe(before);
  }
});

test('binaryCrossEntropy() caps a sure, wrong guess at −ln ε, with a finite gradient', () => {
  const loss = (y: tf.Tensor) => binaryCrossEntropy(tf.tensor1d([0, 1]), y);
  const sure = tf.tensor1d([1, 0]) as tf.Tensor;
  expect(loss(sure).dataSync()[0]).toBeCloseTo(-Math.log(1e-7), 4);
  const gradient = tf
    .grad(y => loss(y))(sure)
    .dataSync();
  expect(gradient[0]! / (1e7 / 2)).toBeCloseTo(1, 5);
  expect(gradient[1]! / (-1e7 / 2)).toBeCloseTo(1, 5);
});

test('labels without the axis of the one unit are taken for the last axis only', () => {
  const none = {reduction: 'none'} as const;
  for (const loss of [binaryCrossEntropy, binaryCrossEntropyFromLogits]) {
    expect(loss(tf.ones([2, 3]), tf.fill([2, 3, 1], 0.5), none).shape).toEqual([2, 3]);
    expect(() => loss(tf.ones([2, 1]), tf.fill([2, 1, 3], 0.5))).toThrow(
      /labels of shape \[2,1,3\], got \[2,1\]/,
    );
    // A batch of one is not one unit.
    expect(() => loss(tf.scalar(1), tf.fill([1], 0.5))).toThrow(/labels of shape \[1\], got \[\]/);
  }
});
