import type {Claim} from '../experiment';
import {noFloat64, skip} from '../skip';
import type {BookExample} from './bookExample';
import {dtypes, type Curve, type Dtype} from './errorCurves';

/** ln of how much finer float64 is: 2^-23 over 2^-52. */
const finer = 29 * Math.LN2;

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
      measured: m['float64.central.book'] ?? 'not measured',
      ...(float64 ? {holds: m['float64.central.book']! <= 1e-8} : skip(noFloat64)),
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
  const forward = exponent(m, 'forward');
  const central = exponent(m, 'central');
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
        'From float32 to float64 the best h shrinks as √ε for forward and as ∛ε for central differences',
      expected: 'powers of 0.42 to 0.58 and of 0.25 to 0.42: nearest to ½ and to ⅓',
      measured: float64 ? `${forward.toFixed(3)} and ${central.toFixed(3)}` : 'not measured',
      // The scale of the function, which no theory knows, is the same in both precisions. Half-way between ½ and ⅓ is 5/12.
      ...(float64
        ? {holds: within(forward, 5 / 12, 7 / 12) && within(central, 1 / 4, 5 / 12)}
        : skip(noFloat64)),
    },
    {
      id: 'numerical-gradient.ridders',
      statement:
        'Extrapolation (Ridders) from h = 1 beats the best central difference, so nobody need know the best h',
      expected: `more exact by a factor of 2 and more, in ${present(float64).join(' and ')}`,
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

/** The power of ε by which the best h shrinks from one precision to the other. */
function exponent(m: Metrics, method: 'forward' | 'central'): number {
  return Math.log(m[`float32.${method}.best.h`]! / m[`float64.${method}.best.h`]!) / finer;
}
