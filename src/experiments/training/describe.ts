import type {ExperimentResult, Lab} from '../experiment';
import {percent} from '../percent';
import {claimsOf} from './claims';
import {figuresOf} from './figures';
import {publishedClaims} from './publishedClaims';
import {greatestDifference} from './hiddenRate';
import {bestOf} from './rateGrid';
import {tablesOf} from './tables';
import type {TrainingFindings, TrainingMetrics} from './findings';

/** What the objectives reach, as an answer, claims, numbers and pictures. */
export function describeTraining(lab: Lab, found: TrainingFindings): ExperimentResult {
  const metrics = {...metricsOf(found), constantAnswer: constantAnswer(lab)};
  return {
    answer: answerOf(found, metrics),
    claims: [...claimsOf(found, metrics), ...publishedClaims(lab, metrics)],
    metrics,
    highlights: [
      {label: 'test accuracy with CEE', metric: 'cee.testAccuracyPercent', unit: '%'},
      {label: 'with SSE, same learning rate', metric: 'sse.testAccuracyPercent', unit: '%'},
      {label: 'with SSE, ten times the rate', metric: 'sseFast.testAccuracyPercent', unit: '%'},
    ],
    tables: tablesOf(lab, found),
    figures: figuresOf(lab, found, metrics),
  };
}

/** The words follow the numbers: what one run shows, another may not. */
function answerOf({runs}: TrainingFindings, m: TrainingMetrics): string {
  const show = (key: string) => percent(m[key]);
  const alike = Math.abs(m['cee.testAccuracy']! - m['sparse.testAccuracy']!) <= 0.001;
  const labels = alike
    ? 'with one-hot and integer labels alike'
    : `with integer labels ${show('sparse.testAccuracy')}`;
  const close = Math.abs(m['grid.cee.best.accuracy']! - m['grid.sse.best.accuracy']!) <= 0.03;
  return (
    `After ${m.steps!.toLocaleString('en')} steps at rate ${runs.get('cee')!.recipe.learningRate} cross entropy reaches ` +
    `${show('cee.testAccuracy')} of the test images, ${labels}, and SSE ${show('sse.testAccuracy')}. ` +
    `${close ? 'That compares step sizes' : 'Step sizes are a part of that only'}: each at the rate that is best on ` +
    `held-out training images, CEE (rate ${m['grid.cee.best.rate']!}) reaches ${show('grid.cee.best.accuracy')} and SSE ` +
    `(rate ${m['grid.sse.best.rate']!}) ${show('grid.sse.best.accuracy')}. Accuracy itself, by finite differences, ` +
    `ends at ${show('accuracy.testAccuracy')}.`
  );
}

/** What a net reaches that gives one answer to all: the part of the most frequent class in the test images. */
function constantAnswer({test}: Lab): number {
  const counts = new Array<number>(test.classes).fill(0);
  for (const label of test.labels) counts[label]!++;
  return Math.max(...counts) / test.size;
}

function metricsOf(found: TrainingFindings): TrainingMetrics {
  return {
    ...runMetrics(found),
    ...gridMetrics(found),
    ...overfitMetrics(found),
    ...accuracyMetrics(found),
    ...confidenceMetrics(found),
  };
}

function runMetrics({runs, hiddenRate}: TrainingFindings): TrainingMetrics {
  const metrics: Record<string, number> = {steps: runs.get('cee')!.recipe.steps};
  for (const [name, run] of runs) {
    metrics[`${name}.testAccuracy`] = run.testAccuracy;
    metrics[`${name}.testAccuracyPercent`] = 100 * run.testAccuracy;
    metrics[`${name}.trainAccuracy`] = run.trainAccuracy;
    metrics[`${name}.testCrossEntropy`] = run.testCrossEntropy;
  }
  const distance = (a: string, b: string) => greatestDifference(runs.get(a)!.weights, runs.get(b)!.weights);
  metrics['sparse.weightDistance'] = distance('cee', 'sparse');
  metrics['hiddenRate.apart'] = hiddenRate.apart;
  metrics['hiddenRate.moved'] = hiddenRate.moved;
  metrics['cee.generalisationGap'] = metrics['cee.trainAccuracy']! - metrics['cee.testAccuracy']!;
  return metrics;
}

function gridMetrics({grid}: TrainingFindings): TrainingMetrics {
  const metrics: Record<string, number> = {};
  for (const loss of ['cee', 'sse'] as const) {
    const points = grid.filter(point => point.loss === loss && point.validationAccuracy !== undefined);
    for (const {rate, validationAccuracy} of points)
      metrics[`grid.${loss}.rate${rate}`] = validationAccuracy!;
    const best = bestOf(points);
    metrics[`grid.${loss}.best.rate`] = best.rate;
    metrics[`grid.${loss}.best.accuracy`] = best.testAccuracy!;
  }
  return metrics;
}

function overfitMetrics({overfit: {images, curve, all}}: TrainingFindings): TrainingMetrics {
  const last = curve[curve.length - 1]!;
  return {
    'overfit.images': images,
    'overfit.trainAccuracy': last.trainAccuracy,
    'overfit.testAccuracy': last.testAccuracy,
    'overfit.all.trainAccuracy': all[all.length - 1]!.trainAccuracy,
    'overfit.all.testAccuracy': all[all.length - 1]!.testAccuracy,
    'overfit.gap': last.trainAccuracy - last.testAccuracy,
    'overfit.testCrossEntropy': last.testCrossEntropy,
    'overfit.leastTestCrossEntropy': Math.min(...curve.map(({testCrossEntropy}) => testCrossEntropy)),
  };
}

function accuracyMetrics({accuracy: {steps, moved, nearTies, points}}: TrainingFindings): TrainingMetrics {
  return {
    'accuracy.steps': steps,
    'accuracy.moved': moved,
    'accuracy.nearTies': nearTies,
    'accuracy.startAccuracy': points[0]!.testAccuracy,
    'accuracy.testAccuracy': points[points.length - 1]!.testAccuracy,
  };
}

function confidenceMetrics({confidence}: TrainingFindings): TrainingMetrics {
  const losses = confidence.map(({crossEntropy}) => crossEntropy);
  return {
    'confidence.accuracies': new Set(confidence.map(({accuracy}) => accuracy)).size,
    'confidence.x0.1.crossEntropy': losses[0]!,
    'confidence.x1.crossEntropy': losses[(losses.length - 1) / 2]!,
    'confidence.x10.crossEntropy': losses[losses.length - 1]!,
    'confidence.least.crossEntropy': Math.min(...losses),
    'confidence.greatest.crossEntropy': Math.max(...losses),
  };
}
