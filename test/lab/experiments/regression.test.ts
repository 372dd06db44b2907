import * as tf from '@tensorflow/tfjs';
import {describeRegression} from '../../../src/lab/experiments/regression';
import {
  fitLine,
  lossNames,
  measurements,
  xs,
  type LossName,
} from '../../../src/lab/experiments/regression/fits';
import {measureRegression} from '../../../src/lab/experiments/regression/measureRegression';
import {settledByNothing} from './settledByNothing';
import {withNumber} from './withNumber';

const found = measureRegression();

test('all claims hold, numbers are finite, notes name what settles them, and nothing is leaked', () => {
  const result = describeRegression(found);
  expect(result.claims.filter(({holds}) => holds !== true)).toEqual([]);
  expect(Object.values(result.metrics).filter(value => !Number.isFinite(value))).toEqual([]);
  for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  expect(settledByNothing(result)).toEqual([]);
  expect(tf.memory().numTensors).toBe(0);
});

/** Losses of one residual, written down once more. */
const lossOf: Readonly<Record<LossName, (r: number) => number>> = {
  mse: r => r * r,
  mae: Math.abs,
  huber: r => (Math.abs(r) <= 1 ? (r * r) / 2 : Math.abs(r) - 1 / 2),
};

describe.each([5, 9, 30])('with the outlier at %d', height => {
  const ys = measurements(height);

  test.each(lossNames)(
    'no line in a fine grid has a smaller loss than the one fitLine() finds for %s',
    loss => {
      const total = (intercept: number, slope: number) =>
        ys.reduce((sum, y, i) => sum + lossOf[loss](y - intercept - slope * xs[i]!), 0);
      const {intercept, slope} = fitLine(loss, ys);
      const own = total(intercept, slope);
      let least = Infinity;
      for (let a = -1; a <= 3; a += 0.02)
        for (let b = 0; b <= 1.5; b += 0.005) least = Math.min(least, total(a, b));
      // The loss is convex and float64.
      expect(own).toBeLessThanOrEqual(least + 1e-9);
    },
  );
});

test('the line of least squares is that of the covariance over the variance', () => {
  const ys = measurements(12);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const slope = mean(xs.map((each, i) => (each - x) * (ys[i]! - y))) / mean(xs.map(each => (each - x) ** 2));
  expect(fitLine('mse', ys).slope).toBeCloseTo(slope, 12);
  expect(fitLine('mse', ys).intercept).toBeCloseTo(y - slope * x, 12);
});

test('the slider moves through figures over the same heights', () => {
  const {slider = [], figures} = describeRegression(found);
  const places = slider.map(id =>
    figures.find(figure => figure.id === id)!.marks.map(({points}) => points.map(({x}) => x)),
  );
  expect(slider).toHaveLength(3);
  for (const each of places.flat()) expect(each).toEqual(found.dragged.map(({height}) => height));
});

test('an example that a sigmoid is wrong about has the gradients on paper', () => {
  for (const {logit, probability: y, cee, mse} of found.mistakes) {
    expect(y).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12);
    // y − 1, where the 1e-7 takes y / (y + 1e-7) of it; 2(y − 1)·y(1 − y). In float32.
    expect(cee).toBeCloseTo(((y - 1) * y) / (y + 1e-7), 4);
    expect(mse).toBeCloseTo(2 * (y - 1) * y * (1 - y), 6);
  }
});

describe('claims turn false', () => {
  const falseClaims = (name: string, value: number) =>
    describeRegression(withNumber(found, name, value))
      .claims.filter(({holds}) => holds === false)
      .map(({id}) => id);

  test.each([
    ['dragged.7.centres.mse', 4.2, 'regression.mean'],
    ['dragged.7.centres.mae', 3.8, 'regression.median'],
    ['dragged.7.excess.huber', 0.001, 'regression.lines'],
    ['dragged.7.gradients.mae', 0.2, 'regression.gradients'],
    ['dragged.50.lines.huber.slope', 0.8, 'regression.robust'],
    ['norm.1.penalty', 2, 'regression.norm'],
    ['classes.mse.best', 0.4, 'regression.probability'],
    ['mistakes.4.mse', -0.1, 'regression.confident-mistake'],
  ])('where %s is %d', (name, value, claim) => {
    expect(falseClaims(name, value)).toEqual([claim]);
  });
});
