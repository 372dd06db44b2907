/** Files that were made to do harm: refused in one sentence, before they take time or memory. */
import {execFileSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {gzipSync} from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import {
  CorruptDataError,
  crossEntropy,
  DataUnavailableError,
  softmaxRegression,
  twoLayerNet,
} from '../../src';
import {
  loadCheckpoint,
  loadMnist,
  loadModel,
  registerFileHandlers,
  saveCheckpoint,
  saveModel,
} from '../../src/node';
import {outputActivation} from '../../src/models/outputActivation';
import {parseJson} from '../../src/parseJson';

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'))));
afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

interface Manifest {
  paths: string[];
  weights: {name: string; shape: number[]; dtype: string}[];
}

interface Document {
  modelTopology: {config: {layers: {class_name: string; config: Record<string, unknown>}[]}};
  weightsManifest: Manifest[];
  userDefinedMetadata?: unknown;
}

interface Losslab {
  sha256?: string;
  optimizer: {config: Record<string, unknown>};
}

/** A saved model whose model.json is changed, and has no digest that would find every change. */
async function savedWith(change: (document: Document) => string | undefined): Promise<void> {
  const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2});
  await saveModel(model, folder);
  model.dispose();
  const file = path.join(folder, 'model.json');
  const document = JSON.parse(fs.readFileSync(file, 'utf8')) as Document;
  delete document.userDefinedMetadata;
  fs.writeFileSync(file, change(document) ?? JSON.stringify(document));
}

async function refusal(work: Promise<unknown>): Promise<Error> {
  const before = tf.memory();
  const error = await work.then(
    () => new Error('it was accepted'),
    (reason: unknown) => reason as Error,
  );
  expect(error.message).not.toMatch(/\n/);
  expect(tf.memory().numTensors).toBe(before.numTensors);
  return error;
}

/** The most bytes that arrays took while this ran, beyond those of before. */
async function peak(work: () => Promise<unknown>): Promise<number> {
  const start = process.memoryUsage();
  let most = 0;
  const look = () => {
    const {arrayBuffers, heapUsed} = process.memoryUsage();
    most = Math.max(most, arrayBuffers - start.arrayBuffers + heapUsed - start.heapUsed);
  };
  const timer = setInterval(look, 5);
  await work();
  look();
  clearInterval(timer);
  return most;
}

