import {t} from '../../../text';
import type {Claim, Table} from '../experiment';
import {claim, recordOf, significant, table} from '../reporting';
import {confidentMistake, type LossFindings} from './measureLosses';

/** What the numbers show, or do not. */
export function claimsOf(found: LossFindings, n: Numbers): Claim[] {
  return [...valueClaims(n), ...epsilonClaims(found, n), ...pushClaims(n), ...mistakeClaims(n)];
}

/** Four digits, as the book has them. */
export function show(value: number): string {
  return significant(value, 4);
}

export type Numbers = ReturnType<typeof numbersOf>;

/** What claims, answer and scripts read of the findings. */
export function numbersOf({
  guesses: {right, wrong, uniform, batchMean},
  epsilons,
  pushes,
  mistakes,
}: LossFindings) {
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
    t`SSE ${show(a.right)} < ${show(a.wrong)}, CEE ${show(b.right)} < ${show(b.wrong)}`;
  return [
    claim('losses.values', worst <= rounding)`
      In tfjs the losses of both guesses are those of the float64 formulas
      → the same to ${rounding}
      → ${worst}`,
    claim('losses.order', sse.right < sse.wrong && cee.right < cee.wrong && sparse.right < sparse.wrong)`
      SSE and both CEEs are greater for the wrong guess than for the right one
      → ${order(float64.sse, float64.cee)}
      → ${order(sse, cee)}`,
    claim('losses.sparse', apart <= rounding)`
      Integer labels give the loss that one-hot labels give
      → at most ${rounding} apart
      → ${apart}`,
  ];
}

function epsilonClaims({epsilons: {effects}}: LossFindings, {cee, withoutEpsilon, push}: Numbers): Claim[] {
  const isNaNWithout = withoutEpsilon.cee.nan && withoutEpsilon.cee.gradientNaN > 0;
  const off = effects.map(({epsilon, cap}) => Math.abs(cap + Math.log(epsilon)));
  // At 16 the numbers of float32 lie 2e-6 apart.
  const isCap = Math.max(...off) <= 1e-5 && effects.every(({cap, greatest}) => greatest <= cap);
  return [
    claim('losses.nan', isNaNWithout && Number.isFinite(cee.right) && cee.gradientNaN === 0)`
      Without the 1e-7 the one-hot CEE of the right guess is NaN, gradient included (0 · −∞)
      → NaN, and with it a number
      → ${withoutEpsilon.cee.nan ? 'NaN' : t`a number`}, and with it ${show(cee.right)}`,
    claim('losses.cap', isCap)`
      An ε caps the loss of one example at −ln ε
      → ${effects.map(({epsilon}) => significant(-Math.log(epsilon), 5)).join(', ')}
      → ${effects.map(({cap}) => significant(cap, 5)).join(', ')}`,
    // −0 is 0 here.
    claim('losses.negative', cee.sure < 0 && cee.sure > -2e-7 && withoutEpsilon.sure === 0)`
      A confident, right guess has a loss just below 0: the 1e-7 shifts it
      → −1e-7, in float32 −1.19e-7; without it 0
      → ${significant(cee.sure)}; ${significant(withoutEpsilon.sure)}`,
    // p/(p + ε) on paper: one in a hundred.
    claim('losses.epsilon-push', push.mistake.cee <= 0.02 && Math.abs(push.mistake.logits - 1) <= 1e-6)`
      Where the net is confident of a wrong class the ε removes the gradient; computed from logits CEE keeps
      it
      → next to 0 against 1, where the right class has ${confidentMistake}
      → ${significant(push.mistake.cee, 2)} against ${significant(push.mistake.logits, 4)}`,
  ];
}

function pushClaims({push: {uniform, greatest, greatestAt, mistake}}: Numbers): Claim[] {
  // 10/9 p(1 − p)² on paper.
  const isHighest = Math.abs(greatestAt.sse - 1 / 3) <= 0.01 && Math.abs(greatest.sse - 40 / 243) <= 1e-4;
  const isTenth = Math.abs(uniform.least - 0.1) <= 1e-6 && Math.abs(uniform.greatest - 0.1) <= 1e-6;
  return [
    claim('losses.push', isTenth)`
      At uniform outputs the gradient of SSE on the logits is a tenth of that of CEE
      → 0.1
      → ${significant(uniform.least, 5)} to ${significant(uniform.greatest, 5)}`,
    claim('losses.gives-up', isHighest && mistake.sse <= 2 * confidentMistake)`
      The gradient of SSE is largest at a probability of a third for the right class, and vanishes below
      → ${significant((10 / 9) * (1 / 3) * (4 / 9))} at 0.33, and next to 0 at ${confidentMistake}
      → ${significant(greatest.sse)} at ${significant(greatestAt.sse, 2)}, and
      ${significant(mistake.sse, 2)}`,
  ];
}

