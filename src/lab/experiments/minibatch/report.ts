import {t} from '../../../text';
import type {Claim, ExperimentResult, Table} from '../experiment';
import {claim, byName, metricsOf, percent, significant, skip} from '../reporting';
import {figuresOf} from './figures';
import {deviation, type MinibatchFindings} from './sampling';

/** What a mini-batch is worth, as an answer, claims, numbers and pictures. */
export function describeMinibatch(found: MinibatchFindings): ExperimentResult {
  const n = numbersOf(found);
  const {spread} = found.spreads.find(({size, replaced}) => size === 100 && replaced)!;
  return {
    answer: t`The mean of 100 images strays from the full loss by a standard deviation of ${spread.toFixed(4)}
        nats (σ/√n predicts ${n.n100.predicted.toFixed(4)}) and is off in neither direction. Drawing
        with replacement leaves ${percent(n.unseen.measured)} of the images unseen in an epoch; training
        reaches ${percent(n.replacement.testAccuracy)} of the test images with and
        ${percent(n.epoch.testAccuracy)} without replacement.`,
    formulas: [
      {
        spoken: t`the standard deviation of the mean of n losses is sigma over the square root of n`,
        tex: 'σ_mean = \\frac{σ}{\\sqrt{n}}',
      },
    ],
    claims: [
      ...spreadClaims(found),
      ...drawingClaims(found, n),
      ...gradientClaims(found),
      ...sizeClaims(found),
    ],
    metrics: metricsOf(n, ...spreadNumbers(found), sizeNumbers(found)),
    highlights: [
      {label: t`σ of the loss of one image`, metric: 'sigma', unit: t`nats`},
      {label: t`σ of the mean of 100`, metric: 'n100.replaced.spread', unit: t`nats`},
      {label: t`images unseen with replacement`, metric: 'unseen.measuredPercent', unit: '%'},
    ],
    tables: [spreadTable(found), sizeTable(found)],
    figures: figuresOf(found),
  };
}

type Numbers = ReturnType<typeof numbersOf>;

function numbersOf({perExample, gradients, accuracies, unseen}: MinibatchFindings) {
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

function spreadTable({spreads}: MinibatchFindings): Table {
  return {
    id: 'spread',
    title: t`How far the mean of n losses strays from the full loss (nats)`,
    columns: ['n', t`drawn`, t`measured σ`, t`predicted σ`, t`bias (standard errors)`],
    rows: spreads.map(({size, replaced, spread, predicted, bias}) => [
      size,
      replaced ? t`with replacement` : t`without`,
      spread,
      predicted,
      bias,
    ]),
  };
}

function sizeTable({sizes}: MinibatchFindings): Table {
  return {
    id: 'batch-size',
    title: t`One pass over the same images, rate ${sizes[0]!.learningRate}`,
    columns: [t`batch size`, t`images`, t`steps`, t`seconds`, t`images a second`, t`test accuracy`],
    rows: sizes.map(({batchSize, images, steps, seconds, testAccuracy}) => [
      batchSize,
      images,
      steps,
      seconds,
      Math.round(images / seconds),
      percent(testAccuracy),
    ]),
    timed: true,
  };
}

/** Ten comparisons at once: chance puts one of them further off in 1 run of 170,000. */
const errorsOfTen = 5;

function spreadClaims({spreads}: MinibatchFindings): Claim[] {
  const off = spreads.map(({spread, predicted, error}) => Math.abs(spread / predicted - 1) / error);
  const half = spreads.filter(({size}) => size === spreads.at(-1)!.size);
  const gain = half[1]!.spread / half[0]!.spread;
  return [
    claim(
      'minibatch.spread',
      off.every(errors => errors <= errorsOfTen),
    )`
      The mean of n losses spreads by σ/√n around the full loss, without replacement by √((N − n)/(N − 1)) of
      that
      → ratios of 1, within ${errorsOfTen} standard errors
      → ${significant(Math.max(...off))} standard errors at most`,
    claim('minibatch.half', Math.abs(gain / Math.SQRT1_2 - 1) <= 4 * Math.SQRT2 * half[0]!.error)`
      Drawing half of all images without replacement spreads by √½ of what it does with
      → ${percent(Math.SQRT1_2)}
      → ${percent(gain)}`,
    claim(
      'minibatch.unbiased',
      spreads.every(({bias}) => Math.abs(bias) <= errorsOfTen),
    )`
      It is off in neither direction: the average of many mini-batch losses is the full loss
      → within ${errorsOfTen} standard errors
      → ${Math.max(...spreads.map(({bias}) => Math.abs(bias))).toFixed(2)}`,
  ];
}

function drawingClaims({lab}: MinibatchFindings, {unseen, epoch, replacement}: Numbers): Claim[] {
  // Over 14 pairs of runs on 10,000 test images the difference had a standard deviation of 0.35 %, and this is five of it; on
  // fewer images four standard errors of the difference of two accuracies.
  const tolerance = Math.max(0.02, 4 * Math.sqrt((2 * 0.09) / lab.test.size));
  return [
    // The fraction's own deviation is below 0.31/√N; five of them.
    claim(
      'minibatch.unseen',
      Math.abs(unseen.measured - Math.exp(-1)) <= 1.6 / Math.sqrt(lab.train.size) && unseen.distinct === 0,
    )`
      An epoch drawn with replacement leaves 1/e of the images unseen; without, none
      → ${percent(Math.exp(-1))}, and 0.0 %
      → ${percent(unseen.measured)}, and ${percent(unseen.distinct)}`,
    claim('minibatch.sampling', Math.abs(epoch.testAccuracy - replacement.testAccuracy) <= tolerance)`
      Training does not notice which way its batches are drawn
      → test accuracies at most ${percent(tolerance)} apart
      → ${percent(epoch.testAccuracy)} and ${percent(replacement.testAccuracy)}`,
  ];
}

function gradientClaims({
  gradients: {epochMeanError, sumOverMean, cosines: all},
}: MinibatchFindings): Claim[] {
  // A single image points nearly anywhere: hundreds of them do not tell 1 from 10.
  const cosines = all.filter(({size}) => size >= 10).map(({cosine}) => cosine);
  return [
    claim('minibatch.gradient', epochMeanError <= 1e-5)`
      The mean of an epoch's mini-batch gradients is the gradient of the full loss
      → relative error at most 1e-5 (float32)
      → ${epochMeanError}`,
    claim(
      'minibatch.direction',
      cosines.length < 3
        ? skip(t`needs more than 1,000 training images`)
        : cosines.every((cosine, i) => i === 0 || cosine > cosines[i - 1]!),
    )`
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
  return [
    claim('minibatch.steps', large === undefined ? skip(t`needs 1,000 training images`) : small! > large)`
      From one pass over the same images small batches learn more: they take more steps of the same length
      → a higher test accuracy in batches of 10 than in batches of 1,000
      → ${large === undefined ? t`not measured` : t`${percent(small!)} against ${percent(large)}`}`,
  ];
}
