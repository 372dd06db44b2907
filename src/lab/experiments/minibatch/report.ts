import {t} from '../../../text';
import type {Claim, Table} from '../experiment';
import {byName, claim, metricsOf, percent, rises, significant, skip, table} from '../reporting';
import type {MinibatchFindings} from './sampling';
import {deviation} from './spread';

/** What the numbers show, or do not. */
export function claimsOf(found: MinibatchFindings, n: Numbers): Claim[] {
  return [...spreadClaims(found), ...drawingClaims(found, n), ...gradientClaims(found), ...sizeClaims(found)];
}

export type Numbers = ReturnType<typeof numbersOf>;

/** What claims and answer read of the findings. */
export function numbersOf({perExample, gradients, accuracies, unseen}: MinibatchFindings) {
  const sigma = deviation(perExample);
  const measured = unseen.replaced.find(({epochs}) => epochs === 1)!.unseen;
  return {
    sigma,
    images: perExample.length,
    n100: {predicted: sigma / Math.sqrt(100)},
    unseen: {
      ...{measured, measuredPercent: 100 * measured, predicted: Math.exp(-1)},
      distinct: unseen.distinct.find(({epochs}) => epochs === 1)!.unseen,
    },
    gradient: {epochMeanError: gradients.epochMeanError, sumOverMean: gradients.sumOverMean},
    epoch: {testAccuracy: accuracies.epoch},
    replacement: {testAccuracy: accuracies.replacement},
  };
}

/** What scripts read. */
export function metricsOfMinibatch(found: MinibatchFindings, n: Numbers): Record<string, number> {
  return metricsOf(n, ...spreadNumbers(found), sizeNumbers(found));
}

function spreadNumbers({spreads}: MinibatchFindings): object[] {
  return spreads.map(({size, replaced, spread, predicted, bias}) => ({
    [`n${size}`]: {[replaced ? 'replaced' : 'distinct']: {spread, ratio: spread / predicted, bias}},
  }));
}

function sizeNumbers({gradients, sizes}: MinibatchFindings): object {
  return {
    gradient: {cosine: byName(gradients.cosines, ({size, cosine}) => [`n${size}`, cosine])},
    ...byName(sizes, ({batchSize, testAccuracy}) => [`batch${batchSize}`, {testAccuracy}]),
  };
}

/** The spreads and the batch sizes in numbers. */
export function tablesOf({spreads, sizes}: MinibatchFindings): Table[] {
  const bySize = table(
    'batch-size',
    t`One pass over the same images, rate ${sizes[0]!.learningRate}`,
    sizes,
    [
      [t`batch size`, ({batchSize}) => batchSize],
      [t`images`, ({images}) => images],
      [t`steps`, ({steps}) => steps],
      [t`seconds`, ({seconds}) => seconds],
      [t`images a second`, ({images, seconds}) => Math.round(images / seconds)],
      [t`test accuracy`, ({testAccuracy}) => percent(testAccuracy)],
    ],
  );
  return [
    table('spread', t`How far the mean of n losses is from the full loss (nats)`, spreads, [
      ['n', ({size}) => size],
      [t`drawn`, ({replaced}) => (replaced ? t`with replacement` : t`without`)],
      [t`measured σ`, ({spread}) => spread],
      [t`predicted σ`, ({predicted}) => predicted],
      [t`bias (standard errors)`, ({bias}) => bias],
    ]),
    {...bySize, timed: true},
  ];
}

/** Ten comparisons at once: chance puts one of them further off in 1 run of 170,000. */
const errorsOfTen = 5;