describe('a model.json', () => {
  const dense = (document: Document) =>
    document.modelTopology.config.layers.filter(layer => layer.class_name === 'Dense');

  const append = (document: Document, ...layers: Document['modelTopology']['config']['layers']) =>
    void document.modelTopology.config.layers.push(...layers);

  test.each([
    ['RepeatVector', [{class_name: 'RepeatVector', config: {name: 'many', n: 1e10}}]],
    [
      'UpSampling2D',
      [
        {class_name: 'Reshape', config: {name: 'image', target_shape: [1, 1, 3]}},
        {
          class_name: 'UpSampling2D',
          config: {name: 'many', size: [60_000, 60_000], data_format: 'channels_last'},
        },
      ],
    ],
  ])('of a layer without weights of which one example takes gigabytes is refused: %s', async (_, layers) => {
    await savedWith(document => append(document, ...layers));
    const error = await refusal(loadModel(folder));
    expect(error).toBeInstanceOf(CorruptDataError);
    expect(error.message).toMatch(/layers that can be computed, got \d+ numbers an example in many/);
  });

  test('of a layer that is used at several shapes is loaded', async () => {
    const shared = tf.layers.activation({activation: 'relu'});
    const input = tf.input({shape: [4]});
    const wide = shared.apply(tf.layers.dense({units: 3}).apply(input)) as tf.SymbolicTensor;
    const narrow = shared.apply(tf.layers.dense({units: 2}).apply(wide)) as tf.SymbolicTensor;
    const model = tf.model({inputs: input, outputs: narrow});
    await saveModel(model, folder);
    model.dispose();
    const loaded = await loadModel(folder);
    expect(loaded.outputs[0]!.shape).toEqual([null, 2]);
    loaded.dispose();
  });

  test('of thousands of layers is loaded, and its last activation found', async () => {
    const linear = (i: number) => ({
      class_name: 'Activation',
      config: {name: `same${i}`, activation: 'linear'},
    });
    await savedWith(document => append(document, ...Array.from({length: 3000}, (_, i) => linear(i))));
    const model = await loadModel(folder);
    expect(outputActivation(model)).toBe('softmax');
    model.dispose();
  });

  test('of more than 16 MB is refused before it is read', async () => {
    await savedWith(document => JSON.stringify(document) + ' '.repeat(17 * 2 ** 20));
    const error = await refusal(loadModel(folder));
    expect(error).toBeInstanceOf(CorruptDataError);
    expect(error.message).toContain('expected at most 16 MB of JSON, got 18 MB');
  });

  test('of layers larger than its files is refused before they are made', async () => {
    await savedWith(document => {
      for (const {config} of dense(document)) config['units'] = 20; // as many as there are weights, in each of the layers
    });
    const most = await peak(async () => {
      const error = await refusal(loadModel(folder));
      expect(error).toBeInstanceOf(CorruptDataError);
      expect(error.message).toMatch(/kernel of shape \[4,20\] is more than the files hold$/);
    });
    expect(most).toBeLessThan(16e6);
    const model = twoLayerNet({inputs: 40, hidden: 30, classes: 20}); // nothing stays in the way of others
    model.dispose();
  });

  test('of a layer with more units than it has weights is refused, by the handlers of plain tfjs too', async () => {
    await savedWith(document => {
      for (const {config} of dense(document)) config['units'] = 1e6;
    });
    registerFileHandlers();
    for (const load of [() => loadModel(folder), () => tf.loadLayersModel(`file://${folder}/model.json`)]) {
      const error = await refusal(load());
      expect(error).toBeInstanceOf(CorruptDataError);
      expect(error.message).toMatch(/expected a layers model that fits its 23 weights, got units 1000000$/);
    }
  });

  test('that names one file twice, or one weight, is refused', async () => {
    await savedWith(({weightsManifest: [group]}) => {
      group!.paths = Array.from({length: 20_000}, () => 'weights.bin');
    });
    expect((await refusal(loadModel(folder))).message).toMatch(
      /each file and each weight once, got "weights.bin" twice$/,
    );
    await savedWith(({weightsManifest: [group]}) => {
      group!.weights[1]!.name = group!.weights[0]!.name;
    });
    expect((await refusal(loadModel(folder))).message).toMatch(
      /each weight once, got "hidden\/kernel" twice$/,
    );
  });

  test('whose weights have other names than its layers is refused, and leaves none of them', async () => {
    await savedWith(({weightsManifest: [group]}) => {
      group!.weights[3]!.name = 'x';
    });
    const error = await refusal(loadModel(folder));
    expect(error).toBeInstanceOf(CorruptDataError);
    expect(error.message).toMatch(/expected a layers model: Provided weight data has no target variable: x$/);
  });

  test.each<[string, unknown]>([
    ['beta1', undefined],
    ['beta2', []],
    ['beta1', 'constructor'],
    ['learningRate', null],
    ['epsilon', '1e-7'],
  ])('whose optimizer has %s %p is refused', async (setting, value) => {
    const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2});
    model.compile({loss: crossEntropy, optimizer: tf.train.adam(0.01)});
    await saveModel(model, folder);
    model.dispose();
    model.optimizer.dispose();
    const file = path.join(folder, 'model.json');
    const document = JSON.parse(fs.readFileSync(file, 'utf8')) as {userDefinedMetadata: {losslab: Losslab}};
    const {losslab} = document.userDefinedMetadata;
    losslab.optimizer.config[setting] = value;
    delete losslab.sha256;
    fs.writeFileSync(file, JSON.stringify(document));
    const error = await refusal(loadModel(folder));
    expect(error).toBeInstanceOf(CorruptDataError);
    expect(error.message).toMatch(/expected finite numbers for Adam, got \{.*\}$/);
  });

  test('that promises other sizes is refused before its weights are read', async () => {
    await savedWith(() => undefined);
    fs.truncateSync(path.join(folder, 'weights.bin'), 2 ** 33); // a hole: it takes no room on the disk
    const error = await refusal(loadModel(folder));
    expect(error.message).toMatch(/expected 92 bytes of weights, got 8589934592$/);
  });

  test('nested 100,000 deep is refused', async () => {
    await savedWith(() => `{"modelTopology": {"a": ${'['.repeat(1e5)}${']'.repeat(1e5)}}}`);
    expect((await refusal(loadModel(folder))).message).toMatch(/nested at most 500 deep, got more$/);
  });

  test('may not lead out of its folder by a link', async () => {
    await savedWith(() => undefined);
    const weights = path.join(folder, 'weights.bin');
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'elsewhere-'));
    fs.renameSync(weights, path.join(elsewhere, 'weights.bin'));
    fs.symlinkSync(path.join(elsewhere, 'weights.bin'), weights);
    const error = await refusal(loadModel(folder));
    expect(error).toBeInstanceOf(CorruptDataError);
    expect(error.message).toMatch(/expected weights.bin in its folder, got a link out of it$/);
    fs.rmSync(elsewhere, {recursive: true});
  });

  test('is loaded through a link to its folder, and through one within it', async () => {
    await savedWith(({weightsManifest: [group]}) => void (group!.paths = ['link.bin']));
    fs.symlinkSync('weights.bin', path.join(folder, 'link.bin'));
    const link = path.join(os.tmpdir(), path.basename(folder) + '-link');
    fs.symlinkSync(folder, link);
    (await loadModel(link)).dispose();
    fs.rmSync(link);
  });

  test.each(['model.json', 'weights.bin'])(
    'or weights that are a FIFO are refused at once (%s)',
    async name => {
      await savedWith(() => undefined);
      const file = path.join(folder, name);
      const {size} = fs.statSync(file);
      fs.rmSync(file);
      execFileSync('mkfifo', [file]);
      expect((await refusal(loadModel(folder))).message).toMatch(/expected a regular file, got a FIFO$/);
      fs.rmSync(file);
      fs.mkdirSync(file);
      expect((await refusal(loadModel(folder))).message).toMatch(/expected a regular file, got a directory$/);
      expect(size).toBeGreaterThan(0);
    },
  );
});

