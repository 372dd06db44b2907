/**
 * The limit of quotients as their step goes to 0, by Richardson's extrapolation (Neville's scheme): for the numerical gradient with
 * steps that are halved until noise ends it, for a check with step sizes that are given.
 */
import {InvalidValueError} from '../../errors';

/** A number and how far it may be from the true one. */
export interface Estimate {
  readonly value: number;
  /** ≥ 0, same unit as `value`; NaN where the value is. */
  readonly errorBar: number;
}

/** Cancels an error term that is `ratio` times as large in the coarse estimate as in the fine one. */
export function cancel(fine: number, coarse: number, ratio: number): number {
  return fine + (fine - coarse) / (ratio - 1);
}

interface RiddersOptions {
  /**
   * How far a single value of the function may be off, absolutely: rounding, above all. 0 if not given. A function is
   * asked again after every quotient.
   */
  noise?: number | (() => number);
  /** At most how many steps, each half the one before. 10 if not given. */
  levels?: number;
}

/**
 * The limit of a difference quotient as its step goes to 0: Richardson's extrapolation in Ridders's manner.
 *
 *     D[j][0] = quotient(h₀ / 2ʲ),    D[j][m] = D[j][m−1] + (D[j][m−1] − D[j−1][m−1]) / (4ᵐ − 1)
 *
 * An entry's error is taken to be its distance from the two it was made of, plus what the noise of the function's
 * values makes of itself at that step, `noise / h`; the entry with the least is the answer. The step may therefore be
 * much larger than for a plain quotient. Steps at which the quotient is not finite, as beyond the edge of a domain,
 * are passed over.
 *
 * @param quotient A central quotient, (f(x + h) − f(x − h)) / 2h: its error must be a series in h².
 * @param firstStep The largest step h₀, in units of x.
 * @returns The derivative and its error bar; both NaN if the quotient is finite at fewer than two of the steps.
 * @throws {RangeError} Unless `firstStep` is finite and > 0.
 *
 * @example
 * ridders(h => (Math.exp(1 + h) - Math.exp(1 - h)) / (2 * h), 0.5).value;  // e, to 1e-13
 *
 * @see Ridders, "Accurate computation of F'(x) and F'(x) F''(x)", Advances in Engineering Software 4 (1982).
 */
export function ridders(
  quotient: (h: number) => number,
  firstStep: number,
  options: RiddersOptions = {},
): Estimate {
  const {noise = 0, levels = 10} = options;
  const noiseNow = typeof noise === 'number' ? () => noise : noise;
  if (!(firstStep > 0 && Number.isFinite(firstStep))) {
    throw new InvalidValueError(`ridders: expected a finite first step > 0, got ${firstStep}`);
  }
  let best: Estimate = {value: NaN, errorBar: NaN};
  let above: number[] = [];
  for (let level = 0, h = firstStep; level < levels; level++, h /= 2) {
    // The noise alone is more than the error bar in hand, and it only grows.
    if (2 * (noiseNow() / h) > best.errorBar) break;
    const first = quotient(h);
    if (!Number.isFinite(first)) {
      above = []; // the next finite quotient begins a table of its own
      continue;
    }
    const row = rowBelow(first, above);
    const candidate = mostCertain(row, above, noiseNow() / h);
    if (candidate && !(candidate.errorBar >= best.errorBar)) best = candidate;
    above = row;
  }
  return best;
}

/** One row of the table from its first entry and the row above. */
function rowBelow(first: number, above: readonly number[]): number[] {
  const row = [first];
  for (const [m, upper] of above.entries()) row.push(cancel(row[m]!, upper, 4 ** (m + 1)));
  return row;
}

/** The entry of `row` nearest to its two parents; `noise` is that of the row's first entry. */
function mostCertain(row: readonly number[], above: readonly number[], noise: number): Estimate | undefined {
  let best: Estimate | undefined;
  for (const [m, upper] of above.entries()) {
    const value = row[m + 1]!;
    // Extrapolation multiplies noise by Π (4ᵐ + 1)/(4ᵐ − 1) at most, which is below 2.
    const errorBar = Math.max(Math.abs(value - row[m]!), Math.abs(value - upper)) + 2 * noise;
    if (best === undefined || errorBar < best.errorBar) best = {value, errorBar};
  }
  return best;
}

