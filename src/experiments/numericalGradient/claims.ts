import type {Claim} from '../experiment';
import type {BookExample} from './bookExample';
import {dtypes, type Curve, type Dtype} from './errorCurves';

/** Distances from 1 to the next number. */
const epsilon = {float64: 2 ** -52, float32: 2 ** -23} as const;

/** Theory has h up to the scale on which the function bends, which is not 1 for every weight. */
const roomForScale = 100;

type Metrics = Readonly<Record<string, number>>;

/** What the curves bear out, or not; what needs float64 is skipped where there is none. */
export function claimsOf(curves: readonly Curve[], book: BookExample, m: Metrics): Claim[] {
  const float64 = curves.some(({dtype}) => dtype === 'float64');
  return [...bookClaims(book, m, float64), ...bestStepClaims(m, float64)];
}

function bookClaims({at5, at10}: BookExample, m: Metrics, float64: boolean): Claim[] {
  return [
    {
      id: 'numerical-gradient.book',
      statement: 'The book’s example, 0.01x² + 0.1x at 5 and 10 with h = 1e-4, comes out to its last digit',
      expected: '0.1999999999990898 and 0.2999999999986347',
      measured: `${at5} and ${at10}`,
      holds: at5 === 0.1999999999990898 && at10 === 0.2999999999986347,
    },
    {
      id: 'numerical-gradient.float64',
      statement: 'In float64 the book’s h = 1e-4 is as good as anybody needs',
      expected: 'a relative error of at most 1e-8',
      measured: m['float64.central.book'] ?? NaN,
      holds: float64 ? m['float64.central.book']! <= 1e-8 : 'skipped',
    },
    {
      id: 'numerical-gradient.float32',
      statement: 'In float32 it is not: rounding leaves two digits or less',
      expected: 'a relative error of 0.2 % to 50 %',
      measured: m['float32.central.book']!,
      holds: within(m['float32.central.book']!, 2e-3, 0.5),
    },
  ];
}

function bestStepClaims(m: Metrics, float64: boolean): Claim[] {
  const gains = gainsFromOne(m, float64);
  const theory = distancesFromTheory(m, float64);
  return [
    {
      id: 'numerical-gradient.best32',
      statement: 'In float32 central differences want an h of some hundredths, and then give three digits',
      expected: 'best h of 3e-3 to 3e-1, error at most 1e-3',
      measured: `h = ${m['float32.central.best.h']!.toExponential(1)}, error ${m['float32.central.best.error']!.toExponential(1)}`,
      holds: within(m['float32.central.best.h']!, 3e-3, 0.32) && m['float32.central.best.error']! <= 1e-3,
    },
    {
      id: 'numerical-gradient.theory',
      statement:
        'The best h is √ε for forward and ∛ε for central differences, times the scale of the function',
      expected: `a factor of at most ${roomForScale}`,
      measured: Math.max(...theory),
      holds: theory.every(factor => factor <= roomForScale),
    },
    {
      id: 'numerical-gradient.ridders',
      statement:
        'Extrapolation (Ridders) from h = 1 beats the best central difference, so nobody need know the best h',
      expected: 'more exact by a factor of 2 and more, in each precision',
      measured: Math.min(...gains),
      holds: gains.every(gain => gain >= 2),
    },
  ];
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** How much more exact extrapolation from h = 1 is than the best central difference. */
function gainsFromOne(m: Metrics, float64: boolean): number[] {
  return present(float64).map(dtype => m[`${dtype}.central.best.error`]! / m[`${dtype}.ridders.one`]!);
}

function present(float64: boolean): Dtype[] {
  return dtypes.filter(dtype => dtype === 'float32' || float64);
}

/** By what factor each measured best h is off, either way. */
function distancesFromTheory(m: Metrics, float64: boolean): number[] {
  return present(float64)
    .flatMap(dtype => [
      m[`${dtype}.forward.best.h`]! / Math.sqrt(epsilon[dtype]),
      m[`${dtype}.central.best.h`]! / Math.cbrt(epsilon[dtype]),
    ])
    .map(ratio => Math.max(ratio, 1 / ratio));
}
