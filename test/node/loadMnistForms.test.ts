/** The forms in which the files of data sets really lie. */
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {CorruptDataError, encodeIdx, type IdxArray} from '../../src';
import {datasetParts} from '../../src/data/mnist';
import {loadMnist} from '../../src/node';
import {loadDataset} from '../../src/node/mnist/loadDataset';
import {fakeDataset, fakeFiles, sha256, useDirectory, writeFiles} from './loadMnist.fixture';

const directory = useDirectory();
const files = fakeFiles();
const load = (options: Parameters<typeof loadMnist>[0] = {}) =>
  loadMnist({dataDir: directory.current, download: false, ...options});

test('files in folders within, as torchvision and archives have them', async () => {
  await writeFiles(join(directory.current, 'MNIST', 'raw'), files);
  expect((await load()).train.size).toBe(6);
});

test('files that each lie in a folder of their own name', async () => {
  for (const part of datasetParts) {
    const {name} = fakeDataset(files).files[part];
    const folder = join(directory.current, name.replace('-idx', '.idx'));
    await mkdir(folder);
    await writeFile(join(folder, name), files[part]);
  }
  expect((await load()).test.size).toBe(3);
});

test('gzip without a suffix, and a suffix without gzip', async () => {
  await writeFiles(directory.current, files);
  await writeFile(join(directory.current, 'train-images-idx3-ubyte'), gzipSync(files.trainImages));
  await writeFiles(join(directory.current, 'other'), files, name => `${name}.gz`);
  await writeFile(join(directory.current, 'other', 't10k-labels-idx1-ubyte.gz'), files.testLabels);
  expect((await load()).train.size).toBe(6);
  expect((await load({dataDir: join(directory.current, 'other')})).test.size).toBe(3);
});

test.each([
  ['<!DOCTYPE html><html>', 'a web page; download the file itself'],
  ['\n<html lang="en">', 'a web page; download the file itself'],
  ['version https://git-lfs.github.com/spec/v1\n', 'a Git LFS pointer; fetch it with git lfs pull'],
  ['PK\u0003\u0004 an archive', 'a ZIP archive; unpack it first'],
  ['BZh91AY', 'bzip2; unpack it first'],
  [Buffer.from('fd377a585a00', 'hex'), 'xz; unpack it first'],
  [Buffer.from('28b52ffd0000', 'hex'), 'Zstandard; unpack it first'],
  [Buffer.from('377abcaf271c', 'hex'), 'a 7-Zip archive; unpack it first'],
  [Buffer.from('894844460d0a1a0a', 'hex'), 'an HDF5 file'],
  [Buffer.from('89504e470d0a1a0a', 'hex'), 'a PNG image'],
  ['/annex/objects/SHA256E-s9912422--440f.gz\n', 'a git-annex pointer; fetch it with git annex get'],
  ['{"message": "Not Found"}', 'JSON, such as the answer of a server; download the file itself'],
])('%j is called what it is', async (content, name) => {
  await writeFiles(directory.current, files);
  await writeFile(join(directory.current, 'train-labels-idx1-ubyte'), content);
  await expect(load()).rejects.toThrow(CorruptDataError);
  await expect(load()).rejects.toThrow(
    `train-labels-idx1-ubyte: expected an IDX file to begin with 0x0000, got ${name}`,
  );
});

test('gzip that ends in the middle is called so, however short it is', async () => {
  await writeFiles(directory.current, files);
  const packed = gzipSync(files.trainLabels);
  await writeFile(join(directory.current, 'train-labels-idx1-ubyte'), packed.subarray(0, 12));
  await expect(load()).rejects.toThrow(
    'train-labels-idx1-ubyte: expected a sound gzip file: unexpected end of file',
  );
});

test('a directory with none of the four says what it holds', async () => {
  for (const name of ['mnist_train.csv', 'mnist_test.csv', 'a.txt', 'b.txt', 'c.txt', 'd.txt']) {
    await writeFile(join(directory.current, name), '');
  }
  await expect(load()).rejects.toThrow(
    /got none of the four names; the directory holds a\.txt, b\.txt, c\.txt, d\.txt, mnist_test\.csv and 1 more$/,
  );
});

