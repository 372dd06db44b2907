import {spawnSync} from 'node:child_process';
import {mkdtemp, mkdir, readFile, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {CorruptDataError, DataUnavailableError} from '../../src/errors';
import {crossEntropy} from '../../src/losses';
import type {HiddenActivation} from '../../src/models/activations';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {loadModel} from '../../src/node/loadModel';
import {saveModel} from '../../src/node/saveModel';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'losslab-test-'));
});
afterEach(() => rm(folder, {recursive: true}));

const net = (activation: HiddenActivation = 'sigmoid', seed = 1) =>
  twoLayerNet({inputs: 4, hidden: 3, classes: 2, initialStd: 1, activation, seed});
const probe = () => tf.tensor2d([[1, -1, 0.5, 2]]);
const predictionOf = (model: tf.LayersModel) =>
  tf.tidy(() => [...(model.predict(probe()) as tf.Tensor).dataSync()]);

test.each(['sigmoid', 'relu', 'step', 'straight-through'] as const)(
  'saveModel() and loadModel() give a net with %s units back, bit for bit, and leak nothing',
  async activation => {
    const before = tf.memory().numTensors;
    const model = net(activation);
    await saveModel(model, join(folder, 'net'));
    const loaded = await loadModel(join(folder, 'net'));
    expect(predictionOf(loaded)).toEqual(predictionOf(model));
    expect((await readdir(join(folder, 'net'))).sort()).toEqual(['model.json', 'weights.bin']);
    model.dispose();
    loaded.dispose();
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('a saved model is what plain tf.loadLayersModel loads', async () => {
  const model = net();
  await saveModel(model, folder);
  const {modelTopology, weightsManifest} = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
    modelTopology: object;
    weightsManifest: tf.io.WeightsManifestConfig;
  };
  const weights = await readFile(join(folder, weightsManifest[0]!.paths[0]!));
  const plain = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0]!.weights,
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    }),
  );
  expect(predictionOf(plain)).toEqual(predictionOf(model));
  [plain, model].forEach(each => each.dispose());
});

test('a loaded model can be trained again: its loss and optimizer are kept by name', async () => {
  const model = net();
  model.compile({loss: crossEntropy, optimizer: tf.train.adam(0.02)});
  await saveModel(model, folder);
  const loaded = await loadModel(folder);
  expect(loaded.loss).toBe(crossEntropy);
  expect(loaded.optimizer.getClassName()).toBe('Adam');
  const labels = tf.tensor2d([[0, 1]]);
  const x = probe();
  const {history} = await loaded.fit(x, labels, {epochs: 20, verbose: 0});
  expect(history.loss![19] as number).toBeLessThan(history.loss![0] as number);
  tf.dispose([labels, x]);
  [loaded, model].forEach(each => each.dispose());
});

test('a loss that tfjs knows by name is kept as well', async () => {
  const model = net();
  model.compile({loss: 'meanSquaredError', optimizer: 'rmsprop'});
  await saveModel(model, folder);
  const loaded = await loadModel(folder);
  expect(loaded.loss).toBe('meanSquaredError');
  expect(loaded.optimizer.getClassName()).toBe('RMSProp');
  const [x, labels] = [probe(), tf.tensor2d([[0, 1]])];
  await loaded.fit(x, labels, {verbose: 0});
  tf.dispose([labels, x]);
  [loaded, model].forEach(each => each.dispose());
});

test('an optimizer that could not be found again is not kept, and not taken for the one that it is derived from', async () => {
  class Doubled extends tf.SGDOptimizer {
    override applyGradients(gradients: tf.NamedTensorMap) {
      super.applyGradients(gradients);
      super.applyGradients(gradients);
    }
  }
  class Renamed extends tf.SGDOptimizer {
    static override readonly className: string = 'Renamed';
  }
  for (const optimizer of [new Doubled(0.1), new Renamed(0.1)]) {
    const model = net();
    model.compile({loss: crossEntropy, optimizer});
    await saveModel(model, folder, {optimizerState: true});
    const loaded = await loadModel(folder);
    expect(predictionOf(loaded)).toEqual(predictionOf(model));
    expect(loaded.optimizer).toBeUndefined();
    [loaded, model, optimizer].forEach(each => each.dispose());
  }
});

