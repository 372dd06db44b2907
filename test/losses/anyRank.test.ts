/** Losses of any rank, with weights, smoothed labels and ignored ones, against the same by position in float64. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import {losses, lossTraits, perExample, type LossName, type LossOptions} from '../../src/losses';
import {accuracy} from '../../src/metrics';
import {Random} from '../../src/random';
import {expectClose} from './batches';
import * as float64 from './float64';
import {formulas} from './formulas';

const names = Object.keys(losses) as LossName[];
const [batch, height, width, classes] = [2, 3, 2, 4];
const positions = batch * height * width;
const shape = [batch, height, width, classes];

type Loss = (labels: tf.Tensor, predictions: tf.Tensor, options?: object) => tf.Tensor;

interface Case {
  readonly loss: Loss;
  /** Integer or one-hot. */
  readonly labels: tf.Tensor;
  readonly predictions: tf.Tensor;
  /** The loss of each position, by its formula, of labels smoothed by `s`. */
  readonly expected: (s: number) => number[];
}

const random = new Random(5);
const logits = Array.from({length: positions}, () =>
  Array.from({length: classes}, () => Math.fround(4 * random.uniform() - 2)),
);
const integers = Array.from({length: positions}, () => random.integer(classes));

function caseOf(name: LossName): Case {
  const {labels, predictions, activation} = lossTraits[name];
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const link = activation === 'softmax' ? float64.softmax : (row: readonly number[]) => row.map(sigmoid);
  const rows = predictions === 'logits' ? logits : logits.map(row => link(row).map(Math.fround));
  return {
    loss: losses[name],
    labels:
      labels === 'integer'
        ? tf.tensor(integers, shape.slice(0, -1), 'int32')
        : tf.oneHot(tf.tensor1d(integers, 'int32'), classes).reshape(shape),
    predictions: tf.tensor(rows.flat(), shape),
    expected: s => rows.map((row, n) => formula(name, float64.oneHot(integers[n]!, classes), row, s)),
  };
}

/** Of one position. */
function formula(name: LossName, hot: readonly number[], row: readonly number[], s: number): number {
  const {value, choices} = formulas[name];
  return value(choices ? hot.map(label => label * (1 - s) + s / choices(classes)) : hot, row);
}

const mean = (values: readonly number[]) => float64.sum(values) / values.length;

describe.each(names)('%s of [batch, height, width, classes]', name => {
  const {loss, labels, predictions, expected} = caseOf(name);
  const isSmoothed = formulas[name].choices !== undefined;

  test.each(isSmoothed ? [0, 0.1, 1] : [0])(
    'with labelSmoothing %d agrees with float64 at every position',
    s => {
      const options = isSmoothed ? {labelSmoothing: s} : {};
      const each = loss(labels, predictions, {...options, reduction: 'none'});
      expect(each.shape).toEqual([batch, height, width]);
      expectClose(each, expected(s));
      expectClose(loss(labels, predictions, options), [mean(expected(s))]);
      expectClose(loss(labels, predictions, {...options, reduction: 'sum'}), [float64.sum(expected(s))]);
    },
  );

  test('with a weight for each example, or each position, the mean divides by the sum of the weights', () => {
    const byExample = [0.25, 3];
    const byPosition = Array.from(
      {length: positions},
      (_, n) => byExample[Math.floor(n / (height * width))]!,
    );
    const weighted = expected(0).map((value, n) => value * byPosition[n]!);
    for (const weights of [tf.tensor1d(byExample), tf.tensor(byPosition, [batch, height, width])]) {
      expectClose(loss(labels, predictions, {weights, reduction: 'none'}), weighted);
      expectClose(loss(labels, predictions, {weights, reduction: 'sum'}), [float64.sum(weighted)]);
      expectClose(loss(labels, predictions, {weights}), [float64.sum(weighted) / float64.sum(byPosition)]);
    }
  });

  test('weights of 0 alone give 0, and weights of another shape are refused', () => {
    expect(loss(labels, predictions, {weights: tf.zeros([batch])}).dataSync()[0]).toBe(0);
    expect(() => loss(labels, predictions, {weights: tf.ones([3])})).toThrow(
      new TypeError(`${name}: expected weights of shape [2] or [2,3,2], got [3]`),
    );
  });

  test.each([-1, NaN])(
    'a weight of %d is NaN in its own loss and gradient alone, and in the mean',
    weight => {
      const weights = tf.tensor1d([2, weight]);
      const each = loss(labels, predictions, {weights, reduction: 'none'});
      expect(each.isNaN().flatten().arraySync()).toEqual(
        Array.from({length: positions}, (_, n) => +(n >= positions / 2)),
      );
      const slopes = tf.grad(y => loss(labels, y, {weights, reduction: 'sum'}))(predictions);
      expect(slopes.slice(0, 1).isNaN().any().dataSync()[0]).toBe(0);
      expect(slopes.slice(1, 1).isNaN().all().dataSync()[0]).toBe(1);
      for (const reduction of ['mean', 'sum']) {
        expect(loss(labels, predictions, {weights, reduction}).dataSync()[0]).toBeNaN();
      }
    },
  );

  test('the checker finds the gradient right, with every option on', async () => {
    const options: LossOptions & Record<string, unknown> = {weights: tf.tensor1d([0.5, 2])};
    if (isSmoothed) options['labelSmoothing'] = 0.2;
    if (lossTraits[name].labels === 'integer') options['ignoreLabel'] = 1;
    const check = await checkGradients(y => loss(labels, y, options), [predictions]);
    expect(check.toString()).toContain('pass');
  });

  test('perExample() has the mean over the positions of each example', () => {
    const each = perExample(losses[name])(labels, predictions);
    const half = positions / 2;
    expectClose(each, [mean(expected(0).slice(0, half)), mean(expected(0).slice(half))]);
  });
});

