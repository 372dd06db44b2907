import {t} from '../../../text';
import type {Claim, Table} from '../experiment';
import {claim, count, percent, publishedClaim, significant, table} from '../reporting';
import type {CurvePoint} from '../learningCurve';
import {recipeTitle, type GridPoint} from './measureRuns';
import type {TrainingFindings, TrainingNumbers} from './measureTraining';

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
    claim('training.rate-matters', Math.min(...ranges) > apart)`
      For one and the same loss the learning rate decides more than the choice of the loss does
      → more between the best and the worst rate of each than the ${percent(apart)} between the losses
      → ${percent(ranges[0]!)} and ${percent(ranges[1]!)}`,
  ];
}

function generalisationClaims({overfit, constantAnswer}: TrainingNumbers): Claim[] {
  const {images, trainAccuracy, testAccuracy, gap, all} = overfit;
  const apart = Math.abs(all.trainAccuracy - all.testAccuracy);
  return [
    // A net that has learned nothing is as good on either.
    claim('training.generalises', apart < 0.03 && all.testAccuracy > 2 * constantAnswer)`
      The net does on images it never saw nearly what it does on its own
      → less than 3 % apart, and more than twice the ${percent(constantAnswer)} of one answer for all
      → ${percent(all.trainAccuracy)} and ${percent(all.testAccuracy)}`,
    claim('training.overfits', trainAccuracy >= 0.99 && gap > 0.03 && testAccuracy <= all.testAccuracy)`
      On ${images} images it memorises them, and does worse on others
      → at least 99 % of its own, and more than 3 % fewer of the test images; no more than with all images
      → ${percent(trainAccuracy)} against ${percent(testAccuracy)}; ${percent(all.testAccuracy)}`,
  ];
}

function accuracyClaims({accuracy, cee, confidence}: TrainingNumbers): Claim[] {
  const {steps, moved, testAccuracy} = accuracy;
  const {accuracies, ...losses} = confidence;
  const [least, greatest] = [losses.least.crossEntropy, losses.greatest.crossEntropy];
  return [
    claim('training.accuracy-stuck', moved < 0.01 * steps && testAccuracy < cee.testAccuracy / 2)`
      Accuracy as the objective, by difference quotients of every weight, does not learn, where CEE does at
      the same rate
      → moves in less than 1 % of ${count(steps)} steps, and ends below half of what CEE reaches in as many
      → ${moved} steps, ${percent(testAccuracy)} against ${percent(cee.testAccuracy)}`,
    claim('training.blind-to-confidence', accuracies === 1 && greatest >= 1.5 * least)`
      Multiplying all logits by 0.1 to 10 does not move accuracy, and moves cross entropy a great deal
      → one accuracy, and a greatest loss of at least 1.5 times the least
      → ${accuracies} accuracy, ${significant(least)} to ${significant(greatest)} nats`,
  ];
}

/** What the notes behind this project measured. */
function publishedClaims({lab}: TrainingFindings, n: TrainingNumbers): Claim[] {
  const published = publishedClaim(lab);
  return [
    published('training.cee-mnist', n.cee, 0.942, 0.952)`
      CEE on MNIST ends in the known range (10,000 steps, learning rate 0.1)`,
    published('training.sse-mnist', n.sse, 0.903, 0.915)`
      SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)`,
    published('training.sse-fast-mnist', n.sseFast, 0.955, 0.965)`
      SSE on MNIST ends in the known range (10,000 steps, learning rate 1)`,
    published('training.sse-sum-mnist', n.sseSum, 0.965, 0.977)`
      Summed SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)`,
    published('training.relu-mnist', n.relu, 0.965, 0.975)`
      CEE with ReLU on MNIST ends in the known range (10,000 steps)`,
  ];
}

/** Objectives, learning rates, few images and confidence in numbers. */
export function tablesOf({runs, accuracy, lab, overfit, confidence, ...found}: TrainingFindings): Table[] {
  const {images, learningRate, steps, curve, all} = overfit;
  const trained: readonly (CurvePoint & {size: number})[] = [
    {size: lab.train.size, ...all.at(-1)!},
    {size: images, ...curve.at(-1)!},
  ];
  return [
    {
      id: 'objectives',
      title: t`One net, one seed, the same images in the same order`,
      columns: [t`objective`, t`steps`, t`train accuracy`, t`test accuracy`, t`test CEE (nats)`],
      rows: [
        ...Object.values(runs).map(({recipe, trainAccuracy, testAccuracy, testCrossEntropy}) => [
          ...[recipeTitle(recipe), recipe.steps, percent(trainAccuracy), percent(testAccuracy)],
          testCrossEntropy,
        ]),
        [
          t`accuracy, rate ${accuracy.rate}`,
          accuracy.steps,
          '–',
          percent(accuracy.points.at(-1)!.testAccuracy),
          '–',
        ],
      ],
    },
    gridTable(found),
    table('images', t`Many images, few images`, trained, [
      [t`training images`, ({size}) => size],
      [t`rate`, () => learningRate],
      [t`steps`, () => steps],
      [t`train accuracy`, ({trainAccuracy}) => percent(trainAccuracy)],
      [t`test accuracy`, ({testAccuracy}) => percent(testAccuracy)],
      [t`test CEE (nats)`, ({testCrossEntropy}) => testCrossEntropy],
    ]),
    table(
      'confidence',
      t`The logits of the trained net, multiplied`,
      confidence.filter((_, i) => i % 5 === 0),
      [
        [t`factor`, ({factor}) => Number(factor.toPrecision(2))],
        [t`test accuracy`, ({accuracy}) => percent(accuracy)],
        [t`test CEE (nats)`, ({crossEntropy}) => crossEntropy],
      ],
    ),
  ];
}

function gridTable({grid, held}: Pick<TrainingFindings, 'grid' | 'held'>): Table {
  const rates = [...new Set(grid.map(({rate}) => rate))];
  const at = (loss: GridPoint['loss'], rate: number) =>
    grid.find(each => each.loss === loss && each.rate === rate)!;
  const heldOut = ({validationAccuracy: accuracy}: GridPoint) =>
    accuracy === undefined ? t`not finite` : percent(accuracy);
  const tested = ({testAccuracy}: GridPoint) => (testAccuracy === undefined ? '–' : percent(testAccuracy));
  const title = t`Accuracy on ${count(held)} held-out training images at each learning rate, and on the test
      images at the best`;
  return table('learning-rates', title, rates, [
    [t`learning rate`, rate => rate],
    [t`CEE, held out`, rate => heldOut(at('cee', rate))],
    [t`CEE, test`, rate => tested(at('cee', rate))],
    [t`SSE, held out`, rate => heldOut(at('sse', rate))],
    [t`SSE, test`, rate => tested(at('sse', rate))],
  ]);
}
