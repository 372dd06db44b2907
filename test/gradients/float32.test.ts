/** In float32 nothing is far from rounding: sensible functions of up to some thousand entries are still not `noisy`. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import {Random} from '../../src/random';

function normals(size: number, seed: number, scale = 1): number[] {
  const random = new Random(seed);
  return Array.from({length: size}, () => scale * random.normal());
}

type Fn = (x: tf.Tensor) => tf.Tensor;
const weights = (size: number) => normals(size, 7);

test.each<[string, number, Fn]>([
  ['a mean of squares', 60, x => x.square().mean()],
  ['a mean of squares', 500, x => x.square().mean()],
  ['a norm', 500, x => x.norm()],
  ['a variance', 500, x => tf.moments(x).variance],
  ['sines', 2000, x => x.sin().mul(weights(2000)).sum()],
  ['a softmax', 2000, x => x.softmax().mul(weights(2000)).sum()],
])('checkGradients() passes %s of %d entries in float32, and sees a wrong one', async (_, size, fn) => {
  const values = normals(size, 1);
  const right = await checkGradients(fn, [values], {dtype: 'float32'});
  expect({verdict: right.verdict, text: right.toString()}).toEqual({verdict: 'pass', text: right.toString()});
  const gradFunc = (dy: tf.Tensor) => dy.neg();
  const negated = (x: tf.Tensor) => tf.customGrad(x => ({value: (x as tf.Tensor).clone(), gradFunc}))(x);
  const wrong = await checkGradients(x => fn(negated(x)), [values], {dtype: 'float32'});
  expect(wrong.verdict).toBe('wrong');
});