describe.each(['sparseCrossEntropy', 'sparseCrossEntropyFromLogits'] as const)('%s', name => {
  const {loss, labels, predictions, expected} = caseOf(name);

  test.each([1, -1, 255])('with ignoreLabel %d counts only what is labelled otherwise', ignoreLabel => {
    // Of 1 the positions that have it, of the others every third.
    const isIgnored = (n: number) => (ignoreLabel === 1 ? integers[n] === 1 : n % 3 === 0);
    const target = tf.tensor(
      integers.map((label, n) => (isIgnored(n) ? ignoreLabel : label)),
      labels.shape,
      'int32',
    );
    const each = expected(0).map((value, n) => (isIgnored(n) ? 0 : value));
    expectClose(loss(target, predictions, {ignoreLabel, reduction: 'none'}), each);
    const counted = each.filter((_, n) => !isIgnored(n));
    expectClose(loss(target, predictions, {ignoreLabel}), [mean(counted)]);
    const weights = tf.tensor1d([1, 3]);
    const factors = each.map((_, n) => (isIgnored(n) ? 0 : n < positions / 2 ? 1 : 3));
    expectClose(loss(target, predictions, {ignoreLabel, weights}), [
      float64.sum(each.map((value, n) => value * factors[n]!)) / float64.sum(factors),
    ]);
    const gradient = tf
      .grad(y => loss(target, y, {ignoreLabel}))(predictions)
      .dataSync();
    for (let n = 0; n < positions; n++) {
      const row = Array.from(gradient.subarray(n * classes, (n + 1) * classes));
      expect(row.some(slope => slope !== 0)).toBe(!isIgnored(n));
    }
  });

  test('a batch of ignored labels alone has the loss 0 and the gradient 0', () => {
    const target = tf.fill(labels.shape, 9);
    const value = (y: tf.Tensor) => loss(target, y, {ignoreLabel: 9});
    expect(value(predictions).dataSync()[0]).toBe(0);
    expect(new Set(tf.grad(value)(predictions).dataSync())).toEqual(new Set([0]));
  });

  test.each([NaN, Infinity, -Infinity])(
    'what a row predicts whose label is ignored, %d, is in no loss and in no gradient',
    broken => {
      const rows = logits.slice(0, 3).map(row => [...row]);
      rows[0]![2] = rows[2]![0] = broken;
      const y = tf.tensor2d(
        name === 'sparseCrossEntropy' ? [rows[0]!, float64.softmax(rows[1]!), rows[2]!] : rows,
      );
      const weights = tf.tensor1d([NaN, 2, 0]);
      for (const options of [{}, {labelSmoothing: 0.1}, {weights}, {reduction: 'sum'}]) {
        const target = tf.tensor1d([255, 0, 255]);
        const value = (z: tf.Tensor) => loss(target, z, {ignoreLabel: 255, ...options}).sum();
        // By itself the middle row is all there is to average.
        const alone = (z: tf.Tensor) => loss(tf.tensor1d([0]), z, {...options, weights: undefined}).sum();
        expectClose(value(y), [...alone(y.slice(1, 1)).dataSync()]);
        const slopes = tf.grad(value)(y).arraySync() as number[][];
        const expected = tf.grad(alone)(y.slice(1, 1)).arraySync() as number[][];
        for (const row of [0, 2]) expect(slopes[row]!.map(slope => slope + 0)).toEqual([0, 0, 0, 0]);
        slopes[1]!.forEach((slope, k) => expect(slope).toBeCloseTo(expected[0]![k]!, 6));
      }
    },
  );

  test('a label that is neither a class nor ignored is NaN still', () => {
    const target = tf.tensor1d([9, 8, 0]);
    const each = loss(target, predictions.reshape([positions, classes]).slice(0, 3), {
      ignoreLabel: 9,
      reduction: 'none',
    });
    const [ignored, unknown, known] = each.dataSync();
    expect([ignored, unknown]).toEqual([0, NaN]);
    expect(known).toBeGreaterThan(0);
  });

  test.each([0.5, NaN, '1', true])('refuses to ignore the label %p', ignoreLabel => {
    expect(() => loss(labels, predictions, {ignoreLabel})).toThrow(
      `${name}: expected ignoreLabel to be a whole number, got `,
    );
  });
});

