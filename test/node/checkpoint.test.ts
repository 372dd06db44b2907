import {spawnSync} from 'node:child_process';
import {cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {CorruptDataError, DataUnavailableError, UnwritableError} from '../../src/errors';
import {crossEntropy} from '../../src/losses';
import {optimizerState} from '../../src/models/optimizerState';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {loadCheckpoint, saveCheckpoint, type Checkpoint} from '../../src/node/checkpoint';
import {loadModel} from '../../src/node/loadModel';
import {saveModel} from '../../src/node/saveModel';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'losslab-test-'));
});
afterEach(() => rm(folder, {recursive: true}));

/** A net that Adam has taken so many steps with. */
async function trained(steps: number, seed = 1): Promise<tf.LayersModel> {
  const model = twoLayerNet({inputs: 2, hidden: 2, classes: 2, seed, initialStd: 1});
  model.compile({loss: crossEntropy, optimizer: tf.train.adam(0.1)});
  const [xs, ys] = [tf.tensor2d([[0.5, -1]]), tf.tensor2d([[0, 1]])];
  for (let step = 0; step < steps; step++) await model.trainOnBatch(xs, ys);
  tf.dispose([xs, ys]);
  return model;
}

const recordOf = (step: number) => ({
  run: {loss: 'crossEntropy', seed: 1},
  position: {step, epoch: 0, batch: step, lossSum: 0.1 + 0.2, losses: []},
});

/** Every number of a model and its optimizer. */
const numbersOf = (model: tf.LayersModel) => [
  ...model.getWeights().map(weight => [...weight.dataSync()]),
  ...optimizerState(model.optimizer).map(({name, value}) => [name, ...value.dataSync()]),
];

function disposeAll(model: tf.LayersModel): void {
  model.optimizer.dispose();
  model.dispose();
}

/** What a checkpoint makes of a fresh net, and where it says that this stands. */
async function restored({run, position, restore}: Checkpoint) {
  const model = await trained(0, 2);
  restore(model);
  const numbers = numbersOf(model);
  disposeAll(model);
  return {run, position, numbers};
}

async function keep(step: number): Promise<Awaited<ReturnType<typeof restored>>> {
  const model = await trained(step);
  await saveCheckpoint(model, folder, recordOf(step));
  const numbers = numbersOf(model);
  disposeAll(model);
  return {...recordOf(step), numbers};
}

test('saveCheckpoint() and loadCheckpoint() give every bit back, keep only the latest, and leak nothing', async () => {
  const before = tf.memory().numTensors;
  await keep(1);
  const latest = await keep(2);
  expect(await restored((await loadCheckpoint(folder))!)).toEqual(latest);
  expect((await readdir(folder)).sort()).toEqual(['model.json', 'optimizer.bin', 'weights.bin']);
  expect(tf.memory().numTensors).toBe(before);
});

test('a checkpoint is a saved model: loadModel() gives it compiled, with the state of its optimizer', async () => {
  const {numbers} = await keep(3);
  const model = await loadModel(folder);
  expect(numbersOf(model)).toEqual(numbers);
  // The optimizer is the model's own.
  model.dispose();
});

test('a model of a loss without a name, trained by an optimizer that it is not compiled with, is kept too', async () => {
  const model = await trained(0);
  model.compile({loss: (t: tf.Tensor, y: tf.Tensor) => t.sub(y).abs().mean(), optimizer: 'sgd'});
  const momentum = tf.train.momentum(0.1, 0.9);
  momentum.minimize(() => (model.apply(tf.ones([1, 2])) as tf.Tensor).square().sum());
  await saveCheckpoint(model, folder, {...recordOf(1), optimizer: momentum});
  const [fresh, optimizer] = [await trained(0, 2), tf.train.momentum(0.1, 0.9)];
  (await loadCheckpoint(folder))!.restore(fresh, optimizer);
  const state = (of: tf.Optimizer) => optimizerState(of).map(({name, value}) => [name, ...value.dataSync()]);
  expect(state(optimizer)).toEqual(state(momentum));
  expect(state(optimizer)).toHaveLength(4);
  const loaded = await loadModel(folder);
  expect(loaded.getWeights().map(each => each.arraySync())).toEqual(
    model.getWeights().map(each => each.arraySync()),
  );
  tf.disposeVariables();
});

test('what a killed save leaves behind is neither taken nor kept', async () => {
  const first = await keep(1);
  const {pid: dead} = spawnSync(process.execPath, ['--version']);
  const killed = ['weights.bin', 'optimizer.bin', 'model.json'].map(name => `.${name}.${dead}.0123abcd`);
  const theirs = `.weights.bin.${process.ppid}.0123abcd`;
  for (const name of [...killed, theirs, 'notes.txt']) await writeFile(join(folder, name), 'half');
  expect(await restored((await loadCheckpoint(folder))!)).toEqual(first);
  const second = await keep(2);
  expect(await restored((await loadCheckpoint(folder))!)).toEqual(second);
  // The file of another process that runs is about to be renamed, and the notes are the user's own.
  const expected = [theirs, 'model.json', 'notes.txt', 'optimizer.bin', 'weights.bin'];
  expect((await readdir(folder)).sort()).toEqual(expected);
});

