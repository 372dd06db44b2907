import {t} from '../../../text';
import type {ExperimentResult, Note} from '../experiment';
import {count, percent} from '../reporting';
import {alternativesOf, type AccuracyFindings} from './measureAccuracy';

/** What notes on the chapter say of accuracy, each sentence with the numbers that settle it. */
export function notesOf(found: AccuracyFindings): Note[] {
  const {parameters, staircases, flatness} = found;
  const {alternative} = alternativesOf(found);
  const {nonZero, nonZeroSmall, smallStep} = flatness.find(({state}) => state === 'trained')!;
  const sizes = staircases.map(({size}) => count(size)).join(', ');
  const levels = staircases.map(({accuracyLevels}) => accuracyLevels).join(', ');
  return [
    {
      says: t`Accuracy is no measure of how good a model is`,
      verdict: 'false',
      measured: t`It is a good number to report: ${percent(alternative.cee.accuracy)} of the test images are
          right. It is a useless one to optimise: ${nonZero} of ${count(parameters)} numerical derivatives
          differ from 0.`,
      settledBy: 'gradient-histogram',
    },
    {
      says: t`The derivative of accuracy is 0 for most weights`,
      verdict: 'half',
      measured: t`It is 0 for all of them: with h = ${smallStep.toExponential(0)}, which brings no image to a
          tie, ${nonZeroSmall} of ${count(parameters)} numerical derivatives differ from 0. "Almost
          everywhere" is said of places, not of weights.`,
      settledBy: 'gradient-histogram',
    },
    {
      says: t`Accuracy goes from 32 % to 33 % and cannot be 32.01 %`,
      verdict: 'half',
      measured: t`With N images it moves in steps of 1/N: 1 % with 100 images, 0.01 % with 10,000. While one
          weight moves it takes ${levels} levels on ${sizes} images. More images make the steps smaller, but
          they remain steps.`,
      settledBy: 'staircase',
    },
  ];
}

/** The question that a reader was left with, in plain words. */
export function openQuestionOf({
  parameters,
  flatness,
}: AccuracyFindings): NonNullable<ExperimentResult['openQuestion']> {
  const {nonZeroSmall} = flatness.find(({state}) => state === 'trained')!;
  return {
    question: t`Why is the derivative of accuracy 0 almost everywhere?`,
    answer: t`Accuracy counts how many images have their greatest output at the right class. Move one weight
        a tiny bit. Every output moves a tiny bit, but which of them is the greatest stays the same in every
        image, unless two outputs were exactly equal. So the count stays the same. The change of accuracy is
        0, and 0 divided by the move of the weight is 0: that is the derivative. This holds for each of the
        ${count(parameters)} weights (${nonZeroSmall} of their numerical derivatives differ from 0), and at
        every value of the weight but those where some image has two equal outputs. There the count jumps,
        and there is no derivative. Such values are single points on a line: that is what "almost everywhere"
        means. A loss looks at how large the output of the right class is. That moves as well, so the
        derivative of a loss is a number that says which way is better.`,
    settledBy: 'staircase',
  };
}
