/** Which op the checker names as wrong, what it remarks, and what it makes of tfjs's own errors. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {checkGradients} from '../../src/gradients/checkGradients';
import type {DifferentiableFunction, GradientCheckOptions, Verdict} from '../../src/gradients/GradientCheck';

type Inputs = Parameters<typeof checkGradients>[1];
type Custom = Parameters<typeof tf.customGrad>[0];

beforeAll(() => tf.setBackend('cpu'));

const vector = [[0.3, -0.4, 0.9]];
const row = [[[0.3, -0.4, 0.9]]];
const custom = (definition: (x: tf.Tensor, save: tf.GradSaveFunc) => ReturnType<Custom>) =>
  tf.customGrad(definition as Custom);
/** The gradient of the sum of squares, squared and summed: with a second derivative that reads all of the op's. */
const penalty = (op: (x: tf.Tensor) => tf.Tensor): DifferentiableFunction => x =>
  tf.grad(y => op(y).square().sum())(x).square().sum(); // prettier-ignore

const labels = [[1, 0, 0]];
const saved = (x: tf.Tensor) =>
  custom(function swish(y, save) {
    const value = y.exp();
    save([value]);
    return {value, gradFunc: (dy, [s]) => dy.mul(s!)};
  })(x);
const frozen = (x: tf.Tensor) =>
  custom(y => {
    const slope = y.mul(2).arraySync();
    return {value: y.square(), gradFunc: dy => dy.mul(tf.tensor(slope as number[]))};
  })(x);
const made = custom((y, save) => {
  const value = y.exp();
  save([value]);
  return {value, gradFunc: (dy, [s]) => dy.mul(s!)};
});
const reversed = (x: tf.Tensor) => tf.concat(tf.split(x, 3).reverse()).mul([1, 2, 3]).sum(); // prettier-ignore
const reused = (x: tf.Tensor) => {
  const begin = [1];
  const y = tf.slice(x, begin, 1).sum();
  begin[0] = 0;
  return y;
};

test.each<[string, DifferentiableFunction, Inputs, string, RegExp]>([
  ['logSoftmax, twice', penalty(tf.logSoftmax), row, 'logSoftmax', /output that it saved/],
  ['softmaxCrossEntropy, twice', penalty(z => tf.losses.softmaxCrossEntropy(labels, z)), row, 'softmaxCrossEntropy', /twice/],
  ['elu, twice', x => tf.grad(y => tf.elu(y))(x).square().sum(), vector, 'Elu', /twice/],
  ['a custom gradient of its saved output, twice', penalty(saved), vector, 'customGrad swish', /\(wrongOps\.test\.ts:\d+\).*saved/],
  ['a custom gradient of numbers, twice', penalty(frozen), vector, 'customGrad', /no op connects/],
  ['a custom gradient made before, twice', penalty(made), vector, 'customGrad', /output that it saved/],
  ['max at a tie', x => tf.max(x.tile([2])), [[1, 0.5]], 'Max', /tie/],
  ['min at a tie along an axis', x => tf.min(tf.stack([x, x]), 0).sum(), [[1, 0.5]], 'Min', /tie/],
  ['the maximum norm at a tie', x => tf.norm(x.tile([2]), Infinity), [[0.7, -1]], 'Max', /tie/],
  ['one number added to tied ones', (x, b) => x.add(b).max(), [[1, 1, 1], 0.5], 'Max', /tie/],
  ['outputs in an array that is reversed', reversed, [[1, 2, 3]], 'SplitV', /array of its outputs is changed/],
  ['an attribute that is used again', reused, [[1, 2]], 'Slice', /given as begin is changed/],
])('checkGradients() names the op with the wrong gradient in %s', async (_, fn, inputs, op, says) => {
  const check = await checkGradients(fn, inputs);
  expect({verdict: check.verdict, op: check.op}).toEqual({verdict: 'wrong', op});
  expect(check.reason).toMatch(says);
}); // prettier-ignore

test('checkGradients() remarks on a tie where each entry alone is legal', async () => {
  const {verdict, reason} = await checkGradients(x => x.max(), [[1, 1, 0.5]]);
  expect(verdict).toBe('kink');
  expect(reason).toMatch(/In Max there is a tie/);
});

test('checkGradients() remarks on no tie at the kink of relu', async () => {
  expect((await checkGradients(x => x.relu().sum(), [[0, 0]])).reason).not.toMatch(/tie/);
});

const bare = (x: tf.Tensor) => tf.batchNorm(x as tf.Tensor2D, tf.tensor1d([0, 1, 2]), tf.tensor1d([1, 2, 3]));

