/** Logits of −∞, by which somebody rules classes out, and such that differ by more than float32 holds. */
import * as tf from '@tensorflow/tfjs';
import {crossEntropyFromLogits, sparseCrossEntropyFromLogits} from '../../src/losses';

/** Of the classes that are left, by hand: −ln softmax([2, 1])[0], and the gradient softmax − t. */
const loss = Math.log(1 + Math.exp(-1));
const gradient = [1 / (1 + Math.exp(-1)) - 1, 0, 1 / (1 + Math.E)];

const oneHot = tf.tidy(() => tf.keep(tf.tensor1d([1, 0, 0])));
const integer = tf.tidy(() => tf.keep(tf.scalar(0, 'int32')));
afterAll(() => tf.dispose([oneHot, integer]));

describe.each([
  ['crossEntropyFromLogits', (z: tf.Tensor) => crossEntropyFromLogits(oneHot, z)],
  ['sparseCrossEntropyFromLogits', (z: tf.Tensor) => sparseCrossEntropyFromLogits(integer, z)],
] as const)('%s', (_, of) => {
  test('has the loss and the gradient of the classes that are not ruled out', () => {
    tf.tidy(() => {
      const logits = tf.tensor1d([2, -Infinity, 1]);
      expect(of(logits).dataSync()[0]).toBeCloseTo(loss, 6);
      const slope = tf.grad(of)(logits).dataSync();
      gradient.forEach((value, i) => expect(slope[i]).toBeCloseTo(value, 6));
    });
  });

  test('is Infinity where the labelled class is ruled out, and NaN where a logit is', () => {
    tf.tidy(() => {
      expect(of(tf.tensor1d([-Infinity, 2, 1])).dataSync()[0]).toBe(Infinity);
      expect(of(tf.tensor1d([NaN, 2, 1])).dataSync()[0]).toBeNaN();
      expect(of(tf.tensor1d([2, NaN, 1])).dataSync()[0]).toBeNaN();
    });
  });

  test('is 0 for a sure, right guess, whatever the logits differ by', () => {
    tf.tidy(() => expect(of(tf.tensor1d([3e38, -3e38, 0])).dataSync()[0]).toBe(0));
  });
});