test('loadModel() reads what others save: a name with a space, numbers made smaller', async () => {
  const model = net();
  await saveModel(model, folder);
  const document = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
    userDefinedMetadata?: unknown;
    weightsManifest: {paths: string[]; weights: {shape: number[]; quantization?: unknown}[]}[];
  };
  delete document.userDefinedMetadata;
  const [group] = document.weightsManifest;
  group!.paths = ['my model.weights.bin'];
  for (const spec of group!.weights) spec.quantization = {dtype: 'uint8', scale: 1 / 64, min: -2};
  const bytes = model
    .getWeights()
    .flatMap(weight => Array.from(weight.dataSync(), w => Math.round(64 * (w + 2))));
  await writeFile(join(folder, 'my model.weights.bin'), Uint8Array.from(bytes));
  await writeFile(join(folder, 'model.json'), JSON.stringify(document));
  const loaded = await loadModel(folder);
  const differences = tf.tidy(() =>
    loaded.getWeights().map((weight, i) => weight.sub(model.getWeights()[i]!).abs().max().dataSync()[0]!),
  );
  // Half a step, and weights beyond ±2 would show.
  expect(Math.max(...differences)).toBeLessThan(1 / 128 + 1e-6);
  [loaded, model].forEach(each => each.dispose());
});

test('loadModel() refuses an optimizer’s state that was moved to other fields, other shapes or out of sight', async () => {
  const model = net();
  model.compile({loss: crossEntropy, optimizer: tf.train.adam(0.02)});
  const [x, labels] = [probe(), tf.tensor2d([[0, 1]])];
  await model.fit(x, labels, {verbose: 0});
  await saveModel(model, folder, {optimizerState: true});
  const path = join(folder, 'model.json');
  const text = await readFile(path, 'utf8');
  const before = tf.memory().numTensors;
  const changes = [
    ['"accBeta1"', '"accBeta2"'],
    ['"accumulatedFirstMoment/0","shape":[4,3]', '"accumulatedFirstMoment/0","shape":[3,4]'],
    ['"optimizerState"', '"optimizerStaff"'],
  ] as const;
  for (const [was, is] of changes) {
    expect(text).toContain(was);
    await writeFile(path, text.replace(was, is));
    await expect(loadModel(folder)).rejects.toThrow(
      /got files that have changed since$|the names and shapes of its tensors$/,
    );
  }
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose([x, labels]);
  disposeAll(model);
});

test('saveModel() over an earlier model leaves just the new one, and saving it again gives the same bytes', async () => {
  const [first, second] = [net('sigmoid', 1), net('relu', 2)];
  await saveModel(first, folder);
  await saveModel(second, folder);
  const bytes = () => Promise.all(['model.json', 'weights.bin'].map(name => readFile(join(folder, name))));
  const saved = await bytes();
  expect(await readdir(folder)).toHaveLength(2);
  const loaded = await loadModel(folder);
  expect(predictionOf(loaded)).toEqual(predictionOf(second));
  await saveModel(loaded, folder);
  expect(await bytes()).toEqual(saved);
  [first, second, loaded].forEach(each => each.dispose());
});

test('a model that is loaded beside a broken one keeps its weights', async () => {
  const model = net();
  await saveModel(model, join(folder, 'good'));
  await saveModel(model, join(folder, 'broken'));
  const path = join(folder, 'broken/model.json');
  const document = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  delete document.userDefinedMetadata;
  await writeFile(path, JSON.stringify(document).replace('"softmax"', '"nonsense"'));
  const all = await Promise.allSettled(
    ['good', 'broken', 'good', 'broken', 'good'].map(name => loadModel(join(folder, name))),
  );
  const loaded = all.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
  expect(loaded).toHaveLength(3);
  for (const one of loaded) expect(predictionOf(one)).toEqual(predictionOf(model));
  [model, ...loaded].forEach(one => one.dispose());
});

test.each([
  ['a learning rate that is none', {optimizer: {className: 'Adam', config: {learningRate: 1, beta1: {}}}}],
  ['an optimizer without a configuration', {optimizer: {className: 'Adam'}}],
  ['a loss without an optimizer', {optimizer: undefined}],
  ['a state that is none', {optimizerState: null}],
  ['a state without tensors', {optimizerState: {file: 'optimizer.bin', sha256: ''}}],
  ['a state of nobody’s', {loss: undefined, optimizer: undefined, optimizerState: {tensors: []}}],
])('loadModel() refuses %s with a sentence of its own, and leaks nothing', async (_, changes) => {
  const model = net();
  await saveModel(model, folder);
  model.dispose();
  const before = tf.memory().numTensors;
  const path = join(folder, 'model.json');
  const document = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  const adam = {className: 'Adam', config: {learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: null}};
  document.userDefinedMetadata = {losslab: {loss: 'crossEntropy', optimizer: adam, ...changes}};
  await writeFile(path, JSON.stringify(document));
  const error = await loadModel(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CorruptDataError);
  expect((error as Error).message).not.toMatch(/\n|Cannot read|destructure|is not a function/);
  expect(tf.memory().numTensors).toBe(before);
});

