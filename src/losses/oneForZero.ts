import * as tf from '@tensorflow/tfjs';

/**
 * `x`, with 1 wherever `support` is 0: an argument whose logarithm vanishes there, so that 0 ln 0 is 0 and not NaN.
 *
 * `sign` because tfjs gives it a gradient, namely 0; a mask made by `equal` would make every gradient throw. A NaN of `x`
 * or `support` stays NaN.
 */
export function oneForZero(x: tf.Tensor, support: tf.Tensor = x): tf.Tensor {
  const inside = support.sign().square();
  return x.mul(inside).add(tf.sub(1, inside));
}
