import type {ExperimentResult} from '../experiment';
import {significant} from '../significant';
import {claimsOf} from './claims';
import {figuresOf} from './figures';
import {tablesOf} from './tables';
import type {LossFindings, LossMetrics} from './findings';

/** What the losses say, as an answer, claims, numbers and pictures. */
export function describeLosses(found: LossFindings): ExperimentResult {
  const metrics = metricsOf(found);
  const show = (key: string) => significant(metrics[key], 4);
  return {
    answer:
      `Both punish the wrong guess, SSE from ${show('sse.right')} to ${show('sse.wrong')} and CEE from ` +
      `${show('cee.right')} to ${show('cee.wrong')} nats. The 1e-7 keeps a zero probability from making the loss NaN ` +
      `and caps it at ${show('cee.cap')}. The more sure a mistake is, the harder CEE pushes against it, up to ` +
      `${show('push.greatest.logits')}; SSE pushes hardest at a probability of ${significant(metrics['push.greatest.sse.at'], 2)} ` +
      `for the right class, and lets go below.`,
    claims: claimsOf(found, metrics),
    metrics,
    highlights: [
      {label: 'CEE of the right guess', metric: 'cee.right', unit: 'nats'},
      {label: 'CEE of the wrong guess', metric: 'cee.wrong', unit: 'nats'},
      {label: 'the cap that 1e-7 sets', metric: 'cee.cap', unit: 'nats'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
  };
}

function metricsOf(found: LossFindings): LossMetrics {
  return {...guessMetrics(found), ...epsilonMetrics(found), ...pushMetrics(found), ...mistakeMetrics(found)};
}

function guessMetrics({guesses: {right, wrong, uniform, batchMean}}: LossFindings): LossMetrics {
  const metrics: Record<string, number> = {
    'cee.batchMean': batchMean,
    'cee.batchMean.float64': (right.cee64 + wrong.cee64) / 2,
    'sse.uniform': uniform.sse,
    'cee.uniform': uniform.cee,
  };
  for (const [name, losses] of Object.entries({right, wrong})) {
    metrics[`sse.${name}`] = losses.sse;
    metrics[`sse.${name}.float64`] = losses.sse64;
    metrics[`cee.${name}`] = losses.cee;
    metrics[`cee.${name}.float64`] = losses.cee64;
    metrics[`sparse.${name}`] = losses.sparse;
    // With one class that is right both CEEs are one formula.
    metrics[`sparse.${name}.float64`] = losses.cee64;
  }
  return metrics;
}

function epsilonMetrics({epsilons}: LossFindings): LossMetrics {
  const {effects, without, gradientNaNsWith, sparseWithout, sureWithout} = epsilons;
  const book = effects.find(({epsilon}) => epsilon === 1e-7)!;
  const metrics: Record<string, number> = {
    'cee.cap': book.cap,
    'cee.sure': book.sure,
    'cee.bias': book.shift,
    'cee.right.withoutEpsilon.nan': Number(Number.isNaN(without.loss)),
    'cee.right.withoutEpsilon.gradientNaN': without.gradientNaNs,
    'cee.right.gradientNaN': gradientNaNsWith,
    'sparse.right.withoutEpsilon': sparseWithout,
    'cee.sure.withoutEpsilon': sureWithout,
  };
  for (const {epsilon, cap, push} of effects) {
    metrics[`epsilon${epsilon}.cap`] = cap;
    metrics[`epsilon${epsilon}.push`] = push;
  }
  return metrics;
}

function pushMetrics({pushes: {curve, uniform}}: LossFindings): LossMetrics {
  const metrics: Record<string, number> = {
    'push.uniform.sse': uniform.sse,
    'push.uniform.cee': uniform.cee,
    'push.uniform.least': uniform.least,
    'push.uniform.greatest': uniform.greatest,
  };
  for (const loss of ['sse', 'cee', 'logits'] as const) {
    const most = curve.reduce((a, b) => (b[loss] > a[loss] ? b : a));
    metrics[`push.greatest.${loss}`] = most[loss];
    metrics[`push.greatest.${loss}.at`] = most.p;
    metrics[`push.mistake.${loss}`] = curve[0]![loss];
  }
  return metrics;
}

function mistakeMetrics({mistakes}: LossFindings): LossMetrics {
  return {
    'mistake.atTheTruth.loss': mistakes.atTheTruth.loss,
    'mistake.atTheTruth.gradient': mistakes.atTheTruth.gradient,
    'mistake.atLossZero.loss': mistakes.atLossZero.loss,
    'mistake.atLossZero.gradient': mistakes.atLossZero.gradient,
    'mistake.sumOfSquares': mistakes.sumOfSquares,
    'mistake.meanOfSquares': mistakes.meanOfSquares,
    'mistake.mean': mistakes.mean,
    'mistake.sum': mistakes.sum,
    'mistake.sumOverMean': mistakes.sum / mistakes.mean,
    'mistake.oneHotAsInteger': mistakes.oneHotAsInteger,
    'mistake.oneHotRefused': Number(mistakes.refused),
  };
}
