import {assertBoolean, assertFinite, assertKnownOptions, assertWhole, describe, isObject} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {Random} from '../random';

/** Labelled grey images as bytes: a training or a test set, as MNIST's files hold it. */
export interface Split {
  /** Grey values 0 … 255, `[size, rows, columns]` in row-major order. */
  readonly images: Uint8Array;
  /** One class per image, 0 … classes − 1, `[size]`. */
  readonly labels: Uint8Array;
  /** How many images. */
  readonly size: number;
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
}

/** In which order `sliceSplit` counts the images. */
export interface SliceOptions {
  /** The seed of a random order, or `true` for the seed 1; the stored order unless given. The same seed gives the same order. */
  readonly shuffle?: number | boolean | undefined;
  /** Whether the classes are spread evenly over the order, so that every range has the whole's proportions; default false. */
  readonly stratify?: boolean | undefined;
}

/**
 * The images `start` … `end − 1` as a split of their own: in the stored order the bytes are shared, in another one copied.
 *
 * Ranges of the same order do not overlap: `sliceSplit(split, 0, 5000, order)` and `sliceSplit(split, 5000, split.size, order)` are
 * a validation and a training set. With `stratify` each class has in both about the share that it has in the whole.
 *
 * @throws {TypeError} If an option is of another type.
 * @throws {RangeError} Unless 0 ≤ start ≤ end ≤ size, or if an option is not known.
 *
 * @example
 * sliceSplit(syntheticDigits({size: 20, seed: 1}), 0, 5).size;  // 5
 */
export function sliceSplit(split: Split, start: number, end: number, options: SliceOptions = {}): Split {
  assertParts('sliceSplit', split);
  assertKnownOptions('sliceSplit', options, ['shuffle', 'stratify']);
  if (!(
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    start >= 0 &&
    end >= start &&
    end <= split.size
  )) {
    throw new InvalidValueError(
      `sliceSplit: expected 0 <= start <= end <= ${split.size}, got ${describe(start)} and ${describe(end)}`,
    );
  }
  const {shuffle = false, stratify = false} = options;
  assertBoolean('sliceSplit', 'stratify', stratify);
  if (typeof shuffle !== 'boolean') assertWhole('sliceSplit', 'shuffle', shuffle, 0);
  const seed = shuffle === true ? 1 : shuffle;
  if (seed !== false || stratify) {
    const order = orderOf(split, {seed: seed === false ? undefined : seed, stratify});
    return pickImages(split, order.subarray(start, end));
  }
  const pixels = split.rows * split.columns;
  return {
    ...split,
    images: split.images.subarray(start * pixels, end * pixels),
    labels: split.labels.subarray(start, end),
    size: end - start,
  };
}

/**
 * Which images of a split are held out, with the whole's proportions of the classes, and which are left; both in the stored
 * order.
 *
 * @param fraction Above 0 and below 1: at least one image is held out, and one is left.
 * @throws {RangeError} If the split has fewer than two images.
 */
export function holdOut(split: Split, fraction: number, seed: number): {kept: Int32Array; held: Int32Array} {
  if (split.size < 2) throw new InvalidValueError('train: expected two images to hold one out, got one');
  const count = Math.min(Math.max(Math.round(fraction * split.size), 1), split.size - 1);
  const order = orderOf(split, {seed, stratify: true});
  return {held: order.slice(0, count).sort(), kept: order.slice(count).sort()};
}

/** The indices of a split in another order. */
function orderOf(split: Split, {seed, stratify}: {seed: number | undefined; stratify: boolean}): Int32Array {
  const random = seed === undefined ? undefined : new Random(seed);
  const order = random?.permutation(split.size) ?? Int32Array.from({length: split.size}, (_, i) => i);
  return stratify ? stratified(split, order, random) : order;
}

/**
 * The order with each class spread evenly over it: its j-th image of n gets the place (j + u) / n of the whole, so that
 * any range holds its share of the class to within an image or two.
 *
 * @param random Draws the u of each class; ½ without.
 */
