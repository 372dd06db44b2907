/** A derivative as measured: its value, and how far the truth may be from it. */
export interface Slope {
  readonly value: number;
  readonly errorBar: number;
}

/**
 * Richardson's extrapolation along a ladder of steps, each about a quarter of the one before.
 *
 * Two error terms are cancelled at every rung; the rung is taken whose estimates agree best with each other,
 * rounding included, unless most finer ones contradict it: far above the scale of a function, of log(x + 1e-7) at 0,
 * estimates may agree on a wrong slope. What the finest quotients scatter by more than the noise they are given is noise of the
 * function's own. Rungs with NaN are left out, as are their neighbours' estimates.
 *
 * @param slopes Difference quotients, coarsest first; NaN where there is none.
 * @param steps The step of each, same length, positive.
 * @param order 1 for one-sided quotients (errors h, h²), 2 for central ones (h², h⁴).
 * @param noise Rounding error of the difference that a quotient is made of, in the function's unit; one for each step
 *   or one for all.
 * @returns NaN with an infinite error bar where fewer than three rungs in a row are there.
 *
 * @see Press et al., "Numerical Recipes", 3rd ed., section 5.7.
 */
export function extrapolate(
  slopes: readonly number[],
  steps: readonly number[],
  order: 1 | 2,
  noise: number | readonly number[],
): Slope {
  const given = steps.map((_, k) => (typeof noise === 'number' ? noise : noise[k]!));
  const first = mostCertain(slopes, steps, order, given);
  const scatter = finestScatter(slopes, steps, first);
  const isNoisier = given.every(each => scatter > 4 * each);
  return isNoisier
    ? mostCertain(
        slopes,
        steps,
        order,
        given.map(() => scatter),
      )
    : first;
}

/** How far the finest values are from a straight line; 0 where that shrinks with the step, as a curve's bend does. */
function finestScatter(slopes: readonly number[], steps: readonly number[], {value}: Slope): number {
  const off = slopes.map((slope, k) => Math.abs(slope - value) * steps[k]!).filter(d => !Number.isNaN(d));
  const [coarser, finest] = [Math.max(0, ...off.slice(-4, -2)), Math.max(0, ...off.slice(-2))];
  return finest > coarser / 4 ? Math.max(coarser, finest) : 0;
}

function mostCertain(
  slopes: readonly number[],
  steps: readonly number[],
  order: 1 | 2,
  noise: readonly number[],
): Slope {
  const candidates: (Slope & {readonly step: number})[] = [];
  const powers = steps.map(h => h ** order);
  const once = cancel(slopes, powers, 1);
  const twice = cancel(once, powers, 2);
  for (const [k, value] of twice.entries()) {
    const previous = twice[k - 1] ?? NaN;
    const truncation = Math.max(
      Math.abs(value - once[k]!),
      Number.isNaN(previous) ? 0 : Math.abs(value - previous),
    );
    const errorBar = truncation + (2 * noise[k]!) / steps[k]!;
    if (errorBar < Infinity) candidates.push({value, errorBar, step: steps[k]!});
  }
  const plain = plainSlopes(slopes, steps, noise);
  const credible = candidates
    .filter(slope => plain.filter(each => each.step < slope.step && isApart(each, slope)).length < 2)
    .flatMap(slope => weigh(slope, candidates.slice(candidates.indexOf(slope) + 1)));
  return credible.reduce((best, slope) => (slope.errorBar < best.errorBar ? slope : best), {
    value: NaN,
    errorBar: Infinity,
  });
}

/**
 * The quotients themselves, with what the next finer one says of their error: where a kink lies beside the point, extrapolation across
 * it may agree with itself by chance, but not with these.
 */
function plainSlopes(slopes: readonly number[], steps: readonly number[], noise: readonly number[]) {
  return slopes.slice(0, -1).map((value, k) => {
    const errorBar = 1.1 * Math.abs(value - slopes[k + 1]!) + (2 * noise[k]!) / steps[k]!;
    return {value, errorBar, step: steps[k]!};
  });
}

function isApart(a: Slope, b: Slope): boolean {
  return Math.abs(a.value - b.value) > a.errorBar + b.errorBar;
}

/** How much less an estimate is trusted that no finer one confirms. */
const UNCONFIRMED = 8;

/**
 * An estimate in the light of the finer ones, of which those count in which rounding leaves something of the slope: none if most of
 * the finest contradict it, since a derivative is a limit (far above its period a sine has the slope 0, with a small error
 * bar), and with a wider error bar if the next finer one does not confirm it.
 */
function weigh(slope: Slope, finer: readonly Slope[]): Slope[] {
  const size = Math.abs(slope.value);
  const telling = finer.filter(other => other.errorBar < 0.5 * Math.max(size, Math.abs(other.value)));
  const disagrees = (other: Slope) => isApart(other, slope);
  if (telling.slice(-3).filter(disagrees).length > 1) return [];
  const isConfirmed = telling.length === 0 ? finer.length === 0 : !disagrees(telling[0]!);
  return [isConfirmed ? slope : {...slope, errorBar: UNCONFIRMED * slope.errorBar}];
}

/** One column of Neville's scheme. It takes the steps as they are: rounding x + h leaves them not quite quarters. */
function cancel(estimates: readonly number[], powers: readonly number[], column: number): number[] {
  return estimates.map((fine, k) => {
    const [far, near] = [powers[k - column] ?? NaN, powers[k]!];
    return (fine * far - (estimates[k - 1] ?? NaN) * near) / (far - near);
  });
}
