/** Functions whose values, slopes or inputs lie near the largest and the smallest numbers: rounding and overflow are no error of theirs. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import type {GradientCheckOptions} from '../../src/gradients/GradientCheck';
import {Random} from '../../src/random';

type Case = [name: string, fn: (x: tf.Tensor) => tf.Tensor, verdicts: string, options?: GradientCheckOptions];

const factor = (x: tf.Tensor, by: (dy: tf.Tensor) => tf.Tensor) =>
  tf.customGrad(x => ({value: (x as tf.Tensor).clone(), gradFunc: by}))(x);
const negated = (x: tf.Tensor) => factor(x, dy => dy.neg());
const float32 = {dtype: 'float32'} as const;
const few = [0.3, 0.7];
const random = new Random(1);
const many = Array.from({length: 1000}, () => random.normal());
const oneSign = (x: tf.Tensor) => factor(x, dy => dy.mul(tf.oneHot(300, 1000).mul(-2).add(1)));

const cases: Case[] = [
  ['sin times 2e38', x => x.sin().sum().mul(2e38), 'pass', float32],
  ['sin times 1e-42', x => x.sin().sum().mul(1e-42), 'pass or noisy', float32],
  ['the wrong sign of sin times 1e-42', x => negated(x).sin().sum().mul(1e-42), 'wrong or noisy', float32],
  ['sin times 1e308', x => x.sin().sum().mul(1e308), 'pass'],
  ['sin times 1e200', x => x.sin().sum().mul(1e200), 'pass'],
  ['the wrong sign of sin times 1e200', x => negated(x).sin().sum().mul(1e200), 'wrong'],
  ['sin times 1e-310', x => x.sin().sum().mul(1e-200).mul(1e-110), 'pass'],
  [
    'a gradient that clips dy',
    x =>
      factor(x, dy => dy.clipByValue(-1, 1))
        .sin()
        .sum(),
    'wrong',
  ],
];

test.each(cases)('checkGradients() judges %s', async (_, fn, verdicts, ...[options]) => {
  const check = await checkGradients(fn, [few], options);
  const text = check.toString();
  expect({isAsSaid: verdicts.split(' or ').includes(check.verdict), text}).toEqual({isAsSaid: true, text});
});

test.each([1e300, 1e-200])(
  'checkGradients() tells one wrong sign of 1,000 slopes of about %d',
  async size => {
    const right = await checkGradients(x => x.sin().sum().mul(size), [many]);
    const wrong = await checkGradients(x => oneSign(x).sin().sum().mul(size), [many]);
    expect([right.verdict, wrong.verdict]).toEqual(['pass', 'wrong']);
  },
);

test('checkGradients() offers no larger budget for an entry around which the function has no value', async () => {
  const check = await checkGradients(
    x => {
      if (x.dataSync()[0] !== 1) throw new Error('only at 1');
      return x.square().sum();
    },
    [[1]],
  );
  expect(check.verdict).toBe('nonfinite');
  expect(check.notes.join()).not.toContain('budget');
});
