/** The losses of this project, each gradient against finite differences in float64. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
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
)('checkGradients() passes %s with reduction %s', async (name, reduction) => {
  const {labels, predictions} = lossTraits[name];
  const target = labels === 'integer' ? tf.tensor1d([2, 0], 'int32') : tf.oneHot([2, 0], 4).toFloat();
  const input = predictions === 'logits' ? logits : probabilities;
  const check = await checkGradients(p => losses[name](target, p, {reduction}), [input], {vector: true});
  target.dispose();
  expect({verdict: check.verdict, text: check.toString()}).toEqual({verdict: 'pass', text: check.toString()});
});

test('checkGradients() passes entropy and klDivergence', async () => {
  const p = tf.tensor2d(probabilities);
  const checks = [
    await checkGradients(q => entropy(q).sum(), [probabilities]),
    await checkGradients(q => klDivergence(p, q).sum(), [probabilities]),
  ];
  p.dispose();
  expect(checks.map(check => [check.verdict, check.toString()])).toEqual(
    checks.map(check => ['pass', check.toString()]),
  );
});
