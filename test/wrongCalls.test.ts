/** Calls that somebody gets wrong for a reason: the sentence names what was meant. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {
  decodeIdx,
  encodeIdx,
  evaluate,
  minibatches,
  perExample,
  softmaxRegression,
  syntheticDigits,
  train,
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
