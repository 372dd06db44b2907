/**
 * A loss with a gradient of its own, as one writes it for speed, and a mistake in it that training would hide.
 *
 *     npm run losslab -- gradcheck examples/gradcheck/meanSquaredError.js
 */
const tf = require('@tensorflow/tfjs');

const labels = tf.tensor2d([
  [1, 0, 0],
  [0, 0, 1],
]);

/** The mean over all six entries; the gradient forgets the 1/6. */
exports.fn = predictions =>
  tf.customGrad((y, save) => {
    save([y]);
    return {
      value: y.sub(labels).square().mean(),
      gradFunc: (dy, [y]) => y.sub(labels).mul(2).mul(dy),
    };
  })(predictions);

exports.inputs = [
  [
    [0.7, 0.2, 0.1],
    [0.1, 0.3, 0.6],
  ],
];
