import {t} from '../../../text';
import type {Experiment, ExperimentResult, Lab, Note} from '../experiment';
import {count, metricsOf, percent} from '../reporting';
import {batchSize} from '../trainedNet';
import {claimsOf, figuresOf, numbersOf, tablesOf, type Numbers} from './report';
import {measureFeatures, type FeatureFindings} from './representations';

/**
 * Pixels, gradient histograms made by hand and learned hidden units, each under the same softmax regression.
 */
export const features: Experiment = {
  id: 'features',
  seconds: 5,
  alone: true,
  question: t`What does end-to-end learning add to features made by hand?`,
  leastImages: 5 * batchSize,
  run: async lab => describeFeatures(lab, await measureFeatures(lab)),
};

/** What each representation is worth, as an answer, claims, numbers and pictures. */
export function describeFeatures(lab: Pick<Lab, 'source'>, found: FeatureFindings): ExperimentResult {
  const n = numbersOf(found);
  return {
    answer: t`It needs no knowledge of what an image is. Under one softmax regression, after
        ${count(n.images)} training images, pixels reach ${percent(n.pixels.asTheyAre)} of the test images,
        gradient histograms made by hand ${percent(n.histograms.asTheyAre)} and ${n.learned.size} hidden
        units that a net has learned ${percent(n.learned.asTheyAre)}. With all pixels in another order, the
        same in every image, the hand-made features reach ${percent(n.histograms.shuffled)}: what they know
        is which pixels are neighbours. The net learns the new order and reaches
        ${percent(n.learned.shuffled)}.`,
    claims: claimsOf(lab, n),
    metrics: metricsOf(n),
    highlights: [
      {label: t`pixels`, metric: 'pixels.percent', unit: '%'},
      {label: t`histograms made by hand`, metric: 'histograms.percent', unit: '%'},
      {label: t`learned hidden units`, metric: 'learned.percent', unit: '%'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found, n),
    notes: notesOf(n),
  };
}

function notesOf({histograms, learned}: Numbers): Note[] {
  return [
    {
      says: t`A net learns from the data as they are, from end to end, without features made by hand`,
      verdict: 'true',
      measured: t`With all pixels in another order learned features change from ${percent(learned.asTheyAre)}
          to ${percent(learned.shuffled)}, hand-made ones from ${percent(histograms.asTheyAre)} to
          ${percent(histograms.shuffled)}.`,
      settledBy: 'features',
    },
  ];
}
