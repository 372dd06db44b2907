import type {Claim, ExperimentResult} from '../experiment';
import {count, metricsOf, percent, publishedClaim, significant} from '../reporting';
import {figuresOf, tablesOf} from './figures';
import {numbersOf, type TrainingFindings, type TrainingNumbers} from './measureTraining';

/** What the objectives reach, as an answer, claims, numbers and pictures. */
export function describeTraining(found: TrainingFindings): ExperimentResult {
  const n = numbersOf(found);
  return {
    answer: answerOf(found, n),
    formulas: [
      {
        spoken: 'W becomes W minus eta times the derivative of the loss L by W',
        tex: 'W ← W − η \\frac{∂L}{∂W}',
      },
    ],
    claims: claimsOf(found, n),
    metrics: metricsOf(n),
    highlights: [
      {label: 'test accuracy with CEE', metric: 'cee.testAccuracyPercent', unit: '%'},
      {label: 'with SSE, same learning rate', metric: 'sse.testAccuracyPercent', unit: '%'},
      {label: 'with SSE, ten times the rate', metric: 'sseFast.testAccuracyPercent', unit: '%'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found, n),
  };
}

/** The words follow the numbers: what one run shows, another may not. */
function answerOf(
  {runs}: TrainingFindings,
  {steps, cee, sparse, sse, grid, accuracy}: TrainingNumbers,
): string {
  const alike = Math.abs(cee.testAccuracy - sparse.testAccuracy) <= 0.001;
  const labels = alike
    ? 'with one-hot and integer labels alike'
    : `with integer labels ${percent(sparse.testAccuracy)}`;
  const close = Math.abs(grid.cee.best.accuracy - grid.sse.best.accuracy) <= 0.03;
  return (
    `After ${count(steps)} steps at rate ${runs.cee.recipe.learningRate} cross entropy reaches ` +
    `${percent(cee.testAccuracy)} of the test images, ${labels}, and SSE ${percent(sse.testAccuracy)}. ` +
    `${close ? 'That compares step sizes' : 'Step sizes are a part of that only'}: each at the rate that is best on ` +
    `held-out training images, CEE (rate ${grid.cee.best.rate}) reaches ${percent(grid.cee.best.accuracy)} and SSE ` +
    `(rate ${grid.sse.best.rate}) ${percent(grid.sse.best.accuracy)}. Accuracy itself, by finite differences, ` +
    `ends at ${percent(accuracy.testAccuracy)}.`
  );
}

/** What the numbers bear out, or not. */
export function claimsOf(found: TrainingFindings, n: TrainingNumbers): Claim[] {
  return [
    ...objectiveClaims(found, n),
    ...rateClaims(found, n),
    ...generalisationClaims(n),
    ...accuracyClaims(n),
    ...publishedClaims(found, n),
  ];
}

/** Weights grow to about 1; float32 rounding, carried through thousands of steps, stays below this. */
const roundingOfRun = 1e-3;

function objectiveClaims(
  {hiddenRate: {steps}}: TrainingFindings,
  {cee, sparse, sse, hiddenRate}: TrainingNumbers,
): Claim[] {
  const {apart, moved} = hiddenRate;
  return [
    {
      id: 'training.same-labels',
      statement: 'One-hot and integer labels train the same weights from one seed, to float32 rounding',
      expected: `at most ${roundingOfRun} apart`,
      measured: sparse.weightDistance,
      holds: sparse.weightDistance <= roundingOfRun,
    },
    {
      id: 'training.sse-slower',
      statement: 'At one learning rate SSE lags behind CEE, for its gradient starts at a tenth',
      expected: 'a lower test accuracy',
      measured: `${percent(sse.testAccuracy)} against ${percent(cee.testAccuracy)}`,
      holds: sse.testAccuracy < cee.testAccuracy,
    },
    {
      id: 'training.hidden-rate',
      statement: 'SSE summed over a batch of 100 at rate 0.1 is SSE averaged at rate 10',
      expected: `weights that after ${steps} steps are apart by less than a thousandth of their way`,
      measured: `${significant(apart, 2)} apart, after a way of ${significant(moved, 2)}`,
      // Rounding is 2^-24 of a weight a step, and grows; another rate would be as far off as the way is long.
      holds: moved > 0 && apart < 1e-3 * moved,
    },
  ];
}

function rateClaims({grid: points}: TrainingFindings, {cee, sseFast, grid}: TrainingNumbers): Claim[] {
  const best = (loss: 'cee' | 'sse') =>
    `${percent(grid[loss].best.accuracy)} at rate ${grid[loss].best.rate}`;
  const ranges = (['cee', 'sse'] as const).map(loss => {
    const reached = points.flatMap(each => (each.loss === loss ? (each.validationAccuracy ?? []) : []));
    return Math.max(...reached) - Math.min(...reached);
  });
  const apart = Math.abs(grid.cee.best.accuracy - grid.sse.best.accuracy);
  return [
    {
      id: 'training.sse-fair',
      statement:
        'At ten times the rate SSE makes up for that: comparing losses at one rate compares step sizes',
      expected: 'no more than 1 % below CEE',
      measured: `${percent(sseFast.testAccuracy)} against ${percent(cee.testAccuracy)}`,
      holds: sseFast.testAccuracy >= cee.testAccuracy - 0.01,
    },
    {
      id: 'training.best-rates',
      statement:
        'With each loss at the learning rate that is best on held-out training images, little is left of the difference',
      expected: 'test accuracies at most 3 % apart',
      measured: `CEE ${best('cee')}, SSE ${best('sse')}`,
      holds: apart <= 0.03,
    },
    {
      id: 'training.rate-matters',
      statement: 'For one and the same loss the learning rate decides more than the choice of the loss does',
      expected: `more between the best and the worst rate of each than the ${percent(apart)} between the losses`,
      measured: ranges.map(range => percent(range)).join(' and '),
      holds: ranges.every(range => range > apart),
    },
  ];
}

function generalisationClaims({overfit, constantAnswer}: TrainingNumbers): Claim[] {
  const {images, trainAccuracy, testAccuracy, gap, all} = overfit;
  return [
    {
      id: 'training.generalises',
      statement: 'The net does on images it never saw nearly what it does on its own',
      expected: `less than 3 % apart, and more than twice the ${percent(constantAnswer)} of one answer for all`,
      measured: `${percent(all.trainAccuracy)} and ${percent(all.testAccuracy)}`,
      // A net that has learned nothing is as good on either.
      holds: Math.abs(all.trainAccuracy - all.testAccuracy) < 0.03 && all.testAccuracy > 2 * constantAnswer,
    },
    {
      id: 'training.overfits',
      statement: `On ${images} images it learns them by heart, and does worse on others`,
      expected:
        'at least 99 % of its own, and more than 3 % fewer of the test images; no more than with all images',
      measured: `${percent(trainAccuracy)} against ${percent(testAccuracy)}; ${percent(all.testAccuracy)}`,
      holds: trainAccuracy >= 0.99 && gap > 0.03 && testAccuracy <= all.testAccuracy,
    },
  ];
}

function accuracyClaims({accuracy, cee, confidence}: TrainingNumbers): Claim[] {
  const {accuracies, least, greatest} = confidence;
  return [
    {
      id: 'training.accuracy-stuck',
      statement:
        'Accuracy as the objective, by difference quotients of every weight, does not learn, where CEE does at the same rate',
      expected: `moves in less than 1 % of ${count(accuracy.steps)} steps, and ends below half of what CEE reaches in as many`,
      measured: `${accuracy.moved} steps, ${percent(accuracy.testAccuracy)} against ${percent(cee.testAccuracy)}`,
      holds: accuracy.moved < 0.01 * accuracy.steps && accuracy.testAccuracy < cee.testAccuracy / 2,
    },
    {
      id: 'training.blind-to-confidence',
      statement:
        'Multiplying all logits by 0.1 to 10 does not move accuracy, and moves cross entropy a great deal',
      expected: 'one accuracy, and a greatest loss of at least 1.5 times the least',
      measured: `${accuracies} accuracy, ${significant(least.crossEntropy)} to ${significant(greatest.crossEntropy)} nats`,
      holds: accuracies === 1 && greatest.crossEntropy >= 1.5 * least.crossEntropy,
    },
  ];
}

/** What the notes behind this project measured. */
function publishedClaims(
  {lab}: TrainingFindings,
  {cee, sse, sseFast, sseSum, relu}: TrainingNumbers,
): Claim[] {
  const known = [
    ['cee', 'CEE on MNIST ends in the known range (10,000 steps, learning rate 0.1)', cee, 0.942, 0.952],
    ['sse', 'SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)', sse, 0.903, 0.915],
    [
      'sse-fast',
      'SSE on MNIST ends in the known range (10,000 steps, learning rate 1)',
      sseFast,
      0.955,
      0.965,
    ],
    [
      'sse-sum',
      'Summed SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)',
      sseSum,
      0.965,
      0.977,
    ],
    ['relu', 'CEE with ReLU on MNIST ends in the known range (10,000 steps)', relu, 0.965, 0.975],
  ] as const;
  return known.map(([name, statement, run, low, high]) =>
    publishedClaim(lab, {
      id: `training.${name}-mnist`,
      ...{statement, accuracy: run?.testAccuracy, range: [low, high]},
    }),
  );
}
