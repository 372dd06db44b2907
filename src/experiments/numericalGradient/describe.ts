import type {ExperimentResult, Figure, Table} from '../experiment';
import {textbookStep, type BookExample} from './bookExample';
import {claimsOf} from './claims';
import {dtypes, methods, type Curve, type Dtype, type Method} from './errorCurves';

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
