import {t, type Text} from '../../../text';
import type {Claim, ExperimentResult} from '../experiment';
import {claim, count, metricsOf, percent, publishedClaim, significant} from '../reporting';
import {figuresOf, tablesOf} from './figures';
import {numbersOf, type TrainingFindings, type TrainingNumbers} from './measureTraining';

/** What the objectives reach, as an answer, claims, numbers and pictures. */
export function describeTraining(found: TrainingFindings): ExperimentResult {
  const n = numbersOf(found);
  return {
    answer: answerOf(found, n),
    formulas: [
      {
        spoken: t`W becomes W minus eta times the derivative of the loss L by W`,
        tex: 'W ← W − η \\frac{∂L}{∂W}',
      },
    ],
    claims: claimsOf(found, n),
    metrics: metricsOf(n),
    highlights: [
      {label: t`test accuracy with CEE`, metric: 'cee.testAccuracyPercent', unit: '%'},
      {label: t`with SSE, same learning rate`, metric: 'sse.testAccuracyPercent', unit: '%'},
      {label: t`with SSE, ten times the rate`, metric: 'sseFast.testAccuracyPercent', unit: '%'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found, n),
  };
}

/** The words follow the numbers: what one run shows, another may not. */
function answerOf(
  {runs}: TrainingFindings,
  {steps, cee, sparse, sse, grid, accuracy}: TrainingNumbers,
): Text {
  const alike = Math.abs(cee.testAccuracy - sparse.testAccuracy) <= 0.001;
  const labels = alike
    ? t`with one-hot and integer labels alike`
    : t`with integer labels ${percent(sparse.testAccuracy)}`;
  const close = Math.abs(grid.cee.best.accuracy - grid.sse.best.accuracy) <= 0.03;
  return t`After ${count(steps)} steps at rate ${runs.cee.recipe.learningRate} cross entropy reaches
        ${percent(cee.testAccuracy)} of the test images, ${labels}, and SSE
        ${percent(sse.testAccuracy)}.
        ${close ? t`That compares step sizes` : t`Step sizes are a part of that only`}: each at the rate
        that is best on held-out training images, CEE (rate ${grid.cee.best.rate}) reaches
        ${percent(grid.cee.best.accuracy)} and SSE (rate ${grid.sse.best.rate})
        ${percent(grid.sse.best.accuracy)}. Accuracy itself, by finite differences, ends at
        ${percent(accuracy.testAccuracy)}.`;
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
    claim('training.same-labels', sparse.weightDistance <= roundingOfRun)`
      One-hot and integer labels train the same weights from one seed, to float32 rounding
      → at most ${roundingOfRun} apart
      → ${sparse.weightDistance}`,
    claim('training.sse-slower', sse.testAccuracy < cee.testAccuracy)`
      At one learning rate SSE lags behind CEE, for its gradient starts at a tenth
      → a lower test accuracy
      → ${percent(sse.testAccuracy)} against ${percent(cee.testAccuracy)}`,
    // Rounding is 2^-24 of a weight a step, and grows; another rate would be as far off as the way is long.
    claim('training.hidden-rate', moved > 0 && apart < 1e-3 * moved)`
      SSE summed over a batch of 100 at rate 0.1 is SSE averaged at rate 10
      → weights that after ${steps} steps are apart by less than a thousandth of their way
      → ${significant(apart, 2)} apart, after a way of ${significant(moved, 2)}`,
  ];
}

