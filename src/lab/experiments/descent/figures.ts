import {t, type Text} from '../../../text';
import type {Axis, Figure, Mark, Point} from '../experiment';
import {count, series, significant} from '../reporting';
import type {DescentFindings} from './net';
import type {Numbers} from './report';
import type {Place} from './surface';

/** The sign rule, the arrows, the rates, the first-order change, the noise, and two weights of the net. */
export function figuresOf(found: DescentFindings, n: Numbers): Figure[] {
  return [
    signFigure(found),
    fieldFigure(found),
    rateFigure(found),
    firstOrderFigure(found),
    noiseFigure(found, n),
    netFigure(found, n),
  ];
}

const weightAxis: Axis = {label: t`offset of the weight`, scale: 'linear'};
const planeAxes: {x: Axis; y: Axis; plane: true} = {
  x: {label: 'x₀', scale: 'linear'},
  y: {label: 'x₁', scale: 'linear'},
  plane: true,
};

function signFigure({net: {signs}}: DescentFindings): Figure {
  const steepest = Math.max(...signs.map(({derivative}) => Math.abs(derivative)));
  // So that the longest arrow is a sixth of the picture, along the tangent.
  const scale = 2 / steepest;
  const lowest = signs.reduce((a, b) => (b.loss < a.loss ? b : a));
  return {
    id: 'sign-rule',
    title: t`A step against the sign of the derivative lowers the loss, from either side`,
    alt: t`Cross entropy over the offset of one weight of the trained net: a curve with its lowest point at
        ${significant(lowest.offset, 2)}. Arrows along the tangents point downhill, longer where the curve is
        steeper; the greatest slope is ${significant(steepest)} nats.`,
    x: weightAxis,
    y: {label: t`cross entropy`, unit: t`nats`, scale: 'linear'},
    marks: [
      series('line', t`cross entropy`, signs, ({offset, loss}) => [offset, loss]),
      {
        type: 'arrow',
        name: t`minus the derivative`,
        points: signs
          .filter((_, i) => i % 6 === 0)
          .map(({offset: x, loss: y, derivative}) => {
            const step = -scale * derivative;
            return {x, y, x2: x + step, y2: y + step * derivative};
          }),
      },
    ],
  };
}

function fieldFigure({field}: DescentFindings): Figure {
  return {
    id: 'arrow-field',
    title: t`−∇f points to where f falls fastest, and is longer where it is steeper`,
    alt: t`${field.length} arrows on a grid from −2 to 2, with circles on which f is the same. All arrows
        point to the minimum at (0, 0), across the circles; the further out, the longer. In (0, 0) is a dot:
        there the gradient is 0.`,
    ...planeAxes,
    marks: [
      ...[1, 4].map(circle),
      {
        type: 'arrow',
        name: '−∇f',
        points: field.map(({at: [x, y], downhill: [d0, d1]}) => ({x, y, x2: x + d0 / 10, y2: y + d1 / 10})),
      },
    ],
  };
}

/** Where f has this height. It ends at the lower right or the upper right, where its name stands. */
function circle(height: number, place: number): Mark {
  const end = (place - 0.5) * (Math.PI / 2);
  const turn = Array.from({length: 49}, (_, i) => end + (i * Math.PI) / 24);
  const radius = Math.sqrt(height);
  const line = series('line', `f = ${height}`, turn, angle => [
    radius * Math.cos(angle),
    radius * Math.sin(angle),
  ]);
  return {...line, emphasis: 'context'};
}

function rateFigure({rates}: DescentFindings): Figure {
  const name = (rate: number, method: 'central' | 'exact'): Text =>
    method === 'central' ? t`η = ${rate}, central differences` : t`η = ${rate}, exact gradient`;
  const shown = rates.filter(({rate, method}) => rate === 10 || method === 'central');
  const endOf = (at: number) => Math.hypot(...shown[at]!.end).toExponential(1);
  return {
    id: 'three-rates',
    title: t`With a rate too small nothing moves, with one too large it diverges; the book's end for η = 10
        is rounding`,
    alt: t`The distance from the minimum over a hundred steps, on a logarithmic axis. With η = 0.1 it falls to
        ${endOf(0)}, with η = 1e-10 it stays at 5. With η = 10 and the exact gradient it rises to ${endOf(2)};
        with central differences it stops at ${endOf(1)}.`,
    x: {label: t`steps`, scale: 'linear'},
    y: {label: t`distance from the minimum`, scale: 'log'},
    marks: shown.map(({rate, method, way}) =>
      series('line', rate === 10 ? name(rate, method) : `η = ${rate}`, way, (x, i) => [i, Math.hypot(...x)]),
    ),
  };
}

