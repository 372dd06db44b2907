import {t} from '../../../text';
import type {Claim, Table} from '../experiment';
import {textbookStep} from '../formulas64';
import {claim, noFloat64, recordOf, skip, table} from '../reporting';
import {dtypes, methods, type BookExample, type Curve, type Dtype, type Method} from './errorCurves';

/** What a curve comes to: its best step, and the errors at h = 1 and at the book's h, where it has such a point. */
interface CurveNumbers {
  readonly best: Curve['points'][number];
  readonly one?: number | undefined;
  readonly book?: number | undefined;
}

type MethodNumbers = Readonly<Record<Method, CurveNumbers>>;

/** float64 may not be had. */
export interface Numbers {
  readonly float32: MethodNumbers;
  readonly float64?: MethodNumbers;
}

/** What the curves come to, float64's where there are any. */
export function numbersOf(curves: readonly Curve[]): Numbers {
  const ofDtype = (dtype: Dtype) => {
    const {forward, central, ridders} = recordOf(methods, method =>
      curveNumbers(curves.find(curve => curve.dtype === dtype && curve.method === method)!),
    );
    return {forward, central, ridders: {...ridders, gain: central.best.error / ridders.best.error}};
  };
  const float64 = curves.some(({dtype}) => dtype === 'float64');
  return {float32: ofDtype('float32'), ...(float64 && {float64: ofDtype('float64')})};
}

function curveNumbers({points}: Curve): CurveNumbers {
  const at = (h: number) => points.find(point => Math.abs(point.h / h - 1) < 0.01)?.error;
  // Ridders' extrapolation does not begin at so small a step as the book's.
  return {best: points.reduce((a, b) => (b.error < a.error ? b : a)), one: at(1), book: at(textbookStep)};
}

/** ln of how much finer float64 is: 2^-23 over 2^-52. */
const finer = 29 * Math.LN2;

/** What the curves bear out, or not; what needs float64 is skipped where there is none. */
export function claimsOf(book: BookExample, n: Numbers): Claim[] {
  return [...bookClaims(book, n), ...bestStepClaims(n)];
}

function bookClaims({at5, at10}: BookExample, {float32, float64}: Numbers): Claim[] {
  const [book32, book64] = [float32.central.book!, float64?.central.book];
  return [
    claim('numerical-gradient.book', at5 === 0.1999999999990898 && at10 === 0.2999999999986347)`
      The book's example, 0.01x² + 0.1x at 5 and 10 with h = 1e-4, comes out to its last digit
      → 0.1999999999990898 and 0.2999999999986347
      → ${at5} and ${at10}`,
    claim('numerical-gradient.float64', book64 === undefined ? skip(noFloat64) : book64 <= 1e-8)`
      In float64 the book's h = 1e-4 is accurate enough
      → a relative error of at most 1e-8
      → ${book64 ?? t`not measured`}`,
    claim('numerical-gradient.float32', within(book32, 2e-3, 0.5))`
      In float32 it is not: rounding leaves two digits or less
      → a relative error of 0.2 % to 50 %
      → ${book32}`,
  ];
}

function bestStepClaims({float32, float64}: Numbers): Claim[] {
  const {h, error} = float32.central.best;
  // How much more exact extrapolation from h = 1 is than the best central difference.
  const gains = [float64 ?? [], float32].flat().map(each => each.central.best.error / each.ridders.one!);
  // The power of ε by which the best h shrinks from one precision to the other.
  const [forward, central] = (['forward', 'central'] as const).map(
    method => Math.log(float32[method].best.h / (float64?.[method].best.h ?? NaN)) / finer,
  ) as [number, number];
  // The scale of the function, which no theory knows, is the same in both precisions. Half-way between ½ and ⅓ is 5/12.
  const isTheory = within(forward, 5 / 12, 7 / 12) && within(central, 1 / 4, 5 / 12);
  return [
    claim('numerical-gradient.best32', within(h, 3e-3, 0.32) && error <= 1e-3)`
      In float32 central differences need an h of a few hundredths, and then give three digits
      → best h of 3e-3 to 3e-1, error at most 1e-3
      → h = ${h.toExponential(1)}, error ${error.toExponential(1)}`,
    claim('numerical-gradient.theory', float64 ? isTheory : skip(noFloat64))`
      From float32 to float64 the best h shrinks as √ε for forward and as ∛ε for central differences
      → powers of 0.42 to 0.58 and of 0.25 to 0.42: nearest to ½ and to ⅓
      → ${float64 ? t`${forward.toFixed(3)} and ${central.toFixed(3)}` : t`not measured`}`,
    claim('numerical-gradient.ridders', Math.min(...gains) >= 2)`
      Extrapolation (Ridders) from h = 1 beats the best central difference, so that the best h need not be known
      → more exact by a factor of 2 and more, in ${float64 ? t`float64 and float32` : 'float32'}
      → ${Math.min(...gains)}`,
  ];
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

export const methodNames = {forward: t`forward`, central: t`central`, ridders: 'Ridders'};
const theory = {forward: '√ε', central: '∛ε', ridders: t`large: it begins above 1e-4 and extrapolates`};

/** The best step of every method. */
export function bestTable(n: Numbers): Table {
  const found = dtypes.flatMap(dtype =>
    methods.flatMap(method => (n[dtype] === undefined ? [] : {dtype, method, ...n[dtype][method]})),
  );
  return table('best-steps', t`The best h, and the book's`, found, [
    [t`numbers`, ({dtype}) => dtype],
    [t`differences`, ({method}) => methodNames[method]],
    [t`best h`, ({best}) => best.h],
    [t`relative error there`, ({best}) => best.error],
    [t`theory of h`, ({method}) => theory[method]],
    [t`error at h = 1e-4`, ({book}) => book ?? '–'],
  ]);
}
