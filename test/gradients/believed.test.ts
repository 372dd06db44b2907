/** Gradients that a check passed, or gave no verdict on, though there was something to see; and what it may say of them. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import {checkModelGradients} from '../../src/gradients/checkModelGradients';
import type {TensorFunction, GradientCheckOptions} from '../../src/gradients/GradientCheck';
import {Random} from '../../src/random';
import {mistaken, oneEntryTimes} from './plantedErrors';

type Fn = (x: tf.Tensor) => tf.Tensor;

const detach: Fn = x => mistaken(x, dy => dy.zerosLike());
const negated: Fn = x => mistaken(x, dy => dy.neg());

function normals(count: number, seed = 3): number[] {
  const random = new Random(seed);
  return Array.from({length: count}, () => random.normal());
}

/** sin, rounded to float32 by code of its own; its gradient is `factor` times the right one. */
function roundingSine(factor: number): Fn {
  return x =>
    tf.customGrad((...args) => {
      const [input, save] = args as [tf.Tensor, tf.GradSaveFunc];
      save([input]);
      const values = Float32Array.from(input.dataSync(), value => Math.fround(Math.sin(value)));
      const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => dy.mul(saved[0]!.cos()).mul(factor);
      return {value: tf.tensor(values, input.shape), gradFunc};
    })(x);
}

const masked =
  (mask: number, factor: number): Fn =>
  x =>
    mistaken(x, dy => dy.mul(factor))
      .add([0, mask, 0, mask, 0])
      .softmax()
      .mul([1, 2, 3, 4, 5])
      .sum();

const kinks = Float64Array.from(normals(10_000), (value, i) => (i % 2 ? 0 : value));
const slopes = normals(10_000, 4);
const underKinks = (at: number): Fn => {
  const spoil = oneEntryTimes(at, 2);
  return x => mistaken(x, spoil).mul(slopes).sum().add(x.abs().sum().mul(0.05));
};

const steep = Array.from({length: 1000}, (_, i) => (i === 0 ? 1e6 : 1));
const feature = tf.tensor2d(
  normals(400).map((value, i) => (i % 8 === 0 ? 1e6 * value : value)),
  [50, 8],
);
const targets = tf.tensor1d(normals(50, 5));
const powersOfTen = Array.from({length: 17}, (_, i) => 10 ** (i - 8));
afterAll(() => tf.dispose([feature, targets]));