test('sparseCrossEntropy() ignores a position where ε is 0 and the probability of every class that is not 1 is, too', () => {
  const sure = tf.tensor2d([
    [0, 1],
    [0, 1],
  ]) as tf.Tensor;
  const value = (y: tf.Tensor) =>
    losses.sparseCrossEntropy(tf.tensor1d([-1, 1]), y, {ignoreLabel: -1, epsilon: 0} as LossOptions<'mean'>);
  expect(value(sure).dataSync()[0]).toBe(0);
  expect(Array.from(tf.grad(value)(sure).dataSync(), slope => slope + 0)).toEqual([0, 0, 0, -1]);
});

test('known values: label smoothing 0.1 of 3 classes at logits 0 is ln 3, and of a sure guess what is spread costs', () => {
  const label = tf.tensor2d([[0, 0, 1]]);
  const smoothed = (z: tf.Tensor) =>
    losses.crossEntropyFromLogits(label, z, {labelSmoothing: 0.1} as LossOptions<'mean'>).dataSync()[0];
  expect(smoothed(tf.zeros([1, 3]))).toBeCloseTo(Math.log(3), 6);
  // Two classes with 0.1/3 each, 10 nats below the third: 10 · 0.2 / 3, and ln(1 + 2 e^−10).
  expect(smoothed(tf.tensor2d([[0, 0, 10]]))).toBeCloseTo(2 / 3 + Math.log1p(2 * Math.exp(-10)), 6);
});

test.each([-0.1, 1.1, NaN])('a smoothing of %d is refused', labelSmoothing => {
  expect(() =>
    losses.crossEntropy(tf.ones([1, 2]), tf.ones([1, 2]), {labelSmoothing} as LossOptions),
  ).toThrow(
    new RangeError(
      `crossEntropy: expected labelSmoothing to be a finite number of at least 0 and at most 1, got ${labelSmoothing}`,
    ),
  );
});

test('sumSquaredError() has no labels to smooth, and one-hot losses none to ignore', () => {
  const y = tf.ones([1, 2]);
  expect(() => losses.sumSquaredError(y, y, {labelSmoothing: 0.1} as LossOptions)).toThrow(/unknown option/);
  expect(() => losses.crossEntropy(y, y, {ignoreLabel: 0} as LossOptions)).toThrow(/unknown option/);
});

test('accuracy() of [batch, height, width, classes] is the share of positions that are right', () => {
  const {predictions} = caseOf('crossEntropyFromLogits');
  const guesses = logits.map(row => row.indexOf(Math.max(...row)));
  const right = guesses.filter((guess, n) => guess === integers[n]).length / positions;
  expect(accuracy(tf.tensor(integers, shape.slice(0, -1)), predictions).dataSync()[0]).toBeCloseTo(right, 6);
});

test('no loss with options leaves a tensor behind', () => {
  const y = tf.fill([2, 3, 2], 0.5);
  const integersOf = tf.zeros([2, 3]);
  const weights = tf.tensor1d([1, 2]);
  for (const name of names) {
    const labels = lossTraits[name].labels === 'integer' ? integersOf : y;
    const before = tf.memory().numTensors;
    losses[name](labels, y, {weights}).dispose();
    if (lossTraits[name].labels === 'integer') {
      losses[name](labels, y, {ignoreLabel: 0, labelSmoothing: 0.1, weights} as LossOptions).dispose();
    }
    expect(() => losses[name](labels, y, {weights: y})).toThrow(TypeError);
    expect(tf.memory().numTensors).toBe(before);
  }
});

test('one example has one weight, a scalar; a batch of single losses has one shape of weights', () => {
  const example = tf.tensor1d([0.25, 0.75]) as tf.Tensor;
  const loss = (y: tf.Tensor, weights: tf.Tensor) =>
    losses.sumSquaredError(tf.onesLike(y), y, {weights, reduction: 'sum'});
  // ½ (0.75² + 0.25²) = 0.3125, three times over
  expect(loss(example, tf.scalar(3)).dataSync()[0]).toBeCloseTo(0.9375, 6);
  expect(() => loss(example, tf.ones([1]))).toThrow(
    new TypeError('sumSquaredError: expected weights of shape [], got [1]'),
  );
  expect(() => loss(tf.zeros([2, 3]), tf.ones([3]))).toThrow(
    new TypeError('sumSquaredError: expected weights of shape [2], got [3]'),
  );
});

test('a loss without options of its own has two', () => {
  const y = tf.ones([1, 2]);
  expect(() => losses.sumSquaredError(y, y, {fromLogits: true} as LossOptions)).toThrow(
    new RangeError('sumSquaredError: unknown option fromLogits; known are reduction, weights'),
  );
});
