import * as tf from '@tensorflow/tfjs';
import {crossEntropy, crossEntropyFromLogits, entropy, klDivergence, losses} from '../../src/losses';
import {sparseCrossEntropy, sparseCrossEntropyFromLogits, sumSquaredError} from '../../src/losses';

const p = [0.2, 0.3, 0.5];

test('the gradient of a rank 1 example is that of a batch of one', () => {
  const y = tf.tensor1d(p) as tf.Tensor;
  const batch = y.expandDims(0);
  const hot = tf.tensor1d([0, 0, 1]);
  const pairs: [tf.Tensor, tf.Tensor][] = [
    [tf.grad(x => sumSquaredError(hot, x))(y), tf.grad(x => sumSquaredError(hot.expandDims(0), x))(batch)],
    [tf.grad(x => crossEntropy(hot, x))(y), tf.grad(x => crossEntropy(hot.expandDims(0), x))(batch)],
    [
      tf.grad(x => sparseCrossEntropy(tf.scalar(2), x))(y),
      tf.grad(x => sparseCrossEntropy(tf.tensor1d([2]), x))(batch),
    ],
    [
      tf.grad(x => crossEntropyFromLogits(hot, x))(y),
      tf.grad(x => crossEntropyFromLogits(hot.expandDims(0), x))(batch),
    ],
    [
      tf.grad(x => sparseCrossEntropyFromLogits(tf.tensor1d([2]), x))(y),
      tf.grad(x => sparseCrossEntropyFromLogits(tf.tensor2d([[2]]), x))(batch),
    ],
  ];
  for (const [single, batched] of pairs)
    expect(Array.from(single.dataSync())).toEqual(Array.from(batched.dataSync()));
});

test('crossEntropy() has a finite gradient where the labelled probability is 0: the use of epsilon', () => {
  const gradient = tf
    .grad(y => crossEntropy(tf.tensor1d([0, 1]), y))(tf.tensor1d([1, 0]) as tf.Tensor)
    .dataSync();
  expect(gradient[0]).toBeCloseTo(0, 12);
  // -1/epsilon; float32 holds 1e-7 to six parts in 1e8.
  expect(gradient[1]! / -1e7).toBeCloseTo(1, 6);
});

test('the gradients of entropy() and klDivergence() are finite, and 0 in p, where p is 0', () => {
  const zero = tf.tensor1d([0, 1]) as tf.Tensor;
  const q = tf.tensor1d([0.25, 0.75]);
  expect(
    Array.from(
      tf
        .grad(x => entropy(x))(zero)
        .dataSync(),
    ),
  ).toEqual([0, -1]);
  const inP = tf
    .grad(x => klDivergence(x, q))(zero)
    .dataSync();
  expect(inP[0]).toBe(0);
  expect(inP[1]).toBeCloseTo(1 - Math.log(0.75), 6);
  const inQ = tf
    .grad(x => klDivergence(zero, x))(zero.clone())
    .dataSync();
  expect(inQ[0]).toBeCloseTo(0, 12);
  expect(inQ[1]).toBe(-1);
});

test('a gradient scales with what follows the loss', () => {
  const z = tf.tensor2d([[1, -2, 0.5]]) as tf.Tensor;
  const label = tf.tensor1d([1]);
  const one = tf
    .grad(x => sparseCrossEntropyFromLogits(label, x))(z)
    .dataSync();
  const ten = tf
    .grad(x => sparseCrossEntropyFromLogits(label, x).mul(10))(z)
    .dataSync();
  // Two roundings more than one multiplication has.
  ten.forEach((g, i) => expect(g / one[i]!).toBeCloseTo(10, 5));
});

test('labels have a gradient in the one-hot losses: -ln y_k and -logSoftmax(z)_k', () => {
  const y = tf.tensor1d(p);
  const t = tf.tensor1d([0, 0.5, 0.5]) as tf.Tensor;
  const inLabels = tf
    .grad(x => crossEntropy(x, y, {epsilon: 0}))(t)
    .dataSync();
  inLabels.forEach((g, k) => expect(g).toBeCloseTo(-Math.log(p[k]!), 6));
  const fromLogits = tf
    .grad(x => crossEntropyFromLogits(x, y.log()))(t)
    .dataSync();
  fromLogits.forEach((g, k) => expect(g).toBeCloseTo(-Math.log(p[k]!), 6));
});

test('no loss, gradient or refusal leaves a tensor behind', () => {
  const y = tf.tensor2d([p, p]) as tf.Tensor;
  const hot = tf.tensor2d([p, p]);
  const integers = tf.tensor1d([2, 7]);
  const all: ((x: tf.Tensor) => tf.Tensor)[] = [
    ...(['mean', 'sum', 'none'] as const).flatMap(reduction => [
      (x: tf.Tensor) => sumSquaredError(hot, x, {reduction}),
      (x: tf.Tensor) => crossEntropy(hot, x, {reduction}),
      (x: tf.Tensor) => sparseCrossEntropy(integers, x, {reduction}),
      (x: tf.Tensor) => crossEntropyFromLogits(hot, x, {reduction}),
      (x: tf.Tensor) => sparseCrossEntropyFromLogits(integers, x, {reduction}),
      (x: tf.Tensor) => entropy(x, {reduction}),
      (x: tf.Tensor) => klDivergence(hot, x, {reduction}),
    ]),
  ];
  for (const loss of all) {
    const before = tf.memory().numTensors;
    const value = loss(y);
    expect(tf.memory().numTensors).toBe(before + 1);
    const gradient = tf.grad(loss)(y);
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose([value, gradient]);
  }
  const before = tf.memory().numTensors;
  const options = {reduction: 'average'} as unknown as {reduction: 'mean'}; // What JavaScript may pass.
  for (const loss of Object.values(losses)) {
    expect(() => loss(y, y, options)).toThrow();
    expect(() => loss(integers, y, options)).toThrow();
  }
  expect(tf.memory().numTensors).toBe(before);
  expect(y.isDisposed || hot.isDisposed || integers.isDisposed).toBe(false);
});
