import {assertWhole, describe, isObject} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';

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

/**
 * The images `start` … `end − 1` as a split of their own; the bytes are shared, not copied.
 *
 * @throws {RangeError} Unless 0 ≤ start ≤ end ≤ size.
 *
 * @example
 * sliceSplit(syntheticDigits({size: 20, seed: 1}), 0, 5).size;  // 5
 */
export function sliceSplit(split: Split, start: number, end: number): Split {
  assertParts('sliceSplit', split);
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
  const pixels = split.rows * split.columns;
  return {
    ...split,
    images: split.images.subarray(start * pixels, end * pixels),
    labels: split.labels.subarray(start, end),
    size: end - start,
  };
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

/** @throws {TypeError} Unless every part of the split is of its type. */
function assertParts(who: string, split: Split): void {
  if (!isObject(split)) {
    throw new InvalidTypeError(`${who}: expected a split of images and labels, got ${describe(split)}`);
  }
  const {images, labels, size, rows, columns, classes} = split;
  assertWhole(who, 'split.classes', classes, 1);
  assertBytes(who, images);
  if (!ArrayBuffer.isView(labels)) {
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
  /** For a person: a directory, a mirror's address, or how the digits were drawn. */
  readonly origin: string;
  /** SHA-256 over the four files' uncompressed bytes, in the order train images, train labels, test images, labels. */
  readonly digest: string;
}
