import {t} from '../../../text';
import type {Story} from '../../../results';
import {code, figure, prose, story} from '../storytelling';
import {show, type numbersOf} from './report';

/** What a loss looks at: the book's two guesses, both losses, and the 1e-7. */
export function storyOf({sse, cee, withoutEpsilon}: ReturnType<typeof numbersOf>): Story {
  const noNumber = withoutEpsilon.cee.nan
    ? t`Without it 0 · ln 0 makes the loss not a number (NaN), even that of the right guess, which gives some wrong class a 0.`
    : undefined;
  return story(t`A loss looks at the probability`, [
    prose(t`Softmax turns the logits of an image into probabilities that add up to 1. Take the book's two guesses at a
      picture of a 2. The right one gives the 2 a probability of 0.6. The wrong one gives it 0.1, and 0.6 to the 7.`),
    figure('two-guesses'),
    prose(t`Both losses of the book tell the guesses apart. The sum of squared errors (SSE), $\\frac{1}{2}\\sum_k{(y_k−t_k)}^2$,
      is ${show(sse.right)} and ${show(sse.wrong)}. The cross-entropy error (CEE) looks at the right class alone: $−\\ln{y_t}$ is
      ${show(cee.right)} and ${show(cee.wrong)} nats. A **nat** is the unit of the natural logarithm: a probability of 1/e, some 37 %, costs 1 nat. Raise the probability of the right class a little, and either loss falls a little; accuracy does not notice.`),
    prose(t`The 1e-7 inside the logarithm is there for a probability of 0, whose logarithm is infinite. With it no image costs more
      than ${show(cee.cap)} nats.`),
    noNumber && prose(noNumber),
    code(t`The mean cross entropy of a batch`, snippets),
  ]);
}

/** `t` is one-hot and `y` has probabilities, both `[batch, classes]`. A test runs them. */
export const snippets = {
  numpy: `def cross_entropy(t, y, eps=1e-7):
    per_image = -np.sum(t * np.log(y + eps), axis=1)
    return per_image.mean()

loss = cross_entropy(t, y)`,
  tfjs: `const crossEntropy = (t, y) => tf.tidy(() => {
  const logs = y.add(1e-7).log();
  return t.mul(logs).sum(-1).neg().mean();
});

const loss = crossEntropy(t, y);`,
  losslab: `const {crossEntropy} = losslab;

// From logits there is no need for the 1e-7:
// crossEntropyFromLogits(t, logits).
const loss = crossEntropy(t, y);`,
};