test('a checkpoint is loaded as it was saved or not at all, whichever byte has changed', async () => {
  const saved = await keep(3);
  const names = await readdir(folder);
  const originals = new Map<string, Buffer>();
  for (const name of names) originals.set(name, await readFile(join(folder, name)));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(),
      fc.integer({min: 1, max: 255}),
      fc.boolean(),
      async (name, at, flip, truncate) => {
        const bytes = Buffer.from(originals.get(name)!);
        const place = at % bytes.length;
        bytes[place]! ^= flip;
        await writeFile(join(folder, name), truncate ? bytes.subarray(0, place) : bytes);
        const loaded = await loadCheckpoint(folder).catch((error: unknown) => error);
        if (loaded instanceof Error) {
          expect(loaded.message).toMatch(/^loadCheckpoint: .*expected /s);
          expect([CorruptDataError, DataUnavailableError]).toContain(loaded.constructor);
        } else if (loaded !== undefined) {
          // A flip outside of what makes the model, as in the name of the format's author.
          expect(await restored(loaded as Checkpoint)).toEqual(saved);
        }
        await writeFile(join(folder, name), originals.get(name)!);
      },
    ),
    {numRuns: 150},
  );
  expect(await restored((await loadCheckpoint(folder))!)).toEqual(saved);
});

test('loadCheckpoint() tells no checkpoint from one that cannot be read, or has lost its numbers', async () => {
  expect(await loadCheckpoint(folder)).toBeUndefined();
  expect(await loadCheckpoint(join(folder, 'nowhere'))).toBeUndefined();
  for (const name of ['model.json', 'checkpoint.json']) {
    await mkdir(join(folder, name, name), {recursive: true});
    await expect(loadCheckpoint(join(folder, name))).rejects.toThrow(DataUnavailableError);
  }
  const model = await trained(0);
  await saveModel(model, folder, {}).catch(() => rm(join(folder, 'model.json'), {recursive: true}));
  await saveModel(model, folder);
  disposeAll(model);
  await rm(join(folder, 'checkpoint.json'), {recursive: true});
  expect(await loadCheckpoint(folder)).toBeUndefined(); // a model is no checkpoint
  await keep(1);
  await rm(join(folder, 'optimizer.bin'));
  await expect(loadCheckpoint(folder)).rejects.toThrow(
    /^loadCheckpoint: expected a readable file .*optimizer\.bin/,
  );
});

test('loadCheckpoint() reads no file but its own', async () => {
  await keep(1);
  const path = join(folder, 'model.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"optimizer.bin"', '"../optimizer.bin"'));
  await expect(loadCheckpoint(folder)).rejects.toThrow(/expected weights beside model\.json, got the path/);
});

test('restore() refuses a model of another shape and an optimizer of another kind', async () => {
  await keep(2);
  const checkpoint = (await loadCheckpoint(folder))!;
  const wide = twoLayerNet({inputs: 3, hidden: 2, classes: 2});
  wide.compile({loss: crossEntropy, optimizer: tf.train.adam(0.1)});
  expect(() => checkpoint.restore(wide)).toThrow(CorruptDataError);
  const model = await trained(0);
  const sgd = tf.train.sgd(0.1);
  expect(() => checkpoint.restore(model, sgd)).toThrow(
    /^loadCheckpoint: the checkpoint in .* does not fit: /,
  );
  [wide, model].forEach(disposeAll);
});

test('saveCheckpoint() says which directory cannot be written', async () => {
  await writeFile(join(folder, 'file'), '');
  const model = await trained(0);
  const place = join(folder, 'file', 'kept');
  const failure = await saveCheckpoint(model, place, recordOf(0)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UnwritableError);
  expect(failure).toMatchObject({directory: place, code: 'ENOTDIR'});
  disposeAll(model);
});

describe('a checkpoint of version 0.1', () => {
  const former = join(__dirname, 'savedBy010/checkpoint');

  test('is loaded, and gives way to the next one', async () => {
    await cp(former, folder, {recursive: true});
    const {run, position, restore} = (await loadCheckpoint(folder))!;
    expect(run).toMatchObject({loss: 'crossEntropy', optimizer: 'adam', hidden: 3});
    expect(position).toMatchObject({step: 5, epoch: 1, batch: 2});
    const model = twoLayerNet({inputs: 4, hidden: 3});
    model.compile({loss: crossEntropy, optimizer: tf.train.adam()});
    restore(model);
    const numbers = numbersOf(model);
    // Its file holds all numbers in this order.
    const file = (await readdir(former)).find(name => name.startsWith('tensors'))!;
    const bytes = await readFile(join(former, file));
    const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    expect(numbers.flat().filter(each => typeof each === 'number')).toEqual([...floats]);
    await saveCheckpoint(model, folder, {run, position});
    disposeAll(model);
    expect((await readdir(folder)).sort()).toEqual(['model.json', 'optimizer.bin', 'weights.bin']);
    expect(await loadCheckpoint(folder)).toMatchObject({run, position});
  });

  test.each([
    ['a byte more', (text: string) => text, 'x', /got a file that has changed since$/],
    ['another run', (text: string) => text.replace('"seed":1', '"seed":2'), '', /has changed since$/],
    ['other numbers', (text: string) => text.replace('tensors.bin.', '../tensors.bin.'), '', /of the format/],
    ['no numbers', (text: string) => text.replace('tensors.bin.', 'tensors.bin.9'), '', /got no such file$/],
    ['no JSON', (text: string) => text.slice(1), '', /expected JSON/],
  ])('with %s is refused', async (_what, change, tail, sentence) => {
    await cp(former, folder, {recursive: true});
    const path = join(folder, 'checkpoint.json');
    await writeFile(path, change(await readFile(path, 'utf8')));
    const file = (await readdir(folder)).find(name => name.startsWith('tensors'))!;
    await writeFile(join(folder, file), tail, {flag: 'a'});
    const failure = await loadCheckpoint(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CorruptDataError);
    expect((failure as Error).message).toMatch(sentence);
  });
});
