/** One wrong entry among many that have kinks at the point: these hide it, or make up for it by chance. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import {Random} from '../../src/random';

type Fn = (x: tf.Tensor) => tf.Tensor;

function normals(size: number, seed: number): number[] {
  const random = new Random(seed);
  return Array.from({length: size}, () => random.normal());
}

/** The gradient with one entry multiplied by `factor`. */
function oneEntryTimes(x: tf.Tensor, at: number, factor: number): tf.Tensor {
  const gradFunc = (dy: tf.Tensor) => dy.mul(tf.oneHot(at, x.size).mul(factor - 1).add(1)); // prettier-ignore
  return tf.customGrad(x => ({value: (x as tf.Tensor).clone(), gradFunc}))(x);
}

const wrongOrNot = async (fn: Fn, values: number[], spoiled: Fn) => {
  const right = await checkGradients(fn, [values]);
  const wrong = await checkGradients(spoiled, [values]);
  expect(Math.max(right.evaluations, wrong.evaluations)).toBeLessThanOrEqual(600);
  return [right.verdict, wrong.verdict];
};

// 2,000 kinks of leakyRelu; 0.36 is what the kinks of one block make in the middle between both sides.
test.each([0.36, 0.64, 0.74, 0.86])('an error of %d in one entry that has a kink is found', async error => {
  const values = normals(4000, 1).map((value, at) => (at % 2 ? value : 0));
  const weights = normals(4000, 2);
  const kinks: Fn = x => x.leakyRelu(0.1).sum().mul(0.05);
  const factor = 1 + error / weights[210]!;
  expect(
    await wrongOrNot(
      x => x.mul(weights).sum().add(kinks(x)),
      values,
      x => oneEntryTimes(x, 210, factor).mul(weights).sum().add(kinks(x)),
    ),
  ).toEqual(['kink', 'wrong']);
});

test.each([500, 2000])('a wrong entry that is itself one of the kinks of %d entries is found', async size => {
  const values = normals(size, 3).map((value, at) =>
    at % 5 === 0 ? 0 : at % 7 === 0 ? 1e-4 * value : value,
  );
  const weights = normals(size, 9).map(weight => weight + 3 * Math.sign(weight));
  const loss: Fn = x => x.abs().sum().mul(0.05).add(x.mul(weights).sum());
  const at = size / 2;
  expect(await wrongOrNot(loss, values, x => loss(oneEntryTimes(x, at, -1)))).toEqual(['kink', 'wrong']);
});
