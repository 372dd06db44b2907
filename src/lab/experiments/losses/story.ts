import {t} from '../../../text';
import type {Story} from '../../../results';
import {code, figure, prose, story} from '../storytelling';
import {show, type numbersOf} from './report';

/** What a loss looks at: the book's two guesses, both losses, and the 1e-7. */
export function storyOf({sse, cee}: ReturnType<typeof numbersOf>): Story {
  return story(t`A loss looks at the probability`, 10, [
    prose(
      t`Softmax turns logits into probabilities that add up to 1. Take the book's two guesses at a picture of a 2: the right one gives the 2 a probability of 0.6, the wrong one 0.1.`,
    ),
    figure('two-guesses'),
    prose(t`Both losses tell them apart. The sum of squared errors (SSE), $\\frac 1 2\\sum_k{(y_k−t_k)}^2$,
      is ${show(sse.right)} and ${show(sse.wrong)}. The cross-entropy error (CEE), $−\\sum_k t_k \\ln{y_k}$, is the cross entropy H(t, y) of label and output. Only the right class counts, as the one-hot label t is 0 elsewhere. It is
      ${show(cee.right)} and ${show(cee.wrong)} nats. A probability of 1/e, some 37 %, costs 1 **nat**. Raise the right probability a little and both losses fall; accuracy stays.`),
    prose(
      t`The book adds 1e-7 to each probability, since ln 0 is infinite: no image then costs more than −ln 1e-7, which is ${show(cee.cap)} nats.`,
    ),
    code(t`The mean cross entropy of a batch`, snippets),
  ]);
}

/** `t` is one-hot and `y` has probabilities, both `[batch, classes]`. A test runs them. */
export const snippets = {
  numpy: `def cross_entropy(t, y, eps=1e-7):
    logs = np.log(y + eps)
    per_image = -np.sum(t * logs, axis=1)
    return per_image.mean()

loss = cross_entropy(t, y)`,
  tfjs: `const crossEntropy = (t, y) => tf.tidy(() => {
  const logs = y.add(1e-7).log();
  return t.mul(logs).sum(-1).neg().mean();
});

const loss = crossEntropy(t, y);`,
  losslab: `const {crossEntropy} = losslab;

// Integer labels: sparseCrossEntropy(t, y).
// Logits, without need for the 1e-7:
// crossEntropyFromLogits(t, logits).
const loss = crossEntropy(t, y);`,
};
