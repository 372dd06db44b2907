import {t} from '../../../text';
import type {Story} from '../../../results';
import {significant} from '../reporting';
import {figure, prose, story} from '../storytelling';
import type {Numbers} from './report';

/** What a derivative is good for: along one weight, then along all. Short because one figure says it. */
export function storyOf({firstOrder: {small, large}}: Numbers): Story {
  return story(t`The gradient says which way`, 15, [
    prose(
      t`A **partial derivative** is the slope of the loss along one weight, with all others held still. Where it is negative a larger weight lowers the loss, where it is positive a smaller one.`,
    ),
    figure('sign-rule'),
    prose(
      t`From either side the arrows lead down. All partial derivatives in a row are the **gradient** ∇L; against it the loss falls fastest. **Gradient descent** repeats that step, $w ← w − η ∇L$, with the learning rate η. SGD takes the gradient of a mini-batch, which is right on average.`,
    ),
    prose(
      t`A derivative speaks of short steps: with η = 1e-5 the loss of the trained net falls by ${significant(small, 4)} of what the slope says, with η = 1 by ${significant(large, 2)} of it.`,
    ),
  ]);
}