test('saveModel() clears away what a killed save left behind, and nothing else', async () => {
  const {pid: dead} = spawnSync(process.execPath, ['--version']);
  const killed = [`.weights.bin.${dead}.0123abcd`, `..optimizer.bin.${dead}.0123abcd.${dead}.4567cdef`];
  const others = [`.weights.bin.${process.pid}.0123abcd`, '.weights.bin.notes', `.${dead}.0123abcd`];
  for (const name of [...killed, ...others]) await writeFile(join(folder, name), '');
  const model = net();
  await saveModel(model, folder);
  expect((await readdir(folder)).sort()).toEqual([...others, 'model.json', 'weights.bin'].sort());
  model.dispose();
});

test('saveModel() refuses NaN weights and does not touch the model that is there', async () => {
  const good = net();
  await saveModel(good, folder);
  const bad = net();
  tf.tidy(() => bad.layers[0]!.setWeights([tf.fill([4, 3], NaN), tf.zeros([3])]));
  await expect(saveModel(bad, folder)).rejects.toThrow(
    /expected finite weights, got a NaN or infinity in hidden\/kernel/,
  );
  const loaded = await loadModel(folder);
  expect(predictionOf(loaded)).toEqual(predictionOf(good));
  [good, bad, loaded].forEach(each => each.dispose());
});

test('saveModel() into a directory that cannot be made leaves nothing behind', async () => {
  await writeFile(join(folder, 'file'), '');
  const model = net();
  await expect(saveModel(model, join(folder, 'file', 'model'))).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['file']);
  model.dispose();
});

