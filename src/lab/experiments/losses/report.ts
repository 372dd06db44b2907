import type {Claim, ExperimentResult} from '../experiment';
import {byName, metricsOf, recordOf, significant} from '../reporting';
import {figuresOf, tablesOf} from './figures';
import {confidentMistake, type LossFindings} from './measureLosses';

/** What the losses say, as an answer, claims, numbers and pictures. */
export function describeLosses(found: LossFindings): ExperimentResult {
  const n = numbersOf(found);
  const {sse, cee, push} = n;
  const effects = byName(found.epsilons.effects, each => [
    `epsilon${each.epsilon}`,
    {cap: each.cap, push: each.push},
  ]);
  return {
    answer:
      `Both punish the wrong guess, SSE from ${show(sse.right)} to ${show(sse.wrong)} and CEE from ` +
      `${show(cee.right)} to ${show(cee.wrong)} nats. The 1e-7 keeps a zero probability from making the loss NaN ` +
      `and caps it at ${show(cee.cap)}. The more sure a mistake is, the harder CEE pushes against it, up to ` +
      `${show(push.greatest.logits)}; SSE pushes hardest at a probability of ${significant(push.greatestAt.sse, 2)} ` +
      `for the right class, and lets go below.`,
    formulas: [
      {
        spoken: 'SSE is one half of the sum over k of y k minus t k, squared',
        tex: 'SSE = \\frac{1}{2} \\sum_k {(y_k − t_k)}^2',
      },
      {
        spoken: 'CEE is minus the sum over k of t k times the logarithm of y k plus epsilon',
        tex: 'CEE = − \\sum_k t_k \\ln{(y_k + ε)}',
      },
    ],
    claims: [...valueClaims(n), ...epsilonClaims(found, n), ...pushClaims(n), ...mistakeClaims(n)],
    metrics: metricsOf(n, effects),
    highlights: [
      {label: 'CEE of the right guess', metric: 'cee.right', unit: 'nats'},
      {label: 'CEE of the wrong guess', metric: 'cee.wrong', unit: 'nats'},
      {label: 'the cap that 1e-7 sets', metric: 'cee.cap', unit: 'nats'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
  };
}

function show(value: number): string {
  return significant(value, 4);
}

type Numbers = ReturnType<typeof numbersOf>;

function numbersOf({guesses: {right, wrong, uniform, batchMean}, epsilons, pushes, mistakes}: LossFindings) {
  const {cap, sure, shift} = epsilons.effects.find(({epsilon}) => epsilon === 1e-7)!;
  const {sse, cee, logits} = pushes.curve[0]!;
  const most = recordOf(['sse', 'cee', 'logits'], loss =>
    pushes.curve.reduce((a, b) => (b[loss] > a[loss] ? b : a)),
  );
  const cee64 = {right: right.cee64, wrong: wrong.cee64};
  return {
    sse: {right: right.sse, wrong: wrong.sse, uniform: uniform.sse},
    cee: {
      ...{right: right.cee, wrong: wrong.cee, uniform: uniform.cee, batchMean},
      ...{cap, sure, bias: shift, gradientNaN: epsilons.gradientNaNsWith},
    },
    sparse: {right: right.sparse, wrong: wrong.sparse},
    float64: {
      sse: {right: right.sse64, wrong: wrong.sse64},
      cee: {...cee64, batchMean: (right.cee64 + wrong.cee64) / 2},
      // With one class that is right both CEEs are one formula.
      sparse: cee64,
    },
    withoutEpsilon: {
      cee: {nan: Number.isNaN(epsilons.without.loss), gradientNaN: epsilons.without.gradientNaNs},
      sparse: epsilons.sparseWithout,
      sure: epsilons.sureWithout,
    },
    push: {
      uniform: pushes.uniform,
      greatest: {sse: most.sse.sse, cee: most.cee.cee, logits: most.logits.logits},
      greatestAt: {sse: most.sse.p, cee: most.cee.p, logits: most.logits.p},
      mistake: {sse, cee, logits},
    },
    mistake: {...mistakes, sumOverMean: mistakes.sum / mistakes.mean},
  };
}

/** Two roundings of float32 (2^-23 each) of values up to 2.3. */
const rounding = 6e-7;

function valueClaims({sse, cee, sparse, float64}: Numbers): Claim[] {
  const off = (['right', 'wrong'] as const).flatMap(guess => [
    sse[guess] - float64.sse[guess],
    cee[guess] - float64.cee[guess],
    sparse[guess] - float64.sparse[guess],
  ]);
  const worst = Math.max(...[...off, cee.batchMean - float64.cee.batchMean].map(Math.abs));
  const apart = Math.max(Math.abs(sparse.right - cee.right), Math.abs(sparse.wrong - cee.wrong));
  const order = (a: Record<'right' | 'wrong', number>, b: Record<'right' | 'wrong', number>) =>
    `SSE ${show(a.right)} < ${show(a.wrong)}, CEE ${show(b.right)} < ${show(b.wrong)}`;
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
      expected: order(float64.sse, float64.cee),
      measured: order(sse, cee),
      holds: [sse, cee, sparse].every(loss => loss.right < loss.wrong),
    },
    {
      id: 'losses.sparse',
      statement: 'Integer labels give the loss that one-hot labels give',
      expected: `at most ${rounding} apart`,
      measured: apart,
      holds: apart <= rounding,
    },
  ];
}

