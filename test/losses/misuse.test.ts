import * as tf from '@tensorflow/tfjs';
import {
  crossEntropy,
  crossEntropyFromLogits,
  entropy,
  klDivergence,
  losses,
  lossTraits,
} from '../../src/losses';
import {sparseCrossEntropy, sparseCrossEntropyFromLogits, sumSquaredError} from '../../src/losses';
import type {LossName} from '../../src/losses';

const names = Object.keys(losses) as LossName[];
const y = tf.tensor2d([
  [0.2, 0.3, 0.5],
  [0.1, 0.8, 0.1],
]);

/** The labels that a loss wants for `y`. */
function labelsFor(name: LossName): tf.Tensor {
  const integers = tf.tensor1d([2, 1], 'int32');
  return lossTraits[name].labels === 'integer' ? integers : tf.oneHot(integers, 3);
}

test('one-hot losses refuse labels of another shape and name the loss for integer labels', () => {
  const wrong = tf.zeros([2, 4]);
  expect(() => sumSquaredError(wrong, y)).toThrow(
    new TypeError('sumSquaredError: expected labels of shape [2,3], got [2,4]'),
  );
  expect(() => crossEntropy(tf.tensor1d([2, 1]), y)).toThrow(
    new TypeError(
      'crossEntropy: expected labels of shape [2,3], got [2]; for integer labels use sparseCrossEntropy',
    ),
  );
  expect(() => crossEntropyFromLogits(tf.zeros([2, 1]), y)).toThrow(
    /of shape \[2,3\], got \[2,1\]; for integer labels use sparseCrossEntropyFromLogits/,
  );
});

test('sparse losses refuse one-hot labels and name the loss for them', () => {
  const oneHot = tf.oneHot(tf.tensor1d([2, 1], 'int32'), 3);
  expect(() => sparseCrossEntropy(oneHot, y)).toThrow(
    new TypeError(
      'sparseCrossEntropy: expected integer labels of shape [2] or [2,1], got [2,3]; for one-hot labels use crossEntropy',
    ),
  );
  expect(() => sparseCrossEntropyFromLogits(oneHot, y)).toThrow(
    /for one-hot labels use crossEntropyFromLogits/,
  );
  expect(() => sparseCrossEntropy(tf.tensor1d([0, 0, 1]), tf.tensor1d([0.2, 0.3, 0.5]))).toThrow(
    /integer labels of shape \[\] or \[1\], got \[3\]/,
  );
  expect(() => sparseCrossEntropy(tf.tensor1d([0, 0, 1]), y)).toThrow(TypeError);
});

test.each(names)('%s refuses an empty batch, no classes, a scalar, integers and what is no tensor', name => {
  const loss = losses[name];
  const shaped = (shape: number[], dtype: 'float32' | 'int32' = 'float32') => tf.zeros(shape, dtype);
  expect(() => loss(shaped([0, 3]), shaped([0, 3]))).toThrow(
    /at least one example and one (class|unit), got \[0,3\]/,
  );
  expect(() => loss(shaped([2, 0]), shaped([2, 0]))).toThrow(TypeError);
  expect(() => loss(shaped([]), shaped([]))).toThrow(
    /shape \[batch, …, (classes\] or \[classes|units\] or \[batch)\]/,
  );
  expect(() => loss(labelsFor(name), shaped([2, 3], 'int32'))).toThrow(
    /expected float32 .*got int32; labels come first/,
  );
  const notTensors = [[0, 1], null, undefined, 3] as unknown as tf.Tensor[]; // What JavaScript may pass.
  for (const wrong of notTensors) {
    expect(() => loss(labelsFor(name), wrong)).toThrow(/to be a tensor, got/);
    expect(() => loss(wrong, y)).toThrow(/to be a tensor, got/);
  }
  expect(() => loss(tf.tensor2d([['a'], ['b']]), y)).toThrow(/to be real numbers, got string/);
});

test('every function refuses a reduction that it does not have', () => {
  const options = {reduction: 'average'} as unknown as {reduction: 'mean'}; // What JavaScript may pass.
  for (const name of names) {
    expect(() => losses[name](labelsFor(name), y, options)).toThrow(
      new RangeError(`${name}: expected reduction to be one of mean, sum, none, got average`),
    );
  }
  expect(() => entropy(y, options)).toThrow(RangeError);
  expect(() => klDivergence(y, y, options)).toThrow(RangeError);
});

test.each([NaN, -1e-7, Infinity])(
  'crossEntropy() and sparseCrossEntropy() refuse an epsilon of %d',
  epsilon => {
    const message = `expected epsilon to be a finite number of at least 0, got ${epsilon}`;
    expect(() => crossEntropy(labelsFor('crossEntropy'), y, {epsilon})).toThrow(
      new RangeError(`crossEntropy: ${message}`),
    );
    expect(() => sparseCrossEntropy(tf.tensor1d([2, 1]), y, {epsilon})).toThrow(RangeError);
  },
);

