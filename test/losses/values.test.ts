import * as tf from '@tensorflow/tfjs';
import {crossEntropy, crossEntropyFromLogits, entropy, klDivergence} from '../../src/losses';
import {sparseCrossEntropy, sparseCrossEntropyFromLogits, sumSquaredError} from '../../src/losses';
import type {LossFunction} from '../../src/losses';

// The guesses of the textbook's example, one right and one wrong. The expected numbers are its own, in float64.
const t = tf.oneHot(2, 10).as1D();
const y1 = tf.tensor1d([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]);
const y2 = tf.tensor1d([0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0]);
const both = tf.stack([y1, y2]);
const uniform = tf.fill([10], 0.1);

// float32 at these sizes (below 4, and 16.1) is spaced 2.4e-7 and 1.9e-6; a few roundings make at most 1e-6 and 4e-6.
const digits = 6;
const value = (loss: tf.Tensor): number => loss.dataSync()[0]!;

test('sumSquaredError() of the right and the wrong guess is 0.0975 and 0.5975', () => {
  expect(value(sumSquaredError(t, y1))).toBeCloseTo(0.0975, digits);
  expect(value(sumSquaredError(t, y2))).toBeCloseTo(0.5975, digits);
  expect(value(sumSquaredError(t, uniform))).toBeCloseTo(0.45, digits);
});

test('crossEntropy() of the right and the wrong guess is 0.510825457 and 2.302584093', () => {
  expect(value(crossEntropy(t, y1))).toBeCloseTo(0.510825457, digits);
  expect(value(crossEntropy(t, y2))).toBeCloseTo(2.302584093, digits);
  expect(value(crossEntropy(t, uniform))).toBeCloseTo(2.302584, digits);
});

test('sparseCrossEntropy() gives the same numbers as crossEntropy(), to the bit', () => {
  const integer = sparseCrossEntropy(tf.tensor1d([2, 2], 'int32'), both, {reduction: 'none'});
  const oneHot = crossEntropy(tf.stack([t, t]), both, {reduction: 'none'});
  expect(integer.arraySync()).toEqual(oneHot.arraySync());
});

test('sparseCrossEntropy() without epsilon is 0.510825624 and ln 10', () => {
  const losses = sparseCrossEntropy(tf.tensor1d([2, 2]), both, {epsilon: 0, reduction: 'none'}).dataSync();
  expect(losses[0]).toBeCloseTo(0.510825624, digits);
  expect(losses[1]).toBeCloseTo(Math.LN10, digits);
});

test('crossEntropy() without epsilon is NaN on the same guess, because 0 * -Infinity is; so is its gradient', () => {
  expect(value(crossEntropy(t, y1, {epsilon: 0}))).toBeNaN();
  const gradient = tf
    .grad(y => crossEntropy(t, y, {epsilon: 0}))(y1)
    .dataSync();
  expect([gradient[3], gradient[6], gradient[8], gradient[9]]).toEqual([NaN, NaN, NaN, NaN]);
});

test('crossEntropy() caps the loss at -ln 1e-7 and is just below 0 for a sure, right guess', () => {
  const sure = tf.oneHot(2, 10).as1D().toFloat();
  expect(value(crossEntropy(tf.oneHot(3, 10).as1D(), sure))).toBeCloseTo(16.118096, 5);
  expect(value(crossEntropy(t, sure))).toBeCloseTo(-1.19e-7, 9);
  expect(value(crossEntropy(t, sure, {epsilon: 1e-3}))).toBeCloseTo(-Math.log(1 + 1e-3), digits);
});

test.each([
  ['mean', 1.406704775],
  ['sum', 2.81340955],
] as const)('crossEntropy() of both guesses reduced by %s is %d', (reduction, expected) => {
  expect(value(crossEntropy(tf.stack([t, t]), both, {reduction}))).toBeCloseTo(expected, digits);
});

