import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {acceptIntegerLabels, crossEntropy, losses, perExample, sparseCrossEntropy} from '../../src/losses';
import type {LossName} from '../../src/losses';
import {outputFor} from '../../src/losses/lossTraits';
import {accuracy} from '../../src/metrics';
import {loadModel} from '../../src/node/loadModel';
import {saveModel} from '../../src/node/saveModel';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'losslab-test-'));
});
afterEach(() => rm(folder, {recursive: true}));

/** Ten points that the net tells apart; the last three have another label than the net says: accuracy is .7. */
const xs = tf.oneHot(tf.range(0, 10, 1, 'int32'), 10).toFloat();
const classes = [0, 1, 2, 3, 4, 5, 6, 8, 9, 7];
const integers = tf.tensor1d(classes);
const oneHot = tf.oneHot(tf.tensor1d(classes, 'int32'), 10).toFloat();

function net(activation: 'softmax' | 'sigmoid' | 'linear' = 'softmax'): tf.Sequential {
  const model = tf.sequential({layers: [tf.layers.dense({units: 10, inputShape: [10], activation})]});
  model.setWeights([tf.eye(10).mul(3), tf.zeros([10])]);
  return model;
}

async function reloaded(model: tf.LayersModel): Promise<tf.LayersModel> {
  await saveModel(model, folder);
  return loadModel(folder);
}

const measure = (model: tf.LayersModel, ys: tf.Tensor) =>
  [model.evaluate(xs, ys)].flat().map(value => value.dataSync()[0]!);

test.each<[string, unknown]>([
  ["losslab's accuracy", [accuracy]],
  ["tfjs's name", ['accuracy']],
  ['a single name', 'acc'],
  ['a single function', accuracy],
  ['several', [accuracy, 'acc', sparseCrossEntropy]],
])(
  'a model compiled with a sparse loss and accuracy as %s reports after loading what it reported',
  async (_, metrics) => {
    const model = net();
    model.compile({loss: sparseCrossEntropy, optimizer: 'sgd', metrics: metrics as string[]});
    acceptIntegerLabels(model);
    const before = measure(model, integers);
    expect(before[1]).toBeCloseTo(0.7, 6);
    const loaded = await reloaded(model);
    expect(loaded.metricsNames).toEqual(model.metricsNames);
    expect(measure(loaded, integers)).toEqual(before);
  },
);

test.each<[string, unknown]>([
  ['a list', [crossEntropy, 'meanSquaredError']],
  ['one for each name', {classes: perExample(crossEntropy), value: losses.sumSquaredError}],
  ['one for both', 'meanSquaredError'],
])('a model with two outputs reports after loading what it reported: its losses are %s', async (_, loss) => {
  const input = tf.input({shape: [10]});
  const dense = (units: number, name: string, activation: 'softmax' | 'linear') =>
    tf.layers.dense({units, name, activation}).apply(input) as tf.SymbolicTensor;
  const outputs = [dense(10, 'classes', 'softmax'), dense(1, 'value', 'linear')];
  const model = tf.model({inputs: input, outputs});
  model.compile({loss: loss as string, optimizer: 'sgd', metrics: {classes: 'accuracy'}});
  const ys = [oneHot, integers.expandDims(1)];
  const report = (each: tf.LayersModel) => [each.evaluate(xs, ys)].flat().map(value => value.dataSync()[0]);
  const before = report(model);
  expect(before.length).toBeGreaterThanOrEqual(4); // tfjs reports one of them twice
  expect(report(await reloaded(model))).toEqual(before);
});

test('of a model with two outputs, one of them with a loss of the caller, none is kept, and the state of its optimizer refused', async () => {
  const input = tf.input({shape: [10]});
  const outputs = [1, 2].map(units => tf.layers.dense({units}).apply(input) as tf.SymbolicTensor);
  const model = tf.model({inputs: input, outputs});
  const own = (ys: tf.Tensor, predicted: tf.Tensor) => ys.sub(predicted).abs().mean();
  model.compile({loss: ['meanSquaredError', own] as string[], optimizer: 'sgd'});
  const loaded = await reloaded(model);
  expect(loaded.optimizer).toBeUndefined();
  await expect(saveModel(model, folder, {optimizerState: true})).rejects.toThrow("one of losslab's losses");
});

