import {crossEntropyError, hit, type Batch64, type DenseNet64} from '../denseNet64';
import {differenceQuotients, objectiveAlong} from '../differenceQuotients';
import {findNearTies, pickImages, safeStep} from '../nearTies';

export type Flatness = ReturnType<typeof flatnessOf>;

/**
 * Counts quotients of accuracy that are not 0 where an image may lie next to a tie. A fresh net's outputs are nearly the
 * same for all classes, so that for some seeds h = 1e-4 reaches across: such images are told apart by their logits, not by
 * their quotients, and h is made smaller until none is left.
 *
 * @param nonZero What was counted of all images with step `h`.
 * @returns Images within ±h of a tie and out of its reach; quotients that are not 0 of all images, of those out of reach, and of
 *     all with a step that brings no image to a tie.
 */
export function flatnessOf(
  state: 'start' | 'trained',
  net: DenseNet64,
  batch: Batch64,
  {h, nonZero}: {h: number; nonZero: number},
) {
  const {near, far, leastGap} = findNearTies(net, batch, h);
  const count = (images: Batch64, step: number) =>
    differenceQuotients(net, images, hit, step).filter(quotient => quotient !== 0).length;
  const found = {state, near: near.length, far: far.length, nonZero};
  if (near.length === 0) return {...found, nonZeroFar: nonZero, smallStep: h, nonZeroSmall: nonZero};
  const smallStep = safeStep(net, leastGap);
  const nonZeroFar = count(pickImages(batch, far), h);
  return {...found, nonZeroFar, smallStep, nonZeroSmall: count(batch, smallStep)};
}

/** Below it a difference quotient with h = 1e-4 is rounding: 2^−52 / 2h, times a loss of about 1. */
export const leastExponent = -12;

/** How large the entries of a gradient are: the zeros set apart, the others by powers of ten. */
export type GradientHistogram = ReturnType<typeof gradientHistogram>;

/**
 * @param entries One number a parameter, those of W1 first and by rows: `hidden` for each pixel.
 * @param black 1 for a pixel that is black in every image.
 * @returns The zeros of weights whose pixel is black in every image, which no objective could move; all others; and for
 *     each `exponent`, −3 for 1e-3 up to 1e-2, the entries.
 */
export function gradientHistogram(entries: Float64Array, black: Uint8Array, hidden: number) {
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

/** Moves one weight of the first layer through [−reach, reach] and watches both objectives. */
export function staircase(
  net: DenseNet64,
  batch: Batch64,
  {weight, reach, positions}: {weight: {input: number; unit: number}; reach: number; positions: number},
) {
  const offsets = Array.from(
    {length: positions},
    (_, i) => (reach * (2 * i - (positions - 1))) / (positions - 1),
  );
  const accuracies = offsets.map(objectiveAlong(net, batch, hit, weight));
  const crossEntropies = offsets.map(objectiveAlong(net, batch, crossEntropyError, weight));
  return {
    ...{size: batch.size, offsets, accuracies, crossEntropies},
    // How many different values each takes.
    accuracyLevels: new Set(accuracies).size,
    crossEntropyLevels: new Set(crossEntropies).size,
  };
}

/** The weight of the first layer with the longest lever: the mean grey of its pixel times the norm of what its unit feeds. */
export function farReachingWeight(net: DenseNet64, batch: Batch64): {input: number; unit: number} {
  const {inputs, hidden, classes, parameters, at} = net;
  const greys = new Float64Array(inputs);
  for (let n = 0; n < batch.size; n++) {
    for (let i = 0; i < inputs; i++) greys[i]! += batch.images[n * inputs + i]!;
  }
  const norms = Float64Array.from({length: hidden}, (_, j) =>
    Math.hypot(...parameters.subarray(at.w2 + j * classes, at.w2 + (j + 1) * classes)),
  );
  return {input: indexOfGreatest(greys), unit: indexOfGreatest(norms)};
}

function indexOfGreatest(values: Float64Array): number {
  return values.indexOf(values.reduce((most, value) => Math.max(most, value), -Infinity));
}
