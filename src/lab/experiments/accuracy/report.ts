import type {ExperimentResult} from '../experiment';
import {chanceOf} from './alternativeClaims';
import {claimsOf} from './claims';
import {figuresOf, tablesOf} from './figures';
import {percent} from '../significant';
import type {AccuracyFindings} from './findings';

/** What was found, as an answer, claims, numbers and pictures. */
export function describeAccuracy(found: AccuracyFindings): ExperimentResult {
  const metrics = collectMetrics(found);
  const sizes = found.staircases.map(({size}) => size.toLocaleString('en'));
  const levels = found.staircases.map(({accuracyLevels}) => accuracyLevels);
  return {
    answer:
      `Accuracy is a staircase: ${metrics['trained.accuracy.nonZero']!} of its ` +
      `${found.parameters.toLocaleString('en')} difference quotients differ from 0, against ` +
      `${metrics['trained.cee.nonZero']!.toLocaleString('en')} of cross entropy; more images only make its steps smaller ` +
      `(${levels.join(', ')} levels for ${sizes.join(', ')} images). What is descended in its place is smooth: ` +
      `${learnersOf(found)}, in ${stepsOf(found)} steps to ${percent(metrics['alternative.soft.accuracy'])} and ` +
      `${percent(metrics['alternative.cee.accuracy'])}.`,
    claims: claimsOf(found, metrics),
    metrics,
    highlights: [
      {label: 'non-zero quotients of accuracy', metric: 'trained.accuracy.nonZero'},
      {label: 'non-zero quotients of CEE', metric: 'trained.cee.nonZero'},
      {label: 'levels of accuracy, most images', metric: 'staircase.mostLevels'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
  };
}

/** How long both learn differs between profiles, and with it who is ahead; that both learn does not. */
function learnersOf({alternatives}: AccuracyFindings): string {
  const both = alternatives
    .filter(({way, wrongLabels}) => way !== 'evolution' && wrongLabels === 0)
    .every(
      ({points, testImages}) =>
        points[points.length - 1]!.accuracy - points[0]!.accuracy > chanceOf(testImages),
    );
  return both
    ? 'soft accuracy and cross entropy both learn an output layer'
    : 'soft accuracy and cross entropy take an output layer';
}

function stepsOf({alternatives}: AccuracyFindings): number {
  const {points} = alternatives[0]!;
  return points[points.length - 1]!.step;
}

function collectMetrics(found: AccuracyFindings): Record<string, number> {
  const metrics: Record<string, number> = {parameters: found.parameters, deadPixels: found.deadPixels};
  for (const {state, objective, nonZero} of found.counts) metrics[`${state}.${objective}.nonZero`] = nonZero;
  for (const {h, nonZero, least, quantum} of found.sweep) {
    metrics[`h${h}.nonZero`] = nonZero;
    metrics[`h${h}.quantum`] = quantum;
    if (nonZero > 0) metrics[`h${h}.least`] = least;
  }
  for (const {size, accuracyLevels, crossEntropyLevels} of found.staircases) {
    metrics[`staircase.n${size}.accuracyLevels`] = accuracyLevels;
    metrics[`staircase.n${size}.crossEntropyLevels`] = crossEntropyLevels;
  }
  metrics['staircase.mostLevels'] = Math.max(...found.staircases.map(stairs => stairs.accuracyLevels));
  for (const {h, moved, accuracies} of found.ascents) {
    metrics[`ascent.h${h}.moved`] = moved;
    metrics[`ascent.h${h}.accuracy`] = accuracies[accuracies.length - 1]!;
    metrics[`ascent.h${h}.best`] = Math.max(...accuracies);
  }
  for (const {state, near, nonZeroFar, smallStep, nonZeroSmall} of found.flatness) {
    metrics[`${state}.nearTies`] = near;
    metrics[`${state}.accuracy.nonZeroFar`] = nonZeroFar;
    metrics[`${state}.smallStep`] = smallStep;
    metrics[`${state}.accuracy.nonZeroSmall`] = nonZeroSmall;
  }
  metrics['ascent.control.accuracy'] = Math.max(...found.control.accuracies);
  metrics['mechanism.cast'] = found.mechanisms.throughCast;
  metrics['mechanism.argMax.nonZero'] = found.mechanisms.zerosThroughArgMax;
  return {...metrics, ...alternativeMetrics(found)};
}

function alternativeMetrics({straightThrough, alternatives}: AccuracyFindings): Record<string, number> {
  const metrics: Record<string, number> = {
    'straightThrough.value': straightThrough.hard,
    'straightThrough.softValue': straightThrough.soft,
    'straightThrough.gradient': straightThrough.gradient,
    'straightThrough.difference': straightThrough.difference,
  };
  for (const {way, wrongLabels, points, outlierPush, testImages} of alternatives) {
    const key = wrongLabels === 0 ? `alternative.${way}` : `wrongLabels.${way}`;
    metrics[`${key}.start`] = points[0]!.accuracy;
    metrics[`${key}.accuracy`] = points[points.length - 1]!.accuracy;
    // Each objective's push on the net that it has itself learned.
    if (wrongLabels > 0 && way !== 'evolution') metrics[`wrongLabels.push.${way}`] = outlierPush[way];
    metrics['wrongLabels.fraction'] = wrongLabels;
    metrics['alternative.testImages'] = testImages;
  }
  return metrics;
}
