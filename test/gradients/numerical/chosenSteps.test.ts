/** What numericalGradient's docstring promises of the steps that it chooses by itself. */
import * as tf from '@tensorflow/tfjs';
import {float64Tensor, onFloat64} from '../../../src/backends/float64';
import {syntheticDigits} from '../../../src/data/syntheticDigits';
import {similarEntries} from '../../../src/gradients/numerical/chosenSteps';
import {numericalGradient, type NumericalGradientOptions} from '../../../src/gradients/numericalGradient';
import {crossEntropy} from '../../../src/losses';
import {Random} from '../../../src/random';

type Method = NonNullable<NumericalGradientOptions['method']>;

afterEach(() => expect(tf.memory().numTensors).toBe(0));

/** f(x) = Σ g(x_i), its derivative g', and the points. */
interface Case {
  fn: (x: tf.Tensor) => tf.Tensor;
  slope: (x: number) => number;
  at: number[];
}

const spread = (from: number, to: number, count: number) =>
  Array.from({length: count}, (_, i) => from + ((to - from) * (i + 0.5)) / count);

const cases: Record<string, Case> = {
  'sin x, 400 of them': {fn: x => x.sin().sum(), slope: Math.cos, at: spread(-2, 2, 400)},
  'sin 1000x': {
    fn: x => x.mul(1000).sin().sum(),
    slope: x => 1000 * Math.cos(1000 * x),
    at: spread(-2, 2, 20),
  },
  'exp x': {fn: x => x.exp().sum(), slope: Math.exp, at: spread(-3, 3, 40)},
  'ln x of 1e-6': {fn: x => x.log().sum(), slope: x => 1 / x, at: [1e-6, 2e-6, 3e-6]},
  'ln x of 1e-8 to 1e8': {fn: x => x.log().sum(), slope: x => 1 / x, at: [1e-8, 1e-4, 0.1, 10, 1e4, 1e8]},
  'sin 1e6x of 1e-6': {
    fn: x => x.mul(1e6).sin().sum(),
    slope: x => 1e6 * Math.cos(1e6 * x),
    at: spread(-1e-6, 1e-6, 40),
  },
  'sin 1e-6x of 1e6': {
    fn: x => x.mul(1e-6).sin().sum(),
    slope: x => 1e-6 * Math.cos(1e-6 * x),
    at: spread(-1e6, 1e6, 40),
  },
  'x² of 1e-6': {fn: x => x.square().sum(), slope: x => 2 * x, at: spread(-1e-6, 1e-6, 40)},
};

/** 512π · 8 and x + 1000 are rounded to numbers with few digits left for x. */
const losingDigits: Record<string, Case> = {
  'sin 512πx at whole numbers': {
    fn: x =>
      x
        .mul(512 * Math.PI)
        .add(0.3)
        .sin()
        .sum(),
    slope: x => 512 * Math.PI * Math.cos(512 * Math.PI * x + 0.3),
    at: [8, 1, 2],
  },
  '(x + 1000)², which loses digits of x': {
    fn: x => x.add(1000).square().sum(),
    slope: x => 2 * (x + 1000),
    at: spread(-2, 2, 40),
  },
};

/** The worst entry's error, relative to the largest slope. NaN if one is NaN. */
function worstError({fn, slope, at}: Case, method: Method): number {
  return tf.tidy(() => {
    const input = tf.tensor1d(at);
    const stored = input.dataSync();
    const slopes = Array.from(stored, slope);
    const found = numericalGradient(fn, input, {method}).dataSync();
    return Math.max(...slopes.map((s, i) => Math.abs(found[i]! - s))) / Math.max(...slopes.map(Math.abs));
  });
}

/** As the docstring says. */
const promises = {
  float32: {central: 5e-3, forward: 2e-2, ridders: 5e-4},
  float64: {central: 1e-8, forward: 2e-6, ridders: 2e-11},
};
const promisesWhereDigitsAreLost = {
  float32: {central: 1e-2, forward: 2e-2, ridders: 2e-2},
  float64: {central: 1e-8, forward: 2e-6, ridders: 1e-10},
};

describe.each([
  ...Object.entries(cases).map(([name, given]) => [name, given, promises] as const),
  ...Object.entries(losingDigits).map(([name, given]) => [name, given, promisesWhereDigitsAreLost] as const),
])('of %s', (_, given, promised) => {
  test.each(['central', 'forward', 'ridders'] as const)('%s differences keep their promise', async method => {
    expect(worstError(given, method)).toBeLessThan(promised.float32[method]);
    expect(await onFloat64(() => worstError(given, method))).toBeLessThan(promised.float64[method]);
  });
});

