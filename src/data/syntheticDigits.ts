import {assertKnownOptions, assertOneOf, assertWhole} from '../checks';
import {Random} from '../random';
import type {Split} from './split';
import {centreByMass, rasterize} from './syntheticDigits/rasterize';
import {fitToBox, handwriting} from './syntheticDigits/handwriting';
import {glyphs} from './syntheticDigits/glyphs';

/** What `syntheticDigits` is to draw. */
export interface SyntheticDigitsOptions {
  /** How many images; at least 1. */
  readonly size: number;
  /** A whole number from 0 to 2^53 − 1. The same seed draws the same digits. */
  readonly seed: number;
  /** Which of a seed's two unrelated sets; `train` unless given. */
  readonly split?: 'train' | 'test';
}

/**
 * Digits as if written by hand, drawn by code: the form, the statistics and about the difficulty of MNIST,
 * without a file or a download.
 *
 * For every image one of several ways of writing its digit is shaken, warped, slanted, turned and drawn with a pen of
 * its own, fitted into a box of at most 20 pixels and, as in MNIST, centred by mass at the pixel (14, 14). Paper is
 * exactly 0, the core of a stroke near 255, and the outermost pixels are empty.
 *
 * The classes' counts differ by at most 1; every ten images in a row are the ten digits in random order. A longer set
 * begins with the shorter one of the same seed.
 *
 * @returns `size` images of 28 × 28 grey values, labels 0 … 9.
 * @throws {RangeError} If the size or the seed is not such a number, the split has another name, or an
 *   option is not known.
 *
 * @example
 * const train = syntheticDigits({size: 100, seed: 1});
 * const test = syntheticDigits({size: 50, seed: 1, split: 'test'});
 * [train.images.length, test.labels.length];  // [78400, 50]
 *
 * @see LeCun, Cortes and Burges, "The MNIST database of handwritten digits", for the box and the centring.
 */
export function syntheticDigits(options: SyntheticDigitsOptions): Split {
  assertKnownOptions('syntheticDigits', options, ['size', 'seed', 'split']);
  const {size, seed, split = 'train'} = options;
  assertWhole('syntheticDigits', 'size', size, 1);
  assertWhole('syntheticDigits', 'seed', seed, 0);
  assertOneOf('syntheticDigits', 'split', split, SPLITS);
  const random = new Random(seed).fork(SPLITS.indexOf(split));
  const labels = shuffledLabels(size, random.fork(0));
  const strokes = random.fork(1);
  const images = new Uint8Array(size * SIDE * SIDE);
  for (let i = 0; i < size; i++) {
    // A generator per image: image i is the same whatever the size of the set.
    drawDigit(labels[i]!, strokes.fork(i), images.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE));
  }
  return {images, labels, size, rows: SIDE, columns: SIDE, classes: CLASSES};
}

const SPLITS = ['train', 'test'] as const;
const SIDE = 28;
const CLASSES = glyphs.length;

/** Every ten labels in a row are the ten digits in random order. */
function shuffledLabels(size: number, random: Random): Uint8Array {
  const labels = new Uint8Array(size);
  for (let i = 0; i < size; i += CLASSES) {
    labels.set(random.permutation(CLASSES).subarray(0, size - i), i);
  }
  return labels;
}

function drawDigit(digit: number, random: Random, image: Uint8Array): void {
  const ways = glyphs[digit]!;
  const strokes = handwriting(ways[random.integer(ways.length)]!, random);
  const softness = 0.9 + 0.4 * random.uniform();
  let box = 17.5 + 2.5 * random.uniform();
  for (;;) {
    const drawn = new Uint8Array(SIDE * SIDE);
    rasterize(fitToBox(strokes, box, SIDE), softness, drawn, SIDE);
    if (centreByMass(drawn, image, SIDE)) break;
    // A lopsided digit, centred by mass, would touch the border: write it smaller.
    box *= 0.95;
  }
  addGrain(image, random);
}

/** Ink is never quite even; paper stays exactly 0. */
function addGrain(image: Uint8Array, random: Random): void {
  for (let i = 0; i < image.length; i++) {
    const grey = image[i]!;
    if (grey > 0) image[i] = Math.round(grey * (1 - 0.04 * random.uniform()));
  }
}