function stratified({labels, classes}: Split, order: Int32Array, random: Random | undefined): Int32Array {
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label]!++;
  const offsets = Array.from({length: classes}, () => random?.uniform() ?? 0.5);
  const seen = new Int32Array(classes);
  const places = new Float64Array(order.length);
  for (const index of order) {
    const label = labels[index]!;
    places[index] = (seen[label]!++ + offsets[label]!) / counts[label]!;
  }
  return order.slice().sort((a, b) => places[a]! - places[b]! || labels[a]! - labels[b]!);
}

/** The images at some indices, copied. */
export function pickImages(split: Split, indices: Int32Array): Split {
  const pixels = split.rows * split.columns;
  const images = new Uint8Array(indices.length * pixels);
  const labels = new Uint8Array(indices.length);
  indices.forEach((index, i) => {
    images.set(split.images.subarray(index * pixels, (index + 1) * pixels), i * pixels);
    labels[i] = split.labels[index]!;
  });
  return {...split, images, labels, size: indices.length};
}

/**
 * Refuses a split whose images are no bytes, whose parts contradict each other or whose labels lie outside
 * its classes.
 *
 * @param who The function's name, for errors.
 * @throws {TypeError} If the images are not bytes, or images and labels do not have the lengths that
 *   `size`, `rows` and `columns` promise.
 * @throws {RangeError} If `classes` is no count, or a label is not below it; the sentence names the first.
 */
export function assertSplit(who: string, split: Split): void {
  assertParts(who, split);
  const {images, labels, size, rows, columns, classes} = split;
  if (images.length !== size * rows * columns || labels.length !== size) {
    throw new InvalidTypeError(
      `${who}: expected ${size} images of ${rows}x${columns} and as many labels, ` +
        `got ${images.length} bytes of images and ${labels.length} labels`,
    );
  }
  const at = labels.findIndex(label => !(label >= 0 && label < classes && Number.isInteger(label)));
  if (at >= 0) {
    throw new InvalidValueError(
      `${who}: expected labels below ${classes}, got ${labels[at]!} at index ${at}`,
    );
  }
}

/** More than any data set of images has; a one-hot row of as many takes a quarter of a megabyte. */
const MOST_CLASSES = 2 ** 16;

/** @throws {TypeError} Unless every part of the split is of its type. */
function assertParts(who: string, split: Split): void {
  if (!isObject(split)) {
    throw new InvalidTypeError(`${who}: expected a split of images and labels, got ${describe(split)}`);
  }
  const {images, labels, size, rows, columns, classes} = split;
  assertFinite(who, 'split.classes', classes, {atLeast: 1, atMost: MOST_CLASSES});
  assertWhole(who, 'split.classes', classes, 1);
  assertBytes(who, images);
  if (!ArrayBuffer.isView(labels) || typeof labels.subarray !== 'function') {
    throw new InvalidTypeError(`${who}: expected labels as a Uint8Array, got ${describe(labels)}`);
  }
  assertWhole(who, 'split.size', size, 0);
  assertWhole(who, 'split.rows', rows, 0);
  assertWhole(who, 'split.columns', columns, 0);
}

/** Grey values that are floats are most likely divided by 255 already, and would be divided once more. */
function assertBytes(who: string, images: unknown): void {
  // By its tag and not by instanceof: bytes may come from another realm.
  const tag = ArrayBuffer.isView(images) ? Object.prototype.toString.call(images).slice(8, -1) : undefined;
  if (tag !== 'Uint8Array' && tag !== 'Uint8ClampedArray') {
    throw new InvalidTypeError(
      `${who}: expected images as bytes 0 to 255 in a Uint8Array, which are divided by 255 here, ` +
        `got ${tag ?? describe(images)}`,
    );
  }
}

/** Where a run's data came from; every output names it. */
export interface DataSource {
  /** `mnist` only if the files' digests are MNIST's; `idx` for another data set in MNIST's file format. */
  readonly kind: 'mnist' | 'idx' | 'synthetic';
  /** What the data set is called, where that is known and it is not MNIST: `Fashion-MNIST`, `EMNIST letters`. */
  readonly name?: string;
  /** For a person: a directory, a mirror's address, or how the digits were drawn. */
  readonly origin: string;
  /** SHA-256 over the four files' uncompressed bytes, in the order train images, train labels, test images, labels. */
  readonly digest: string;
}
