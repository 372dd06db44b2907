import {hit, type Batch64, type DenseNet64} from '../denseNet64';
import {differenceQuotients} from '../differenceQuotients';
import {findNearTies, pickImages, safeStep} from '../nearTies';

/** How flat accuracy is around one net, looked at with two steps. */
export interface Flatness {
  readonly state: 'start' | 'trained';
  /** Images within ±h of a tie, h the textbook's, and out of its reach. */
  readonly near: number;
  readonly far: number;
  /** Quotients that are not 0: of all images, and of those out of reach. */
  readonly nonZero: number;
  readonly nonZeroFar: number;
  /** A step that brings no image to a tie, at most the textbook's; and the quotients of all images that are not 0 there. */
  readonly smallStep: number;
  readonly nonZeroSmall: number;
}

/**
 * Counts quotients of accuracy that are not 0 where an image may lie next to a tie. A fresh net's outputs are nearly the
 * same for all classes, so that for some seeds h = 1e-4 reaches across: such images are told apart by their logits, not by
 * their quotients, and h is made smaller until none is left.
 *
 * @param nonZero What was counted of all images with step `h`.
 */
export function flatnessOf(
  state: Flatness['state'],
  net: DenseNet64,
  batch: Batch64,
  {h, nonZero}: {h: number; nonZero: number},
): Flatness {
  const {near, far, leastGap} = findNearTies(net, batch, h);
  const count = (images: Batch64, step: number) =>
    differenceQuotients(net, images, hit, step).filter(quotient => quotient !== 0).length;
  const smallStep = near.length === 0 ? h : safeStep(net, leastGap);
  return {
    state,
    near: near.length,
    far: far.length,
    nonZero,
    nonZeroFar: near.length === 0 ? nonZero : count(pickImages(batch, far), h),
    smallStep,
    nonZeroSmall: near.length === 0 ? nonZero : count(batch, smallStep),
  };
}

/** How large the entries of a gradient are: the zeros set apart, the others by powers of ten. */
export interface GradientHistogram {
  /** Zeros of weights whose pixel is black in every image: no objective could move those. */
  readonly blackPixels: number;
  /** All other zeros. */
  readonly otherZeros: number;
  /** `exponent` −3 holds the entries from 1e-3 up to 1e-2. */
  readonly decades: readonly {exponent: number; count: number}[];
}

/** Below it a difference quotient with h = 1e-4 is rounding: 2^−52 / 2h, times a loss of about 1. */
export const leastExponent = -12;

/**
 * @param entries One number a parameter, those of W1 first and by rows: `hidden` for each pixel.
 * @param black 1 for a pixel that is black in every image.
 */
export function gradientHistogram(
  entries: Float64Array,
  black: Uint8Array,
  hidden: number,
): GradientHistogram {
  let blackPixels = 0;
  let otherZeros = 0;
  const counts = new Map<number, number>();
  entries.forEach((entry, i) => {
    if (entry !== 0) {
      const exponent = Math.max(leastExponent, Math.floor(Math.log10(Math.abs(entry))));
      counts.set(exponent, (counts.get(exponent) ?? 0) + 1);
    } else if (i < black.length * hidden && black[Math.floor(i / hidden)] === 1) blackPixels++;
    else otherZeros++;
  });
  const decades = [...counts].map(([exponent, count]) => ({exponent, count}));
  return {blackPixels, otherZeros, decades: decades.sort((a, b) => a.exponent - b.exponent)};
}
