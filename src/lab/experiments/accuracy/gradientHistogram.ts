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
