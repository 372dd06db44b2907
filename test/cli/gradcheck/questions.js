const tf = require('@tensorflow/tfjs');

module.exports = {
  fn: x => x.square().sum(),
  inputs: [[1, 2, 3]],
  right: {fn: (a, b) => a.mul(b).sum(), inputs: [{shape: [2, 3]}, {shape: [3], range: [1, 2]}]},
  // A sign is missing: the derivative of cos is −sin.
  wrong: {
    fn: x =>
      tf
        .customGrad(y => ({value: tf.cos(y), gradFunc: dy => dy.mul(tf.sin(y))}))(x)
        .sum(),
    inputs: [tf.tensor1d([0.5, 1])],
  },
  vector: x => x.exp(),
  throwing: {
    fn: () => {
      throw new Error('out of cheese');
    },
    inputs: [1],
  },
  number: 3,
  ragged: {fn: x => x.sum(), inputs: [[[1, 2], [3]]]},
  badShape: {fn: x => x.sum(), inputs: [{shape: [2, -1]}]},
  chatty: {
    fn: x => {
      console.log('hello');
      return x.sum();
    },
    inputs: [1],
  },
  noRange: {fn: x => x.sum(), inputs: [{shape: [2], range: 5}]},
  badRange: {fn: x => x.sum(), inputs: [{shape: [2], range: [1, 0]}]},
};
