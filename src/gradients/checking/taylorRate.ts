import type {Random} from '../../random';
import type {Comparison} from './Comparison';

/**
 * A second opinion that uses no difference quotient: the order at which the remainder of the first Taylor polynomial,
 * |f(x + h d) − f(x) − h g·d|, shrinks with h along one random direction d through all inputs.
 *
 * @returns About 2 where g is right and about 1 where it is wrong or there is a kink; NaN where the remainder is lost
 * in rounding, as for a linear function.
 *
 * @see Farrell et al., "Automated derivation of the adjoint of high-level transient finite element programs", 2013.
 */
export function taylorRate(comparison: Comparison, random: Random): number {
  const {subject, gradients} = comparison;
  const size = subject.inputs.reduce((sum, {values}) => sum + values.length, 0);
  const directions = subject.inputs.map(({values}, i) =>
    values.map((_, at) => ((random.uniform() < 0.5 ? -1 : 1) * comparison.sizeOf(i, at)) / Math.sqrt(size)),
  );
  const slope = directions.reduce(
    (sum, d, i) => sum + d.reduce((dot, x, at) => dot + x * gradients[i]![at]!, 0),
    0,
  );
  const remainders: number[] = [];
  // From a sixteenth downwards: small enough for the next term to rule, large enough to stand out from rounding.
  for (let h = 2 ** -4; h >= 2 ** -9; h /= 2) {
    const point = subject.base.map((values, i) =>
      values.map((x, at) => subject.precision.round(x + h * directions[i]![at]!)),
    );
    remainders.push(Math.abs(subject.value(point) - comparison.value - h * slope));
  }
  const rates = remainders
    .slice(1)
    .flatMap((remainder, k) =>
      remainder > 8 * comparison.noise ? [Math.log2(remainders[k]! / remainder)] : [],
    )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] ?? NaN;
}
