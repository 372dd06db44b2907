import {t, type Text} from '../../../text';
import type {Story} from '../../../results';
import {textbookStep} from '../formulas64';
import {count, percent} from '../reporting';
import {figure, prose, question, story} from '../storytelling';
import type {TrainingFindings, TrainingNumbers} from './measureTraining';

/** The race of four objectives. */
export function storyOf({race, runs}: TrainingFindings, n: TrainingNumbers): Story {
  const h = textbookStep.toExponential(0);
  return story(t`A race`, 40, [
    prose(
      t`Four nets start from the same weights and see the same images. Two climb accuracy by quotients, with h = ${h} and h = ${race.largeStep} (its output layer only, to save time). The other two descend SSE and CEE by gradient. Each has the learning rate that is best on held-out training images.`,
    ),
    question(
      t`After ${count(race.steps)} steps, where is the net that climbs accuracy with the small h?`,
      [t`ahead of both losses`, t`on its way, only slower`, t`where it began`],
      {right: placeOf(n), parts: [figure('race', {play: true}), prose(outcomeOf(race, n))]},
    ),
    prose(t`With a rate of ${runs.cee.recipe.learningRate} for both, SSE reaches ${percent(n.sse.testAccuracy)} of all test images and CEE
      ${percent(n.cee.testAccuracy)}. That compares step sizes: SSE's gradient starts at a tenth of CEE's. Each at its own rate,
      they reach ${percent(n.grid.sse.best.accuracy)} and ${percent(n.grid.cee.best.accuracy)}.`),
  ]);
}

/** Whether it leads, has learned anything, or neither. */
function placeOf({race: {accuracySmall, sse, cee}, constantAnswer}: TrainingNumbers): number {
  if (accuracySmall.accuracy > Math.max(sse.accuracy, cee.accuracy)) return 0;
  return accuracySmall.accuracy > 2 * constantAnswer ? 1 : 2;
}

/** What became of both that climb. */
function outcomeOf({moved, large, images}: TrainingFindings['race'], {steps, race}: TrainingNumbers): Text {
  const [near, far] = [race.accuracySmall, race.accuracyLarge].map(({accuracy}) => accuracy);
  const still =
    moved === 0
      ? t`With the small h not one quotient of ${count(steps)} steps is other than 0: no weight moves, whatever the learning rate.`
      : t`With the small h weights move in ${count(moved)} of ${count(steps)} steps, those in which an image happens to be at the line.`;
  const found = [percent(large.nonZeroShare), large.moved, large.weights] as const;
  const astray =
    far! > 2 * race.constantAnswer
      ? t`With the large one ${found[0]} of the quotients are not 0, ${found[1]} of ${found[2]} weights move, and it learns something.`
      : t`With the large one ${found[0]} of the quotients are not 0, ${found[1]} of ${found[2]} weights move, and it gets nowhere: an image near the line does not say where to go.`;
  return t`${still} ${astray} They end at ${percent(near!)} and ${percent(far!)} of ${count(images)} test images; one answer for all gives ${percent(race.constantAnswer)}.`;
}
