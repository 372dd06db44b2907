import type {ExperimentResult, Figure, Table, Claim} from '../experiment';
import {
  textbookStep,
  type BookExample,
  dtypes,
  methods,
  type Curve,
  type Dtype,
  type Method,
} from './errorCurves';
import {noFloat64, skip} from '../skip';

/** What the curves say, in words, numbers and pictures. */
export function describeCurves(curves: readonly Curve[], book: BookExample): ExperimentResult {
  const metrics = metricsOf(curves, book);
  return {
    answer: answerOf(metrics),
    claims: claimsOf(curves, book, metrics),
    metrics,
    highlights: [
      {label: 'relative error at h = 1e-4, float64', metric: 'float64.central.book'},
      {label: 'relative error at h = 1e-4, float32', metric: 'float32.central.book'},
      {label: 'best h, float32, central', metric: 'float32.central.best.h'},
    ],
    tables: [bestTable(metrics)],
    figures: curves.length === 0 ? [] : dtypes.map(dtype => curveFigure(curves, dtype)),
  };
}

/** What could not be measured, for want of float64, is not spoken of. */
function answerOf(m: Readonly<Record<string, number>>): string {
  const show = (key: string) => (m[key] ?? NaN).toExponential(1);
  const float64 = m['float64.central.best.h'] !== undefined;
  const [best, book] = float64
    ? [
        `h = ${show('float64.central.best.h')} in float64 and at ${show('float32.central.best.h')} in float32`,
        ` (in float64, by ${show('float64.central.book')})`,
      ]
    : [`h = ${show('float32.central.best.h')} in float32`, ''];
  return (
    `Neither too large, where the curve bends, nor too small, where rounding drowns it: central differences are best at ` +
    `${best}, where the book's 1e-4 is off by ${show('float32.central.book')} of the gradient${book}.`
  );
}

/** Keys: `float32.central.best.h`, `.best.error`, `.book` (h = 1e-4), `.one` (h = 1), where there is such a point. */
function metricsOf(curves: readonly Curve[], book: BookExample): Record<string, number> {
  const metrics: Record<string, number> = {'book.at5': book.at5, 'book.at10': book.at10};
  for (const {dtype, method, points} of curves) {
    const key = `${dtype}.${method}`;
    const best = points.reduce((a, b) => (b.error < a.error ? b : a));
    const at = (h: number) => points.find(point => Math.abs(point.h / h - 1) < 0.01)?.error;
    Object.assign(metrics, {
      [`${key}.best.h`]: best.h,
      [`${key}.best.error`]: best.error,
      ...named(`${key}.one`, at(1)),
      // Ridders' extrapolation does not begin at so small a step.
      ...named(`${key}.book`, at(textbookStep)),
    });
  }
  for (const dtype of dtypes) {
    if (metrics[`${dtype}.central.best.error`] === undefined) continue;
    metrics[`${dtype}.ridders.gain`] =
      metrics[`${dtype}.central.best.error`]! / metrics[`${dtype}.ridders.best.error`]!;
  }
  return metrics;
}

function named(key: string, value: number | undefined): Record<string, number> {
  return value === undefined ? {} : {[key]: value};
}

function bestTable(m: Readonly<Record<string, number>>): Table {
  const theory: Readonly<Record<Method, string>> = {
    forward: '√ε',
    central: '∛ε',
    ridders: 'large, and extrapolated',
  };
  return {
    id: 'best-steps',
    title: 'The best h, and the book’s',
    columns: ['numbers', 'differences', 'best h', 'relative error there', 'theory of h', 'error at h = 1e-4'],
    rows: dtypes.flatMap(dtype =>
      methods.map(method => {
        const key = `${dtype}.${method}`;
        const atBook = m[`${key}.book`];
        return [dtype, method, m[`${key}.best.h`]!, m[`${key}.best.error`]!, theory[method], atBook ?? ''];
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
        ? 'In float64 the book’s h = 1e-4 is a good choice'
        : 'In float32 the book’s h = 1e-4 measures rounding',
    alt:
      `Relative error of the gradient against the step h in ${dtype}, both axes logarithmic: V-shaped curves for forward ` +
      `and central differences, falling as h shrinks and rising again, with a line at h = 1e-4.`,
    x: {label: 'step h', scale: 'log'},
    y: {label: 'relative error of the gradient', scale: 'log'},
    marks: [
      ...drawn.map(({method, points}) => ({
        type: 'line' as const,
        name: method,
        points: points.map(({h, error}) => ({x: h, y: Math.max(error, floor)})),
      })),
      {type: 'rule', name: "the book's h", points: [{x: textbookStep, y: worst}]},
    ],
  };
}

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