test.each<[string, TensorFunction, Parameters<typeof checkGradients>[1], string, GradientCheckOptions?]>([
  [
    'a detached slope of 1e-4 beside 2.3',
    x => detach(x).sin().sum().mul(1e-4).add(2.3),
    [[0.3, -0.7]],
    'wrong',
  ],
  [
    'a detached slope of 1e-5 beside 2.3',
    x => detach(x).sin().sum().mul(1e-5).add(2.3),
    [[0.3, -0.7]],
    'wrong',
  ],
  [
    'a detached slope that is lost in rounding',
    x => detach(x).sin().sum().mul(1e-20).add(1e8),
    [[0.3]],
    'noisy',
  ],
  ['a step beside 1e8', x => x.step().sum().add(1e8), [[0.3, -0.7]], 'flat'],
  [
    'one sign among ordinary slopes beside 1e6',
    x => mistaken(x, oneEntryTimes(333, -1)).mul(steep).sum(),
    [normals(1000)],
    'wrong',
  ],
  [
    'a regression with a feature of 1e6',
    w =>
      feature
        .dot(mistaken(w, oneEntryTimes(3, -1)))
        .sub(targets)
        .square()
        .mean(),
    [normals(8).map(value => 1e-3 * value)],
    'wrong',
  ],
  ['the wrong sign beside 1e8', x => negated(x).sin().sum().mul(1e-4).add(1e8), [[0.3, -0.7, 1, 2]], 'wrong'],
  ['the wrong sign at inputs of 1e-6', x => negated(x).sin().sum(), [[0.3e-6, -0.7e-6]], 'wrong'],
  ['right slopes at inputs of 1e-6', x => x.sin().sum(), [[0.3e-6, -0.7e-6]], 'pass'],
  [
    'a period of a power of two',
    x =>
      detach(x)
        .mul(512 * Math.PI)
        .add(0.3)
        .sin()
        .sum(),
    [[8]],
    'wrong',
  ],
  ['10 % behind a mask of -1e12', x => masked(-1e12, 1.1)(x), [[0.1, 0.2, 0.3, 0.4, 0.5]], 'wrong'],
  ['10 % behind a mask of -3.4e38', x => masked(-3.4e38, 1.1)(x), [[0.1, 0.2, 0.3, 0.4, 0.5]], 'wrong'],
  [
    'a right gradient behind a mask of -3.4e38',
    x => masked(-3.4e38, 1)(x),
    [[0.1, 0.2, 0.3, 0.4, 0.5]],
    'pass',
  ],
  ['the wrong sign of 1e-12 sin x', x => negated(x).sin().sum().mul(1e-12), [[0.3, -0.7, 1]], 'wrong'],
  ['logarithms of 1e-8 to 1e8', x => x.log().sum(), [powersOfTen], 'pass'],
  [
    'logarithms of 1e-8 to 1e8, 10 % off',
    x =>
      mistaken(x, dy => dy.mul(1.1))
        .log()
        .sum(),
    [powersOfTen],
    'wrong',
  ],
  ['an op that rounds to float32', x => roundingSine(1)(x).sum(), [[0.3, -0.7, 1.2]], 'pass'],
  ['an op that rounds to float32, 10 % off', x => roundingSine(1.1)(x).sum(), [[0.3, -0.7, 1.2]], 'wrong'],
  [
    'cubes that cross at 0',
    x => x.pow(3).maximum(x.pow(3).reverse(0)).sum(),
    [[[-3.4e-6], [-5.2e-4]]],
    'pass',
  ],
  ['a stationary point', x => x.sub(1).square().sum().add(5), [[1, 1, 1]], 'pass'],
  ['several outputs', x => [x.square(), x.sin()], [[0.3, 0.4]], 'pass', {vector: true}],
  ['several outputs, one wrong', x => [x.square(), negated(x).sin()], [[0.3, 0.4]], 'wrong', {vector: true}],
  ['the second order of a cube', x => x.pow(3).sum(), [[0.3, 0.4]], 'pass', {order: 2}],
  ['the second order of exp', x => x.exp().square().sum(), [[0.3, 0.4]], 'wrong', {order: 2}],
  [
    'relu6 with a third zeros',
    x => x.reshape([12, 30]).relu6().sum(),
    [normals(360).map((value, i) => (i % 3 ? 3 * value : 0))],
    'kink',
  ],
])('checkGradients() says of %s what is true', async (_, fn, inputs, verdict, ...[options]) => {
  const check = await checkGradients(fn, inputs, options);
  const text = check.toString();
  expect({verdict: check.verdict, text}).toEqual({verdict, text});
  expect(check.evaluations).toBeLessThanOrEqual(650);
  if (check.verdict === 'pass') expect(check.resolution).toBeLessThan(0.5);
});

test.each([0, 2, 1234, 5000])(
  'checkGradients() finds entry %d, 100 %% off, among 5,000 kinks, and calls none right that it did not see',
  async at => {
    const check = await checkGradients(x => underKinks(at)(x), [kinks]);
    expect({verdict: check.verdict, text: check.toString()}).toEqual({
      verdict: 'wrong',
      text: check.toString(),
    });
  },
);

test('checkGradients() gives variables that a function closes over other values, and their own back', async () => {
  const weight = tf.variable(tf.tensor1d([0.3, 0.4]));
  const before = {tensors: tf.memory().numTensors, values: [...weight.dataSync()]};
  expect((await checkGradients(() => weight.square().sum(), [weight])).verdict).toBe('pass');
  expect((await checkGradients(() => mistaken(weight, dy => dy.mul(2)).sum(), [weight])).verdict).toBe(
    'wrong',
  );
  const failing = () => {
    if (weight.dataSync()[0] !== before.values[0]) throw new Error('elsewhere');
    return weight.square().sum();
  };
  await checkGradients(failing, [weight]);
  expect((await checkGradients(() => tf.scalar(2), [weight])).verdict).toBe('refused');
  expect({tensors: tf.memory().numTensors, values: [...weight.dataSync()]}).toEqual(before);
  expect(weight.dataSync()).toBeInstanceOf(Float32Array);
  weight.dispose();
});