/**
 * Richardson's extrapolation over given steps, each about a quarter of the one before.
 *
 * Two error terms are cancelled at every step; the estimate is taken that agrees best with its neighbours,
 * rounding included, unless most finer ones contradict it: far above the scale of a function, of log(x + 1e-7) at 0,
 * estimates may agree on a wrong slope. What the finest quotients scatter by more than the noise they are given is noise of the
 * function's own. Steps with NaN are left out, as are their neighbours' estimates.
 *
 * @param slopes Difference quotients, coarsest first; NaN where there is none.
 * @param steps The step of each, same length, positive.
 * @param order 1 for one-sided quotients (errors h, h²), 2 for central ones (h², h⁴).
 * @param noise Rounding error of the difference that a quotient is made of, in the function's unit; one for each step
 *   or one for all.
 * @returns NaN with an infinite error bar where fewer than three steps in a row have a quotient.
 *
 * @see Press et al., "Numerical Recipes", 3rd ed., section 5.7.
 */
export function extrapolate(
  slopes: readonly number[],
  steps: readonly number[],
  order: 1 | 2,
  noise: number | readonly number[],
): Estimate {
  const given = steps.map((_, k) => (typeof noise === 'number' ? noise : noise[k]!));
  const first = mostCertainEstimate(slopes, steps, order, given);
  const scatter = finestScatter(slopes, steps, first);
  const isNoisier = given.every(each => scatter > 4 * each);
  return isNoisier
    ? mostCertainEstimate(
        slopes,
        steps,
        order,
        given.map(() => scatter),
      )
    : first;
}

/** How far the finest values are from a straight line; 0 where that shrinks with the step, as a curve's bend does. */
function finestScatter(slopes: readonly number[], steps: readonly number[], {value}: Estimate): number {
  const off = slopes.map((slope, k) => Math.abs(slope - value) * steps[k]!).filter(d => !Number.isNaN(d));
  const [coarser, finest] = [Math.max(0, ...off.slice(-4, -2)), Math.max(0, ...off.slice(-2))];
  return finest > coarser / 4 ? Math.max(coarser, finest) : 0;
}

function mostCertainEstimate(
  slopes: readonly number[],
  steps: readonly number[],
  order: 1 | 2,
  noise: readonly number[],
): Estimate {
  const candidates: (Estimate & {readonly step: number})[] = [];
  const powers = steps.map(h => h ** order);
  const once = cancelColumn(slopes, powers, 1);
  const twice = cancelColumn(once, powers, 2);
  for (const [k, value] of twice.entries()) {
    const previous = twice[k - 1] ?? NaN;
    const truncation = Math.max(
      Math.abs(value - once[k]!),
      Number.isNaN(previous) ? 0 : Math.abs(value - previous),
    );
    const errorBar = truncation + (2 * noise[k]!) / steps[k]!;
    if (errorBar < Infinity) candidates.push({value, errorBar, step: steps[k]!});
  }
  const plain = plainEstimates(slopes, steps, noise);
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
function plainEstimates(slopes: readonly number[], steps: readonly number[], noise: readonly number[]) {
  return slopes.slice(0, -1).map((value, k) => {
    const errorBar = 1.1 * Math.abs(value - slopes[k + 1]!) + (2 * noise[k]!) / steps[k]!;
    return {value, errorBar, step: steps[k]!};
  });
}

function isApart(a: Estimate, b: Estimate): boolean {
  return Math.abs(a.value - b.value) > a.errorBar + b.errorBar;
}

/** How much less an estimate is trusted that no finer one confirms. */
const UNCONFIRMED = 8;

/**
 * An estimate given the finer ones, of which those count in which rounding leaves something of the slope: none if most of
 * the finest contradict it, since a derivative is a limit (far above its period a sine has the slope 0, with a small error
 * bar), and with a wider error bar if the next finer one does not confirm it.
 */
function weigh(slope: Estimate, finer: readonly Estimate[]): Estimate[] {
  const size = Math.abs(slope.value);
  const sizable = finer.filter(other => other.errorBar < 0.5 * Math.max(size, Math.abs(other.value)));
  const disagrees = (other: Estimate) => isApart(other, slope);
  if (sizable.slice(-3).filter(disagrees).length > 1) return [];
  const isConfirmed = sizable.length === 0 ? finer.length === 0 : !disagrees(sizable[0]!);
  return [isConfirmed ? slope : {...slope, errorBar: UNCONFIRMED * slope.errorBar}];
}

/** One column of the scheme. It takes the steps as they are: rounding x + h leaves them not quite quarters. */
function cancelColumn(estimates: readonly number[], powers: readonly number[], column: number): number[] {
  return estimates.map((fine, k) => {
    const [far, near] = [powers[k - column] ?? NaN, powers[k]!];
    return cancel(fine, estimates[k - 1] ?? NaN, far / near);
  });
}
