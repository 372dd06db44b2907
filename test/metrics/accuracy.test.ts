import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {accuracy} from '../../src/metrics';

const predictions = tf.tensor2d([
  [0.1, 0.7, 0.2],
  [0.8, 0.1, 0.1],
  [0.3, 0.3, 0.4],
  [0.5, 0.2, 0.3],
]);
const value = (result: tf.Tensor): number => result.dataSync()[0]!;

test.each([
  ['one-hot int32', () => tf.oneHot(tf.tensor1d([1, 0, 2, 2], 'int32'), 3)],
  ['one-hot float32', () => tf.oneHot(tf.tensor1d([1, 0, 2, 2], 'int32'), 3).toFloat()],
  ['integer int32', () => tf.tensor1d([1, 0, 2, 2], 'int32')],
  ['integer float32', () => tf.tensor1d([1, 0, 2, 2])],
  ['integer [batch, 1]', () => tf.tensor2d([1, 0, 2, 2], [4, 1])],
])('accuracy() of three hits in four is 0.75 for %s labels', (_, labels) => {
  expect(value(accuracy(labels(), predictions))).toBe(0.75);
});

test('accuracy() of one example of rank 1 is 0 or 1', () => {
  const guess = tf.tensor1d([0.2, 0.8]);
  expect(value(accuracy(tf.scalar(1), guess))).toBe(1);
  expect(value(accuracy(tf.tensor1d([0]), guess))).toBe(0);
  expect(value(accuracy(tf.tensor1d([0, 1]), guess))).toBe(1);
});

test('accuracy() agrees with a count in plain JavaScript, ties to the first class', () => {
  const few = fc.integer({min: 0, max: 3}); // So few values that rows tie often.
  fc.assert(
    fc.property(
      fc.array(fc.tuple(few, few, few, fc.integer({min: 0, max: 2})), {minLength: 1, maxLength: 8}),
      rows => {
        const y = rows.map(([a, b, c]) => [a, b, c]);
        const labels = rows.map(row => row[3]);
        const hits = y.filter((row, n) => row.indexOf(Math.max(...row)) === labels[n]).length;
        expect(value(accuracy(tf.tensor1d(labels), tf.tensor2d(y)))).toBe(Math.fround(hits / rows.length));
      },
    ),
  );
});

test('accuracy() of 3 hits in 7 is the float32 number nearest to 3/7', () => {
  const y = tf.tile(tf.tensor2d([[0.4, 0.6]]), [7, 1]);
  expect(value(accuracy(tf.tensor1d([1, 1, 1, 0, 0, 0, 0]), y))).toBe(Math.fround(3 / 7));
});

test('accuracy() is NaN when a prediction is NaN, wherever it stands in its row', () => {
  for (const row of [
    [NaN, 1, 0],
    [0, NaN, 1],
    [0, 1, NaN],
    [NaN, NaN, NaN],
  ]) {
    const y = tf.tensor2d([row, [1, 0, 0]]);
    for (const label of [0, 1, 2]) expect(value(accuracy(tf.tensor1d([label, 0]), y))).toBeNaN();
  }
});

test.each([-1, 3, 0.5, NaN, Infinity])('accuracy() is NaN when a label is %d', label => {
  expect(value(accuracy(tf.tensor1d([label, 0, 2, 2]), predictions))).toBeNaN();
});

test('accuracy() is NaN when a one-hot row holds no class, or NaN', () => {
  const y = tf.tensor2d([[0.9, 0.1]]);
  expect(value(accuracy(tf.tensor2d([[0, 0]]), y))).toBeNaN();
  expect(value(accuracy(tf.tensor2d([[NaN, 1]]), y))).toBeNaN();
  expect(value(accuracy(tf.tensor2d([[1, NaN]]), y))).toBeNaN();
});

test('accuracy() refuses shapes that do not fit, an empty batch, one class and chosen classes', () => {
  expect(() => accuracy(tf.zeros([4, 2]), predictions)).toThrow(
    new TypeError('accuracy: expected labels of shape [4,3] or [4] or [4,1], got [4,2]'),
  );
  expect(() => accuracy(tf.zeros([0, 3]), tf.zeros([0, 3]))).toThrow(/at least one example/);
  expect(() => accuracy(tf.zeros([4, 1]), tf.zeros([4, 1]))).toThrow(
    new TypeError('accuracy: expected predictions of at least 2 classes, got shape [4,1]'),
  );
  expect(() => accuracy(tf.tensor1d([1, 0, 2, 2]), predictions.argMax(1))).toThrow(
    /expected float32 predictions, got int32/,
  );
});

test('accuracy() has no gradient: tf.grad throws at Equal', () => {
  expect(() => tf.grad(y => accuracy(tf.tensor1d([1, 0, 2, 2]), y))(predictions as tf.Tensor)).toThrow(
    /Equal/,
  );
});

test('accuracy() leaves one tensor, its result', () => {
  const labels = tf.tensor1d([1, 0, 2, 2]);
  const before = tf.memory().numTensors;
  accuracy(labels, predictions).dispose();
  expect(() =>
    accuracy(
      labels,
      tf.tidy(() => predictions.slice([0, 0], [3, 3])),
    ),
  ).toThrow(TypeError);
  expect(tf.memory().numTensors).toBe(before + 1); // The slice of this test's own.
});

test('accuracy() counts the classes along the last axis, however long the others are', () => {
  const ofTwo = tf.tensor(
    [
      [[0.1, 0.9]], // class 1
      [[0.8, 0.2]], // class 0
    ],
    [2, 1, 2],
  );
  expect(value(accuracy(tf.tensor2d([[1], [1]]), ofTwo))).toBe(0.5);
  expect(() => accuracy(tf.zeros([2, 3]), tf.zeros([2, 3, 1]))).toThrow(
    new TypeError('accuracy: expected predictions of at least 2 classes, got shape [2,3,1]'),
  );
});
