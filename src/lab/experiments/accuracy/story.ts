import {listed, t, type Text} from '../../../text';
import type {Story} from '../../../results';
import {textbookStep} from '../formulas64';
import {count, percent} from '../reporting';
import {batchSize} from '../trainedNet';
import {figure, prose, question, story} from '../storytelling';
import {alternativesOf, type AccuracyFindings} from './measureAccuracy';

/** The answer of the page. It is mathematics, and no number of a run can contradict it. */
export function openingOf({parameters}: AccuracyFindings): Text {
  return t`Accuracy counts the digits on the right side of a line: a tiny move of any of the ${count(parameters)} weights changes nothing, so its derivative is 0 almost everywhere, and gradient descent has no direction. A loss measures how far each digit is from the line: every move changes it, and its derivative says which way is better.`;
}

/** Why the derivative is 0, what an h measures, and what more images do to a staircase. */
export function storyOf(found: AccuracyFindings): Story {
  const {parameters, counts, hidden, deadPixels} = found;
  const of = (objective: 'accuracy' | 'cee') =>
    counts.find(each => each.state === 'trained' && each.objective === objective)!.nonZero;
  return story(t`Accuracy has no slope`, 20, [
    prose(
      t`Can we climb accuracy in the same way? The **difference quotient** $\\frac{f{(w+h)}−f{(w−h)}}{2 h}$ is the numerical derivative along a weight w. We compute it for all ${count(parameters)} weights of the trained net, on ${batchSize} images, in float64, with the book's h = ${textbookStep.toExponential(0)}.`,
    ),
    question(
      t`How many of the ${count(parameters)} weights change accuracy when they are moved by ${String(textbookStep)}?`,
      [t`none`, t`a few hundred`, t`a tenth`, t`more than half`],
      {
        right: bucketOf(of('accuracy') / parameters),
        parts: [
          figure('gradient-histogram'),
          prose(t`${count(of('accuracy'))} change accuracy, ${count(of('cee'))} change cross entropy. The other
            ${count(parameters - of('cee'))} ${deadOrNot(deadPixels * hidden === parameters - of('cee'))}.`),
        ],
      },
    ),
    prose(
      t`So why is the derivative of accuracy 0 almost everywhere? An image turns right or wrong only where its two greatest logits tie, at single values of the weight. Everywhere else, which is what "almost everywhere" means, the slope is 0: for every weight, not only for most.`,
    ),
    prose(quantumOf(found)),
    moreImages(found),
    prose(learnedOf(found)),
  ]);
}

/** Whether more images make a slope; nothing where the run has so few that there is one staircase only. */
function moreImages(found: AccuracyFindings) {
  const {staircases} = found;
  const [few, many] = [staircases[0]!, staircases.at(-1)!];
  if (few.size === many.size) return undefined;
  return question(
    t`Does accuracy become a smooth curve with ${count(many.size)} images in place of ${few.size}?`,
    [
      t`Yes, so many steps make a slope`,
      t`No, it has more steps, and they are smaller`,
      t`No, it has the same steps`,
    ],
    {
      right: many.accuracyLevels > few.accuracyLevels ? 1 : 2,
      parts: [figure('staircase'), prose(levelsOf(found))],
    },
  );
}

function bucketOf(share: number): number {
  return [0, 0.03, 0.5, 1].findIndex(most => share <= most);
}

function deadOrNot(dead: boolean): Text {
  return dead ? t`belong to pixels that are black in all ${batchSize} images` : t`change neither`;
}

/** What a quotient is that is not 0. */
function quantumOf({sweep}: AccuracyFindings): Text {
  const [smallest] = sweep;
  const large = sweep.at(-1)!;
  const seen =
    large.nonZero > 0
      ? t`At h = ${large.h} it is not 0 for ${count(large.nonZero)} weights: some image is near the line.`
      : t`In this net none is found up to h = ${large.h}.`;
  return t`A quotient that is not 0 measures h: one image of N that crosses the line within w ± h makes it $\\frac1{2 h N}$, ${smallest!.quantum} at h = ${smallest!.h.toExponential(0)} and ${large.quantum} at h = ${large.h}. ${seen}`;
}

function levelsOf({staircases}: AccuracyFindings): Text {
  const levels = listed(staircases.map(({accuracyLevels}) => accuracyLevels));
  const sizes = listed(staircases.map(({size}) => count(size)));
  const {offsets} = staircases[0]!;
  return t`One weight moves by up to ${offsets.at(-1)!} to either side: on ${sizes} images accuracy takes ${levels} values. With more images the steps get lower: 32.01 % can occur. Each step is still flat.`;
}

/** A slope of 0 does not mean that nothing can be better; and what is done about it. */
function learnedOf(found: AccuracyFindings): Text {
  const {cee, soft, evolution, testImages} = alternativesOf(found).alternative;
  return t`A slope of 0 does not mean that no move helps: a long one may. An **evolution strategy** follows long random moves that gain: in ${found.alternatives[0]!.points.at(-1)!.step} steps an output layer reaches ${percent(evolution.accuracy)} of ${count(testImages)} test images. Gradient descent on the mean probability of the right class reaches ${percent(soft.accuracy)}, on cross entropy ${percent(cee.accuracy)}.`;
}
