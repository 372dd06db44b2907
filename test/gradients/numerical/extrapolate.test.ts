import {extrapolate} from '../../../src/gradients/numerical/extrapolate';

const steps = Array.from({length: 8}, (_, k) => 0.1 * 4 ** -k);

test('extrapolate() cancels both leading errors of one-sided and of central quotients', () => {
  // Quotients with known error terms; what is left is rounding.
  const oneSided = extrapolate(
    steps.map(h => 2 + 3 * h - 5 * h * h),
    steps,
    1,
    0,
  );
  const central = extrapolate(
    steps.map(h => 2 + 3 * h ** 2 - 5 * h ** 4),
    steps,
    2,
    0,
  );
  expect(oneSided.value).toBeCloseTo(2, 12);
  expect(central.value).toBeCloseTo(2, 12);
  // A bar is the distance from the coarser estimates, not the error itself. Of the one-sided ones that cancel h alone
  // −5h² has left (4·(−5)h² + 5·16h²)/3 = 20h²; of the central ones 20·16·h⁴ is below rounding.
  expect(oneSided.errorBar).toBeCloseTo(20 * steps.at(-1)! ** 2, 12);
  expect(central.errorBar).toBeLessThan(1e-12);
});

test('extrapolate() prefers coarse steps where the noise is large, and trusts them less where no finer one confirms them', () => {
  const constant = steps.map(() => 2);
  // The coarsest step that was extrapolated twice; in the next finer one 0.13 of noise still leaves a slope of 2.
  expect(extrapolate(constant, steps, 1, 1e-4).errorBar).toBeCloseTo(2e-4 / steps[2]!, 12);
  // Here the next finer one has 1.28, more than half of the slope.
  expect(extrapolate(constant, steps, 1, 1e-3).errorBar).toBeCloseTo((8 * 2e-3) / steps[2]!, 12);
});

test('extrapolate() is not led astray by steps far above the period of a sine', () => {
  const period = 2 * Math.PI * 1e-3;
  const wide = Array.from({length: 12}, (_, k) => 0.9 * 3.7 ** -k);
  const slopes = wide.map(h => Math.sin((2 * Math.PI * h) / period) / h);
  const {value, errorBar} = extrapolate(slopes, wide, 2, 1e-13);
  expect(Math.abs(value - 1000)).toBeLessThan(3 * errorBar);
  expect(errorBar).toBeLessThan(1);
});

test('extrapolate() skips steps without a quotient', () => {
  const slopes = steps.map((h, k) => (k < 3 ? NaN : 2 + h));
  expect(extrapolate(slopes, steps, 1, 0).value).toBeCloseTo(2, 12);
  expect(extrapolate([1, 1], [0.1, 0.025], 1, 0)).toEqual({value: NaN, errorBar: Infinity});
});
