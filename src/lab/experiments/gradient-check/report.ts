import {t, type Text} from '../../../text';
import type {Claim, ExperimentResult, Figure, Table} from '../experiment';
import {byName, count, metricsOf, noFloat64, series, significant, skip} from '../reporting';
import type {MeasuredLoss} from './measureLosses';

/**
 * What may be left of the difference once h and 2h are extrapolated, in roundings of the loss at every entry.
 * The root mean square over some 40 entries is 1, give or take a quarter; 4 leaves room for a sum whose
 * roundings add up, and is 1e-8 of the gradient or less.
 */
const agreed = 4;

const roundings = ({extrapolatedError, rounding}: MeasuredLoss) => extrapolatedError / rounding;

/** What every loss came to, in words, numbers and pictures. */
export function describeChecks(measured: readonly MeasuredLoss[]): ExperimentResult {
  const n = numbersOf(measured);
  const times = timesOf(measured);
  return {
    answer: t`${verdictOf(measured)}: for all ${n.losses} losses they differ by
        ${n.worstError.toExponential(0)} of the gradient at most. The book's numerical_gradient would
        take ${count(n.numericalGradient.passes)} forward passes; checkGradients makes do with
        ${n.mostEvaluations} evaluations of the loss.`,
    claims: claimsOf(measured, n, times),
    metrics: metricsOf(n, lossNumbers(measured)),
    highlights: [
      {label: t`largest relative difference`, metric: 'worstError'},
      {label: t`most evaluations of a check`, metric: 'mostEvaluations'},
      {label: t`the book's numerical_gradient`, metric: 'numericalGradient.passes', unit: t`passes`},
    ],
    tables: [lossTable(measured), priceTable(n, times)],
    figures: [priceFigure(times)],
  };
}

/** The answer's first word. Without float64 rounding alone keeps both apart, and says nothing. */
function verdictOf(measured: readonly MeasuredLoss[]): Text {
  const partly = t`Not all of it`;
  if (measured.some(({check: {ok}}) => !ok)) return partly;
  const float64 = measured.every(({check: {dtype}}) => dtype === 'float64');
  return !float64 || measured.every(loss => roundings(loss) <= agreed) ? t`Yes` : partly;
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
    worstExtrapolated: Math.max(...measured.map(({extrapolatedError}) => extrapolatedError)),
    mostRoundings: Math.max(...measured.map(roundings)),
    mostEvaluations: Math.max(...measured.map(({check}) => check.evaluations)),
    numericalGradient: {passes: 2 * parameters},
  };
}

function lossNumbers(measured: readonly MeasuredLoss[]): object {
  return byName(
    measured,
    ({loss, relativeError, extrapolatedError, rounding, sampled, check: {ok, evaluations, taylorRate}}) => [
      loss,
      {relativeError, extrapolatedError, rounding, sampled, ok, evaluations, taylorRate},
    ],
  );
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
      statement: t`In float64 the gradient of every loss agrees with difference quotients, h = 1e-4 and 2e-4 extrapolated, to the rounding of the loss`,
      expected: t`apart by at most ${agreed} roundings of the loss (ε·|loss|/h in each entry)`,
      measured: t`${significant(n.mostRoundings)} roundings, relative L2 ${n.worstExtrapolated.toExponential(1)}`,
      ...(float64 ? {holds: n.mostRoundings <= agreed} : skip(noFloat64)),
    },
    {
      id: 'gradient-check.verdict',
      statement: t`checkGradients passes every loss of the registry on all weights of the textbook net`,
      expected: t`${measured.length} passed`,
      measured: failed.length === 0 ? t`${measured.length} passed` : failed.join(', '),
      holds: failed.length === 0,
    },
    {
      id: 'gradient-check.evaluations',
      statement: t`A check of all weights takes under 500 evaluations, not two for each weight`,
      expected: t`under 500`,
      measured: n.mostEvaluations,
      holds: n.mostEvaluations < 500,
    },
    {
      id: 'gradient-check.price',
      statement: t`The book's numerical_gradient costs more than a thousand backpropagations`,
      expected: t`more than 1,000`,
      measured: t`${count(Math.round(price))}, as timed on this machine`,
      holds: price > 1000,
      timed: true,
    },
  ];
}

function lossTable(measured: readonly MeasuredLoss[]): Table {
  return {
    id: 'losses',
    title: t`Backpropagation against difference quotients, one batch, all in float64`,
    columns: [
      t`loss`,
      t`verdict`,
      t`relative L2 difference`,
      t`h and 2h extrapolated`,
      t`entries sampled`,
      t`evaluations of the check`,
      t`seconds`,
    ],
    rows: measured.map(({loss, check, relativeError, extrapolatedError, sampled, checkSeconds}) => [
      loss,
      check.verdict === 'pass' ? t`pass` : check.verdict,
      relativeError,
      extrapolatedError,
      sampled,
      check.evaluations,
      checkSeconds,
    ]),
    timed: true,
  };
}

function priceTable(n: Numbers, times: Times): Table {
  const row = (name: Text, passes: number | string, seconds: number) => [
    name,
    passes,
    seconds,
    seconds / times.backward,
  ];
  return {
    id: 'price',
    title: t`What a gradient costs (medians over the losses)`,
    columns: [t`way`, t`evaluations`, t`seconds`, t`backpropagations`],
    rows: [
      row(t`forward pass`, 1, times.forward),
      row(t`backpropagation`, 1, times.backward),
      row('checkGradients', n.mostEvaluations, times.check),
      row(t`the book's numerical_gradient (extrapolated)`, n.numericalGradient.passes, times.numerical),
    ],
    timed: true,
  };
}

function priceFigure({forward, backward, check, numerical}: Times): Figure {
  const ways = [
    [t`forward pass`, forward],
    [t`backpropagation`, backward],
    ['checkGradients', check],
    ['numerical_gradient', numerical],
  ] as const;
  return {
    id: 'gradient-price',
    title: t`Backpropagation costs a few forward passes, difference quotients two for every weight`,
    alt: t`Four bars on a logarithmic axis, as timed on this machine: a forward pass takes
        ${significant(forward)} s, backpropagation ${significant(backward)} s, checkGradients
        ${significant(check)} s, and the numerical gradient of the book ${significant(numerical)} s.`,
    x: {label: t`way to the gradient`, scale: 'category'},
    y: {label: t`time`, unit: t`s`, scale: 'log'},
    marks: [series('bar', t`seconds`, ways, way => way)],
    timed: true,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
