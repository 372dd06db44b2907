import type {ExperimentResult, Table} from '../experiment';
import {percent} from '../percent';
import {claimsOf} from './claims';
import {figuresOf} from './figures';
import {deviation} from './sampling';
import type {MinibatchFindings, MinibatchMetrics} from './findings';

/** What a mini-batch is worth, as an answer, claims, numbers and pictures. */
export function describeMinibatch(found: MinibatchFindings): ExperimentResult {
  const metrics = metricsOf(found);
  return {
    answer:
      `The mean of 100 images strays from the full loss by a standard deviation of ` +
      `${metrics['n100.replaced.spread']!.toFixed(4)} nats (σ/√n ` +
      `predicts ${metrics['n100.predicted']!.toFixed(4)}) and is off in neither direction. Drawing with replacement leaves ` +
      `${percent(metrics['unseen.measured'])} of the images unseen in an epoch; training reaches ` +
      `${percent(metrics['replacement.testAccuracy'])} of the test images with and ${percent(metrics['epoch.testAccuracy'])} without replacement.`,
    claims: claimsOf(found, metrics),
    metrics,
    highlights: [
      {label: 'σ of the loss of one image', metric: 'sigma', unit: 'nats'},
      {label: 'σ of the mean of 100', metric: 'n100.replaced.spread', unit: 'nats'},
      {label: 'images unseen with replacement', metric: 'unseen.measuredPercent', unit: '%'},
    ],
    tables: [spreadTable(found), sizeTable(found)],
    figures: figuresOf(found, metrics),
  };
}

function metricsOf(found: MinibatchFindings): MinibatchMetrics {
  const {perExample, spreads, gradients, accuracies, unseen, sizes} = found;
  const sigma = deviation(perExample);
  const [afterOne, afterOneDistinct] = [unseen.replaced, unseen.distinct].map(
    curve => curve.find(({epochs}) => epochs === 1)!.unseen,
  ) as [number, number];
  const metrics: Record<string, number> = {
    sigma,
    images: perExample.length,
    'n100.predicted': sigma / Math.sqrt(100),
    'unseen.measured': afterOne,
    'unseen.measuredPercent': 100 * afterOne,
    'unseen.predicted': Math.exp(-1),
    'unseen.distinct': afterOneDistinct,
    'gradient.epochMeanError': gradients.epochMeanError,
    'gradient.sumOverMean': gradients.sumOverMean,
    'epoch.testAccuracy': accuracies.epoch,
    'replacement.testAccuracy': accuracies.replacement,
  };
  for (const {size, replaced, spread, predicted, bias} of spreads) {
    const key = `n${size}.${replaced ? 'replaced' : 'distinct'}`;
    metrics[`${key}.spread`] = spread;
    metrics[`${key}.ratio`] = spread / predicted;
    metrics[`${key}.bias`] = bias;
  }
  for (const {size, cosine} of gradients.cosines) metrics[`gradient.cosine.n${size}`] = cosine;
  for (const {batchSize, testAccuracy} of sizes) metrics[`batch${batchSize}.testAccuracy`] = testAccuracy;
  return metrics;
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