test('checkGradients() takes the edge of a domain, where the function throws, for an edge, and says so', async () => {
  const fn: Fn = x => {
    if (x.dataSync()[0]! < 1) throw new Error('below 1');
    return x.log().sum();
  };
  const check = await checkGradients(fn, [[1, 4]]);
  expect(check.verdict).toBe('pass');
  expect(check.notes.join()).toContain('below 1');
});

test('checkGradients() allows values to differ by the nondeterminism it is told of, and no more', async () => {
  let calls = 0;
  const shaky: Fn = x =>
    x
      .square()
      .sum()
      .mul(1 + 1e-9 * (calls++ % 2));
  expect((await checkGradients(shaky, [[1, 2]])).verdict).toBe('nondeterministic');
  expect((await checkGradients(shaky, [[1, 2]], {nondeterminism: 1e-8})).verdict).toBe('pass');
});

test('checkGradients() keeps to its budget, and calls nothing right that it did not see', async () => {
  const check = await checkGradients(x => x.square().sum(), [normals(100)], {budget: {evaluations: 60}});
  expect(check.ok).toBe(false);
  expect(check.verdict).toBe('noisy');
  expect(check.notes.join()).toMatch(/nothing is known/);
  expect(check.evaluations).toBeLessThanOrEqual(70);
});

test('checkGradients() says in float32 how small an error it would have seen', async () => {
  const labels = tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3);
  const loss: Fn = x => tf.losses.softmaxCrossEntropy(labels, x.reshape([2, 3]));
  const check = await checkGradients(loss, [normals(6)], {dtype: 'float32'});
  const wrong = await checkGradients(x => loss(mistaken(x, dy => dy.mul(1.3))), [normals(6)], {
    dtype: 'float32',
  });
  labels.dispose();
  expect(check.verdict).toBe('pass');
  expect(check.resolution).toBeGreaterThan(1e-3);
  expect(check.resolution).toBeLessThan(0.3);
  expect(wrong.verdict).toBe('wrong');
});

test('checkGradients() knows after a few calls that there is no gradient', async () => {
  const check = await checkGradients(x => x.topk(2).values.sum(), [normals(6)]);
  expect(check.verdict).toBe('unsupported');
  expect(check.evaluations).toBeLessThanOrEqual(10);
});

describe('ripples finer than any ordinary step', () => {
  const rippled = (x: tf.Tensor, frequency: number, size: number) =>
    x.add(detach(x).mul(frequency).sin().mul(size)).sum();

  test.each([
    [1e8, 1e-8],
    [1e6, 1e-8],
    [3.3e8, 3e-9],
  ])('are seen where their gradient is missing: sin(%d x) · %d', async (frequency, size) => {
    const check = await checkGradients(x => rippled(x, frequency, size), [[0.3, -0.7, 1.2, 0.9]]);
    expect(check.verdict).toBe('wrong');
  });

  test('are left alone within the tolerance', async () => {
    const check = await checkGradients(x => rippled(x, 1e6, 1e-8), [[0.3, -0.7]], {tolerance: 0.1});
    expect(check.verdict).toBe('pass');
  });
});

test.each([100, 1000])(
  'kinks of %d entries that have all chosen alike are seen to be legal, within the budget',
  async size => {
    const check = await checkGradients(x => tf.relu(tf.sub(1, x)).sum(), [new Array<number>(size).fill(1)]);
    expect(check).toMatchObject({verdict: 'kink', ok: true});
    expect(check.evaluations).toBeLessThanOrEqual(600);
  },
);

test('round(10⁶ x) is flat, though steps of every ordinary width see a slope', async () => {
  const check = await checkGradients(x => x.mul(1e6).round().mean(), [[-1538.547, 1934.157, 475.2]]);
  expect(check.verdict).toBe('flat');
});

test('the op with the wrong gradient in a model is the loss, not the fused product before it', async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 3, inputShape: [4], activation: 'softmax'})],
  });
  const unscaled = (labels: tf.Tensor, predictions: tf.Tensor) =>
    mistaken(predictions.sub(labels).square(), dy => dy.mul(2)).mean();
  const labels = tf.oneHot(tf.tensor1d([0, 1, 2], 'int32'), 3);
  const check = await checkModelGradients(
    model,
    unscaled,
    tf.randomNormal([3, 4], 0, 1, 'float32', 1),
    labels,
  );
  expect(check).toMatchObject({verdict: 'wrong', op: 'customGrad'});
  expect(check.notes.join()).not.toContain('assigns variables');
});