test.each([
  ['crossEntropy', 'probabilities', 'binaryCrossEntropy'],
  ['sparseCrossEntropy', 'probabilities', 'binaryCrossEntropy'],
  ['crossEntropyFromLogits', 'logits', 'binaryCrossEntropyFromLogits'],
  ['sparseCrossEntropyFromLogits', 'logits', 'binaryCrossEntropyFromLogits'],
] as const)('%s refuses one class, whose %s say nothing, and names %s', (name, what, instead) => {
  for (const one of [tf.tensor2d([[0.999]]), tf.tensor1d([0.999])]) {
    const shape = `[${one.shape.join(',')}]`;
    expect(() => losses[name](tf.zeros(one.shape), one)).toThrow(
      new TypeError(
        `${name}: expected ${what} of at least 2 classes, got shape ${shape}; for one output use ${instead}`,
      ),
    );
  }
});

test('entropy() and klDivergence() take the distribution over one outcome, whose entropy is 0', () => {
  const one = tf.tensor1d([1]);
  expect([entropy(one), klDivergence(one, one)].map(x => x.dataSync()[0]! + 0)).toEqual([0, 0]); // −0 is 0
});

test.each([...names, 'entropy', 'klDivergence'] as const)(
  '%s refuses unknown options and wrong types',
  name => {
    const functions = {
      ...losses,
      entropy: (_: tf.Tensor, p: tf.Tensor, o: object) => entropy(p, o),
      klDivergence,
    };
    const loss = functions[name] as (t: tf.Tensor, y: tf.Tensor, options: unknown) => tf.Tensor;
    const labels = name === 'entropy' || name === 'klDivergence' ? y : labelsFor(name);
    expect(() => loss(labels, y, {reducton: 'sum'})).toThrow(
      new RangeError(`${name}: unknown option reducton, did you mean reduction?`),
    );
    expect(() => loss(labels, y, {fromLogits: true})).toThrow(
      `${name}: unknown option fromLogits; known are `,
    );
    expect(() => loss(labels, y, JSON.parse('{"__proto__": 1}'))).toThrow(
      `${name}: unknown option __proto__`,
    );
    expect(() => loss(labels, y, 1e-7)).toThrow(
      new TypeError(`${name}: expected options to be an object, got 1e-7`),
    );
    for (const wrong of [null, true, 1]) expect(() => loss(labels, y, {reduction: wrong})).toThrow(TypeError);
  },
);

test('entropy() and klDivergence() refuse an empty batch and unequal shapes', () => {
  expect(() => entropy(tf.zeros([0, 3]))).toThrow(TypeError);
  expect(() => klDivergence(tf.zeros([0, 3]), tf.zeros([0, 3]))).toThrow(TypeError);
  expect(() => klDivergence(y, tf.tensor1d([0.5, 0.2, 0.3]))).toThrow(
    new TypeError('klDivergence: expected p of shape [3], got [2,3]'),
  );
});

describe.each(['sparseCrossEntropy', 'sparseCrossEntropyFromLogits'] as const)('%s', name => {
  test.each([-1, 3, 2.5, -0.5, NaN, Infinity])(
    'a label of %d makes that example and its gradient NaN',
    label => {
      const labels = tf.tensor1d([label, 1]);
      const [bad, good] = losses[name](labels, y, {reduction: 'none'}).dataSync();
      expect(bad).toBeNaN();
      expect(good).toBeGreaterThan(0);
      expect(losses[name](labels, y).dataSync()[0]).toBeNaN();
      const gradient = Array.from(
        tf
          .grad(x => losses[name](labels, x))(y as tf.Tensor)
          .dataSync(),
      );
      expect(gradient.slice(0, 3)).toEqual([NaN, NaN, NaN]);
      expect(gradient.slice(3).every(Number.isFinite)).toBe(true);
    },
  );

  test('int32 labels out of range are NaN as well', () => {
    const labels = tf.tensor2d([[3], [-1]], [2, 1], 'int32');
    expect(Array.from(losses[name](labels, y, {reduction: 'none'}).dataSync())).toEqual([NaN, NaN]);
  });
});

test.each(names)('%s passes a NaN among the predictions on, whichever class it is in', name => {
  for (const k of [0, 1, 2]) {
    const spoilt = y.arraySync();
    spoilt[0]![k] = NaN;
    const [bad, good] = losses[name](labelsFor(name), tf.tensor2d(spoilt), {reduction: 'none'}).dataSync();
    expect(bad).toBeNaN();
    expect(good).not.toBeNaN();
  }
});

test('entropy() and klDivergence() pass NaN on, also where p is 0, and take negative probabilities for none', () => {
  const one = tf.tensor1d([0, 1]);
  const spoilt = tf.tensor1d([NaN, 1]);
  const negative = tf.tensor1d([-0.5, 1.5]);
  const results = [entropy(spoilt), klDivergence(spoilt, one), klDivergence(one, spoilt), entropy(negative)];
  expect(results.map(x => x.dataSync()[0])).toEqual([NaN, NaN, NaN, NaN]);
});