function firstOrderFigure({net: {firstOrder}}: DescentFindings): Figure {
  const {steps} = firstOrder;
  const [first, last] = [steps[0]!, steps.at(-1)!];
  return {
    id: 'first-order',
    title: t`A short step changes the loss by −η‖∇L‖²; a long one does not`,
    alt: t`The change of the loss over −η‖∇L‖² against the learning rate, on a logarithmic axis. At
        ${first.rate.toExponential(0)} it is ${significant(first.ratio, 4)}; it falls, and below 0 the step
        raises the loss. At ${count(last.rate)} it is ${significant(last.ratio, 2)}.`,
    x: {label: t`learning rate η`, scale: 'log'},
    y: {label: t`change of the loss, divided by −η‖∇L‖²`, scale: 'linear', include: [0]},
    marks: [
      series('line', t`measured`, steps, ({rate, ratio}) => [rate, ratio]),
      {type: 'level', name: t`first order`, points: [{x: first.rate, y: 1}]},
    ],
  };
}

function noiseFigure({noisy}: DescentFindings, n: Numbers): Figure {
  const names: Readonly<Record<string, (rate: number) => Text>> = {
    plain: rate => t`SGD, η = ${rate}`,
    momentum: rate => t`momentum 0.9, η = ${rate}`,
    slowMomentum: rate => t`momentum 0.9, η = ${rate}`,
  };
  const spreads = noisy.map(({name}) => significant(n.noisy[name]!.spread, 2));
  return {
    id: 'noisy-paths',
    title: t`With a noisy gradient SGD wanders around the minimum; momentum makes its path smoother`,
    alt: t`Three paths from (−3, 4), in panels, sixty steps each. They reach the minimum at (0, 0) and wander
        around it, with a spread of ${spreads[0]!} for SGD and of ${spreads[1]!} for momentum at the same
        rate. At a tenth of the rate momentum has smooth curves, and a spread of ${spreads[2]!}.`,
    ...planeAxes,
    marks: noisy.map(({name, rate, way}) => ({
      ...series('line', t`path`, way, ([x0, x1]: Place) => [x0, x1]),
      panel: names[name]!(rate),
    })),
  };
}

function netFigure({net: {fields, unit, classes, images}}: DescentFindings, n: Numbers): Figure {
  const {cee, sse, accuracy} = n.arrows;
  const field = (objective: 'cee' | 'sse' | 'accuracy', longest: number, uphill: boolean): Point[] =>
    fields.arrows[objective].map(({offsets: [x, y], gradient: [g0, g1]}) => {
      // Against the gradient of a loss, along that of accuracy; the longest is nine tenths of the grid.
      const scale = longest === 0 ? 0 : ((uphill ? 1 : -1) * 0.9) / longest;
      return {x, y, x2: x + scale * g0, y2: y + scale * g1};
    });
  return {
    id: 'net-arrows',
    title: t`The same two weights of the trained net: the losses have arrows, accuracy has dots`,
    alt: t`Three panels of ${n.arrows.places} places around the trained weights from hidden unit ${unit} to
        the classes ${classes[0]} and ${classes[1]}, on ${images} images. CEE and SSE have an arrow in each,
        up to ${significant(cee.longest, 2)} and ${significant(sse.longest, 2)} long; of accuracy
        ${accuracy.nonZero} have a length.`,
    x: {label: t`offset of the weight to class ${classes[0]}`, scale: 'linear'},
    y: {label: t`offset of the weight to class ${classes[1]}`, scale: 'linear'},
    plane: true,
    marks: (['cee', 'sse', 'accuracy'] as const).map(objective => {
      const {longest} = n.arrows[objective];
      const name = {cee: 'CEE', sse: 'SSE', accuracy: t`accuracy`}[objective];
      return {
        ...{type: 'arrow' as const, name, points: field(objective, longest, objective === 'accuracy')},
        panel: t`${name}: the longest arrow is ${longest === 0 ? '0' : significant(longest, 2)}`,
      };
    }),
  };
}
