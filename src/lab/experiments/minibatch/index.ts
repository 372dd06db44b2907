import {t} from '../../../text';
import type {Experiment, ExperimentResult} from '../experiment';
import {percent} from '../reporting';
import {batchSize} from '../trainedNet';
import {figuresOf} from './figures';
import {notesOf} from './notes';
import {claimsOf, metricsOfMinibatch, numbersOf, tablesOf} from './report';
import {measureMinibatch, type MinibatchFindings} from './sampling';

/** How good an estimate of the full loss is a mini-batch, and does it matter how it is drawn? */
export const minibatch: Experiment = {
  id: 'minibatch',
  seconds: 5,
  question: t`How good an estimate of the full loss is a mini-batch? With or without replacement?`,
  // Half of them must be more than a batch of the textbook's size.
  leastImages: 2 * (batchSize + 1),
  run: async lab => describeMinibatch(await measureMinibatch(lab)),
};

/** What a mini-batch is worth, as an answer, claims, numbers and pictures. */
export function describeMinibatch(found: MinibatchFindings): ExperimentResult {
  const n = numbersOf(found);
  const {spread} = found.spreads.find(({size, replaced}) => size === 100 && replaced)!;
  return {
    answer: t`The mean of 100 images differs from the full loss by a standard deviation of
        ${spread.toFixed(4)} nats (σ/√n predicts ${n.n100.predicted.toFixed(4)}) and is off in neither
        direction. Drawing with replacement leaves ${percent(n.unseen.measured)} of the images unseen in
        an epoch; training reaches ${percent(n.replacement.testAccuracy)} of the test images with and
        ${percent(n.epoch.testAccuracy)} without replacement.`,
    formulas: [
      {
        spoken: t`the standard deviation of the mean of n losses is sigma over the square root of n`,
        tex: 'σ_mean = \\frac{σ}{\\sqrt{n}}',
      },
    ],
    claims: claimsOf(found, n),
    metrics: metricsOfMinibatch(found, n),
    highlights: [
      {label: t`σ of the loss of one image`, metric: 'sigma', unit: t`nats`},
      {label: t`σ of the mean of 100`, metric: 'n100.replaced.spread', unit: t`nats`},
      {label: t`images unseen with replacement`, metric: 'unseen.measuredPercent', unit: '%'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
    notes: notesOf(found, n),
  };
}
