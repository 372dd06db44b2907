import type {Claim} from '../experiment';
import {percent} from '../percent';
import {significant} from '../significant';
import type {TrainingFindings, TrainingMetrics} from './findings';

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
