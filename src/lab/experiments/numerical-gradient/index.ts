import {t, type Text} from '../../../text';
import type {Experiment, ExperimentResult, Figure} from '../experiment';
import {textbookStep} from '../formulas64';
import {metricsOf, series, significant} from '../reporting';
import {bookExample, dtypes, errorCurves, outputLayerLoss, parabola} from './errorCurves';
import type {BookExample, Curve, Dtype} from './errorCurves';
import {notesOf} from './notes';
import {bestTable, claimsOf, methodNames, numbersOf, type Numbers} from './report';
import {storyOf} from './story';

/** How small h should be: the error of difference quotients against h, in float32 and float64. */
export const numericalGradient: Experiment = {
  id: 'numerical-gradient',
  seconds: 2,
  question: t`How small should h be? (float32 and float64, forward, central, extrapolated)`,
  async run(lab) {
    const curves = await errorCurves(outputLayerLoss(lab), lab);
    return describeCurves(curves, bookExample());
  },
};

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
    story: storyOf(n),
    figures: [
      tangentFigure(book),
      ...dtypes.flatMap(dtype => (n[dtype] === undefined ? [] : curveFigure(curves, dtype))),
    ],
    notes: notesOf(n),
  };
}

/** What could not be measured, for want of float64, is not spoken of. */
function answerOf({float32, float64}: Numbers): Text {
  const show = (value: number | undefined) => value!.toExponential(1);
  const [best, book] = [show(float32.central.best.h), show(float32.central.book)];
  return float64
    ? t`Neither too large, where the curve bends, nor too small, where rounding dominates: central
        differences are best at h = ${show(float64.central.best.h)} in float64 and at ${best} in float32,
        where the book's 1e-4 is off by ${book} of the gradient (in float64, by
        ${show(float64.central.book)}).`
    : t`Neither too large, where the curve bends, nor too small, where rounding dominates: central
        differences are best at h = ${best} in float32, where the book's 1e-4 is off by ${book} of the
        gradient.`;
}

/** The book's parabola, with the tangents that its two numerical derivatives make. */
function tangentFigure({at5, at10}: BookExample): Figure {
  const xs = Array.from({length: 81}, (_, i) => i / 4);
  const tangents = [
    {at: 5, slope: at5},
    {at: 10, slope: at10},
  ];
  return {
    id: 'tangents',
    title: t`A numerical derivative is the slope of a tangent`,
    alt: t`The parabola 0.01x² + 0.1x from 0 to 20 with the tangents at 5 and 10, whose slopes of
        ${significant(at5)} and ${significant(at10)} are the numerical derivatives there.`,
    x: {label: 'x', scale: 'linear'},
    y: {label: 'f(x)', scale: 'linear'},
    marks: [
      series('line', '0.01x² + 0.1x', xs, x => [x, parabola(x)]),
      ...tangents.map(({at, slope}) =>
        series('line', t`tangent at ${at}, slope ${significant(slope)}`, [0, 20], x => [
          x,
          parabola(at) + slope * (x - at),
        ]),
      ),
    ],
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
        ? t`In float64 the book's h = 1e-4 is a good choice`
        : t`In float32 the book's h = 1e-4 measures rounding`,
    alt: t`Relative error of the gradient against the step h in ${dtype}, both axes logarithmic: V-shaped
        curves for forward and central differences, falling as h shrinks and rising again, with a line
        at h = 1e-4.`,
    x: {label: t`step h`, scale: 'log'},
    y: {label: t`relative error of the gradient`, scale: 'log'},
    marks: [
      ...drawn.map(({method, points}) =>
        series('line', methodNames[method], points, ({h, error}) => [h, Math.max(error, floor)]),
      ),
      {type: 'rule', name: t`the book's h`, points: [{x: textbookStep, y: worst}]},
    ],
  };
}
