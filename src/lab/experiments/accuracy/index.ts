import {t, type Text} from '../../../text';
import type {Experiment, ExperimentResult} from '../experiment';
import {byName, count, metricsOf, percent, recordOf} from '../reporting';
import {batchSize} from '../trainedNet';
import {chanceOf, claimsOf} from './claims';
import {figuresOf, tablesOf} from './figures';
import {openingOf, storyOf} from './story';
import {
  alternativesOf,
  measureAccuracy,
  type AccuracyFindings,
  type AlternativeNumbers,
} from './measureAccuracy';
import {notesOf, openQuestionOf} from './notes';

/** Why accuracy yields zero gradients: three mechanisms, the count of zeros, the staircase, trying anyway, and what is used instead. */
export const accuracy: Experiment = {
  id: 'accuracy',
  seconds: 12,
  question: t`Why not maximise accuracy itself?`,
  leastImages: batchSize,
  run: async lab => describeAccuracy(await measureAccuracy(lab)),
};

/** What was found, as an answer, claims, numbers and pictures. */
function describeAccuracy(found: AccuracyFindings): ExperimentResult {
  const {parameters, staircases, alternatives} = found;
  const {trained} = statesOf(found);
  const n = alternativesOf(found);
  return {
    answer: t`Accuracy is a staircase: ${trained.accuracy.nonZero} of its ${count(parameters)}
        difference quotients differ from 0, against ${count(trained.cee.nonZero)} of cross entropy; more
        images only make its steps smaller
        (${staircases.map(({accuracyLevels}) => accuracyLevels).join(', ')} levels for
        ${staircases.map(({size}) => count(size)).join(', ')} images). What is optimised in its place is
        smooth: ${learnersOf(n)}, in ${alternatives[0]!.points.at(-1)!.step} steps to
        ${percent(n.alternative.soft.accuracy)} and ${percent(n.alternative.cee.accuracy)}.`,
    lead: true,
    claims: claimsOf(found),
    metrics: metricsOf({parameters, deadPixels: found.deadPixels}, statesOf(found), stepsOf(found), n),
    highlights: [
      {label: t`non-zero quotients of accuracy`, metric: 'trained.accuracy.nonZero'},
      {label: t`non-zero quotients of CEE`, metric: 'trained.cee.nonZero'},
      {label: t`levels of accuracy, most images`, metric: 'staircase.mostLevels'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
    notes: notesOf(found),
    openQuestion: openQuestionOf(found),
    slider: ['staircase', 'smooth-loss'],
    opening: openingOf(found),
    knob: found.knob,
    story: storyOf(found),
  };
}

/** How long both learn differs between profiles, and with it who is ahead; that both learn does not. */
function learnersOf({alternative}: AlternativeNumbers): Text {
  const both = [alternative.cee, alternative.soft].every(
    ({start, accuracy}) => accuracy - start > chanceOf(alternative.testImages),
  );
  return both
    ? t`soft accuracy and cross entropy both learn an output layer`
    : t`soft accuracy and cross entropy take an output layer`;
}

function statesOf({counts, flatness}: AccuracyFindings) {
  return recordOf(['start', 'trained'], state => {
    const {near, nonZeroFar, smallStep, nonZeroSmall} = flatness.find(each => each.state === state)!;
    const {accuracy, sse, cee} = recordOf(['accuracy', 'sse', 'cee'], objective => ({
      nonZero: counts.find(each => each.state === state && each.objective === objective)!.nonZero,
    }));
    return {nearTies: near, smallStep, accuracy: {...accuracy, nonZeroFar, nonZeroSmall}, sse, cee};
  });
}

function stepsOf({sweep, staircases, ascents, control, mechanisms, straightThrough}: AccuracyFindings) {
  const {hard: value, soft: softValue, gradient, difference} = straightThrough;
  return {
    ...byName(sweep, ({h, nonZero, least, quantum}) => [
      `h${h}`,
      {nonZero, quantum, least: nonZero > 0 ? least : undefined},
    ]),
    staircase: {
      ...byName(staircases, ({size, accuracyLevels, crossEntropyLevels}) => [
        `n${size}`,
        {accuracyLevels, crossEntropyLevels},
      ]),
      mostLevels: Math.max(...staircases.map(({accuracyLevels}) => accuracyLevels)),
    },
    ascent: {
      ...byName(ascents, ({h, moved, accuracies}) => [
        `h${h}`,
        {moved, accuracy: accuracies.at(-1)!, best: Math.max(...accuracies)},
      ]),
      control: {accuracy: Math.max(...control.accuracies)},
    },
    mechanism: {cast: mechanisms.throughCast, argMax: {nonZero: mechanisms.zerosThroughArgMax}},
    straightThrough: {value, softValue, gradient, difference},
  };
}