test('saveModel() refuses two weights of one name: loaded again, both would be the last', async () => {
  const inner = () => tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [2], name: 'same'})]});
  const model = tf.sequential({layers: [inner(), inner()]});
  const error = await saveModel(model, folder).catch((reason: unknown) => reason as Error);
  expect(error).toEqual(
    new RangeError('saveModel: expected weights with different names, got two of one name'),
  );
  model.dispose();
});

const refusedByModel = (weights: Manifest['weights']) => {
  weights[0]!.name = 'nobody';
};

test.each([
  ['the weights', refusedByModel, /nobody|weight/i],
  [
    "the optimizer's numbers",
    (weights: Manifest['weights']) => (weights.at(-1)!.shape = [1, weights.at(-1)!.shape[0]!]),
    /shape/,
  ],
] as const)(
  'where tfjs saved its optimizer too, and %s are refused, nothing is left',
  async (_, change, says) => {
    registerFileHandlers();
    const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2});
    model.compile({loss: 'categoricalCrossentropy', optimizer: tf.train.adam(0.01)});
    const [x, labels] = [tf.tensor2d([[1, -1, 0.5, 2]]), tf.tensor2d([[0, 1]])];
    await model.fit(x, labels, {verbose: 0});
    await model.save(`file://${folder}`, {includeOptimizer: true});
    model.optimizer.dispose();
    tf.dispose([x, labels]);
    model.dispose();
    const file = path.join(folder, 'model.json');
    const document = JSON.parse(fs.readFileSync(file, 'utf8')) as Document;
    delete document.userDefinedMetadata;
    change(document.weightsManifest[0]!.weights);
    fs.writeFileSync(file, JSON.stringify(document));
    expect((await refusal(loadModel(folder))).message).toMatch(says);
  },
);

