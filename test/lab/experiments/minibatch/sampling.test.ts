import {
  batchMeanSpread,
  deviation,
  excessKurtosis,
  unseenCurve,
} from '../../../../src/lab/experiments/minibatch/spread';
import {Random} from '../../../../src/random';

const random = new Random(2);
const losses = Float32Array.from({length: 500}, () => random.uniform());

test('deviation() is the root of the mean square distance from the mean', () => {
  expect(deviation(Float64Array.of(1, 2, 3, 4))).toBeCloseTo(Math.sqrt(1.25), 12);
});

test.each([true, false])('batchMeanSpread() agrees with σ/√n, with replacement: %s', replaced => {
  const {spread, predicted, bias} = batchMeanSpread(losses, {size: 100, replaced, draws: 4000, seed: 1});
  const correction = replaced ? 1 : Math.sqrt(400 / 499);
  expect(predicted).toBeCloseTo((deviation(losses) / 10) * correction, 12);
  // Four standard errors of a deviation estimated from 4,000 draws, 1/√8000 each.
  expect(Math.abs(spread / predicted - 1)).toBeLessThan(4 / Math.sqrt(8000));
  expect(Math.abs(bias)).toBeLessThan(4);
});

test('batchMeanSpread() of all the data without replacement has no spread', () => {
  expect(batchMeanSpread(losses, {size: 500, replaced: false, draws: 10, seed: 1}).spread).toBeLessThan(
    1e-12,
  );
});

test('unseenCurve() comes to (1 − 1/N)^draws', () => {
  const count = 20_000;
  const curve = unseenCurve(count, {replaced: true, seed: 1});
  expect(curve).toHaveLength(31);
  for (const {epochs, unseen} of curve) {
    // Its own deviation is at most about 0.31/√N.
    expect(Math.abs(unseen - (1 - 1 / count) ** (epochs * count))).toBeLessThan(
      (4 * 0.31) / Math.sqrt(count),
    );
  }
  expect(curve[0]).toEqual({epochs: 0, unseen: 1});
  expect(curve[10]!.epochs).toBe(1);
  expect(curve[30]!.epochs).toBe(3);
});

test('unseenCurve() without replacement falls on a straight line to 0 in one epoch', () => {
  for (const {epochs, unseen} of unseenCurve(1000, {replaced: false, seed: 1})) {
    expect(unseen).toBeCloseTo(Math.max(0, 1 - epochs), 12);
  }
});

test('excessKurtosis() is −2 for a coin, 0 for a normal and 6 for an exponential distribution', () => {
  expect(excessKurtosis(Float64Array.of(-1, 1, 1, -1))).toBeCloseTo(-2, 12);
  const normal = Float64Array.from({length: 100_000}, () => random.normal());
  // Its own deviation is √(24/N) = 0.015.
  expect(Math.abs(excessKurtosis(normal))).toBeLessThan(0.06);
  // By quantiles, for which the tail is cut off where one image in 100,000 lies.
  const exponential = Float64Array.from({length: 100_000}, (_, i) => -Math.log((i + 0.5) / 100_000));
  expect(Math.abs(excessKurtosis(exponential) - 6)).toBeLessThan(0.1);
});

test.each([1, 10])(
  'batchMeanSpread() knows the error of its own estimate, heavy tails included, n = %d',
  size => {
    const heavy = Float32Array.from({length: 2000}, (_, i) => -Math.log((i + 0.5) / 2000));
    const spreads = Array.from({length: 200}, (_, seed) =>
      batchMeanSpread(heavy, {size, replaced: true, draws: 500, seed}),
    );
    const ratios = Float64Array.from(spreads, ({spread, predicted}) => spread / predicted);
    // A deviation estimated from 200 values: 5 % for one standard error.
    expect(Math.abs(deviation(ratios) / spreads[0]!.error - 1)).toBeLessThan(0.2);
  },
);