test('entropy(), crossEntropy() and klDivergence() of the textbook distributions', () => {
  const p = tf.tensor1d([0.5, 0.25, 0.25]);
  const q = tf.tensor1d([0.25, 0.25, 0.5]);
  expect(value(entropy(p))).toBeCloseTo(1.5 * Math.LN2, digits);
  expect(value(crossEntropy(p, q, {epsilon: 0}))).toBeCloseTo(1.75 * Math.LN2, digits);
  expect(value(klDivergence(p, q))).toBeCloseTo(0.25 * Math.LN2, digits);
});

test('every loss of one example of rank 1 is a scalar, whatever the reduction', () => {
  const label = tf.scalar(2, 'int32');
  for (const reduction of ['mean', 'sum', 'none'] as const) {
    const all = [
      sumSquaredError(t, y1, {reduction}),
      crossEntropy(t, y1, {reduction}),
      sparseCrossEntropy(label, y1, {reduction}),
      sparseCrossEntropy(label.as1D(), y1, {reduction}),
      crossEntropyFromLogits(t, y1, {reduction}),
      sparseCrossEntropyFromLogits(label, y1, {reduction}),
      entropy(y1, {reduction}),
      klDivergence(y1, uniform, {reduction}),
    ];
    expect(all.map(loss => loss.shape)).toEqual(all.map(() => []));
  }
});

test.each(['int32', 'bool'] as const)('one-hot labels of dtype %s give what float32 labels give', dtype => {
  const y = tf.tensor2d([
    [0.1, 0.2, 0.7],
    [0.5, 0.3, 0.2],
  ]);
  const labels = tf.oneHot(tf.tensor1d([2, 0], 'int32'), 3);
  const oneHotLosses: LossFunction[] = [sumSquaredError, crossEntropy, crossEntropyFromLogits];
  for (const loss of oneHotLosses) {
    expect(value(loss(labels.cast(dtype), y))).toBe(value(loss(labels.toFloat(), y)));
  }
  expect(value(entropy(labels.cast(dtype)))).toBe(0);
  expect(value(klDivergence(labels.cast(dtype), y))).toBeCloseTo(-Math.log(0.7 * 0.5) / 2, digits);
});

test('a loss of 0 is 0 and not -0', () => {
  const sure = tf.tensor2d([[0, 1]]);
  const none = {reduction: 'none'} as const;
  const options = {...none, epsilon: 0};
  expect(sparseCrossEntropy(tf.tensor1d([1]), sure, options).arraySync()).toEqual([0]);
  expect(crossEntropyFromLogits(sure, tf.tensor2d([[-1000, 1000]]), none).arraySync()).toEqual([0]);
  expect(entropy(sure, none).arraySync()).toEqual([0]);
  expect(klDivergence(sure, sure, none).arraySync()).toEqual([0]);
});

test('losses from logits are exact where probabilities have long saturated', () => {
  const logits = tf.tensor2d([
    [1000, -1000, 0],
    [-1000, 1000, 1000],
    [300, 0, -200],
  ]);
  const labels = tf.tensor1d([1, 2, 2], 'int32');
  const expected = [2000, Math.fround(Math.LN2), 500];
  const options = {reduction: 'none'} as const;
  expect(sparseCrossEntropyFromLogits(labels, logits, options).arraySync()).toEqual(expected);
  expect(crossEntropyFromLogits(tf.oneHot(labels, 3), logits, options).arraySync()).toEqual(expected);
  const gradient = tf.grad(z => sparseCrossEntropyFromLogits(labels, z, {reduction: 'sum'}))(logits);
  expect(gradient.arraySync()).toEqual([
    [1, -1, 0],
    [0, 0.5, -0.5],
    [1, 0, -1],
  ]);
});

test('klDivergence() is Infinity where only q is 0, and takes 0 ln 0 for 0 where p is', () => {
  const p = tf.tensor2d([
    [0.5, 0.5],
    [0, 1],
    [0, 1],
  ]);
  const q = tf.tensor2d([
    [0, 1],
    [0, 1],
    [0.5, 0.5],
  ]);
  const divergences = klDivergence(p, q, {reduction: 'none'}).dataSync();
  expect(divergences[0]).toBe(Infinity);
  expect(divergences[1]).toBe(0);
  expect(divergences[2]).toBeCloseTo(Math.LN2, digits);
});