test.each<[string, unknown]>([
  ['none', undefined],
  ['none in a list', []],
  ['a name', ['accuracy']],
  ['functions of tfjs', [tf.metrics.categoricalAccuracy, tf.metrics.recall, 'mse']],
  ['losses', [losses.sumSquaredError, perExample(crossEntropy)]],
])('metrics of a one-hot loss are restored: %s', async (_, metrics) => {
  const model = net();
  model.compile({
    loss: crossEntropy,
    optimizer: 'adam',
    ...(metrics !== undefined && {metrics: metrics as string[]}),
  });
  const loaded = await reloaded(model);
  expect(loaded.metricsNames).toEqual(model.metricsNames);
  expect(measure(loaded, oneHot)).toEqual(measure(model, oneHot));
});

test('metrics by output are restored, in a model with two', async () => {
  const input = tf.input({shape: [10]});
  const outputs = ['a', 'b'].map(
    name => tf.layers.dense({units: 10, activation: 'softmax', name}).apply(input) as tf.SymbolicTensor,
  );
  const model = tf.model({inputs: input, outputs});
  model.compile({loss: crossEntropy, optimizer: 'sgd', metrics: {a: accuracy, b: 'mse'}});
  const loaded = await reloaded(model);
  expect(loaded.metricsNames).toEqual(model.metricsNames);
  const both = (each: tf.LayersModel) =>
    (each.evaluate(xs, [oneHot, oneHot]) as tf.Scalar[]).map(value => value.dataSync()[0]);
  expect(both(loaded)).toEqual(both(model));
});

test('a loss that keeps its examples apart is restored as such', async () => {
  const model = net();
  model.compile({loss: perExample(crossEntropy), optimizer: 'sgd'});
  const loaded = await reloaded(model);
  expect(loaded.loss).toBe(perExample(crossEntropy));
});

test.each(Object.keys(losses) as LossName[])('%s is restored', async name => {
  const model = net(outputFor(name));
  model.compile({loss: losses[name], optimizer: 'sgd', metrics: [accuracy]});
  const loaded = await reloaded(model);
  expect(loaded.loss).toBe(losses[name]);
});

test.each([
  ['a loss', {loss: (t: tf.Tensor, y: tf.Tensor) => crossEntropy(t, y)}],
  ['a metric', {metrics: [(t: tf.Tensor, y: tf.Tensor) => accuracy(t, y)]}],
  ['an optimizer', {optimizer: new (class Own extends tf.SGDOptimizer {})(0.1)}],
])('with %s of the caller the loaded model is not compiled, and says so', async (_, own) => {
  const model = net();
  model.compile({loss: crossEntropy, optimizer: 'sgd', ...own});
  const loaded = await reloaded(model);
  expect(() => loaded.evaluate(xs, oneHot)).toThrow(/compile/);
});

test.each([
  [
    {loss: (t: tf.Tensor, y: tf.Tensor) => crossEntropy(t, y)},
    /expected one of losslab's losses or tfjs's names/,
  ],
  [{metrics: [() => tf.scalar(0)]}, /expected losslab's or tfjs's metrics, got a function of your own$/],
  [
    {optimizer: new (class Own extends tf.AdamOptimizer {})(0.1, 0.9, 0.999)},
    /expected an optimizer of tfjs, got a Own of your own$/,
  ],
  [{loss: sparseCrossEntropy, metrics: ['mse']}, /expected metrics that take integer labels, got mse$/],
])(
  'saveModel() refuses to keep the state of an optimizer that could not be given back: %#',
  async (own, message) => {
    const model = net();
    model.compile({loss: crossEntropy, optimizer: 'sgd', ...own});
    await expect(saveModel(model, folder, {optimizerState: true})).rejects.toThrow(message);
    await expect(loadModel(folder)).rejects.toThrow(/expected a readable file/);
  },
);