test('a checkpoint whose optimizer remembers other shapes than the weights have is refused', async () => {
  const model = softmaxRegression({inputs: 4, classes: 2});
  const optimizer = tf.train.momentum(0.1, 0.9);
  const x = tf.ones([1, 4]);
  optimizer.minimize(() => (model.predict(x) as tf.Tensor).square().sum());
  await saveCheckpoint(model, folder, {run: {}, position: null, optimizer});
  const other = softmaxRegression({inputs: 2, classes: 4});
  const fresh = tf.train.momentum(0.1, 0.9);
  const kept = await loadCheckpoint(folder);
  expect(() => kept!.restore(other, fresh)).toThrow(
    /expected accumulations\/0 of shape \[2,4\], got \[4,2\]$/,
  );
  tf.dispose([x]);
  for (const each of [model, other, optimizer, fresh]) each.dispose();
});

describe('a data set', () => {
  /** An IDX file of zeros, so many that nobody would send them. */
  const idx = (shape: number[], bytes = shape.reduce((a, b) => a * b)) => {
    const header = Buffer.alloc(4 + 4 * shape.length);
    header.set([0, 0, 8, shape.length]);
    shape.forEach((n, axis) => header.writeUInt32BE(n, 4 + 4 * axis));
    return Buffer.concat([header, Buffer.alloc(bytes)]);
  };
  const names = [
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
    't10k-images-idx3-ubyte',
    't10k-labels-idx1-ubyte',
  ];
  const write = (contents: Buffer[]) =>
    names.forEach((name, i) => fs.writeFileSync(path.join(folder, `${name}.gz`), contents[i]!));
  const small = [idx([2, 2, 2]), idx([2]), idx([2, 2, 2]), idx([2])].map(bytes => gzipSync(bytes));

  test('of gzip bombs is refused by its headers', async () => {
    const bomb = gzipSync(idx([100_000, 28, 28]));
    write([bomb, small[1]!, bomb, small[3]!]);
    const most = await peak(async () => {
      const error = await refusal(loadMnist({dataDir: folder}));
      expect(error).toBeInstanceOf(CorruptDataError);
      expect(error.message).toMatch(
        /expected four files of at most \d+ bytes uncompressed, got headers that promise/,
      );
    });
    expect(most).toBeLessThan(40e6);
  });

  test('that holds more than its header promises is refused at that length', async () => {
    write([gzipSync(idx([2, 2, 2], 2e8)), small[1]!, small[2]!, small[3]!]);
    const most = await peak(async () => {
      const error = await refusal(loadMnist({dataDir: folder}));
      expect(error).toBeInstanceOf(CorruptDataError);
    });
    expect(most).toBeLessThan(40e6);
  });

  test('that promises more than gzip can have packed is refused', async () => {
    write([gzipSync(idx([60_000, 28, 28], 8)), small[1]!, small[2]!, small[3]!]);
    expect((await refusal(loadMnist({dataDir: folder}))).message).toMatch(
      /got a header that promises 47040016$/,
    );
  });

  test('of FIFOs is refused at once', async () => {
    for (const name of names) execFileSync('mkfifo', [path.join(folder, name)]);
    expect(await refusal(loadMnist({dataDir: folder}))).toBeInstanceOf(DataUnavailableError);
  });
});

test('parseJson() counts no brackets within strings', () => {
  expect(parseJson(JSON.stringify({a: '['.repeat(1000), b: '"\\['}))).toMatchObject({b: '"\\['});
  expect(() => parseJson(`${'{"a":'.repeat(501)}1${'}'.repeat(501)}`)).toThrow(SyntaxError);
  expect(() => parseJson('"\\')).toThrow(SyntaxError);
});
