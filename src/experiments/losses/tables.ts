import type {Table} from '../experiment';
import type {LossFindings} from './findings';
import {confidentMistake} from './epsilons';
import type {GuessLosses} from './guesses';

/** The two guesses, the ε and the mistakes in numbers. */
export function tablesOf(found: LossFindings): Table[] {
  return [guessTable(found), epsilonTable(found), mistakeTable(found)];
}

function guessTable({guesses}: LossFindings): Table {
  const row = (name: string, {sse, cee, sparse}: GuessLosses) => [name, sse, cee, sparse];
  return {
    id: 'guesses',
    title: 'Three guesses at a 2',
    columns: ['guess', 'SSE', 'CEE, one-hot labels (nats)', 'CEE, integer labels (nats)'],
    rows: [
      row('2 with probability 0.6', guesses.right),
      row('7 with probability 0.6', guesses.wrong),
      row('a tenth for every digit', guesses.uniform),
    ],
  };
}

function epsilonTable({epsilons}: LossFindings): Table {
  return {
    id: 'epsilon',
    title: 'What an ε in the logarithm does',
    columns: [
      'ε',
      'greatest loss (nats)',
      'loss of a sure, right guess',
      'shift of the right guess',
      `push at y_t = ${confidentMistake}`,
    ],
    rows: epsilons.effects.map(({epsilon, cap, sure, shift, push}) => [epsilon, cap, sure, shift, push]),
  };
}

function mistakeTable(found: LossFindings): Table {
  return {
    id: 'mistakes',
    title: 'What notes on this chapter get wrong, and the numbers that settle it',
    columns: ['what is said', 'what is measured', 'this', 'and this'],
    rows: [...mistakesOfDescent(found), ...mistakesOfFormula(found)],
  };
}

function mistakesOfDescent({mistakes: {atTheTruth, atLossZero}}: LossFindings): Table['rows'] {
  return [
    [
      'Descent stops where the loss is 0',
      'gradient and loss where q = p',
      atTheTruth.gradient,
      atTheTruth.loss,
    ],
    [
      'Descent stops where the loss is 0',
      'gradient and loss of SSE less its own value',
      atLossZero.gradient,
      atLossZero.loss,
    ],
  ];
}

function mistakesOfFormula({mistakes, epsilons}: LossFindings): Table['rows'] {
  return [
    [
      '½ Σ (y − t)² is the mean squared error',
      'half the sum, and the mean',
      mistakes.sumOfSquares,
      mistakes.meanOfSquares,
    ],
    ['Dividing by N makes no difference', 'mean and sum of ten guesses (nats)', mistakes.mean, mistakes.sum],
    [
      'One-hot labels do for integer ones',
      'the loss, and what index-picking makes of it',
      mistakes.mean,
      mistakes.oneHotAsInteger,
    ],
    [
      'The 1e-7 is optional',
      'the right guess without it, one-hot and integer labels',
      String(epsilons.without.loss),
      epsilons.sparseWithout,
    ],
  ];
}
