const tf = require('@tensorflow/tfjs');
require('losslab/jest');
const {focalLoss} = require('./focalLoss');

const labels = tf.tensor2d([
  [1, 0, 0],
  [0, 0, 1],
]);
const probabilities = [
  [0.7, 0.2, 0.1],
  [0.3, 0.3, 0.4],
];

test('focalLoss() is −(1 − p)² ln p of the labelled class, averaged', () => {
  const expected = -(0.3 ** 2 * Math.log(0.7) + 0.6 ** 2 * Math.log(0.4)) / 2;
  expect(focalLoss(labels, tf.tensor2d(probabilities)).dataSync()[0]).toBeCloseTo(expected, 6);
});

test('focalLoss() has the gradient that its author says it has', async () => {
  await expect(p => focalLoss(labels, p)).toHaveCorrectGradients([probabilities]);
});

test('focalLoss() hands on what comes from behind it', async () => {
  await expect(p => focalLoss(labels, p.softmax()).mul(10)).toHaveCorrectGradients([probabilities]);
});
