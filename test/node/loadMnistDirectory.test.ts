import {mkdir, rm, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {datasets} from '../../src/data/datasets';
import {CorruptDataError, DataUnavailableError} from '../../src/errors';
import {loadMnist} from '../../src/node/loadMnist';
import {loadDataset, type LoadOptions} from '../../src/node/mnist/loadDataset';
import {fakeDataset, fakeFiles, sha256, useDirectory, writeFiles} from './loadMnist.fixture';

const files = fakeFiles();
const dataset = fakeDataset(files);
const directory = useDirectory();

/** No test here may come near the network. */
const fetch = () => Promise.reject(new Error('the network was asked'));
const load = (options: LoadOptions = {}) =>
  loadDataset(dataset, {dataDir: directory.current, fetch, ...options});
const path = (name: string) => join(directory.current, name);

describe('loadMnist() from a directory', () => {
  test.each([
    ['plain', (name: string) => name],
    ['gzipped', (name: string) => `${name}.gz`],
    ['plain with a dot', (name: string) => name.replace('-idx', '.idx')],
    ['gzipped with a dot', (name: string) => `${name.replace('-idx', '.idx')}.gz`],
  ])('reads files that are %s', async (_, rename) => {
    await writeFiles(directory.current, files, rename);
    const {train, test, source} = await load();
    expect([...train.images]).toEqual([...files.trainImages.subarray(16)]);
    expect([...train.labels]).toEqual([0, 7, 4, 1, 8, 5]);
    expect(train).toMatchObject({size: 6, rows: 2, columns: 3, classes: 10});
    expect(test).toMatchObject({size: 3, rows: 2, columns: 3, classes: 10});
    expect(source).toEqual({
      kind: 'mnist',
      origin: directory.current,
      digest: sha256(files.trainImages, files.trainLabels, files.testImages, files.testLabels),
    });
  });

  test('passes over directories that bear a file’s name', async () => {
    await writeFiles(directory.current, files, name => name.replace('-idx', '.idx'));
    await mkdir(path('train-images-idx3-ubyte'));
    expect((await load()).train.size).toBe(6);
  });

  test('reads LOSSLAB_DATA, and the option before it', async () => {
    await writeFiles(directory.current, files);
    process.env.LOSSLAB_DATA = directory.current;
    expect((await load({dataDir: undefined})).source.origin).toBe(directory.current);
    await expect(load({dataDir: path('none')})).rejects.toThrow(DataUnavailableError);
  });

  test('calls another data set of the same form and size idx', async () => {
    await writeFiles(directory.current, fakeFiles(1));
    expect((await load()).source.kind).toBe('idx');
  });

  test('refuses MNIST with one file damaged, by its digest', async () => {
    await writeFiles(directory.current, files);
    const damaged = Buffer.from(files.testImages);
    damaged[20]! ^= 1;
    await writeFile(path('t10k-images-idx3-ubyte'), damaged);
    await expect(load()).rejects.toThrow(CorruptDataError);
    await expect(load()).rejects.toThrow('t10k-images-idx3-ubyte: digest mismatch');
  });

  test('names a file that is missing', async () => {
    await writeFiles(directory.current, files);
    await rm(path('t10k-labels-idx1-ubyte'));
    await expect(load()).rejects.toThrow(
      new DataUnavailableError(
        `loadMnist: expected t10k-labels-idx1-ubyte (plain or .gz) in ${directory.current}, got none`,
      ),
    );
  });

  test('names a directory that is none', async () => {
    for (const dataDir of [path('none'), '']) {
      await expect(load({dataDir})).rejects.toThrow(DataUnavailableError);
      await expect(load({dataDir})).rejects.toThrow(`got "${dataDir}" (ENOENT: `);
    }
  });

  test('names a truncated file, plain or gzipped', async () => {
    await writeFiles(directory.current, files);
    await truncate(path('train-images-idx3-ubyte'), 50);
    await expect(load()).rejects.toThrow('train-images-idx3-ubyte: truncated: expected 52 bytes, got 50');
    await rm(path('train-images-idx3-ubyte'));
    await writeFile(path('train-images-idx3-ubyte.gz'), gzipSync(files.trainImages).subarray(0, -9));
    await expect(load()).rejects.toThrow(CorruptDataError);
    await expect(load()).rejects.toThrow(
      'train-images-idx3-ubyte.gz: expected a sound gzip file: unexpected end of file',
    );
  });

  test('refuses labels beyond the classes, and takes them where there are as many classes', async () => {
    const letters = fakeFiles(1);
    letters.trainLabels[8] = 25;
    await writeFiles(directory.current, letters);
    await expect(load()).rejects.toThrow(CorruptDataError);
    await expect(load()).rejects.toThrow('train: expected labels below 10, got 25 at index 0');
    expect((await load({classes: 26})).train.classes).toBe(26);
    await expect(load({classes: 257})).rejects.toThrow(RangeError);
  });

  describe('beside a data set that is named', () => {
    const named = (dataset: LoadOptions['dataset']) => load({dataset});

    test('takes its files', async () => {
      await writeFiles(directory.current, files);
      expect((await named('mnist')).source.kind).toBe('mnist');
    });

    test('refuses other files, which are taken where none is named', async () => {
      await writeFiles(directory.current, fakeFiles(1));
      const sentence =
        `loadMnist: expected MNIST in ${directory.current}, got other files; ` +
        'to use what is there, leave dataset or --dataset away';
      await expect(named('mnist')).rejects.toThrow(new DataUnavailableError(sentence));
      expect((await named(undefined)).source.kind).toBe('idx');
    });

    test('says which set is there instead', async () => {
      await writeFiles(directory.current, fakeFiles(1), name => `emnist-letters-${name}`);
      await expect(named('mnist')).rejects.toThrow('got emnist-letters; to use');
      await expect(loadMnist({dataDir: directory.current, dataset: 'kmnist', fetch})).rejects.toThrow(
        `expected KMNIST in ${directory.current}, got emnist-letters (KMNIST is known by its gzipped files alone); to use`,
      );
    });

    test('reads the variable as it reads the option', async () => {
      await writeFiles(directory.current, fakeFiles(1));
      process.env.LOSSLAB_DATA = directory.current;
      await expect(load({dataset: 'mnist', dataDir: undefined})).rejects.toThrow(DataUnavailableError);
    });
  });

  test('names another set that it knows by its digests', async () => {
    const known = fakeFiles(2);
    const fashion = jest.replaceProperty(datasets, 'fashion-mnist', {
      ...fakeDataset(known),
      name: 'Fashion-MNIST',
    } as never);
    try {
      await writeFiles(directory.current, known);
      expect((await load()).source).toMatchObject({kind: 'idx', name: 'Fashion-MNIST'});
      await expect(load({dataset: 'mnist'})).rejects.toThrow(', got Fashion-MNIST; to use');
    } finally {
      fashion.restore();
    }
  });

  test('rejects with the signal’s reason', async () => {
    await writeFiles(directory.current, files);
    await expect(load({signal: AbortSignal.abort(new Error('enough'))})).rejects.toThrow('enough');
  });
});

// Published counts and statistics of the real files, where they are; read once, as they are 55 MB.
const real = process.env.LOSSLAB_DATA;
(real ? describe : describe.skip)('loadMnist() with the real MNIST in LOSSLAB_DATA', () => {
  const loaded = real ? loadMnist({dataDir: real}) : Promise.reject(new Error('LOSSLAB_DATA is not set'));
  loaded.catch(() => undefined); // told by the tests

  test('knows it by its digests', async () => {
    const {source} = await loaded;
    expect(source).toMatchObject({kind: 'mnist', origin: real});
  });

  test('refuses it where another set is named', async () => {
    for (const [dataset, name] of [
      ['kmnist', 'KMNIST'],
      ['fashion-mnist', 'Fashion-MNIST'],
    ] as const) {
      await expect(loadMnist({dataDir: real, dataset})).rejects.toThrow(
        `loadMnist: expected ${name} in ${real}, got MNIST; to use what is there`,
      );
    }
    expect((await loadMnist({dataDir: real, dataset: 'mnist'})).source.kind).toBe('mnist');
  });

  test('finds the published class counts', async () => {
    const {train, test} = await loaded;
    expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect(counts(train.labels)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(counts(test.labels)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  });

  test('finds the published mean and standard deviation of the training pixels', async () => {
    const {train} = await loaded;
    const histogram = new Float64Array(256);
    for (const value of train.images) histogram[value]! += 1 / train.images.length;
    const mean = histogram.reduce((sum, share, value) => sum + (share * value) / 255, 0);
    const variance = histogram.reduce((sum, share, value) => sum + share * (value / 255 - mean) ** 2, 0);
    expect(mean).toBeCloseTo(0.1306605, 7); // half a unit of the last published digit
    expect(Math.sqrt(variance)).toBeCloseTo(0.3081078, 7);
  });
});

function counts(labels: Uint8Array): number[] {
  const result = new Array<number>(10).fill(0);
  for (const label of labels) result[label]! += 1;
  return result;
}
