/** Calls that somebody gets wrong for a reason: the sentence names what was meant. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {
  crossEntropy,
  decodeIdx,
  encodeIdx,
  evaluate,
  minibatches,
  perExample,
  sliceSplit,
  softmaxRegression,
  syntheticDigits,
  train,
  twoLayerNet,
} from '../src';
import {loadModel, registerFileHandlers} from '../src/node';
import {keras3Advice} from '../src/node/keras3';

const digits = syntheticDigits({size: 20, seed: 1});
const array = {type: 'uint8', shape: [2], values: Uint8Array.of(5, 9)} as const;

let folder: string;
beforeAll(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wrong-'))));
afterAll(() => fs.rmSync(folder, {recursive: true}));

test('decodeIdx() takes an ArrayBuffer, as fetch gives it, and no other numbers and no name', () => {
  const bytes = encodeIdx(array);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  expect(decodeIdx(buffer as ArrayBuffer)).toEqual(array);
  expect(() => decodeIdx('labels.gz' as never)).toThrow(
    new TypeError('decodeIdx: expected the bytes of an IDX file, got "labels.gz"; read the file first'),
  );
  expect(() => decodeIdx(7 as never)).toThrow('expected the bytes of an IDX file, got 7');
  expect(() => decodeIdx(new Float32Array(8) as never)).toThrow('got a Float32Array');
  structuredClone(buffer, {transfer: [buffer as ArrayBuffer]});
  expect(() => decodeIdx(buffer as ArrayBuffer)).toThrow(
    new TypeError('decodeIdx: expected the bytes of an IDX file, got a buffer that was transferred'),
  );
});

test.each([
  ['a split', digits, 'a split; give minibatches(split)'],
  [
    'what loadMnist returns',
    {train: digits, test: digits},
    'what loadMnist returns; give minibatches(data.train)',
  ],
  ['tensors', [tf.ones([1]), tf.ones([1])], 'tensors; give tf.data.array([0])'],
])('train() says how %s becomes batches', async (_, data, sentence) => {
  const model = softmaxRegression();
  await expect(train(model, data as never, {loss: 'crossEntropy', epochs: 1})).rejects.toThrow(
    `train: expected data to be batches, as minibatches(split) gives them, got ${sentence}`,
  );
  model.dispose();
});

test.each([
  ['what loadMnist returns', {train: digits, test: digits}, 'what loadMnist returns; give data.test'],
  ['tensors', [tf.ones([1]), tf.ones([1])], 'tensors; give tf.data.array([0])'],
  ['a list', [1], 'an array'],
])('evaluate() and validation say what to give for %s', async (_, data, sentence) => {
  const model = softmaxRegression();
  await expect(evaluate(model, data as never)).rejects.toThrow(
    `evaluate: expected a split of images and labels, or batches, got ${sentence}`,
  );
  const options = {loss: 'crossEntropy', epochs: 1, validation: data as never} as const;
  await expect(train(model, minibatches(digits), options)).rejects.toThrow(
    `train: expected validation to be a fraction, a split or batches, got ${sentence}`,
  );
  model.dispose();
});

test.each([
  ['crossEntrpy', 'crossEntropy'],
  ['categoricalCrossentropy', 'crossEntropy'],
  ['sparseCategoricalCrossentropy', 'sparseCrossEntropy'],
  ['softmaxCrossEntropy', 'crossEntropyFromLogits'],
  ['meanSquaredError', 'sumSquaredError'],
])('train() takes the loss %s, which it does not have, for %s', async (loss, meant) => {
  const model = softmaxRegression();
  await expect(train(model, minibatches(digits), {loss: loss as never, epochs: 1})).rejects.toThrow(
    `got ${loss}, did you mean ${meant}?`,
  );
  model.dispose();
});

test('train() refuses weights of images that are no list', async () => {
  const model = softmaxRegression();
  for (const sampleWeight of [null, 7, Symbol('w'), tf.ones([1])] as never[]) {
    const training = train(model, minibatches(digits), {loss: 'crossEntropy', epochs: 1, sampleWeight});
    await expect(training).rejects.toThrow('train: expected sampleWeight for 20 images, got ');
  }
  model.dispose();
});

test('train() and evaluate() say how batches [xs, ys] become {xs, ys}, and keep none of them', async () => {
  const model = softmaxRegression();
  const before = tf.memory().numTensors;
  const pairs = minibatches(digits).map(batch => {
    const {xs, ys} = batch as {xs: tf.Tensor; ys: tf.Tensor};
    return [xs, ys];
  }) as never;
  const sentence =
    'expected batches {xs, ys} of tensors, got [xs, ys]; map them: data.map(([xs, ys]) => ({xs, ys}))';
  await expect(train(model, pairs, {loss: 'crossEntropy', epochs: 1})).rejects.toThrow(`train: ${sentence}`);
  await expect(evaluate(model, pairs)).rejects.toThrow(`evaluate: ${sentence}`);
  const features = minibatches(digits).map(batch => ({features: (batch as {xs: tf.Tensor}).xs})) as never;
  await expect(evaluate(model, features)).rejects.toThrow('got {features}');
  expect(tf.memory().numTensors).toBe(before);
  model.dispose();
});

test('evaluate() takes batches', async () => {
  const model = softmaxRegression();
  const {size, accuracy} = await evaluate(model, minibatches(digits, {labels: 'integer'}));
  expect({size, accuracy}).toEqual({size: 20, accuracy: (await evaluate(model, digits)).accuracy});
  model.dispose();
});

test('a loss by its name, where a function is wanted, gets the advice to give the function', () => {
  expect(() => perExample('crossEntropy' as never)).toThrow(
    'perExample: expected the loss to be a function, got "crossEntropy"; give the function itself, from losslab',
  );
});

test("`compile` of our models answers a loss's name with the function to give, and of tfjs's names with tfjs", () => {
  const model = twoLayerNet({inputs: 4, hidden: 2, classes: 3});
  expect(() => model.compile({optimizer: 'sgd', loss: 'crossEntropy'})).toThrow(
    "compile: expected loss to be a function or a name that tfjs knows, got 'crossEntropy'; give the function: import {crossEntropy} from 'losslab'",
  );
  expect(() => model.compile({optimizer: 'sgd', loss: ['sumSquaredError']})).toThrow('give the function');
  model.compile({optimizer: 'sgd', loss: 'categoricalCrossentropy'});
  model.dispose();
});

test('images in another layout or of another size than the model takes are named, before tfjs computes', async () => {
  const split = syntheticDigits({size: 4, seed: 1});
  const data = minibatches(split, {batchSize: 2});
  const options = {loss: 'crossEntropy', epochs: 1} as const;
  const small = twoLayerNet({inputs: 100});
  const images = tf.sequential({
    layers: [
      tf.layers.flatten({inputShape: [28, 28, 1]}),
      tf.layers.dense({units: 10, activation: 'softmax'}),
    ],
  });
  const before = tf.memory().numTensors;
  await expect(train(small, data, options)).rejects.toThrow(
    'train: expected xs of shape [batch,100], got float32 of [2,784]',
  );
  await expect(evaluate(small, split)).rejects.toThrow('evaluate: expected xs of shape [batch,100]');
  await expect(train(images, data, options)).rejects.toThrow(
    "train: expected xs of shape [batch,28,28,1], got float32 of [2,784]; minibatches(split, {layout: 'image'}) gives images",
  );
  const asImages = minibatches(split, {batchSize: 2, layout: 'image'});
  await expect(train(twoLayerNet(), asImages, options)).rejects.toThrow(
    "{layout: 'flat'}) gives rows of pixels",
  );
  await expect(
    train(small, minibatches(split, {batchSize: 2}), {...options, validation: split}),
  ).rejects.toThrow('train: expected xs of shape [batch,100]');
  expect(tf.memory().numTensors).toBe(before + 4);
  small.dispose();
  images.dispose();
});

describe('a model of Keras 3', () => {
  const topology = {
    class_name: 'Sequential',
    config: {
      name: 'sequential',
      layers: [
        {class_name: 'InputLayer', config: {batch_shape: [null, 2], dtype: 'float32', name: 'input'}},
        {
          class_name: 'Dense',
          config: {name: 'dense', units: 1, dtype: {class_name: 'DTypePolicy', config: {name: 'float32'}}},
          inbound_nodes: [{args: [{class_name: '__keras_tensor__', config: {}}], kwargs: {}}],
        },
      ],
    },
  };

  test('is called so, with what to change by its key', async () => {
    const directory = path.join(folder, 'keras3');
    fs.mkdirSync(directory);
    const document = {modelTopology: {model_config: topology}, weightsManifest: []};
    fs.writeFileSync(path.join(directory, 'model.json'), JSON.stringify(document));
    await expect(loadModel(directory)).rejects.toThrow(
      'this was saved by Keras 3, which tfjs does not read: rename batch_shape to batch_input_shape, write dtype as its name, "float32", write inbound_nodes as',
    );
  });

  test('one of tfjs has nothing to change', () => {
    const model = softmaxRegression();
    expect(keras3Advice(model.toJSON(undefined, false))).toBeUndefined();
    model.dispose();
  });
});

test('file://tmp/… for file:///tmp/… is named, and so is an address for a path', async () => {
  registerFileHandlers();
  const place = path.join(folder, 'there');
  fs.mkdirSync(place);
  const relative = place.slice(1);
  await expect(tf.loadLayersModel(`file://${relative}`)).rejects.toThrow(
    `for ${place} write file://${place}`,
  );
  await expect(loadModel(`file://${place}`)).rejects.toThrow(
    `loadModel: expected the path of a directory, got the address file://${place}; give fileURLToPath of it`,
  );
});

test('what an error shows of a value is seen, and no longer than a line or two', () => {
  const t = tf.tensor2d([[1, 0]]);
  expect(() => crossEntropy(t, t, {reduction: '\x1b[31m\u202ex' as never})).toThrow(
    'got \\u001b[31m\\u202ex',
  );
  expect(() => crossEntropy(t, t, {['\x1b[31m']: 1} as never)).toThrow('unknown option \\u001b[31m');
  const long = catchError(() => crossEntropy(t, t, {reduction: 'x'.repeat(1e6) as never}));
  expect(long.length).toBeLessThan(400);
  t.dispose();
});

test('arguments that only JavaScript can give get one sentence', () => {
  const symbols = {...array, shape: [Symbol('s')]} as never;
  expect(() => encodeIdx(symbols)).toThrow('whole dimensions below 2^32, got Symbol(s)');
  expect(() => minibatches({...digits, classes: 1e15}, {batchSize: 2})).toThrow(
    'minibatches: expected split.classes to be a finite number of at least 1 and at most 65536',
  );
  const rows = new DataView(digits.labels.buffer);
  expect(() => sliceSplit({...digits, labels: rows as never}, 0, 1)).toThrow(
    'expected labels as a Uint8Array',
  );
  const t = tf.tensor2d([[1, 0]]);
  expect(() => perExample((() => undefined) as never)(t, t)).toThrow('what the loss returns');
  t.dispose();
});

function catchError(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