function mistakeClaims({mistake}: Numbers): Claim[] {
  const {atTheTruth, atLossZero, sumOverMean, oneHotAsInteger, oneHotRefused} = mistake;
  const halfOverMean = mistake.sumOfSquares / mistake.meanOfSquares;
  const isStill = atTheTruth.gradient <= 1e-6 && atTheTruth.loss > 1;
  return [
    claim('losses.standstill', isStill && atLossZero.gradient > 0.1 && atLossZero.loss === 0)`
      Descent stands still where the gradient is 0, not where the loss is
      → a gradient of 0 at a loss of 1.04, and another at a loss of 0
      → ${significant(atTheTruth.gradient)} at ${significant(atTheTruth.loss)}, and
      ${significant(atLossZero.gradient)} at ${significant(atLossZero.loss)}`,
    claim('losses.not-the-mean', Math.abs(halfOverMean - 5) <= 1e-5)`
      ½ Σ (y − t)² is half a sum of squares, for ten classes five times their mean
      → 5
      → ${halfOverMean}`,
    claim('losses.not-divided', Math.abs(sumOverMean - 10) <= 1e-5)`
      Without the division by N the loss of a batch of 10 is ten times the mean
      → 10
      → ${sumOverMean}`,
    claim('losses.refuses-one-hot', oneHotRefused && oneHotAsInteger > 10 * mistake.mean)`
      The integer-label CEE refuses one-hot labels, which index-picking code silently misreads
      → refused, where the other gives ${show(oneHotAsInteger)} for ${show(mistake.mean)}
      → ${oneHotRefused ? t`refused` : 'accepted'}`,
  ];
}

/** The two guesses, the ε and the mistakes in numbers. */
export function tablesOf({guesses, epsilons, mistakes}: LossFindings): Table[] {
  const guessed = [
    {name: t`2 with probability 0.6`, ...guesses.right},
    {name: t`7 with probability 0.6`, ...guesses.wrong},
    {name: t`a tenth for every digit`, ...guesses.uniform},
  ];
  const batch = {name: t`the first two, E = −1/N ΣΣ t ln y`, sse: '–', cee: guesses.batchMean, sparse: '–'};
  return [
    table(
      'guesses',
      t`Three guesses at a 2, and the first two as a batch`,
      [...guessed, batch],
      [
        [t`guess`, ({name}) => name],
        ['SSE', ({sse}) => sse],
        [t`CEE, one-hot labels (nats)`, ({cee}) => cee],
        [t`CEE, integer labels (nats)`, ({sparse}) => sparse],
      ],
    ),
    table('epsilon', t`What an ε in the logarithm does`, epsilons.effects, [
      ['ε', ({epsilon}) => epsilon],
      [t`greatest loss (nats)`, ({cap}) => cap],
      [t`loss of a confident, right guess`, ({sure}) => sure],
      [t`shift of the right guess`, ({shift}) => shift],
      [t`gradient at y_t = ${confidentMistake}`, ({push}) => push],
    ]),
    {
      id: 'mistakes',
      title: t`What notes on this chapter get wrong, and the numbers that settle it`,
      columns: [t`what is said`, t`what is measured`, t`this`, t`and this`],
      rows: mistakeRows(mistakes, epsilons),
    },
  ];
}

function mistakeRows(
  {atTheTruth, atLossZero, ...found}: LossFindings['mistakes'],
  epsilons: LossFindings['epsilons'],
): Table['rows'] {
  const [descent, formula] = [
    t`Descent stops where the loss is 0`,
    t`½ Σ (y − t)² is the mean squared error`,
  ];
  return [
    [descent, t`gradient and loss where q = p`, atTheTruth.gradient, atTheTruth.loss],
    [descent, t`gradient and loss of SSE less its own value`, atLossZero.gradient, atLossZero.loss],
    [formula, t`half the sum, and the mean`, found.sumOfSquares, found.meanOfSquares],
    [t`Dividing by N makes no difference`, t`mean and sum of ten guesses (nats)`, found.mean, found.sum],
    [
      t`One-hot labels do for integer ones`,
      t`the loss, and what index-picking gives`,
      found.mean,
      found.oneHotAsInteger,
    ],
    [
      t`The 1e-7 is optional`,
      t`the right guess without it, one-hot and integer labels`,
      String(epsilons.without.loss),
      epsilons.sparseWithout,
    ],
  ];
}
