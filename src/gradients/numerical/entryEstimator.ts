import {differenceQuotient, type DifferenceMethod, type StepRule} from './differenceQuotient';
import {functionNoise} from './functionNoise';
import {ridders, type Estimate} from './ridders';
import type {SampledFunction} from './sampledFunction';

/**
 * Derivatives with error bars, entry by entry.
 *
 * For `ridders` see there. A plain quotient is compared with the one at twice the step: a central one then differs by
 * three times its own truncation error and a forward one by once, which is doubled to be on the safe side. Rounding
 * adds noise / h to a central quotient and 2 noise / h to a forward one.
 */
export function entryEstimator(
  sampled: SampledFunction,
  method: DifferenceMethod,
  step: StepRule,
): (index: number) => Estimate {
  const noise = functionNoise(sampled);
  const quotient = differenceQuotient(sampled, method === 'forward' ? 'forward' : 'central');
  const weight = method === 'forward' ? 2 : 1;
  return index => {
    const h = step(sampled.point[index]!);
    if (method === 'ridders') return ridders(smaller => quotient(index, smaller), h, {noise});
    const value = quotient(index, h);
    return {value, errorBar: weight * (Math.abs(quotient(index, 2 * h) - value) + noise / h)};
  };
}
