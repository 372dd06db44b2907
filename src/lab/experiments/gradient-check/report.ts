import {t, type Text} from '../../../text';
import type {Claim, Table} from '../experiment';
import {byName, claim, count, median, noFloat64, significant, skip, table} from '../reporting';
import type {MeasuredLoss} from './measureLosses';

/**
 * What may be left of the difference once h and 2h are extrapolated, in roundings of the loss at every entry.
 * The root mean square over some 40 entries is 1, give or take a quarter; 4 leaves room for a sum whose
 * roundings add up, and is 1e-8 of the gradient or less.
 */
const agreed = 4;

const roundings = ({extrapolatedError, rounding}: MeasuredLoss) => extrapolatedError / rounding;

/** Whether every loss agrees. */
export function agree(measured: readonly MeasuredLoss[]): boolean {
  return measured.every(loss => roundings(loss) <= agreed);
}

type Numbers = ReturnType<typeof numbersOf>;

export type Times = ReturnType<typeof timesOf>;

/**
 * Seconds, medians over the losses: never the same twice, and therefore no metrics. The numerical gradient is two forward passes
 * for every weight, extrapolated.
 */
export function timesOf(measured: readonly MeasuredLoss[]) {
  const forward = median(measured.map(({forwardSeconds}) => forwardSeconds));
  return {
    forward,
    backward: median(measured.map(({backwardSeconds}) => backwardSeconds)),
    check: median(measured.map(({checkSeconds}) => checkSeconds)),
    numerical: 2 * measured[0]!.parameters * forward,
  };
}

/** What claims, answer and scripts read. */
export function numbersOf(measured: readonly MeasuredLoss[]) {
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

export function lossNumbers(measured: readonly MeasuredLoss[]): object {
  return byName(
    measured,
    ({loss, relativeError, extrapolatedError, rounding, sampled, check: {ok, evaluations, taylorRate}}) => [
      loss,
      {relativeError, extrapolatedError, rounding, sampled, ok, evaluations, taylorRate},
    ],
  );
}

export function claimsOf(measured: readonly MeasuredLoss[], n: Numbers, times: Times): Claim[] {
  const price = times.numerical / times.backward;
  const float64 = measured.every(({check: {dtype}}) => dtype === 'float64');
  const failed = measured
    .filter(({check: {ok}}) => !ok)
    .map(({loss, check: {verdict}}) => `${loss}: ${verdict}`);
  return [
    claim('gradient-check.agreement', float64 ? n.mostRoundings <= agreed : skip(noFloat64))`
      In float64 the gradient of every loss agrees with difference quotients, h = 1e-4 and 2e-4 extrapolated,
      to the rounding of the loss
      → apart by at most ${agreed} roundings of the loss (ε·|loss|/h in each entry)
      → ${significant(n.mostRoundings)} roundings, relative L2 ${n.worstExtrapolated.toExponential(1)}`,
    claim('gradient-check.verdict', failed.length === 0)`
      checkGradients passes every loss of the registry on all weights of the textbook net
      → ${measured.length} passed
      → ${failed.length === 0 ? t`${measured.length} passed` : failed.join(', ')}`,
    claim('gradient-check.evaluations', n.mostEvaluations < 500)`
      A check of all weights takes under 500 evaluations, not two for each weight
      → under 500
      → ${n.mostEvaluations}`,
    claim('gradient-check.price', price > 1000, {timed: true})`
      The book's numerical_gradient costs more than a thousand backpropagations
      → more than 1,000
      → ${count(Math.round(price))}, as timed on this machine`,
  ];
}

/** The losses one by one, and what a gradient costs. */
export function tablesOf(measured: readonly MeasuredLoss[], n: Numbers, times: Times): Table[] {
  const title = t`Backpropagation against difference quotients, one batch, all in float64`;
  const ways: readonly (readonly [way: Text, evaluations: number, seconds: number])[] = [
    [t`forward pass`, 1, times.forward],
    [t`backpropagation`, 1, times.backward],
    ['checkGradients', n.mostEvaluations, times.check],
    [t`the book's numerical_gradient (extrapolated)`, n.numericalGradient.passes, times.numerical],
  ];
  const tables = [
    table('losses', title, measured, [
      [t`loss`, ({loss}) => loss],
      [t`verdict`, ({check: {verdict}}) => (verdict === 'pass' ? t`pass` : verdict)],
      [t`relative L2 difference`, ({relativeError}) => relativeError],
      [t`h and 2h extrapolated`, ({extrapolatedError}) => extrapolatedError],
      [t`entries sampled`, ({sampled}) => sampled],
      [t`evaluations of the check`, ({check}) => check.evaluations],
      [t`seconds`, ({checkSeconds}) => checkSeconds],
    ]),
    table('price', t`What a gradient costs (medians over the losses)`, ways, [
      [t`way`, ([way]) => way],
      [t`evaluations`, ([, evaluations]) => evaluations],
      [t`seconds`, ([, , seconds]) => seconds],
      [t`backpropagations`, ([, , seconds]) => seconds / times.backward],
    ]),
  ];
  return tables.map(each => ({...each, timed: true}));
}
