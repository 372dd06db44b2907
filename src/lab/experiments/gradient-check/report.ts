import type {Claim, ExperimentResult, Figure, Table} from '../experiment';
import {byName, count, metricsOf, noFloat64, series, significant, skip} from '../reporting';
import type {MeasuredLoss} from './measureLosses';

/** Finite differences in float64 with h = 1e-4 come to seven digits. */
const agreed = 1e-7;

/** What every loss came to, in words, numbers and pictures. */
export function describeChecks(measured: readonly MeasuredLoss[]): ExperimentResult {
  const n = numbersOf(measured);
  const times = timesOf(measured);
  return {
    answer:
      `${verdictOf(measured)}: for all ${n.losses} losses they differ by ` +
      `${n.worstError.toExponential(0)} of the gradient at most. The book's numerical_gradient would take ${count(n.numericalGradient.passes)} ` +
      `forward passes; checkGradients makes do with ${n.mostEvaluations} evaluations of the loss.`,
    claims: claimsOf(measured, n, times),
    metrics: metricsOf(n, lossNumbers(measured)),
    highlights: [
      {label: 'largest relative difference', metric: 'worstError'},
      {label: 'most evaluations of a check', metric: 'mostEvaluations'},
      {label: "the book's numerical_gradient", metric: 'numericalGradient.passes', unit: 'passes'},
    ],
    tables: [lossTable(measured), priceTable(n, times)],
    figures: [priceFigure(times)],
  };
}

/** The answer's first word. Without float64 rounding alone keeps both apart, and says nothing. */
function verdictOf(measured: readonly MeasuredLoss[]): string {
  if (measured.some(({check: {ok}}) => !ok)) return 'Not all of it';
  const float64 = measured.every(({check: {dtype}}) => dtype === 'float64');
  return !float64 || measured.every(({relativeError}) => relativeError <= agreed) ? 'Yes' : 'Not all of it';
}

type Numbers = ReturnType<typeof numbersOf>;

/** Seconds, medians over the losses: never the same twice, and therefore no metrics. */
interface Times {
  readonly forward: number;
  readonly backward: number;
  readonly check: number;
  /** Two forward passes for every weight, extrapolated. */
  readonly numerical: number;
}

function timesOf(measured: readonly MeasuredLoss[]): Times {
  const forward = median(measured.map(({forwardSeconds}) => forwardSeconds));
  return {
    forward,
    backward: median(measured.map(({backwardSeconds}) => backwardSeconds)),
    check: median(measured.map(({checkSeconds}) => checkSeconds)),
    numerical: 2 * measured[0]!.parameters * forward,
  };
}

function numbersOf(measured: readonly MeasuredLoss[]) {
  const {parameters} = measured[0]!;
  return {
    losses: measured.length,
    parameters,
    worstError: Math.max(...measured.map(({relativeError}) => relativeError)),
    mostEvaluations: Math.max(...measured.map(({check}) => check.evaluations)),
    numericalGradient: {passes: 2 * parameters},
  };
}

function lossNumbers(measured: readonly MeasuredLoss[]): object {
  return byName(measured, ({loss, relativeError, sampled, check: {ok, evaluations, taylorRate}}) => [
    loss,
    {relativeError, sampled, ok, evaluations, taylorRate},
  ]);
}

function claimsOf(measured: readonly MeasuredLoss[], n: Numbers, times: Times): Claim[] {
  const price = times.numerical / times.backward;
  const float64 = measured.every(({check: {dtype}}) => dtype === 'float64');
  const failed = measured
    .filter(({check: {ok}}) => !ok)
    .map(({loss, check: {verdict}}) => `${loss}: ${verdict}`);
  return [
    {
      id: 'gradient-check.agreement',
      statement:
        'In float64 the gradient of every loss agrees with difference quotients (h = 1e-4, relative L2)',
      expected: `at most ${agreed} apart`,
      measured: n.worstError,
      ...(float64 ? {holds: n.worstError <= agreed} : skip(noFloat64)),
    },
    {
      id: 'gradient-check.verdict',
      statement: 'checkGradients passes every loss of the registry on all weights of the textbook net',
      expected: `${measured.length} passed`,
      measured: failed.length === 0 ? `${measured.length} passed` : failed.join(', '),
      holds: failed.length === 0,
    },
    {
      id: 'gradient-check.evaluations',
      statement: 'A check of all weights takes under 500 evaluations, not two for each weight',
      expected: 'under 500',
      measured: n.mostEvaluations,
      holds: n.mostEvaluations < 500,
    },
    {
      id: 'gradient-check.price',
      statement: "The book's numerical_gradient costs more than a thousand backpropagations",
      expected: 'more than 1,000',
      measured: `${count(Math.round(price))}, as timed on this machine`,
      holds: price > 1000,
      timed: true,
    },
  ];
}

function lossTable(measured: readonly MeasuredLoss[]): Table {
  return {
    id: 'losses',
    title: 'Backpropagation against difference quotients, one batch, all in float64',
    columns: [
      'loss',
      'verdict',
      'relative L2 difference',
      'entries sampled',
      'evaluations of the check',
      'seconds',
    ],
    rows: measured.map(({loss, check, relativeError, sampled, checkSeconds}) => [
      loss,
      check.verdict,
      relativeError,
      sampled,
      check.evaluations,
      checkSeconds,
    ]),
    timed: true,
  };
}

function priceTable(n: Numbers, times: Times): Table {
  const row = (name: string, passes: number | string, seconds: number) => [
    name,
    passes,
    seconds,
    seconds / times.backward,
  ];
  return {
    id: 'price',
    title: 'What a gradient costs (medians over the losses)',
    columns: ['way', 'evaluations', 'seconds', 'backpropagations'],
    rows: [
      row('forward pass', 1, times.forward),
      row('backpropagation', 1, times.backward),
      row('checkGradients', n.mostEvaluations, times.check),
      row("the book's numerical_gradient (extrapolated)", n.numericalGradient.passes, times.numerical),
    ],
    timed: true,
  };
}

function priceFigure({forward, backward, check, numerical}: Times): Figure {
  const ways = [
    ['forward pass', forward],
    ['backpropagation', backward],
    ['checkGradients', check],
    ['numerical_gradient', numerical],
  ] as const;
  return {
    id: 'gradient-price',
    title: 'Backpropagation costs a few forward passes, difference quotients two for every weight',
    alt:
      `Four bars on a logarithmic axis, as timed on this machine: a forward pass takes ${significant(forward)} s, ` +
      `backpropagation ${significant(backward)} s, ` +
      `checkGradients ${significant(check)} s, and the numerical gradient of the book ${significant(numerical)} s.`,
    x: {label: 'way to the gradient', scale: 'category'},
    y: {label: 'time', unit: 's', scale: 'log'},
    marks: [series('bar', 'seconds', ways, way => way)],
    timed: true,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