function rateClaims({grid: points}: TrainingFindings, {cee, sseFast, grid}: TrainingNumbers): Claim[] {
  const best = (loss: 'cee' | 'sse') =>
    t`${percent(grid[loss].best.accuracy)} at rate ${grid[loss].best.rate}`;
  const ranges = (['cee', 'sse'] as const).map(loss => {
    const reached = points.flatMap(each => (each.loss === loss ? (each.validationAccuracy ?? []) : []));
    return Math.max(...reached) - Math.min(...reached);
  });
  const apart = Math.abs(grid.cee.best.accuracy - grid.sse.best.accuracy);
  return [
    claim('training.sse-fair', sseFast.testAccuracy >= cee.testAccuracy - 0.01)`
      At ten times the rate SSE makes up for that: comparing losses at one rate compares step sizes
      → no more than 1 % below CEE
      → ${percent(sseFast.testAccuracy)} against ${percent(cee.testAccuracy)}`,
    claim('training.best-rates', apart <= 0.03)`
      With each loss at the learning rate that is best on held-out training images, little is left of the
      difference
      → test accuracies at most 3 % apart
      → CEE ${best('cee')}, SSE ${best('sse')}`,
    claim(
      'training.rate-matters',
      ranges.every(range => range > apart),
    )`
      For one and the same loss the learning rate decides more than the choice of the loss does
      → more between the best and the worst rate of each than the ${percent(apart)} between the losses
      → ${percent(ranges[0]!)} and ${percent(ranges[1]!)}`,
  ];
}

function generalisationClaims({overfit, constantAnswer}: TrainingNumbers): Claim[] {
  const {images, trainAccuracy, testAccuracy, gap, all} = overfit;
  return [
    // A net that has learned nothing is as good on either.
    claim(
      'training.generalises',
      Math.abs(all.trainAccuracy - all.testAccuracy) < 0.03 && all.testAccuracy > 2 * constantAnswer,
    )`
      The net does on images it never saw nearly what it does on its own
      → less than 3 % apart, and more than twice the ${percent(constantAnswer)} of one answer for all
      → ${percent(all.trainAccuracy)} and ${percent(all.testAccuracy)}`,
    claim('training.overfits', trainAccuracy >= 0.99 && gap > 0.03 && testAccuracy <= all.testAccuracy)`
      On ${images} images it learns them by heart, and does worse on others
      → at least 99 % of its own, and more than 3 % fewer of the test images; no more than with all images
      → ${percent(trainAccuracy)} against ${percent(testAccuracy)}; ${percent(all.testAccuracy)}`,
  ];
}

function accuracyClaims({accuracy, cee, confidence}: TrainingNumbers): Claim[] {
  const {accuracies, least, greatest} = confidence;
  return [
    claim(
      'training.accuracy-stuck',
      accuracy.moved < 0.01 * accuracy.steps && accuracy.testAccuracy < cee.testAccuracy / 2,
    )`
      Accuracy as the objective, by difference quotients of every weight, does not learn, where CEE does at
      the same rate
      → moves in less than 1 % of ${count(accuracy.steps)} steps, and ends below half of what CEE reaches in
      as many
      → ${accuracy.moved} steps, ${percent(accuracy.testAccuracy)} against ${percent(cee.testAccuracy)}`,
    claim(
      'training.blind-to-confidence',
      accuracies === 1 && greatest.crossEntropy >= 1.5 * least.crossEntropy,
    )`
      Multiplying all logits by 0.1 to 10 does not move accuracy, and moves cross entropy a great deal
      → one accuracy, and a greatest loss of at least 1.5 times the least
      → ${accuracies} accuracy, ${significant(least.crossEntropy)} to ${significant(greatest.crossEntropy)}
      nats`,
  ];
}

/** What the notes behind this project measured. */
function publishedClaims(
  {lab}: TrainingFindings,
  {cee, sse, sseFast, sseSum, relu}: TrainingNumbers,
): Claim[] {
  const known = [
    ['cee', t`CEE on MNIST ends in the known range (10,000 steps, learning rate 0.1)`, cee, 0.942, 0.952],
    ['sse', t`SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)`, sse, 0.903, 0.915],
    [
      'sse-fast',
      t`SSE on MNIST ends in the known range (10,000 steps, learning rate 1)`,
      sseFast,
      0.955,
      0.965,
    ],
    [
      'sse-sum',
      t`Summed SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)`,
      sseSum,
      0.965,
      0.977,
    ],
    ['relu', t`CEE with ReLU on MNIST ends in the known range (10,000 steps)`, relu, 0.965, 0.975],
  ] as const;
  return known.map(([name, statement, run, low, high]) =>
    publishedClaim(lab, {
      id: `training.${name}-mnist`,
      ...{statement, accuracy: run?.testAccuracy, range: [low, high]},
    }),
  );
}
