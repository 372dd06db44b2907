import type {SampledFunction} from './sampledFunction';

export const DIFFERENCE_METHODS = ['central', 'forward', 'ridders'] as const;
export type DifferenceMethod = (typeof DIFFERENCE_METHODS)[number];

/** The step for an entry, by its flat index, in units of x. */
export type StepRule = (index: number) => number;

/**
 * The step that balances truncation against rounding for a function that varies over distances of about max(|x|, 1):
 * ε^⅓ for central quotients, ε^½ for forward ones. Ridders begins with ⅛ and works its way down.
 */
export function defaultStep(method: DifferenceMethod, epsilon: number): (x: number) => number {
  const relative = {central: Math.cbrt(epsilon), forward: Math.sqrt(epsilon), ridders: 1 / 8}[method];
  return x => relative * Math.max(Math.abs(x), 1);
}

/** A difference quotient. */
export interface Difference {
  value: number;
  /** The larger absolute value of the function of the two that were subtracted: rounding is relative to it. */
  size: number;
}

/** A difference quotient of one entry, by its flat index, at a step in units of x. */
export type Quotient = (index: number, h: number) => Difference;

/**
 * (f(x + h) − f(x − h)) / 2h, or (f(x + h) − f(x)) / h with f(x) evaluated once for all entries.
 *
 * The divisor is the distance between the two numbers as stored, not the h that was asked for: the two differ by up to
 * ε·|x| / h of the quotient, 1 % at x = 10 and h = 1e-4 in float32.
 *
 * @returns A quotient of value NaN where a value of f is. It throws a RangeError if h is too small to change the entry.
 */
export function differenceQuotient(sampled: SampledFunction, direction: 'central' | 'forward'): Quotient {
  const {who, point, precision} = sampled;
  let valueAtPoint: number | undefined;
  return (index, h) => {
    const x = point[index]!;
    const high = precision.store(x + h);
    const low = direction === 'central' ? precision.store(x - h) : x;
    if (high === low) {
      throw new RangeError(`${who}: expected a step that changes the entry ${index} of value ${x}, got ${h}`);
    }
    const below = direction === 'central' ? sampled.withEntry(index, low) : (valueAtPoint ??= sampled.at());
    const above = sampled.withEntry(index, high);
    return {value: (above - below) / (high - low), size: Math.max(Math.abs(above), Math.abs(below))};
  };
}
