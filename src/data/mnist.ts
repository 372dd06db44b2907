import {assertWhole} from '../checks';
import type {IdxArray} from './idx';
import {assertSplit, type Split} from './split';
import {InvalidTypeError, InvalidValueError} from '../errors';

/** One of a data set's files, by what its uncompressed bytes must be. */
export interface DatasetFile {
  readonly name: string;
  /** Uncompressed bytes. */
  readonly bytes: number;
  /** SHA-256 of the uncompressed bytes, in lower-case hexadecimal, where it is known. */
  readonly sha256?: string;
  /** SHA-256 of the file as it is published, gzipped, where only that is known. */
  readonly gzip?: string;
}

/** The four files of a data set in MNIST's form, in the order in which `DataSource.digest` reads them. */
export const datasetParts = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;

export type DatasetPart = (typeof datasetParts)[number];

/** A data set in MNIST's form and where it can be had. */
export interface Dataset {
  /** What it is called; MNIST unless given. */
  readonly name?: string;
  readonly files: Readonly<Record<DatasetPart, DatasetFile>>;
  readonly classes: number;
  /** Directories that hold the files as `<name>.gz`, best first. */
  readonly mirrors: readonly string[];
  /** Whom to credit where images of the set are shown. */
  readonly attribution: string;
}

/**
 * The MNIST database of handwritten digits: 60,000 + 10,000 images of 28x28.
 *
 * @example
 * mnist.files.testLabels.name;  // 't10k-labels-idx1-ubyte'
 */
export const mnist: Dataset = {
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte',
      bytes: 47_040_016,
      sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte',
      bytes: 60_008,
      sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      bytes: 7_840_016,
      sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      bytes: 10_008,
      sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
  classes: 10,
  mirrors: [
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
  ],
  attribution:
    'MNIST database of handwritten digits by Yann LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0',
};

/**
 * A training and a test set from the four arrays of a data set in MNIST's form.
 *
 * @param arrays Images of type uint8 and shape `[size, rows, columns]`, labels of type uint8 and shape `[size]`.
 * @param options.classes How many classes there are, 1 … 256; default 10.
 * @param options.who Whose words the errors are in.
 * @returns Splits that share the arrays' memory.
 * @throws {TypeError} If a type, a rank or a size is another, or if training and test images differ in size.
 * @throws {RangeError} If a label is not below `classes`, or `classes` is no whole number from 1 to 256.
 *
 * @example
 * const images: IdxArray = {type: 'uint8', shape: [2, 1, 1], values: Uint8Array.of(0, 255)};
 * const labels: IdxArray = {type: 'uint8', shape: [2], values: Uint8Array.of(3, 7)};
 * datasetSplits({trainImages: images, trainLabels: labels, testImages: images, testLabels: labels}).train.size;  // 2
 */
export function datasetSplits(
  arrays: Readonly<Record<DatasetPart, IdxArray>>,
  {classes = mnist.classes, who = 'datasetSplits'}: {classes?: number | undefined; who?: string} = {},
): {train: Split; test: Split} {
  assertClasses(who, classes);
  const train = toSplit(`${who}: train`, arrays.trainImages, arrays.trainLabels, classes);
  const test = toSplit(`${who}: test`, arrays.testImages, arrays.testLabels, classes);
  if (train.rows !== test.rows || train.columns !== test.columns) {
    throw new InvalidTypeError(
      `${who}: expected test images of ${train.rows}x${train.columns} like the training images, ` +
        `got ${test.rows}x${test.columns}`,
    );
  }
  return {train, test};
}

/** @throws {RangeError} Unless `classes` is a count that labels of one byte can tell apart. */
export function assertClasses(who: string, classes: number): void {
  assertWhole(who, 'classes', classes, 1);
  if (classes > 256) throw new InvalidValueError(`${who}: expected at most 256 classes, got ${classes}`);
}

function toSplit(who: string, images: IdxArray, labels: IdxArray, classes: number): Split {
  const pixels = assertBytes(`${who} images`, images, ['size', 'rows', 'columns']);
  const classOf = assertBytes(`${who} labels`, labels, ['size']);
  const [size, rows, columns] = images.shape as [number, number, number]; // of rank 3, just checked
  const split: Split = {images: pixels, labels: classOf, size, rows, columns, classes};
  assertSplit(who, split);
  return split;
}

function assertBytes(
  who: string,
  {type, shape, values}: IdxArray,
  dimensions: readonly string[],
): Uint8Array {
  if (type !== 'uint8' || shape.length !== dimensions.length || shape.includes(0)) {
    const expected = `uint8 values of shape [${dimensions.join(',')}] and at least one`;
    throw new InvalidTypeError(`${who}: expected ${expected}, got ${type} of shape [${shape.join(',')}]`);
  }
  return values;
}