test.each<[string, DifferentiableFunction, Inputs, Verdict, string]>([
  ['bandPart of one matrix', x => tf.linalg.bandPart(x as tf.Tensor2D, 1, 0).sum(), [[[1, 2], [3, 4]]], 'unsupported', 'Unpack'],
  ['batchNorm without scale', x => bare(x).square().sum(), row, 'unsupported', 'FusedBatchNorm'],
  ['batchNorm without scale, twice', penalty(bare), row, 'unsupported', 'FusedBatchNorm'],
  ['bandPart, twice', penalty(x => tf.linalg.bandPart(x as tf.Tensor2D, 1, 0)), [[[1, 2], [3, 4]]], 'unsupported', 'Unpack'],
  ['prod along the last axis', x => tf.prod(x, -1).sum(), row, 'unsupported', 'Prod'],
  ['tile of rank 5', x => tf.tile(x, [1, 1, 1, 1, 2]).sum(), [[[[[[1]]]]]], 'unsupported', 'Tile'],
  ['topk inside a gradient', penalty(x => tf.topk(x, 2).values), vector, 'unsupported', 'TopK'],
  ['a second gradient that nothing leads to', x => tf.grad(tf.grad(y => tf.exp(y).sum()))(x).sum(), vector, 'unsupported', 'Exp'],
  ['a misshapen gradient inside', x => tf.grad(y => tf.maximum(y, tf.ones([2, 3])))(x).sum(), vector, 'wrong', 'Maximum'],
])('checkGradients() makes a verdict of what tfjs throws at %s, and leaks nothing', async (_, fn, inputs, verdict, op) => {
  const warm = await checkGradients(x => x.sum(), vector);
  expect(warm.ok).toBe(true);
  const before = tf.memory().numTensors;
  const check = await checkGradients(x => tf.tidy(() => fn(x)), inputs);
  expect({verdict: check.verdict, op: check.op}).toEqual({verdict, op});
  expect(tf.memory().numTensors).toBe(before);
}); // prettier-ignore

test.each<[string, DifferentiableFunction, string]>([
  ['its value', () => { throw new TypeError('mine'); }, 'mine'],
  ['its custom gradient', x => custom(y => ({value: y.sin(), gradFunc: () => { throw new TypeError('mine too'); }}))(x).sum(), 'mine too'],
  ['a gradient inside that leads nowhere', x => tf.grad(() => tf.scalar(3))(x).sum(), 'Cannot compute gradient of y=f(x)'],
])("checkGradients() throws the caller's own error in %s", async (_, fn, message) => {
  await expect(checkGradients(fn, vector)).rejects.toThrow(message);
}); // prettier-ignore

test.each([[1.00001], [0.99999], [1.0000003]])(
  'checkGradients() prints what tells %p from 1',
  async factor => {
    const fn = (x: tf.Tensor) =>
      custom((y, save) => {
        save([y]);
        return {
          value: y.sin(),
          gradFunc: (dy, [s]) => dy.mul(s!.cos()).mul(tf.tensor1d([factor, factor]).toFloat()),
        };
      })(x).sum();
    const {reason, diagnosis} = await checkGradients(fn, [[0.3, 0.4]], {tolerance: 1e-8});
    expect(diagnosis).toBe('scale');
    const [, ratio, analytic, numerical] = /is (\S+) times .* it is (\S+), numerically (\S+) /.exec(reason)!;
    expect(Math.abs(Number(ratio) / factor - 1)).toBeLessThan(0.2 * Math.abs(factor - 1));
    expect(analytic).not.toBe(numerical);
  },
);

test('checkGradients() takes an entry that is off by a trifle for no permutation', async () => {
  const fn = (x: tf.Tensor) =>
    custom(y => ({value: y.sin(), gradFunc: dy => dy.mul(y.cos()).mul([1.00001, 1])}))(x).sum();
  const {diagnosis, reason} = await checkGradients(fn, [[0.3, 0.4]], {tolerance: 1e-6});
  expect(diagnosis).toBe('one-entry');
  expect(reason).toMatch(/by 0\.001\d* %/);
});

const resized = (x: tf.Tensor) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [4, 4]).square().sum(); // prettier-ignore
const images = [[[[1], [2]], [[3], [4]]], [[[5], [6]], [[7], [8]]]]; // prettier-ignore

test('checkGradients() finds the right backend by finite differences, and the wrong reference', async () => {
  // Each pixel is drawn four times, so the slope is 8x. tfjs's cpu kernel mixes up the images.
  const options: GradientCheckOptions = {backends: ['wasm', 'cpu']};
  const {verdict, op, backends} = await checkGradients(resized, [images], options);
  expect({verdict, op}).toEqual({verdict: 'wrong', op: 'ResizeNearestNeighbor'});
  expect(backends.map(({backend, verdict}) => [backend, verdict])).toEqual([['wasm', 'pass'], ['cpu', 'wrong']]); // prettier-ignore
  expect(backends[0]!.reason).toMatch(
    /is right.*wrong one is that of float64.*kernel ResizeNearestNeighborGrad/,
  );
});
