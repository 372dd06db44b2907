import type {ExperimentResult, Claim} from '../experiment';
import {significant} from '../significant';
import {figuresOf, tablesOf} from './figures';
import type {LossFindings, LossMetrics} from './findings';
import {confidentMistake} from './epsilons';

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

/** What the numbers bear out, or not. */
export function claimsOf(found: LossFindings, m: LossMetrics): Claim[] {
  return [...valueClaims(m), ...epsilonClaims(found, m), ...pushClaims(m), ...mistakeClaims(found, m)];
}

/** Two roundings of float32 (2^-23 each) of values up to 2.3. */
const rounding = 6e-7;

function valueClaims(m: LossMetrics): Claim[] {
  const keys = [
    'sse.right',
    'sse.wrong',
    'cee.right',
    'cee.wrong',
    'cee.batchMean',
    'sparse.right',
    'sparse.wrong',
  ];
  const worst = Math.max(...keys.map(key => Math.abs(m[key]! - m[`${key}.float64`]!)));
  const show = (key: string) => significant(m[key], 4);
  const show64 = (key: string) => significant(m[`${key}.float64`], 4);
  const labels = ['right', 'wrong'].map(guess => Math.abs(m[`sparse.${guess}`]! - m[`cee.${guess}`]!));
  return [
    {
      id: 'losses.values',
      statement: 'In tfjs the losses of both guesses are those of the float64 formulas',
      expected: `the same to ${rounding}`,
      measured: worst,
      holds: worst <= rounding,
    },
    {
      id: 'losses.order',
      statement: 'SSE and both CEEs are greater for the wrong guess than for the right one',
      expected: `SSE ${show64('sse.right')} < ${show64('sse.wrong')}, CEE ${show64('cee.right')} < ${show64('cee.wrong')}`,
      measured: `SSE ${show('sse.right')} < ${show('sse.wrong')}, CEE ${show('cee.right')} < ${show('cee.wrong')}`,
      holds: ['sse', 'cee', 'sparse'].every(loss => m[`${loss}.right`]! < m[`${loss}.wrong`]!),
    },
    {
      id: 'losses.sparse',
      statement: 'Integer labels give the loss that one-hot labels give',
      expected: `at most ${rounding} apart`,
      measured: Math.max(...labels),
      holds: labels.every(difference => difference <= rounding),
    },
  ];
}

function epsilonClaims({epsilons: {effects}}: LossFindings, m: LossMetrics): Claim[] {
  const show = (key: string) => significant(m[key], 4);
  // At 16 the numbers of float32 lie 2e-6 apart.
  const caps = effects.map(
    ({epsilon, cap, greatest}) => Math.abs(cap + Math.log(epsilon)) <= 1e-5 && greatest <= cap,
  );
  return [
    {
      id: 'losses.nan',
      statement: 'Without the 1e-7 the one-hot CEE of the right guess is NaN, gradient included (0 · −∞)',
      expected: 'NaN, and with it a number',
      measured: `${m['cee.right.withoutEpsilon.nan'] === 1 ? 'NaN' : 'a number'}, and ${show('cee.right')}`,
      holds:
        m['cee.right.withoutEpsilon.nan'] === 1 &&
        m['cee.right.withoutEpsilon.gradientNaN']! > 0 &&
        Number.isFinite(m['cee.right']) &&
        m['cee.right.gradientNaN'] === 0,
    },
    {
      id: 'losses.cap',
      statement: 'An ε caps the loss of one example at −ln ε',
      expected: effects.map(({epsilon}) => significant(-Math.log(epsilon), 5)).join(', '),
      measured: effects.map(({cap}) => significant(cap, 5)).join(', '),
      holds: caps.every(Boolean),
    },
    {
      id: 'losses.negative',
      statement: 'A sure, right guess has a loss just below 0: the 1e-7 shifts it',
      expected: '−1e-7, in float32 −1.19e-7; without it 0',
      measured: `${significant(m['cee.sure'])}; ${significant(m['cee.sure.withoutEpsilon'])}`,
      // −0 is 0 here.
      holds: m['cee.sure']! < 0 && m['cee.sure']! > -2e-7 && m['cee.sure.withoutEpsilon'] === 0,
    },
    {
      id: 'losses.epsilon-push',
      statement:
        'Where the net is sure of a wrong class the ε takes the push away; computed from logits CEE keeps it',
      expected: `next to 0 against 1, where the right class has ${confidentMistake}`,
      measured: `${significant(m['push.mistake.cee'], 2)} against ${significant(m['push.mistake.logits'], 4)}`,
      // p/(p + ε) on paper: one in a hundred.
      holds: m['push.mistake.cee']! <= 0.02 && Math.abs(m['push.mistake.logits']! - 1) <= 1e-6,
    },
  ];
}

