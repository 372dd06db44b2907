import * as tf from '@tensorflow/tfjs';
import {shaped, vector, type KnownBug} from './KnownBug';

const ln2 = Math.LN2;

/** Gradients of gradients that take the output which an op saved for its own gradient for a constant. */
export const secondBugs: readonly KnownBug[] = [
  {
    op: 'grad(grad(exp))',
    example: 'the second derivative of tf.exp(x).square() at x = 0',
    fn: tf.grad(x => tf.exp(x).square()),
    inputs: [vector(0)],
    at: [0, 0],
    given: 2,
    truth: 4,
    why: 'e²ˣ has the second derivative 4e²ˣ. The gradient of exp multiplies by its saved output. tfjs records that copy before exp itself, so that the outer gradient takes it for a constant.',
  },
  {
    op: 'grad(grad(sigmoid))',
    example: 'the second derivative of tf.sigmoid(x).square() at x = ln 2, where σ = ⅔',
    fn: tf.grad(x => tf.sigmoid(x).square()),
    inputs: [vector(ln2)],
    at: [0, 0],
    given: 8 / 81,
    truth: 0,
    why: "As exp: it is 2σ'² + 2σσ'', and tfjs forgets the second term.",
  },
  {
    op: 'grad(grad(tanh))',
    example: 'the second derivative of tf.tanh(x).square() at x = ½ ln 3, where the tangent is ½',
    fn: tf.grad(x => tf.tanh(x).square()),
    inputs: [vector(Math.log(3) / 2)],
    at: [0, 0],
    given: 9 / 8,
    truth: 3 / 8,
    why: "As exp: with t = ½ and t' = ¾ it is 2t'² − 4t²t', and tfjs forgets the second term.",
  },
  {
    op: 'grad(grad(softmax))',
    example: 'the second derivative of tf.softmax(z).square() by z[0], at [ln 2, 0]',
    fn: z =>
      tf
        .grad(y => tf.softmax(y).square())(z)
        .slice(0, 1),
    inputs: [vector(ln2, 0)],
    at: [0, 0],
    given: 16 / 81,
    truth: 12 / 81,
    why: 'As exp: Σp² with p = ⅔ and ⅓ has 4/27. tfjs takes the saved p for constants.',
  },
  {
    op: 'grad(grad(logSoftmax))',
    example: 'the second derivative of tf.logSoftmax(z).square() by z[0], at [0, 0]',
    fn: z =>
      tf
        .grad(y => tf.logSoftmax(y).square())(z)
        .slice(0, 1),
    inputs: [vector(0, 0)],
    at: [0, 0],
    given: 1,
    truth: 1 + ln2,
    why: 'As exp: Σ ln²p has 1 − Σ ½ ln p = 1 + ln 2, and tfjs forgets the second term.',
  },
  {
    op: 'grad(grad(pow))',
    example: 'the second derivative of tf.pow(2, x).square() at x = 0',
    fn: tf.grad(x => tf.pow(2, x).square()),
    inputs: [vector(0)],
    at: [0, 0],
    given: 2 * ln2 ** 2,
    truth: 4 * ln2 ** 2,
    why: 'As exp: 4ˣ has (ln 4)², of which tfjs gives half.',
  },
  {
    op: 'grad(grad(losses.softmaxCrossEntropy))',
    example:
      'the second derivative of tf.losses.softmaxCrossEntropy(t, z).square() by z[0], at t = [[1, 0]] and z = [[0, 0]]',
    fn: z => {
      const labels = tf.tensor2d([[1, 0]]);
      return tf
        .grad(y => tf.losses.softmaxCrossEntropy(labels, y).square())(z)
        .slice([0, 0], [1, 1]);
    },
    inputs: [shaped([1, 2], 0, 0)],
    at: [0, 0],
    given: 1 / 2,
    truth: 1 / 2 + ln2 / 2,
    why: 'As exp: with p = ½ it is 2(p − 1)² − 2 ln p · p(1 − p), and tfjs forgets the second term.',
  },
];
