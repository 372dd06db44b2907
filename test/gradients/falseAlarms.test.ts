/** Correct gradients that naive checkers call wrong: every one has to be `pass` or `kink`, whatever the seed. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import type {DifferentiableFunction, GradientCheckOptions} from '../../src/gradients/GradientCheck';
import {crossEntropyFromLogits} from '../../src/losses/crossEntropyFromLogits';
import {Random} from '../../src/random';
import {twoLayers} from './plantedErrors';

const SEEDS = Array.from({length: 20}, (_, seed) => seed);

type Inputs = Parameters<typeof checkGradients>[1];

/** The verdicts of all seeds that are not among `allowed`, with their reports; none is good. */
async function alarms(
  fn: DifferentiableFunction,
  inputsOf: (random: Random) => Inputs,
  allowed: readonly string[],
  options: GradientCheckOptions = {},
): Promise<string[]> {
  const reports: string[] = [];
  for (const seed of SEEDS) {
    const check = await checkGradients(fn, inputsOf(new Random(seed)), {...options, seed});
    if (!allowed.includes(check.verdict)) reports.push(`seed ${seed}\n${check.toString()}`);
  }
  return reports;
}

/** A number between −2 and 2, to stand beside the one in question. */
const other = (random: Random) => 4 * random.uniform() - 2;
/** A factor between 0.9 and 1.1, so that each seed asks at another place. */
const about = (x: number, random: Random) => x * (0.9 + 0.2 * random.uniform());

/** 0 to 7 in another order, as whole numbers that went through a kernel for floats. */
const placesOf8 = () =>
  tf
    .depthToSpace(tf.range(0, 8).reshape([1, 1, 2, 4]), 2)
    .flatten()
    .cast('int32');

test.each<[string, DifferentiableFunction, (random: Random) => Inputs, string]>([
  ['relu at 0', x => x.relu().sum(), r => [[0, other(r)]], 'kink'],
  ['relu at 1e-6', x => x.relu().sum(), r => [[1e-6, other(r)]], 'pass'],
  ['relu at -1e-6', x => x.relu().sum(), r => [[-1e-6, 1 + r.uniform()]], 'pass'],
  ['|x| at 0', x => x.abs().sum(), r => [[0, other(r)]], 'kink'],
  ['maximum at a tie', (a, b) => a.maximum(b).sum(), r => tie(other(r)), 'kink'],
  ['max of a tie', x => x.max(), r => [Array<number>(3).fill(other(r))], 'kink'],
  ['hinge at its margin', x => tf.relu(tf.sub(1, x)).sum(), r => [[1, other(r)]], 'kink'],
  ['x^3 at 0', x => x.pow(3).sum(), () => [[0]], 'pass'],
  ['x^3 at 0 beside others', x => x.pow(3).sum(), r => [[0, other(r)]], 'pass'],
  ['3x at 1e4', x => x.mul(3).sum(), r => [[about(1e4, r)]], 'pass'],
  ['1e6 + x^2', x => x.square().add(1e6).sum(), r => [[other(r), other(r)]], 'pass'],
  ['sin(1000x)', x => x.mul(1000).sin().sum(), r => [[other(r), other(r)]], 'pass'],
  ['sigmoid at +-20', x => x.sigmoid().sum(), r => [[about(20, r), about(-20, r)]], 'pass'],
  ['-ln(p + 1e-7) near 0', x => x.add(1e-7).log().neg().sum(), r => [[0, 1e-9, r.uniform()]], 'pass'],
  ['-ln(p + 1e-7) below 1e-7', x => x.add(1e-7).log().neg().sum(), r => [[1e-8 * r.uniform()]], 'pass'],
  ['ln(x + 1e-12) at 0', x => x.add(1e-12).log().sum(), r => [[0, r.uniform()]], 'pass'],
  ['sqrt(x + 1e-10) at 0', x => x.add(1e-10).sqrt().sum(), r => [[0, r.uniform()]], 'pass'],
  ['ln(x + 1e-15) at 0, beyond what steps can show', x => x.add(1e-15).log().sum(), () => [[0, 1]], 'noisy'],
  ['sin(1e8 x)', x => x.mul(1e8).sin().sum(), () => [[1, 2]], 'pass'],
  ['a sum that cancels', x => x.sub(x.mean()).sum(), r => [[other(r), other(r), other(r)]], 'flat or pass'],
  [
    'places that a kernel moved',
    x => x.gather(placesOf8()).square().sum(),
    r => [[1, 2, 3, 4, 5, 6, 7, other(r)]],
    'pass',
  ],
  ['a loss of 0', x => x.sub([1, 2]).square().sum(), () => [[1, 2]], 'pass'],
  ['a tiny loss', x => x.square().mul(1e-30).sum(), r => [[other(r), other(r)]], 'pass'],
])('checkGradients() raises no false alarm at %s', async (_, fn, inputsOf, verdict) => {
  expect(await alarms(fn, inputsOf, verdict.split(' or '))).toEqual([]);
});

test('checkGradients() raises no false alarm at softmax cross entropy of logits of +-1e3', async () => {
  const labels = tf.tensor2d([
    [1, 0, 0],
    [0, 1, 0],
  ]);
  const logits = (r: Random) => [
    [
      [about(1e3, r), about(-1e3, r), 0],
      [about(1e3, r), about(-1e3, r), 0],
    ],
  ];
  expect(await alarms(x => crossEntropyFromLogits(labels, x), logits, ['pass'])).toEqual([]);
  labels.dispose();
});

test('checkGradients() raises no false alarm at a squared error over 60,000 rows', async () => {
  const random = new Random(1);
  const xs = tf.tensor2d(
    Float32Array.from({length: 180_000}, () => random.uniform()),
    [60_000, 3],
  );
  const ys = tf.tensor1d(Float32Array.from({length: 60_000}, () => random.uniform()));
  const loss = (w: tf.Tensor) => xs.dot(w).sub(ys).square().sum().mul(0.5);
  const check = await checkGradients(loss, [[0.3, -0.2, 0.8]]);
  tf.dispose([xs, ys]);
  expect({verdict: check.verdict, text: check.toString()}).toEqual({verdict: 'pass', text: check.toString()});
});

test('checkGradients() raises no false alarm at a network of two layers', async () => {
  for (const seed of SEEDS) {
    const {loss, weights} = twoLayers(seed);
    const check = await checkGradients(loss, weights, {seed});
    expect({verdict: check.verdict, text: check.toString()}).toEqual({
      verdict: 'pass',
      text: check.toString(),
    });
  }
});

function tie(x: number): Inputs {
  return [[x], [x]];
}

// Between two neighbouring numbers lie whole periods, so that there is no slope to be seen, and none to be called wrong.
test.each([
  [1e13, 1e3],
  [1e14, 100],
  [1e15, 100],
  [1e17, 3],
  [1e20, 1],
  [1e300, 1e5],
])('sin(%d x) at %d and beside it is noisy', async (k, at) => {
  const inputs = (random: Random) => [[0, 1, 2, 3].map(() => about(at, random))];
  expect(await alarms(x => x.mul(k).sin().sum(), inputs, ['noisy'])).toEqual([]);
});