test('saveModel() refuses the state of a model that is not compiled, and misspelt options', async () => {
  await expect(saveModel(net(), folder, {optimizerState: true})).rejects.toThrow(
    new RangeError(
      "saveModel: to keep the optimizer's state, expected a compiled model, got one that is not",
    ),
  );
  const misspelt = {optimiserState: true} as object; // What JavaScript may pass.
  await expect(saveModel(net(), folder, misspelt)).rejects.toThrow(
    new RangeError('saveModel: unknown option optimiserState, did you mean optimizerState?'),
  );
  const word = {optimizerState: 'false'} as unknown as {optimizerState: boolean};
  await expect(saveModel(net(), folder, word)).rejects.toThrow(TypeError);
});

test('saveModel() and loadModel() refuse a loss that the last activation is not made for', async () => {
  const message =
    'expected a model that ends in linear for crossEntropyFromLogits, got softmax; for softmax outputs use crossEntropy';
  const model = net();
  model.compile({loss: losses.crossEntropyFromLogits, optimizer: 'sgd'});
  await expect(saveModel(model, folder)).rejects.toThrow(new RangeError(`saveModel: ${message}`));
  // As an older version would have saved it.
  model.compile({loss: crossEntropy, optimizer: 'sgd'});
  await saveModel(model, folder);
  await change(losslab => ({...losslab, loss: 'crossEntropyFromLogits', sha256: undefined}));
  const variables = Object.keys(tf.engine().registeredVariables).length;
  await expect(loadModel(folder)).rejects.toThrow(message);
  expect(Object.keys(tf.engine().registeredVariables)).toHaveLength(variables);
});

test.each([['accuracy', 'losslab.hinge'], 'accuracy', [5], {dense: 'accuracy'}, ['losslab.toString']])(
  'loadModel() refuses the metrics %j in a file',
  async metrics => {
    const model = net();
    model.compile({loss: crossEntropy, optimizer: 'sgd'});
    await saveModel(model, folder);
    await change(losslab => ({...losslab, metrics, sha256: undefined}));
    await expect(loadModel(folder)).rejects.toThrow(/model\.json: expected/);
  },
);

test('a file that an older version saved, without metrics, is loaded with an accuracy that is right', async () => {
  const model = net();
  model.compile({loss: sparseCrossEntropy, optimizer: 'sgd', metrics: ['accuracy']});
  await saveModel(model, folder);
  await change(losslab => ({...losslab, metrics: undefined, sha256: undefined}));
  expect(measure(await loadModel(folder), integers)[1]).toBeCloseTo(0.7, 6);
});

test.each(['sgd', 'momentum', 'adagrad', 'adadelta', 'adam', 'adamax', 'rmsprop'] as const)(
  'the settings of %s come back',
  async name => {
    const settings = {
      sgd: () => tf.train.sgd(0.3),
      momentum: () => tf.train.momentum(0.3, 0.7, true),
      adagrad: () => tf.train.adagrad(0.3, 0.2),
      adadelta: () => tf.train.adadelta(0.3, 0.8, 1e-3),
      adam: () => tf.train.adam(0.3, 0.8, 0.7, 1e-3),
      adamax: () => tf.train.adamax(0.3, 0.8, 0.7, 1e-3, 0.1),
      rmsprop: () => tf.train.rmsprop(0.3, 0.8, 0.2, 1e-3, true),
    }[name]();
    const model = net();
    model.compile({loss: crossEntropy, optimizer: settings});
    const loaded = await reloaded(model);
    const steps = async (each: tf.LayersModel) => {
      const {history} = await each.fit(xs, oneHot, {epochs: 4, shuffle: false, verbose: 0});
      return history['loss'];
    };
    expect(await steps(loaded)).toEqual(await steps(model));
  },
);

interface Document {
  userDefinedMetadata: {losslab: object};
}

async function change(how: (losslab: object) => object): Promise<void> {
  const path = join(folder, 'model.json');
  const document = JSON.parse(await readFile(path, 'utf8')) as Document;
  const losslab = how(document.userDefinedMetadata.losslab);
  await writeFile(path, JSON.stringify({...document, userDefinedMetadata: {losslab}}));
}
