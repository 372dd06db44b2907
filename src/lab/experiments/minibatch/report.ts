import type {Claim, ExperimentResult, Table} from '../experiment';
import {byName, metricsOf, percent, significant, skip} from '../reporting';
import {figuresOf} from './figures';
import {deviation, type MinibatchFindings} from './sampling';

/** What a mini-batch is worth, as an answer, claims, numbers and pictures. */
export function describeMinibatch(found: MinibatchFindings): ExperimentResult {
  const n = numbersOf(found);
  const {spread} = found.spreads.find(({size, replaced}) => size === 100 && replaced)!;
  return {
    answer:
      `The mean of 100 images strays from the full loss by a standard deviation of ` +
      `${spread.toFixed(4)} nats (σ/√n ` +
      `predicts ${n.n100.predicted.toFixed(4)}) and is off in neither direction. Drawing with replacement leaves ` +
      `${percent(n.unseen.measured)} of the images unseen in an epoch; training reaches ` +
      `${percent(n.replacement.testAccuracy)} of the test images with and ${percent(n.epoch.testAccuracy)} without replacement.`,
    formulas: [
      {
        spoken: 'the standard deviation of the mean of n losses is sigma over the square root of n',
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
      {label: 'σ of the loss of one image', metric: 'sigma', unit: 'nats'},
      {label: 'σ of the mean of 100', metric: 'n100.replaced.spread', unit: 'nats'},
      {label: 'images unseen with replacement', metric: 'unseen.measuredPercent', unit: '%'},
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
    title: 'How far the mean of n losses strays from the full loss (nats)',
    columns: ['n', 'drawn', 'measured σ', 'predicted σ', 'bias (standard errors)'],
    rows: spreads.map(({size, replaced, spread, predicted, bias}) => [
      size,
      replaced ? 'with replacement' : 'without',
      spread,
      predicted,
      bias,
    ]),
  };
}

function sizeTable({sizes}: MinibatchFindings): Table {
  return {
    id: 'batch-size',
    title: `One pass over the same images, rate ${sizes[0]!.learningRate}`,
    columns: ['batch size', 'images', 'steps', 'seconds', 'images a second', 'test accuracy'],
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
    {
      id: 'minibatch.spread',
      statement:
        'The mean of n losses spreads by σ/√n around the full loss, without replacement by √((N − n)/(N − 1)) of that',
      expected: `ratios of 1, within ${errorsOfTen} standard errors`,
      measured: `${significant(Math.max(...off))} standard errors at most`,
      holds: off.every(errors => errors <= errorsOfTen),
    },
    {
      id: 'minibatch.half',
      statement: 'Drawing half of all images without replacement spreads by √½ of what it does with',
      expected: percent(Math.SQRT1_2),
      measured: percent(gain),
      holds: Math.abs(gain / Math.SQRT1_2 - 1) <= 4 * Math.SQRT2 * half[0]!.error,
    },
    {
      id: 'minibatch.unbiased',
      statement: 'It is off in neither direction: the average of many mini-batch losses is the full loss',
      expected: `within ${errorsOfTen} standard errors`,
      measured: Math.max(...spreads.map(({bias}) => Math.abs(bias))).toFixed(2),
      holds: spreads.every(({bias}) => Math.abs(bias) <= errorsOfTen),
    },
  ];
}

function drawingClaims({lab}: MinibatchFindings, {unseen, epoch, replacement}: Numbers): Claim[] {
  // Over 14 pairs of runs on 10,000 test images the difference had a standard deviation of 0.35 %, and this is five of it; on
  // fewer images four standard errors of the difference of two accuracies.
  const tolerance = Math.max(0.02, 4 * Math.sqrt((2 * 0.09) / lab.test.size));
  return [
    {
      id: 'minibatch.unseen',
      statement: 'An epoch drawn with replacement leaves 1/e of the images unseen; without, none',
      expected: `${percent(Math.exp(-1))}, and 0.0 %`,
      measured: `${percent(unseen.measured)}, and ${percent(unseen.distinct)}`,
      // The fraction's own deviation is below 0.31/√N; five of them.
      holds:
        Math.abs(unseen.measured - Math.exp(-1)) <= 1.6 / Math.sqrt(lab.train.size) && unseen.distinct === 0,
    },
    {
      id: 'minibatch.sampling',
      statement: 'Training does not notice which way its batches are drawn',
      expected: `test accuracies at most ${percent(tolerance)} apart`,
      measured: `${percent(epoch.testAccuracy)} and ${percent(replacement.testAccuracy)}`,
      holds: Math.abs(epoch.testAccuracy - replacement.testAccuracy) <= tolerance,
    },
  ];
}

function gradientClaims({
  gradients: {epochMeanError, sumOverMean, cosines: all},
}: MinibatchFindings): Claim[] {
  // A single image points nearly anywhere: hundreds of them do not tell 1 from 10.
  const cosines = all.filter(({size}) => size >= 10).map(({cosine}) => cosine);
  return [
    {
      id: 'minibatch.gradient',
      statement: "The mean of an epoch's mini-batch gradients is the gradient of the full loss",
      expected: 'relative error at most 1e-5 (float32)',
      measured: epochMeanError,
      holds: epochMeanError <= 1e-5,
    },
    {
      id: 'minibatch.direction',
      statement: 'The more images, the nearer the gradient of a mini-batch points to the full one',
      expected: 'a greater cosine for 10, 100 and 1,000 images, each in turn',
      measured: cosines.map(cosine => cosine.toFixed(3)).join(', '),
      ...(cosines.length < 3
        ? skip('needs more than 1,000 training images')
        : {holds: cosines.every((cosine, i) => i === 0 || cosine > cosines[i - 1]!)}),
    },
    {
      id: 'minibatch.sum',
      statement:
        'Summing instead of averaging multiplies the gradient by the batch size: a hidden learning rate',
      expected: '100',
      measured: sumOverMean,
      holds: Math.abs(sumOverMean - 100) <= 1e-2,
    },
  ];
}

function sizeClaims({sizes}: MinibatchFindings): Claim[] {
  const [small, large] = [10, 1000].map(size => sizes.find(each => each.batchSize === size)?.testAccuracy);
  return [
    {
      id: 'minibatch.steps',
      statement:
        'From one pass over the same images small batches learn more: they take more steps of the same length',
      expected: 'a higher test accuracy in batches of 10 than in batches of 1,000',
      measured: large === undefined ? 'not measured' : `${percent(small!)} against ${percent(large)}`,
      ...(large === undefined ? skip('needs 1,000 training images') : {holds: small! > large}),
    },
  ];
}