function epsilonClaims({epsilons: {effects}}: LossFindings, {cee, withoutEpsilon, push}: Numbers): Claim[] {
  return [
    {
      id: 'losses.nan',
      statement: 'Without the 1e-7 the one-hot CEE of the right guess is NaN, gradient included (0 · −∞)',
      expected: 'NaN, and with it a number',
      measured: `${withoutEpsilon.cee.nan ? 'NaN' : 'a number'}, and ${show(cee.right)}`,
      holds:
        withoutEpsilon.cee.nan &&
        withoutEpsilon.cee.gradientNaN > 0 &&
        Number.isFinite(cee.right) &&
        cee.gradientNaN === 0,
    },
    {
      id: 'losses.cap',
      statement: 'An ε caps the loss of one example at −ln ε',
      expected: effects.map(({epsilon}) => significant(-Math.log(epsilon), 5)).join(', '),
      measured: effects.map(({cap}) => significant(cap, 5)).join(', '),
      // At 16 the numbers of float32 lie 2e-6 apart.
      holds: effects.every(
        ({epsilon, cap, greatest}) => Math.abs(cap + Math.log(epsilon)) <= 1e-5 && greatest <= cap,
      ),
    },
    {
      id: 'losses.negative',
      statement: 'A sure, right guess has a loss just below 0: the 1e-7 shifts it',
      expected: '−1e-7, in float32 −1.19e-7; without it 0',
      measured: `${significant(cee.sure)}; ${significant(withoutEpsilon.sure)}`,
      // −0 is 0 here.
      holds: cee.sure < 0 && cee.sure > -2e-7 && withoutEpsilon.sure === 0,
    },
    {
      id: 'losses.epsilon-push',
      statement:
        'Where the net is sure of a wrong class the ε takes the push away; computed from logits CEE keeps it',
      expected: `next to 0 against 1, where the right class has ${confidentMistake}`,
      measured: `${significant(push.mistake.cee, 2)} against ${significant(push.mistake.logits, 4)}`,
      // p/(p + ε) on paper: one in a hundred.
      holds: push.mistake.cee <= 0.02 && Math.abs(push.mistake.logits - 1) <= 1e-6,
    },
  ];
}

function pushClaims({push: {uniform, greatest, greatestAt, mistake}}: Numbers): Claim[] {
  return [
    {
      id: 'losses.push',
      statement: 'At uniform outputs SSE pushes the logits with a tenth of the force of CEE',
      expected: '0.1',
      measured: `${significant(uniform.least, 5)} to ${significant(uniform.greatest, 5)}`,
      holds: [uniform.least, uniform.greatest].every(ratio => Math.abs(ratio - 0.1) <= 1e-6),
    },
    {
      id: 'losses.gives-up',
      statement: 'SSE pushes hardest at a probability of a third for the right class, and lets go below',
      // 10/9 p(1 − p)² on paper.
      expected: `${significant((10 / 9) * (1 / 3) * (4 / 9))} at 0.33, and next to 0 at ${confidentMistake}`,
      measured: `${significant(greatest.sse)} at ${significant(greatestAt.sse, 2)}, and ${significant(mistake.sse, 2)}`,
      holds:
        Math.abs(greatestAt.sse - 1 / 3) <= 0.01 &&
        Math.abs(greatest.sse - 40 / 243) <= 1e-4 &&
        mistake.sse <= 2 * confidentMistake,
    },
  ];
}

function mistakeClaims({mistake}: Numbers): Claim[] {
  const {atTheTruth, atLossZero, sumOfSquares, meanOfSquares, sumOverMean, oneHotAsInteger, oneHotRefused} =
    mistake;
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
      measured: sumOverMean,
      holds: Math.abs(sumOverMean - 10) <= 1e-5,
    },
    {
      id: 'losses.refuses-one-hot',
      statement: 'The integer-label CEE refuses one-hot labels, which index-picking code silently misreads',
      expected: `refused, where the other gives ${show(oneHotAsInteger)} for ${show(mistake.mean)}`,
      measured: oneHotRefused ? 'refused' : 'accepted',
      holds: oneHotRefused && oneHotAsInteger > 10 * mistake.mean,
    },
  ];
}
