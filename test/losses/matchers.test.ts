/** The losses of this project, each gradient against finite differences in float64, with the project's own matchers. */
import * as tf from '@tensorflow/tfjs';
import '../../src/testing/jest';
import {entropy, klDivergence, losses, lossTraits, type LossName} from '../../src/losses';

const probabilities = [
  [0.1, 0.05, 0.6, 0.25],
  [0.2, 0.3, 0.1, 0.4],
];
const logits = [
  [1.2, -0.7, 0.3, 2.1],
  [-1.1, 0.4, 0.9, -0.2],
];

const names = Object.keys(losses) as LossName[];

test.each(
  names.flatMap(name => (['mean', 'sum', 'none'] as const).map(reduction => [name, reduction] as const)),
)('the gradient of %s is correct with reduction %s', async (name, reduction) => {
  const {labels, predictions} = lossTraits[name];
  const target = labels === 'integer' ? tf.tensor1d([2, 0], 'int32') : tf.oneHot([2, 0], 4).toFloat();
  const input = predictions === 'logits' ? logits : probabilities;
  const loss = (p: tf.Tensor) => losses[name](target, p, {reduction});
  await expect(loss).toHaveCorrectGradients([input], {vector: true});
  // Correct and of use: a flat one would be correct as well.
  await expect(loss).not.toBeFlat([input], {vector: true});
  target.dispose();
});

test('the gradients of entropy and klDivergence are correct', async () => {
  const p = tf.tensor2d(probabilities);
  await expect((q: tf.Tensor) => entropy(q).sum()).toHaveCorrectGradients([probabilities]);
  await expect((q: tf.Tensor) => klDivergence(p, q).sum()).toHaveCorrectGradients([probabilities]);
  p.dispose();
});
