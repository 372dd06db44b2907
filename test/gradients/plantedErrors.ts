/** Mistakes to plant into right gradients. */
import * as tf from '@tensorflow/tfjs';
import {Random} from '../../src/random';

/** Passes `x` on and does something to the gradient that comes back. */
export function mistaken(x: tf.Tensor, mistake: (dy: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.customGrad((...args) => ({
    value: (args[0] as tf.Tensor).clone(),
    gradFunc: dy => mistake(dy),
  }))(x);
}

/** Multiplies one entry of the gradient. */
export function oneEntryTimes(at: number, factor: number): (dy: tf.Tensor) => tf.Tensor {
  return dy => {
    const factors = new Float32Array(dy.size).fill(1);
    factors[at] = factor;
    return dy.mul(tf.tensor(factors, dy.shape));
  };
}

/**
 * The mean cross entropy of a net 4-4-3 with tanh on five examples, as a function of its weights: W1 `[4, 4]`, b1
 * `[4]`, W2 `[4, 3]`, b2 `[3]`. Square in its first layer, so that a transposed gradient has the right shape.
 */
export function twoLayers(seed: number) {
  const random = new Random(seed);
  const draw = (rows: number, columns: number) =>
    Array.from({length: rows}, () => Array.from({length: columns}, () => random.normal()));
  const examples = draw(5, 4);
  const classes = Array.from({length: 5}, () => random.integer(3));
  const weights = [draw(4, 4), draw(1, 4)[0]!, draw(4, 3), draw(1, 3)[0]!];
  const loss = (...[w1, b1, w2, b2]: tf.Tensor[]): tf.Tensor => {
    const hidden = tf.tensor(examples).matMul(w1!).add(b1!).tanh();
    const logits = hidden.matMul(w2!).add(b2!);
    return tf.losses.softmaxCrossEntropy(tf.oneHot(classes, 3), logits);
  };
  return {loss, weights};
}
