/** A derivative as measured: its value, and how far the truth may be from it. */
export interface Slope {
  readonly value: number;
  readonly errorBar: number;
}

/**
 * Richardson's extrapolation along a ladder of steps, each a quarter of the one before.
 *
 * Two error terms are cancelled at every rung; the rung is taken whose estimates agree best with each other,
 * rounding included. Rungs with NaN are left out, as are their neighbours' estimates.
 *
 * @param slopes Difference quotients, coarsest first; NaN where there is none.
 * @param steps The step of each, same length, positive.
 * @param order 1 for one-sided quotients (errors h, h²), 2 for central ones (h², h⁴).
 * @param noise Rounding error of the difference that a quotient is made of, in the function's unit.
 * @returns NaN with an infinite error bar where fewer than three rungs in a row are there.
 *
 * @see Press et al., "Numerical Recipes", 3rd ed., section 5.7.
 */
export function extrapolate(
  slopes: readonly number[],
  steps: readonly number[],
  order: 1 | 2,
  noise: number,
): Slope {
  let best: Slope = {value: NaN, errorBar: Infinity};
  const once = richardson(slopes, 4 ** order);
  const twice = richardson(once, 16 ** order);
  for (const [k, value] of twice.entries()) {
    const previous = twice[k - 1] ?? NaN;
    const truncation = Math.max(
      Math.abs(value - once[k]!),
      Number.isNaN(previous) ? 0 : Math.abs(value - previous),
    );
    const errorBar = truncation + (2 * noise) / steps[k]!;
    if (errorBar < best.errorBar) best = {value, errorBar};
  }
  return best;
}

/** Cancels the error term that shrinks by `factor` from rung to rung. */
function richardson(estimates: readonly number[], factor: number): number[] {
  return estimates.map((fine, k) => (factor * fine - (estimates[k - 1] ?? NaN)) / (factor - 1));
}
