/** The check of a slope, on plain functions whose derivatives are known in closed form. */
import fc from 'fast-check';
import type {SlopeCheck, Direction, Scale} from '../../../src/gradients/checking/Direction';
import {checkSlopeQuickly} from '../../../src/gradients/checking/checkSlopeQuickly';
import {checkSlope} from '../../../src/gradients/checking/checkSlope';
import {checkPrecision} from '../../../src/gradients/precision';

function at(f: (x: number) => number, x: number): [Direction, Scale] {
  const value = f(x);
  const precision = checkPrecision('float64');
  const size = Math.abs(x) || 1;
  const noise = 4 * precision.epsilon * Math.abs(value);
  const scale = {precision, value, noise, size, reach: size, place: Math.abs(x), steepest: 0, analyticNoise: 0, jitter: 0.87};
  return [h => ({step: x + h - x, value: f(x + h)}), scale];
}

function check(f: (x: number) => number, x: number, analytic: number): SlopeCheck {
  const [direction, scale] = at(f, x);
  return checkSlope(direction, analytic, scale);
}

const SMOOTH: [string, (x: number) => number, (x: number) => number][] = [
  ['a cubic', x => x ** 3 - 2 * x + 1, x => 3 * x * x - 2],
  ['an exponential', x => Math.exp(x), x => Math.exp(x)],
  ['a sine', x => Math.sin(5 * x) + 2, x => 5 * Math.cos(5 * x)],
  ['a sigmoid', x => 1 / (1 + Math.exp(-x)), x => Math.exp(-x) / (1 + Math.exp(-x)) ** 2],
  ['a logarithm', x => Math.log(x * x + 0.01), x => (2 * x) / (x * x + 0.01)],
];

test.each(SMOOTH)(
  'checkSlope() passes the slope of %s everywhere, with an error bar that covers the error',
  (_, f, slope) => {
    fc.assert(
      fc.property(fc.double({min: -3, max: 3, noNaN: true}), x => {
        const {verdict, numerical, errorBar} = check(f, x, slope(x));
        expect(verdict).toBe('pass');
        // Three bars: a bar is an estimate, and the check allows as many.
        expect(Math.abs(numerical - slope(x))).toBeLessThanOrEqual(3 * errorBar + 1e-14);
        expect(errorBar).toBeLessThan(1e-6);
      }),
      {seed: 1, numRuns: 50},
    );
  },
);

test.each(SMOOTH)(
  'checkSlope() and checkSlopeQuickly() reject 1 %% more than the slope of %s',
  (_, f, slope) => {
    for (const x of [-1.7, -0.3, 0.9, 2.2]) {
      expect(check(f, x, 1.01 * slope(x)).verdict).toBe('wrong');
      const [direction, scale] = at(f, x);
      expect(checkSlopeQuickly(direction, 1.01 * slope(x), scale).check).toBeUndefined();
    }
  },
);

test('checkSlope() takes any slope between those of the two sides of a kink, and none beyond', () => {
  for (const [analytic, verdict] of [
    [-1, 'kink'],
    [0, 'kink'],
    [1, 'kink'],
    [1.01, 'wrong'],
    [-2, 'wrong'],
  ] as const) {
    expect(check(x => Math.abs(x) + 1, 0, analytic).verdict).toBe(verdict);
  }
});

test('checkSlopeQuickly() does not take the middle of a kink for a slope', () => {
  const [direction, scale] = at(Math.abs, 0);
  expect(checkSlopeQuickly(direction, 0, scale).check).toMatchObject({verdict: 'kink'});
  expect(checkSlopeQuickly(direction, 1.01, scale).check).toBeUndefined();
});

test.each([1e-2, 1e-4, 1e-6])('checkSlope() is not led astray by a kink at a distance of %d', distance => {
  const f = (x: number) => Math.max(0, x - 1) + x;
  expect(check(f, 1 + distance, 2).verdict).toBe('pass');
  expect(check(f, 1 + distance, 1.5).verdict).toBe('wrong');
});

test('checkSlope() looks beside a jump for the slope', () => {
  expect(check(Math.floor, 2, 0)).toMatchObject({verdict: 'flat', constant: true});
  expect(check(Math.floor, 2, 1)).toMatchObject({verdict: 'wrong', constant: true});
  expect(check(x => x + Math.floor(x), 2, 1).verdict).toBe('kink');
});

test('checkSlope() checks one side where the other is outside the domain', () => {
  const f = (x: number) => (x < 0 ? NaN : x ** 2 + 3 * x);
  expect(check(f, 0, 3)).toMatchObject({verdict: 'pass'});
  expect(check(f, 0, 2.9).verdict).toBe('wrong');
  expect(check(x => (x === 1 ? 1 : NaN), 1, 0).verdict).toBe('nonfinite');
});

test('checkSlope() says noisy where the step is lost in rounding inside the function', () => {
  const [direction, scale] = at(x => x + 1e17 - 1e17, 1);
  expect(checkSlope(direction, 1, {...scale, noise: 2 ** -52 * 1e17}).verdict).toBe('noisy');
});
