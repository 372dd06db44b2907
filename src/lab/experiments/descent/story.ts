import {t} from '../../../text';
import type {Story} from '../../../results';
import {figure, prose, story} from '../storytelling';

/** What a derivative is good for: along one weight, then along all. Short because one figure says it. */
export function storyOf(): Story {
  return story(t`The gradient says which way`, 15, [
    prose(
      t`A **partial derivative** is the slope of the loss along one weight, the others held still. Where it is negative a larger weight lowers the loss, where it is positive a smaller one. Below, 0 is a trained weight.`,
    ),
    figure('sign-rule'),
    prose(
      t`All partial derivatives together are the **gradient** ∇L. **Gradient descent** repeats $w ← w − η ∇L$ with a learning rate η. SGD takes the gradient of a few images, a **mini-batch**: on average the same.`,
    ),
  ]);
}
