import type {ExperimentResult, Lab, Claim} from '../experiment';
import {percent, significant} from '../significant';
import {figuresOf, tablesOf} from './figures';
import {publishedClaims} from './publishedClaims';
import {greatestDifference} from './hiddenRate';
import {bestOf, type TrainingFindings, type TrainingMetrics} from './measureRuns';

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

/** What the numbers bear out, or not. */
export function claimsOf(found: TrainingFindings, m: TrainingMetrics): Claim[] {
  return [
    ...objectiveClaims(found, m),
    ...rateClaims(m),
    ...generalisationClaims(found, m),
    ...accuracyClaims(m),
  ];
}

/** Weights grow to about 1; float32 rounding, carried through thousands of steps, stays below this. */
const roundingOfRun = 1e-3;

function objectiveClaims({hiddenRate}: TrainingFindings, m: TrainingMetrics): Claim[] {
  const {steps, apart, moved} = hiddenRate;
  return [
    {
      id: 'training.same-labels',
      statement: 'One-hot and integer labels train the same weights from one seed, to float32 rounding',
      expected: `at most ${roundingOfRun} apart`,
      measured: m['sparse.weightDistance']!,
      holds: m['sparse.weightDistance']! <= roundingOfRun,
    },
    {
      id: 'training.sse-slower',
      statement: 'At one learning rate SSE lags behind CEE, for its gradient starts at a tenth',
      expected: 'a lower test accuracy',
      measured: `${percent(m['sse.testAccuracy'])} against ${percent(m['cee.testAccuracy'])}`,
      holds: m['sse.testAccuracy']! < m['cee.testAccuracy']!,
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

function rateClaims(m: TrainingMetrics): Claim[] {
  const best = (loss: string) =>
    `${percent(m[`grid.${loss}.best.accuracy`])} at rate ${m[`grid.${loss}.best.rate`]!}`;
  const ranges = ['cee', 'sse'].map(loss => rangeOf(m, loss));
  const apart = Math.abs(m['grid.cee.best.accuracy']! - m['grid.sse.best.accuracy']!);
  return [
    {
      id: 'training.sse-fair',
      statement:
        'At ten times the rate SSE makes up for that: comparing losses at one rate compares step sizes',
      expected: 'no more than 1 % below CEE',
      measured: `${percent(m['sseFast.testAccuracy'])} against ${percent(m['cee.testAccuracy'])}`,
      holds: m['sseFast.testAccuracy']! >= m['cee.testAccuracy']! - 0.01,
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

function rangeOf(m: TrainingMetrics, loss: string): number {
  const accuracies = Object.entries(m).flatMap(([key, value]) =>
    key.startsWith(`grid.${loss}.rate`) ? [value] : [],
  );
  return Math.max(...accuracies) - Math.min(...accuracies);
}

function generalisationClaims({overfit: {images}}: TrainingFindings, m: TrainingMetrics): Claim[] {
  return [
    {
      id: 'training.generalises',
      statement: 'The net does on images it never saw nearly what it does on its own',
      expected: `less than 3 % apart, and more than twice the ${percent(m.constantAnswer)} of one answer for all`,
      measured: `${percent(m['overfit.all.trainAccuracy'])} and ${percent(m['overfit.all.testAccuracy'])}`,
      // A net that has learned nothing is as good on either.
      holds:
        Math.abs(m['overfit.all.trainAccuracy']! - m['overfit.all.testAccuracy']!) < 0.03 &&
        m['overfit.all.testAccuracy']! > 2 * m.constantAnswer!,
    },
    {
      id: 'training.overfits',
      statement: `On ${images} images it learns them by heart, and does worse on others`,
      expected:
        'at least 99 % of its own, and more than 3 % fewer of the test images; no more than with all images',
      measured: `${percent(m['overfit.trainAccuracy'])} against ${percent(m['overfit.testAccuracy'])}; ${percent(m['overfit.all.testAccuracy'])}`,
      holds:
        m['overfit.trainAccuracy']! >= 0.99 &&
        m['overfit.gap']! > 0.03 &&
        m['overfit.testAccuracy']! <= m['overfit.all.testAccuracy']!,
    },
  ];
}

function accuracyClaims(m: TrainingMetrics): Claim[] {
  const nats = ['least', 'greatest'].map(key => significant(m[`confidence.${key}.crossEntropy`]));
  return [
    {
      id: 'training.accuracy-stuck',
      statement:
        'Accuracy as the objective, by difference quotients of every weight, does not learn, where CEE does at the same rate',
      expected: `moves in less than 1 % of ${m['accuracy.steps']!.toLocaleString('en')} steps, and ends below half of what CEE reaches in as many`,
      measured: `${m['accuracy.moved']!} steps, ${percent(m['accuracy.testAccuracy'])} against ${percent(m['cee.testAccuracy'])}`,
      holds:
        m['accuracy.moved']! < 0.01 * m['accuracy.steps']! &&
        m['accuracy.testAccuracy']! < m['cee.testAccuracy']! / 2,
    },
    {
      id: 'training.blind-to-confidence',
      statement:
        'Multiplying all logits by 0.1 to 10 does not move accuracy, and moves cross entropy a great deal',
      expected: 'one accuracy, and a greatest loss of at least 1.5 times the least',
      measured: `${m['confidence.accuracies']!} accuracy, ${nats[0]!} to ${nats[1]!} nats`,
      holds:
        m['confidence.accuracies'] === 1 &&
        m['confidence.greatest.crossEntropy']! >= 1.5 * m['confidence.least.crossEntropy']!,
    },
  ];
}