describe('of the textbook net, at its first weights and a batch of 100,', () => {
  /** Some of the largest entries, which are off by as much as any, and some others. */
  const indicesOf = (gradient: Float64Array) =>
    [...gradient.keys()]
      .sort((a, b) => Math.abs(gradient[b]!) - Math.abs(gradient[a]!))
      .filter((_, rank) => rank < 30 || rank % 1303 === 0);

  function net() {
    const {images, labels} = syntheticDigits({size: 100, seed: 1});
    const x = tf.tensor2d(
      Float32Array.from(images, pixel => pixel / 255),
      [100, 784],
    );
    const t = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), 10);
    const output = tf.randomNormal<tf.Rank.R2>([50, 10], 0, 0.01, 'float32', 4);
    return (w: tf.Tensor) =>
      crossEntropy(
        t,
        x
          .matMul(w as tf.Tensor2D)
          .sigmoid()
          .matMul(output)
          .softmax(),
      );
  }

  test.each([
    ['central', 5e-3],
    ['forward', 1e-2],
  ] as const)(
    '%s differences in float32 are off by at most half a percent or one',
    async (method, promise) => {
      const weights = tf.tidy(() =>
        Float32Array.from(tf.randomNormal([784, 50], 0, 0.01, 'float32', 3).dataSync()),
      );
      const expected = await onFloat64(() => gradientOf(net, weights));
      const entries = indicesOf(expected);
      const found = tf.tidy(() =>
        numericalGradient(net(), tf.tensor(weights, [784, 50]), {method, entries}).dataSync(),
      );
      const worst = Math.max(...entries.map(i => Math.abs(found[i]! - expected[i]!)));
      expect(worst / Math.abs(expected[entries[0]!]!)).toBeLessThan(promise);
    },
  );
});

function gradientOf(net: () => (w: tf.Tensor) => tf.Tensor, weights: ArrayLike<number>): Float64Array {
  let gradient = new Float64Array();
  tf.tidy(() => {
    gradient = Float64Array.from(
      tf
        .grad(net())(float64Tensor(weights, [784, 50]))
        .dataSync(),
    );
  });
  return gradient;
}

describe('a wider step is not taken', () => {
  test('over the kinks of relu, where float64 has no need of one', async () => {
    const random = new Random(5);
    const at = Float64Array.from({length: 400}, () => 2 * random.uniform() - 1);
    // The mean over 20 columns c of (Σ_r relu(x_rc))².
    const columns = (x: tf.Tensor) => x.reshape([20, 20]).relu().sum(0);
    const sums = Array.from({length: 20}, (_, column) =>
      at.reduce((sum, x, i) => (i % 20 === column ? sum + Math.max(x, 0) : sum), 0),
    );
    const found = await onFloat64(() =>
      tf.tidy(() => numericalGradient(x => columns(x).square().mean(), float64Tensor(at)).dataSync()),
    );
    const errors = [...found].map((value, i) => Math.abs(value - (at[i]! > 0 ? sums[i % 20]! / 10 : 0)));
    expect(Math.max(...errors)).toBeLessThan(1e-9);
  });

  test('over a jump, where all that shows is a function that does not change', () => {
    // The default step, 0.005, takes none of them over the jump at 0.75; what a sample of them allows takes three over.
    const at = [...spread(0.45, 0.5, 296), 0.73, 0.735, 0.77, 1.04];
    const jump = (x: tf.Tensor) => x.sub(0.75).step().mean();
    const gradient = tf.tidy(() => numericalGradient(jump, tf.tensor1d(at)).dataSync());
    expect([...gradient]).toEqual(at.map(() => 0));
  });
});

describe('similarEntries()', () => {
  test('leaves up to eight entries alone, each once', () => {
    expect(similarEntries(Float64Array.of(3, 1, 2), [0, 1, 2, 0])).toEqual([[1], [2], [0]]);
  });

  test('puts many into at most four groups of like size, with zeros among the smallest', () => {
    const point = Float64Array.from({length: 26}, (_, i) => (i === 0 ? 0 : (-1) ** i * 10 ** (i - 13)));
    const groups = similarEntries(point, [...point.keys()]);
    expect(groups).toHaveLength(4);
    expect(groups.flat()).toEqual([...point.keys()]);
    expect(groups[0]).toContain(0);
  });

  test('needs no entry that is not 0', () => {
    expect(similarEntries(new Float64Array(9), [...Array(9).keys()])).toHaveLength(1);
  });
});
