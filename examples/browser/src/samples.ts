/** What a visitor may start from: a name, which ko.json has in Korean, and code that returns a function and its inputs. */
export const samples: readonly {readonly name: string; readonly code: string}[] = [
  {
    name: 'cross entropy of a guess',
    code: `const label = tf.tensor1d([0, 0, 1]);
return {
  fn: y => crossEntropy(label, y),
  inputs: [tf.tensor1d([0.1, 0.3, 0.6])],
};`,
  },
  {
    name: 'accuracy, which has no slope',
    code: `const label = tf.tensor2d([[0, 0, 1], [1, 0, 0]]);
return {
  fn: y => tf.equal(y.argMax(1), label.argMax(1)).cast('float32').mean(),
  inputs: [tf.tensor2d([[0.1, 0.3, 0.6], [0.5, 0.2, 0.3]])],
};`,
  },
  {
    name: 'a gradient that lost a factor of 2',
    code: `const square = tf.customGrad(x => ({
  value: x.square(),
  gradFunc: dy => dy.mul(x), // should be 2x
}));
return {
  fn: x => square(x).sum(),
  inputs: [tf.tensor1d([3, 4])],
};`,
  },
  {
    name: 'a kink, where two slopes meet',
    code: `return {
  fn: x => tf.relu(x).sum(),
  inputs: [tf.tensor1d([-1, 0, 2])],
};`,
  },
  {
    name: 'an op whose gradient TensorFlow.js gets wrong',
    code: `return {
  fn: x => tf.cumsum(x, 0).square().sum(),
  inputs: [tf.tensor2d([[0.3, -0.7], [1.1, 0.2]])],
};`,
  },
  {
    name: 'a loss of your own: focal loss',
    code: `const label = tf.tensor1d([0, 0, 1]);
const focal = y => label.mul(tf.log(y)).mul(tf.sub(1, y).square()).sum().neg();
return {fn: focal, inputs: [tf.tensor1d([0.1, 0.3, 0.6])]};`,
  },
];