function pushClaims(m: LossMetrics): Claim[] {
  return [
    {
      id: 'losses.push',
      statement: 'At uniform outputs SSE pushes the logits with a tenth of the force of CEE',
      expected: '0.1',
      measured: `${significant(m['push.uniform.least'], 5)} to ${significant(m['push.uniform.greatest'], 5)}`,
      holds: ['least', 'greatest'].every(key => Math.abs(m[`push.uniform.${key}`]! - 0.1) <= 1e-6),
    },
    {
      id: 'losses.gives-up',
      statement: 'SSE pushes hardest at a probability of a third for the right class, and lets go below',
      // 10/9 p(1 − p)² on paper.
      expected: `${significant((10 / 9) * (1 / 3) * (4 / 9))} at 0.33, and next to 0 at ${confidentMistake}`,
      measured: `${significant(m['push.greatest.sse'])} at ${significant(m['push.greatest.sse.at'], 2)}, and ${significant(m['push.mistake.sse'], 2)}`,
      holds:
        Math.abs(m['push.greatest.sse.at']! - 1 / 3) <= 0.01 &&
        Math.abs(m['push.greatest.sse']! - 40 / 243) <= 1e-4 &&
        m['push.mistake.sse']! <= 2 * confidentMistake,
    },
  ];
}

function mistakeClaims({mistakes}: LossFindings, m: LossMetrics): Claim[] {
  const {atTheTruth, atLossZero, sumOfSquares, meanOfSquares} = mistakes;
  return [
    {
      id: 'losses.standstill',
      statement: 'Descent stands still where the gradient is 0, not where the loss is',
      expected: 'a gradient of 0 at a loss of 1.04, and another at a loss of 0',
      measured:
        `${significant(atTheTruth.gradient)} at ${significant(atTheTruth.loss)}, ` +
        `and ${significant(atLossZero.gradient)} at ${significant(atLossZero.loss)}`,
      holds:
        atTheTruth.gradient <= 1e-6 &&
        atTheTruth.loss > 1 &&
        atLossZero.gradient > 0.1 &&
        atLossZero.loss === 0,
    },
    {
      id: 'losses.not-the-mean',
      statement: '½ Σ (y − t)² is half a sum of squares, for ten classes five times their mean',
      expected: '5',
      measured: sumOfSquares / meanOfSquares,
      holds: Math.abs(sumOfSquares / meanOfSquares - 5) <= 1e-5,
    },
    {
      id: 'losses.not-divided',
      statement: 'Without the division by N the loss of a batch of 10 is ten times the mean',
      expected: '10',
      measured: m['mistake.sumOverMean']!,
      holds: Math.abs(m['mistake.sumOverMean']! - 10) <= 1e-5,
    },
    {
      id: 'losses.refuses-one-hot',
      statement: 'The integer-label CEE refuses one-hot labels, which index-picking code silently misreads',
      expected: `refused, where the other gives ${significant(m['mistake.oneHotAsInteger'], 4)} for ${significant(m['mistake.mean'], 4)}`,
      measured: mistakes.refused ? 'refused' : 'accepted',
      holds: mistakes.refused && m['mistake.oneHotAsInteger']! > 10 * m['mistake.mean']!,
    },
  ];
}