test('EMNIST and QMNIST are known by the names of their files', async () => {
  const letters = {...files, trainLabels: labelsOf(1, 2, 3, 4, 5, 26), testLabels: labelsOf(1, 2, 26)};
  await writeNamed('letters', letters, 'emnist-letters');
  const {train, source} = await load({dataDir: join(directory.current, 'letters')});
  expect(train).toMatchObject({rows: 3, columns: 2, classes: 26});
  expect([...train.labels]).toEqual([0, 1, 2, 3, 4, 25]);
  expect(source).toMatchObject({kind: 'idx', name: 'EMNIST letters'});
  const rows = (...classes: number[]) =>
    encode({
      type: 'int32',
      shape: [classes.length, 8],
      values: Int32Array.from({length: classes.length * 8}, (_, i) => (i % 8 === 0 ? classes[i / 8]! : 7777)),
    });
  const lost = {...files, trainLabels: rows(0, 1, 2, 3, 4, 9), testLabels: rows(5, 6, 7)};
  await writeNamed('lost', lost, 'qmnist', 'idx2-int');
  const digits = await load({dataDir: join(directory.current, 'lost')});
  expect([...digits.train.labels, ...digits.test.labels]).toEqual([0, 1, 2, 3, 4, 9, 5, 6, 7]);
  expect(digits.source.name).toBe('QMNIST');
});

test('two sets in one directory are refused with their names', async () => {
  await writeNamed('', files, 'emnist-letters');
  await writeNamed('', files, 'emnist-digits');
  await expect(load()).rejects.toThrow(
    /expected one data set in .*, got emnist-digits, emnist-letters; put one into a directory of its own/,
  );
});

test('labels beyond the ten classes ask how many there are', async () => {
  await writeFiles(directory.current, {...files, trainLabels: labelsOf(0, 1, 2, 3, 4, 46)});
  await expect(load()).rejects.toThrow(
    /expected labels below 10, got 46 at index 5; say how many classes there are, with classes or --classes/,
  );
  expect((await load({classes: 47})).train.classes).toBe(47);
});

test('a data set whose digests are of the gzipped files is known by those, from a mirror and from the cache', async () => {
  const packed = Object.fromEntries(datasetParts.map(part => [part, gzipSync(files[part])]));
  const plain = fakeDataset(files, ['https://mirror/']);
  const described = datasetParts.map(part => {
    const {name, bytes} = plain.files[part];
    return [part, {name, bytes, gzip: sha256(packed[part]!)}] as const;
  });
  const dataset = {
    ...plain,
    name: 'Fashion-MNIST',
    files: Object.fromEntries(described) as typeof plain.files,
  };
  const asked: string[] = [];
  const fetch = (url: string) => {
    asked.push(url);
    const part = datasetParts.find(each => url.includes(plain.files[each].name))!;
    return Promise.resolve(new Response(packed[part] as BodyInit) as never);
  };
  const options = {cacheDir: directory.current, fetch};
  const first = await loadDataset(dataset, options);
  expect(first.source).toMatchObject({kind: 'idx', name: 'Fashion-MNIST', origin: 'https://mirror/'});
  expect(asked).toHaveLength(4);
  const second = await loadDataset(dataset, {...options, download: false});
  expect(second.source).toMatchObject({
    name: 'Fashion-MNIST',
    origin: join(directory.current, 'fashion-mnist'),
  });
  packed['testLabels'] = gzipSync(fakeFiles(1).testLabels);
  const other = {...options, cacheDir: join(directory.current, 'other')};
  await expect(loadDataset(dataset, other)).rejects.toThrow('t10k-labels-idx1-ubyte: digest mismatch');
});

test('an unknown name of a data set is refused', async () => {
  await expect(loadMnist({dataset: 'fashion' as never})).rejects.toThrow(
    'loadMnist: expected dataset to be one of mnist, fashion-mnist, kmnist, got fashion',
  );
});

function labelsOf(...values: number[]): Buffer {
  return encode({type: 'uint8', shape: [values.length], values: Uint8Array.from(values)});
}

function encode(array: IdxArray): Buffer {
  return Buffer.from(encodeIdx(array));
}

async function writeNamed(
  folder: string,
  contents: typeof files,
  set: string,
  form = 'idx1-ubyte',
): Promise<void> {
  const place = join(directory.current, folder);
  await mkdir(place, {recursive: true});
  const write = (name: string, content: Buffer) =>
    writeFile(join(place, `${set}-${name}.gz`), gzipSync(content));
  await write('train-images-idx3-ubyte', contents.trainImages);
  await write(`train-labels-${form}`, contents.trainLabels);
  await write('test-images-idx3-ubyte', contents.testImages);
  await write(`test-labels-${form}`, contents.testLabels);
}
