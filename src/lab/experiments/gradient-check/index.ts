import {t, type Text} from '../../../text';
import type {Experiment, ExperimentResult, Figure} from '../experiment';
import {count, metricsOf, series, significant} from '../reporting';
import {measureLosses, type MeasuredLoss} from './measureLosses';
import {measurePractice, type Practice} from './practice';
import {practiceClaim, practiceTable, storyOf} from './story';
import {agree, claimsOf, lossNumbers, numbersOf, tablesOf, timesOf, type Times} from './report';

/** Whether `tf.grad` agrees with finite differences for every loss on a real net, and what each costs. */
export const gradientCheck: Experiment = {
  id: 'gradient-check',
  seconds: 10,
  alone: true,
  question: t`Does tf.grad agree with finite differences, for every loss, on a real net? What does each cost?`,
  run: async lab => describeChecks(await measureLosses(lab), await measurePractice()),
};

/** What every loss came to, in words, numbers and pictures. */
function describeChecks(measured: readonly MeasuredLoss[], practice: Practice): ExperimentResult {
  const n = numbersOf(measured);
  const times = timesOf(measured);
  return {
    answer: t`${verdictOf(measured)}: for all ${n.losses} losses they differ by
        ${n.worstError.toExponential(0)} of the gradient at most. The book's numerical_gradient would
        take ${count(n.numericalGradient.passes)} forward passes; checkGradients needs
        ${n.mostEvaluations} evaluations of the loss.`,
    claims: [...claimsOf(measured, n, times), practiceClaim(practice)],
    metrics: metricsOf(n, lossNumbers(measured)),
    highlights: [
      {label: t`largest relative difference`, metric: 'worstError'},
      {label: t`most evaluations of a check`, metric: 'mostEvaluations'},
      {label: t`the book's numerical_gradient`, metric: 'numericalGradient.passes', unit: t`passes`},
    ],
    tables: [...tablesOf(measured, n, times), practiceTable(practice)],
    figures: [priceFigure(times)],
    story: storyOf(practice),
  };
}

/** The answer's first word. Without float64 rounding alone keeps both apart, and says nothing. */
function verdictOf(measured: readonly MeasuredLoss[]): Text {
  const partly = t`Not all of it`;
  if (measured.some(({check: {ok}}) => !ok)) return partly;
  const float64 = measured.every(({check: {dtype}}) => dtype === 'float64');
  return !float64 || agree(measured) ? t`Yes` : partly;
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
