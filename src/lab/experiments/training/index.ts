import {t, type Text} from '../../../text';
import type {Experiment, ExperimentResult} from '../experiment';
import {count, metricsOf, percent} from '../reporting';
import {batchSize} from '../trainedNet';
import {figuresOf} from './figures';
import {measureTraining, numbersOf, type TrainingFindings, type TrainingNumbers} from './measureTraining';
import {notesOf} from './notes';
import {claimsOf, tablesOf} from './report';
import {storyOf} from './story';

/** What SSE, one-hot CEE, integer CEE and accuracy itself reach, and at which learning rates. */
export const training: Experiment = {
  id: 'training',
  seconds: 19,
  question: t`What do SSE, one-hot CEE and integer CEE reach, at which learning rates? Does it generalise?`,
  leastImages: 2 * batchSize,
  run: async lab => describeTraining(await measureTraining(lab)),
};

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
    story: storyOf(found, n),
    notes: notesOf(found, n),
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
