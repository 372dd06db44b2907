import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import {decodeIdx, encodeIdx} from '../../src/data/idx';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {crossEntropy} from '../../src/losses';
import {loadCheckpoint, loadMnist, loadModel, saveCheckpoint, saveModel} from '../../src/node';
import {readFileSync} from 'node:fs';
import type {Random} from '../../src/random';
import {leavesTensors} from './attackDoors';
import type {Attempt, Door} from './Door';
import {mutateBytes, mutateJson, pick} from './mutate';
import {complaintAbout} from './ownErrors';

/** Runs a case; what it throws has to be an error of ours, and nothing may be left. */
async function tryCase(fail: Attempt['fail'], name: string, work: () => unknown): Promise<void> {
  const left = await leavesTensors(async () => {
    try {
      await work();
    } catch (error) {
      const complaint = complaintAbout(error);
      if (complaint !== undefined) fail(`${name}: ${complaint}`);
    }
  });
  if (left !== undefined) fail(`${name}: ${left}`);
}

const types = ['uint8', 'int8', 'int16', 'int32', 'float32', 'float64'] as const;
const arrays = {
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

function someIdx(random: Random): Uint8Array {
  const type = pick(random, types);
  const shape = Array.from({length: random.integer(4)}, () => random.integer(4));
  const values = new arrays[type](shape.reduce((a, b) => a * b, 1));
  return encodeIdx({type, shape, values} as Parameters<typeof encodeIdx>[0]);
}

export const idxDoor: Door = {
  name: 'idx',
  about: 'IDX bytes, changed; refused, or read and written again as they are',
  share: 0.3,
  async attack(cases, {random, fail}) {
    for (let i = 0; i < cases; i++) {
      const bytes = mutateBytes(random, someIdx(random));
      await tryCase(fail, Buffer.from(bytes).toString('hex'), () => {
        const again = encodeIdx(decodeIdx(bytes));
        if (!Buffer.from(again).equals(Buffer.from(bytes)))
          fail(`read as another array: ${Buffer.from(bytes).toString('hex')}`);
      });
    }
    return cases;
  },
};

const datasetNames = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

export const dataDoor: Door = {
  name: 'data',
  about: 'the four files of a data set, plain and gzipped, changed before or after packing',
  share: 0.01,
  async attack(cases, {random, folder, fail}) {
    const images = encodeIdx({
      type: 'uint8',
      shape: [3, 2, 2],
      values: Uint8Array.from({length: 12}, (_, i) => i),
    });
    const labels = encodeIdx({type: 'uint8', shape: [3], values: Uint8Array.of(0, 1, 2)});
    for (let i = 0; i < cases; i++) {
      const at = random.integer(4);
      const isPacked = random.integer(2) === 1;
      datasetNames.forEach((name, j) => {
        let bytes: Uint8Array = j % 2 === 0 ? images : labels;
        if (j === at && random.integer(2) === 0) bytes = mutateBytes(random, bytes);
        if (isPacked) bytes = gzipSync(bytes);
        if (j === at) bytes = mutateBytes(random, bytes);
        rmSync(join(folder, isPacked ? name : `${name}.gz`), {force: true});
        writeFileSync(join(folder, isPacked ? `${name}.gz` : name), bytes);
      });
      await tryCase(fail, `case ${i}`, () => loadMnist({dataDir: folder}));
    }
    return cases;
  },
};

export const modelDoor: Door = {
  name: 'models',
  about:
    'model.json, weights and state of an optimizer, changed as bytes and as JSON, with and without a digest',
  share: 0.02,
  async attack(cases, {random, folder, fail}) {
    const model = twoLayerNet({inputs: 3, hidden: 2, classes: 2});
    const optimizer = tf.train.adam(0.01);
    model.compile({loss: crossEntropy, optimizer, metrics: ['accuracy']});
    await saveModel(model, folder, {optimizerState: true});
    const files = readAll(folder, ['model.json', 'weights.bin', 'optimizer.bin']);
    for (let i = 0; i < cases; i++) {
      writeChanged(random, folder, files);
      await tryCase(fail, `case ${i}`, async () => (await loadModel(folder)).dispose());
    }
    model.dispose();
    optimizer.dispose();
    return cases;
  },
};

export const checkpointDoor: Door = {
  name: 'checkpoints',
  about: 'the same for a checkpoint, which is restored to a model where it is accepted',
  share: 0.01,
  async attack(cases, {random, folder, fail}) {
    const model = twoLayerNet({inputs: 3, hidden: 2, classes: 2});
    const optimizer = tf.train.adam(0.1);
    const x = tf.ones([1, 3]);
    optimizer.minimize(() => (model.predict(x) as tf.Tensor).square().sum());
    const position = {step: 1, epoch: 0, batch: 1, lossSum: 1, losses: []};
    await saveCheckpoint(model, folder, {run: {seed: 1}, position, optimizer});
    const files = readAll(folder, ['model.json', 'weights.bin', 'optimizer.bin']);
    for (let i = 0; i < cases; i++) {
      writeChanged(random, folder, files);
      await tryCase(fail, `case ${i}`, async () => {
        const kept = await loadCheckpoint(folder);
        const fresh = tf.train.adam(0.1); // momentum keeps a tensor when it is disposed: tfjs's own leak
        try {
          kept?.restore(model, fresh);
        } finally {
          fresh.dispose();
        }
      });
    }
    tf.dispose(x);
    model.dispose();
    optimizer.dispose();
    return cases;
  },
};

function readAll(folder: string, names: readonly string[]): Map<string, Uint8Array> {
  return new Map(names.map(name => [name, readFileSync(join(folder, name))]));
}

/** The files as they were, but for one of them. */
function writeChanged(random: Random, folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  mkdirSync(folder, {recursive: true});
  const chosen = pick(random, [...files.keys(), 'model.json']);
  for (const [name, bytes] of files) {
    const changed =
      name !== chosen
        ? bytes
        : name === 'model.json' && random.integer(4) > 0
          ? changedDocument(random, bytes)
          : mutateBytes(random, bytes);
    writeFileSync(join(folder, name), changed);
  }
}

function changedDocument(random: Random, bytes: Uint8Array): string {
  const document = JSON.parse(Buffer.from(bytes).toString()) as {
    userDefinedMetadata?: {losslab?: {sha256?: string}};
  };
  // Without its digest, as tfjs itself saves: nothing finds every change at once.
  if (random.integer(4) > 0) delete document.userDefinedMetadata?.losslab?.sha256;
  return JSON.stringify(mutateJson(random, document));
}
