/** Arguments that a newcomer gets wrong: one sentence with the function's name, and nothing done. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {minibatches, numericalGradient, softmaxRegression, syntheticDigits, train, twoLayerNet} from '../src';
import {loadModel, saveModel} from '../src/node';
import {reasonUnfit} from '../src/losses/lossTraits';
import {Random} from '../src/random';

const digits = syntheticDigits({size: 20, seed: 1});

test.each([
  [
    'a split in place of batches',
    {data: digits},
    /^train: expected data to be batches, as minibatches\(split\) gives them, got/,
  ],
  ['no model', {model: null}, /^train: expected model to be a tf\.LayersModel, got null/],
])('train() refuses %s', async (_, given, sentence) => {
  const model = softmaxRegression({inputs: 784, classes: 10, seed: 1});
  const {model: net, data} = {model, data: minibatches(digits), ...given};
  const training = train(net as tf.LayersModel, data as never, {loss: 'crossEntropy', epochs: 1});
  await expect(training).rejects.toThrow(sentence);
});

test('train() refuses a learning rate beside an optimizer, which has its own', async () => {
  const model = softmaxRegression({inputs: 784, classes: 10, seed: 1});
  const options = {loss: 'crossEntropy', epochs: 1, optimizer: tf.train.sgd(0.01), learningRate: 5} as const;
  await expect(train(model, minibatches(digits), options)).rejects.toThrow(
    'train: expected one of optimizer and learningRate, got both',
  );
});

test('saveModel() and loadModel() refuse an empty name, and write nothing', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'arguments-'));
  const before = process.cwd();
  process.chdir(folder);
  try {
    const model = softmaxRegression({inputs: 4, classes: 2, seed: 1});
    await expect(saveModel(model, '')).rejects.toThrow('saveModel: expected the name of a directory, got ""');
    await expect(loadModel('')).rejects.toThrow('loadModel: expected the name of a directory, got ""');
    await expect(saveModel(null as never, 'x')).rejects.toThrow(
      'saveModel: expected a tf.LayersModel, got null',
    );
    expect(fs.readdirSync(folder)).toEqual([]);
  } finally {
    process.chdir(before);
    fs.rmSync(folder, {recursive: true});
  }
});

test.each(['abc', '3', '', null, 1n, Symbol('s'), [0, 0, 0, 0], [1, 2], [NaN, 1, 2, 3], ['1', 2, 3, 4]])(
  'Random refuses the seed %p',
  seed => {
    expect(() => new Random(seed as never)).toThrow(/^Random: expected a seed that is a whole number, or/);
  },
);

test.each(['x', NaN, -1, 0.5, null])(
  'Random.fork refuses the label %p, of which it would make that of 0',
  label => {
    expect(() => new Random(1).fork(label as never)).toThrow(
      /^Random\.fork: expected label to be a whole number/,
    );
  },
);

test.each([NaN, '', null, 1n])('a net refuses the seed %p, and leaves no tensor', seed => {
  const before = tf.memory().numTensors;
  expect(() => twoLayerNet({seed: seed as never})).toThrow(
    /^twoLayerNet: expected seed to be a whole number/,
  );
  expect(() => softmaxRegression({seed: seed as never})).toThrow(/^softmaxRegression: expected seed/);
  expect(tf.memory().numTensors).toBe(before);
});

test('Random takes up the state of another generator', () => {
  const one = new Random(7);
  one.uniform();
  const other = new Random(one.state);
  expect(other.uniform()).toBe(one.uniform());
});

test('numericalGradient() refuses a text for a boolean', () => {
  const input = tf.tensor1d([1]);
  expect(() => numericalGradient(x => x.sum(), input, {step: 1e-2, relative: 'yes' as never})).toThrow(
    'numericalGradient: expected relative to be true or false, got "yes"',
  );
});

test('numericalGradient() refuses a relative step that is not given', () => {
  expect(() => numericalGradient(x => x.sum(), tf.tensor1d([1]), {relative: true})).toThrow(
    new RangeError('numericalGradient: expected a step beside relative, got none'),
  );
});

test('logits are sent to the same loss of logits', () => {
  expect(reasonUnfit('binaryCrossEntropy', 'sigmoid')).toBeUndefined();
  expect(reasonUnfit('binaryCrossEntropy', 'linear')).toMatch(/use binaryCrossEntropyFromLogits$/);
  expect(reasonUnfit('crossEntropy', 'linear')).toMatch(/use crossEntropyFromLogits$/);
});
