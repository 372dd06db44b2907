import * as tf from '@tensorflow/tfjs';
import {
  inner,
  missing,
  op,
  positive,
  real,
  wrong,
  type InputRange,
  type OpConfiguration,
} from './configuration';

type T4 = tf.Tensor4D;

/** Gradients of gradients, as in a gradient penalty or a differential equation: of the square of what an op gives, by its first input. */
// prettier-ignore
export const secondDerivatives = [
  twice('exp', x => tf.exp(x), inner(3)),
  twice('sigmoid', x => tf.sigmoid(x), inner(3)),
  twice('tanh', x => tf.tanh(x), inner(3)),
  twice('softmax', x => tf.softmax(x), inner(3)),
  twice('logSoftmax', x => tf.logSoftmax(x), inner(2, 3)),
  twice('pow', b => tf.pow([0.5, 2, 3], b), inner(3)),
  twice('losses.softmaxCrossEntropy', z => tf.losses.softmaxCrossEntropy(tf.tensor2d([[1, 0, 0]]), z), inner(1, 3)),
].map(each => wrong(each)).concat([
  twice('sin', x => tf.sin(x), inner(3)),
  twice('rsqrt', x => tf.rsqrt(x), positive(3)),
  twice('log', x => tf.log(x), positive(3)),
  twice('pow', x => tf.pow(x, 3), real(3)),
  twice('div', (b, a) => tf.div(a, b), positive(3), real(3)),
  twice('relu', x => tf.relu(x), real(6)),
  twice('softplus', x => tf.softplus(x), real(3)),
  twice('matMul', (a, b) => tf.matMul(a, b), real(2, 3), real(3, 2)),
  twice('mean', x => tf.mean(x, 0), real(2, 3)),
  missing(twice('elu', x => tf.elu(x), real(3))),
  missing(twice('max', x => tf.max(x), real(3))),
  missing(twice('maxPool', x => tf.maxPool(x as T4, 2, 1, 'valid'), real(1, 3, 3, 1))),
  missing(twice('avgPool', x => tf.avgPool(x as T4, 2, 1, 'valid'), real(1, 3, 3, 1))),
]);

/** Without the square, the wrong ones would throw: nothing would lead from x to a gradient of saved outputs alone. */
function twice(
  name: string,
  fn: (x: tf.Tensor, ...others: tf.Tensor[]) => tf.Tensor,
  ...inputs: InputRange[]
): OpConfiguration {
  const gradient = (x: tf.Tensor, ...others: tf.Tensor[]) => tf.grad(y => tf.square(fn(y, ...others)))(x);
  return op(`grad(grad(${name}))`, gradient, ...inputs);
}
