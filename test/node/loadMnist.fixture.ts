import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {datasetParts, mnist, type Dataset, type DatasetPart} from '../../src/data/mnist';

export type Files = Record<DatasetPart, Buffer>;

/** Six and three images of 2x3, written byte by byte; `seed` tells data sets of equal form apart. */
export function fakeFiles(seed = 0): Files {
  const images = (size: number) =>
    Buffer.from([0, 0, 8, 3, 0, 0, 0, size, 0, 0, 0, 2, 0, 0, 0, 3, ...pattern(6 * size, 256, seed)]);
  const labels = (size: number) => Buffer.from([0, 0, 8, 1, 0, 0, 0, size, ...pattern(size, 10, seed)]);
  return {trainImages: images(6), trainLabels: labels(6), testImages: images(3), testLabels: labels(3)};
}

/** A data set of MNIST's names with the digests of `files`. */
export function fakeDataset(files: Files, mirrors: string[] = []): Dataset {
  const describe = (part: DatasetPart) => ({
    name: mnist.files[part].name,
    bytes: files[part].length,
    sha256: sha256(files[part]),
  });
  return {
    files: {
      trainImages: describe('trainImages'),
      trainLabels: describe('trainLabels'),
      testImages: describe('testImages'),
      testLabels: describe('testLabels'),
    },
    classes: 10,
    mirrors,
    attribution: 'nobody',
  };
}

export function sha256(...parts: Buffer[]): string {
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

/** Writes the four files under MNIST's names, changed by `rename`; gzipped where the name ends so. */
export async function writeFiles(
  directory: string,
  files: Files,
  rename = (name: string) => name,
): Promise<void> {
  await mkdir(directory, {recursive: true});
  for (const part of datasetParts) {
    const name = rename(mnist.files[part].name);
    await writeFile(join(directory, name), name.endsWith('.gz') ? gzipSync(files[part]) : files[part]);
  }
}

/** A fresh directory for each test, in `current`, and an environment without losslab's variables. */
export function useDirectory(): {readonly current: string} {
  const directory = {current: ''};
  const environment = {...process.env};
  const names = ['LOSSLAB_DATA', 'LOSSLAB_CACHE', 'XDG_CACHE_HOME', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
  beforeEach(async () => {
    for (const name of names.flatMap(each => [each, each.toLowerCase()]))
      Reflect.deleteProperty(process.env, name);
    directory.current = await mkdtemp(join(tmpdir(), 'losslab-test-'));
  });
  afterEach(async () => {
    Object.assign(process.env, environment);
    await rm(directory.current, {recursive: true, force: true});
  });
  return directory;
}

function pattern(length: number, modulus: number, seed: number): number[] {
  return Array.from({length}, (_, i) => (7 * i + seed) % modulus);
}