function spreadClaims({spreads}: MinibatchFindings): Claim[] {
  const off = spreads.map(({spread, predicted, error}) => Math.abs(spread / predicted - 1) / error);
  const half = spreads.filter(({size}) => size === spreads.at(-1)!.size);
  const gain = half[1]!.spread / half[0]!.spread;
  const worst = Math.max(...off);
  const bias = Math.max(...spreads.map(each => Math.abs(each.bias)));
  return [
    claim('minibatch.spread', worst <= errorsOfTen)`
      The mean of n losses spreads by σ/√n around the full loss, without replacement by √((N − n)/(N − 1)) of
      that
      → ratios of 1, within ${errorsOfTen} standard errors
      → ${significant(worst)} standard errors at most`,
    claim('minibatch.half', Math.abs(gain / Math.SQRT1_2 - 1) <= 4 * Math.SQRT2 * half[0]!.error)`
      Drawing half of all images without replacement spreads by √½ of what it does with
      → ${percent(Math.SQRT1_2)}
      → ${percent(gain)}`,
    claim('minibatch.unbiased', bias <= errorsOfTen)`
      It is off in neither direction: the average of many mini-batch losses is the full loss
      → within ${errorsOfTen} standard errors
      → ${bias.toFixed(2)}`,
  ];
}

function drawingClaims({lab}: MinibatchFindings, {unseen, epoch, replacement}: Numbers): Claim[] {
  // Over 14 pairs of runs on 10,000 test images the difference had a standard deviation of 0.35 %, and this is five of it; on
  // fewer images four standard errors of the difference of two accuracies.
  const tolerance = Math.max(0.02, 4 * Math.sqrt((2 * 0.09) / lab.test.size));
  // The fraction's own deviation is below 0.31/√N; five of them.
  const isNear = Math.abs(unseen.measured - Math.exp(-1)) <= 1.6 / Math.sqrt(lab.train.size);
  return [
    claim('minibatch.unseen', isNear && unseen.distinct === 0)`
      An epoch drawn with replacement leaves 1/e of the images unseen; without, none
      → ${percent(Math.exp(-1))}, and 0.0 %
      → ${percent(unseen.measured)}, and ${percent(unseen.distinct)}`,
    claim('minibatch.sampling', Math.abs(epoch.testAccuracy - replacement.testAccuracy) <= tolerance)`
      How its batches are drawn makes no difference to training
      → test accuracies at most ${percent(tolerance)} apart
      → ${percent(epoch.testAccuracy)} and ${percent(replacement.testAccuracy)}`,
  ];
}

function gradientClaims({gradients}: MinibatchFindings): Claim[] {
  const {epochMeanError, sumOverMean} = gradients;
  // A single image points nearly anywhere: hundreds of them do not tell 1 from 10.
  const tooFew = t`needs more than 1,000 training images`;
  const cosines = gradients.cosines.filter(({size}) => size >= 10).map(({cosine}) => cosine);
  return [
    claim('minibatch.gradient', epochMeanError <= 1e-5)`
      The mean of an epoch's mini-batch gradients is the gradient of the full loss
      → relative error at most 1e-5 (float32)
      → ${epochMeanError}`,
    claim('minibatch.direction', cosines.length < 3 ? skip(tooFew) : rises(cosines))`
      The more images, the nearer the gradient of a mini-batch points to the full one
      → a greater cosine for 10, 100 and 1,000 images, each in turn
      → ${cosines.map(cosine => cosine.toFixed(3)).join(', ')}`,
    claim('minibatch.sum', Math.abs(sumOverMean - 100) <= 1e-2)`
      Summing instead of averaging multiplies the gradient by the batch size: a hidden learning rate
      → 100
      → ${sumOverMean}`,
  ];
}

function sizeClaims({sizes}: MinibatchFindings): Claim[] {
  const [small, large] = [10, 1000].map(size => sizes.find(each => each.batchSize === size)?.testAccuracy);
  const measured = large === undefined ? t`not measured` : t`${percent(small!)} against ${percent(large)}`;
  return [
    claim('minibatch.steps', large === undefined ? skip(t`needs 1,000 training images`) : small! > large)`
      From one pass over the same images small batches learn more: they take more steps of the same length
      → a higher test accuracy in batches of 10 than in batches of 1,000
      → ${measured}`,
  ];
}
