import {t} from '../../../text';
import type {Story} from '../../../results';
import {count, percent} from '../reporting';
import {figure, prose, story} from '../storytelling';
import type {numbersOf} from './report';

/** The step activation: the same zero, one layer deeper. Short because one figure says it all. */
export function storyOf({steps, step, sigmoid, relu}: ReturnType<typeof numbersOf>): Story {
  return story(t`The same trouble inside the net`, 30, [
    prose(
      t`Why not a step as the activation? Backpropagation multiplies by the activation's slope. The sigmoid has one everywhere below; the step is flat on both sides of its jump.`,
    ),
    figure('slopes'),
    step.w1Moved === 0
      ? prose(t`So the first layer gets a gradient of exactly 0. After ${count(steps)} steps of training no weight of it has moved; the output
          layer alone learns, to ${percent(step.testAccuracy)} of the test images, against ${percent(sigmoid.testAccuracy)} with the sigmoid.`)
      : prose(t`After ${count(steps)} steps of training the net of step units reaches ${percent(step.testAccuracy)} of the test images, against
          ${percent(sigmoid.testAccuracy)} with the sigmoid.`),
    relu.testAccuracy > step.testAccuracy
      ? prose(
          t`A slope is not needed everywhere, though: ReLU is flat for negative inputs, and its net reaches ${percent(relu.testAccuracy)}.`,
        )
      : undefined,
  ]);
}
