import {InvalidValueError} from '../../errors';

/** A number and how far it may be from the true one. */
export interface Estimate {
  value: number;
  /** ≥ 0, same unit as `value`; NaN where the value is. */
  errorBar: number;
}

export interface RiddersOptions {
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
    const row = extrapolate(first, above);
    const candidate = mostCertain(row, above, noiseNow() / h);
    if (candidate && !(candidate.errorBar >= best.errorBar)) best = candidate;
    above = row;
  }
  return best;
}

/** One row of the table from its first entry and the row above. */
function extrapolate(first: number, above: readonly number[]): number[] {
  const row = [first];
  for (const [m, upper] of above.entries()) row.push(row[m]! + (row[m]! - upper) / (4 ** (m + 1) - 1));
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
