import {listed, t, type Text} from '../../../text';
import type {Story} from '../../../results';
import {textbookStep} from '../formulas64';
import {count, percent} from '../reporting';
import {figure, prose, question, story} from '../storytelling';
import {alternativesOf, type AccuracyFindings} from './measureAccuracy';

/** The answer of the page. It is mathematics, and no number of a run can contradict it. */
export function openingOf({parameters}: AccuracyFindings): Text {
  return t`Accuracy only counts the digits on the right side of a line, so a tiny move of any of the ${count(parameters)} weights
    changes nothing: its derivative is 0 almost everywhere, and gradient descent has no direction to take. A loss measures how far each
    digit is from the line, so every move changes it, and its derivative says which way is better.`;
}

/** Why the derivative is 0, what an h measures, and what more images do to a staircase. */
export function storyOf(found: AccuracyFindings): Story {
  const {parameters, counts, hidden, deadPixels} = found;
  const of = (objective: 'accuracy' | 'cee') =>
    counts.find(each => each.state === 'trained' && each.objective === objective)!.nonZero;
  return story(t`Accuracy has no slope`, [
    prose(t`Could we descend accuracy as the book descends a loss? Move one weight by h to either side and divide:
      $\\frac{f{(w+h)}−f{(w−h)}}{2 h}$, a **difference quotient**, is the numerical derivative. We compute it for each of the
      ${count(parameters)} weights of the trained net, on 100 images, in float64, with the book's h = ${textbookStep.toExponential(0)}.`),
    question(
      t`How many of the ${count(parameters)} weights change accuracy when they are moved by ${String(textbookStep)}?`,
      [t`none`, t`a few hundred`, t`a tenth`, t`more than half`],
      {
        right: bucketOf(of('accuracy') / parameters),
        parts: [
          figure('gradient-histogram'),
          prose(t`${count(of('accuracy'))} for accuracy, ${count(of('cee'))} for cross entropy. The other
            ${count(parameters - of('cee'))} weights of cross entropy ${deadOrNot(deadPixels * hidden === parameters - of('cee'))}.`),
        ],
      },
    ),
    prose(t`This is the answer to “why is the derivative of accuracy 0 almost everywhere?” An image is right or wrong. Its answer changes only
      where two logits tie, at a point of no width; everywhere else accuracy is level, and the slope of what is level is 0. A sum of such
      images has the slope 0 too, for every weight and not only for most of them.`),
    prose(quantumOf(found)),
    question(
      t`Does accuracy become a smooth curve with 10,000 images in place of 100?`,
      [t`Yes, so many steps make a slope`, t`No, it has more steps, and they are smaller`, t`No, it has the same steps`],
      {right: moreLevels(found) ? 1 : 2, parts: [figure('staircase'), prose(levelsOf(found))]},
    ),
    prose(learnedOf(found)),
  ]);
}

function bucketOf(share: number): number {
  return [0, 0.03, 0.5, 1].findIndex(most => share <= most);
}

function deadOrNot(dead: boolean): Text {
  return dead ? t`belong to pixels that are black in all 100 images` : t`are 0 as well`;
}

/** What a quotient is that is not 0. */
function quantumOf({sweep}: AccuracyFindings): Text {
  const [smallest] = sweep;
  const large = sweep.at(-1)!;
  const seen =
    large.nonZero > 0
      ? t`With h = ${large.h} there are ${large.nonZero} of them; each says that some image lies within reach, and none how far it is.`
      : t`In this net none is found up to h = ${large.h}.`;
  return t`A quotient that is not 0 tells of h and not of the net: one image that crosses makes it 1/(2hN), which is
    ${smallest!.quantum} at h = ${smallest!.h.toExponential(0)} and ${large.quantum} at h = ${large.h}. ${seen}`;
}

function moreLevels({staircases}: AccuracyFindings): boolean {
  return staircases.at(-1)!.accuracyLevels > staircases[0]!.accuracyLevels;
}

function levelsOf({staircases}: AccuracyFindings): Text {
  const levels = listed(staircases.map(({accuracyLevels}) => accuracyLevels));
  const sizes = listed(staircases.map(({size}) => count(size)));
  return t`One weight moves from −10 to 10: on ${sizes} images accuracy takes ${levels} values. An accuracy of 32.01 % needs 10,000 images,
    but a finer staircase is still a staircase, and level between its steps.`;
}

/** A slope of 0 does not mean that nothing can be better; and what is done about it. */
function learnedOf(found: AccuracyFindings): Text {
  const {cee, soft, evolution, testImages} = alternativesOf(found).alternative;
  return t`A slope of 0 does not mean that no move helps: a long one may. Drawing long moves at random and keeping to the good ones brings
    an output layer in ${found.alternatives[0]!.points.at(-1)!.step} steps to ${percent(evolution.accuracy)} of ${count(testImages)} test
    images. Replacing each image's yes or no by its probability brings it to ${percent(soft.accuracy)}, and cross entropy to
    ${percent(cee.accuracy)}.`;
}
