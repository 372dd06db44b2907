import {t, type Text} from '../../../text';
import type {Claim, ExperimentResult, Figure, Table} from '../experiment';
import {textbookStep} from '../formulas64';
import {claim, metricsOf, noFloat64, recordOf, series, skip} from '../reporting';
import {dtypes, methods, type BookExample, type Curve, type Dtype, type Method} from './errorCurves';

/** What the curves say, in words, numbers and pictures. */
export function describeCurves(curves: readonly Curve[], book: BookExample): ExperimentResult {
  const n = numbersOf(curves);
  return {
    answer: answerOf(n),
    formulas: [
      {
        spoken: t`the central difference: f of x plus h, minus f of x minus h, over 2 h`,
        tex: 'f^′{(x)} ≈ \\frac{f{(x + h)} − f{(x − h)}}{2h}',
      },
    ],
    claims: claimsOf(book, n),
    metrics: metricsOf(n, {book}),
    highlights: [
      {label: t`relative error at h = 1e-4, float64`, metric: 'float64.central.book'},
      {label: t`relative error at h = 1e-4, float32`, metric: 'float32.central.book'},
      {label: t`best h, float32, central`, metric: 'float32.central.best.h'},
    ],
    tables: [bestTable(n)],
    figures: dtypes.flatMap(dtype => (n[dtype] === undefined ? [] : curveFigure(curves, dtype))),
  };
}

/** What could not be measured, for want of float64, is not spoken of. */
function answerOf({float32, float64}: Numbers): Text {
  const show = (value: number | undefined) => value!.toExponential(1);
  const [best, book] = [show(float32.central.best.h), show(float32.central.book)];
  return float64
    ? t`Neither too large, where the curve bends, nor too small, where rounding drowns it: central differences are
        best at h = ${show(float64.central.best.h)} in float64 and at ${best} in float32, where the book's 1e-4 is
        off by ${book} of the gradient (in float64, by ${show(float64.central.book)}).`
    : t`Neither too large, where the curve bends, nor too small, where rounding drowns it: central differences are
        best at h = ${best} in float32, where the book's 1e-4 is off by ${book} of the gradient.`;
}

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

const methodNames = {forward: t`forward`, central: t`central`, ridders: 'Ridders'};

function bestTable(n: Numbers): Table {
  const theory = {forward: '√ε', central: '∛ε', ridders: t`large, and extrapolated`} as const;
  return {
    id: 'best-steps',
    title: t`The best h, and the book’s`,
    columns: [
      t`numbers`,
      t`differences`,
      t`best h`,
      t`relative error there`,
      t`theory of h`,
      t`error at h = 1e-4`,
    ],
    rows: dtypes.flatMap(dtype =>
      methods.flatMap(method => {
        const found = n[dtype]?.[method];
        if (found === undefined) return [];
        return [
          [dtype, methodNames[method], found.best.h, found.best.error, theory[method], found.book ?? ''],
        ];
      }),
    ),
  };
}

function curveFigure(curves: readonly Curve[], dtype: Dtype): Figure {
  // A log axis has no room for an error of exactly 0.
  const floor = 1e-16;
  const drawn = curves.filter(curve => curve.dtype === dtype);
  const worst = Math.max(...drawn.flatMap(({points}) => points.map(({error}) => error)));
  return {
    id: `h-${dtype}`,
    title:
      dtype === 'float64'
        ? t`In float64 the book’s h = 1e-4 is a good choice`
        : t`In float32 the book’s h = 1e-4 measures rounding`,
    alt: t`Relative error of the gradient against the step h in ${dtype}, both axes logarithmic: V-shaped
        curves for forward and central differences, falling as h shrinks and rising again, with a line
        at h = 1e-4.`,
    x: {label: t`step h`, scale: 'log'},
    y: {label: t`relative error of the gradient`, scale: 'log'},
    marks: [
      ...drawn.map(({method, points}) =>
        series('line', method, points, ({h, error}) => [h, Math.max(error, floor)]),
      ),
      {type: 'rule', name: t`the book's h`, points: [{x: textbookStep, y: worst}]},
    ],
  };
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
      The book’s example, 0.01x² + 0.1x at 5 and 10 with h = 1e-4, comes out to its last digit
      → 0.1999999999990898 and 0.2999999999986347
      → ${at5} and ${at10}`,
    claim('numerical-gradient.float64', book64 === undefined ? skip(noFloat64) : book64 <= 1e-8)`
      In float64 the book’s h = 1e-4 is as good as anybody needs
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
  return [
    claim('numerical-gradient.best32', within(h, 3e-3, 0.32) && error <= 1e-3)`
      In float32 central differences want an h of some hundredths, and then give three digits
      → best h of 3e-3 to 3e-1, error at most 1e-3
      → h = ${h.toExponential(1)}, error ${error.toExponential(1)}`,
    // The scale of the function, which no theory knows, is the same in both precisions. Half-way between ½ and ⅓ is 5/12.
    claim(
      'numerical-gradient.theory',
      float64 ? within(forward, 5 / 12, 7 / 12) && within(central, 1 / 4, 5 / 12) : skip(noFloat64),
    )`
      From float32 to float64 the best h shrinks as √ε for forward and as ∛ε for central differences
      → powers of 0.42 to 0.58 and of 0.25 to 0.42: nearest to ½ and to ⅓
      → ${float64 ? t`${forward.toFixed(3)} and ${central.toFixed(3)}` : t`not measured`}`,
    claim(
      'numerical-gradient.ridders',
      gains.every(gain => gain >= 2),
    )`
      Extrapolation (Ridders) from h = 1 beats the best central difference, so nobody need know the best h
      → more exact by a factor of 2 and more, in ${float64 ? t`float64 and float32` : 'float32'}
      → ${Math.min(...gains)}`,
  ];
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