describe('loadModel() answers a broken model with one sentence and no leak:', () => {
  type Document = Record<string, unknown> & {
    modelTopology: {config: {layers: {class_name: string; config: Record<string, unknown>}[]}};
    weightsManifest: {paths: string[]; weights: {shape: number[]; quantization?: unknown}[]}[];
  };
  const broken: [string, (document: Document) => unknown, RegExp][] = [
    ['not JSON', () => '{', /expected JSON/],
    [
      'brackets without end',
      d => JSON.stringify(d).replace('{', `{"deep":${'['.repeat(1e5)}${']'.repeat(1e5)},`),
      /nested at most 500 deep/,
    ],
    ['no topology', () => ({}), /expected a layers model with a modelTopology/],
    [
      'a path out of the directory',
      d => void (d.weightsManifest[0]!.paths = ['../weights.bin']),
      /weights beside model.json, got the path/,
    ],
    [
      'an absolute path',
      d => void (d.weightsManifest[0]!.paths = ['/etc/passwd']),
      /weights beside model.json/,
    ],
    [
      'another length',
      d => void (d.weightsManifest[0]!.weights[0]!.shape = [4, 4]),
      /expected \d+ bytes of weights, got \d+/,
    ],
    [
      'an unknown layer',
      d => void (d.modelTopology.config.layers[0]!.class_name = 'Nonsense'),
      /expected a layers model: .*Nonsense/,
    ],
    [
      'an unknown activation',
      d => void (d.modelTopology.config.layers[0]!.config.activation = 'nonsense'),
      /expected a layers model: Unknown activation: nonsense\.$/,
    ],
    [
      'a quantization that is none',
      d => void (d.weightsManifest[0]!.weights[0]!.quantization = {dtype: 'uint8', scale: 'large', min: 0}),
      /expected a weight with name, shape and dtype/,
    ],
    [
      'an unknown loss',
      d =>
        void (d.userDefinedMetadata = {
          losslab: {loss: 'toString', optimizer: {className: 'SGD', config: {}}},
        }),
      /expected a loss of/,
    ],
    [
      'an unknown optimizer',
      d =>
        void (d.userDefinedMetadata = {
          losslab: {loss: 'crossEntropy', optimizer: {className: 'Dense', config: {}}},
        }),
      /expected an optimizer/,
    ],
  ];
  test.each(broken)('%s', async (_, damage, message) => {
    const model = net();
    await saveModel(model, folder);
    model.dispose();
    const before = tf.memory().numTensors;
    const path = join(folder, 'model.json');
    const document = JSON.parse(await readFile(path, 'utf8')) as Document;
    // As tfjs itself would have saved it: no digest that would find every change at once.
    delete document.userDefinedMetadata;
    const replaced = damage(document);
    await writeFile(path, typeof replaced === 'string' ? replaced : JSON.stringify(replaced ?? document));
    const error = await loadModel(folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toMatch(/\n/);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('truncated weights, NaN weights, a missing file', async () => {
    const model = net();
    await saveModel(model, folder);
    model.dispose();
    const before = tf.memory().numTensors;
    const path = join(folder, 'weights.bin');
    const weights = await readFile(path);
    await writeFile(path, weights.subarray(0, weights.length - 1));
    await expect(loadModel(folder)).rejects.toThrow(/bytes of weights, got/);
    const poisoned = Buffer.from(weights);
    poisoned.writeFloatLE(NaN, 0);
    await writeFile(path, poisoned);
    await expect(loadModel(folder)).rejects.toThrow(/got files that have changed since/);
    const json = await readFile(join(folder, 'model.json'), 'utf8');
    await writeFile(join(folder, 'model.json'), json.replace('"losslab"', '"other"'));
    await expect(loadModel(folder)).rejects.toThrow(/NaN or infinity in hidden\/kernel/);
    await rm(path);
    await expect(loadModel(folder)).rejects.toBeInstanceOf(DataUnavailableError);
    await mkdir(join(folder, 'empty'));
    await expect(loadModel(join(folder, 'empty'))).rejects.toThrow(/expected a readable file/);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('a model is loaded as it was saved or not at all, whichever byte has changed', async () => {
  const model = net();
  model.compile({loss: crossEntropy, optimizer: tf.train.adam(0.02)});
  const [x, labels] = [probe(), tf.tensor2d([[0, 1]])];
  await model.fit(x, labels, {verbose: 0});
  await saveModel(model, folder, {optimizerState: true});
  const prediction = predictionOf(model);
  const names = await readdir(folder);
  expect(names.sort()).toEqual(['model.json', 'optimizer.bin', 'weights.bin']);
  const originals = new Map<string, Buffer>();
  for (const name of names) originals.set(name, await readFile(join(folder, name)));
  const before = tf.memory().numTensors;
  const change = fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat(),
    flip: fc.integer({min: 1, max: 255}),
    kind: fc.constantFrom('flip' as const, 'truncate' as const, 'append' as const),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({name, at, flip, kind}) => {
      const original = originals.get(name)!;
      await writeFile(join(folder, name), changed(original, at % original.length, flip, kind));
      const loaded = await loadModel(folder).catch((error: unknown) => {
        expect([CorruptDataError, DataUnavailableError]).toContain((error as Error).constructor);
        expect((error as Error).message).not.toMatch(/\n/);
        return undefined;
      });
      // Changed notes, like the name of the program that wrote it, do not make it another model.
      if (loaded) expect(predictionOf(loaded)).toEqual(prediction);
      disposeAll(loaded);
      await writeFile(join(folder, name), original);
      expect(tf.memory().numTensors).toBe(before);
    }),
    {numRuns: 200},
  );
  tf.dispose([x, labels]);
  disposeAll(model);
});

function changed(original: Buffer, at: number, flip: number, kind: 'flip' | 'truncate' | 'append'): Buffer {
  const bytes = Buffer.from(original);
  if (kind === 'truncate') return bytes.subarray(0, at);
  if (kind === 'append') return Buffer.concat([bytes, Buffer.of(flip)]);
  bytes[at]! ^= flip;
  return bytes;
}

/** A model takes an optimizer along that it made itself, and no other. */
function disposeAll(model: tf.LayersModel | undefined): void {
  const owns = (model as unknown as {isOptimizerOwned?: boolean} | undefined)?.isOptimizerOwned;
  if (model && !owns) (model.optimizer as tf.Optimizer | undefined)?.dispose();
  model?.dispose();
}

test('saveModel() with the optimizer’s state lets training go on as if it had never stopped', async () => {
  const [x, labels] = [probe(), tf.tensor2d([[0, 1]])];
  const descend = (model: tf.LayersModel, epochs: number) =>
    model.fit(x, labels, {epochs, verbose: 0, shuffle: false});
  const compiled = () => {
    const model = net();
    model.compile({loss: crossEntropy, optimizer: tf.train.adam(0.02)});
    return model;
  };
  const [whole, part] = [compiled(), compiled()];
  await descend(whole, 7);
  await descend(part, 4);
  await saveModel(part, folder, {optimizerState: true});
  const rest = await loadModel(folder);
  await descend(rest, 3);
  expect(predictionOf(rest)).toEqual(predictionOf(whole));
  await saveModel(part, folder);
  expect((await readdir(folder)).sort()).toEqual(['model.json', 'weights.bin']);
  [whole, part, rest].forEach(disposeAll);
  tf.dispose([x, labels]);
});
