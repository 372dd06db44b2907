import {differenceQuotient, type DifferenceMethod, type StepRule} from './differenceQuotient';
import {functionNoise} from './functionNoise';
import {ridders, type Estimate} from './ridders';
import type {SampledFunction} from './sampledFunction';

/**
 * Derivatives with error bars, entry by entry.
 *
 * A value of f is off by what `functionNoise` measured at the point, and by a rounding of itself where it was taken: f
 * may be 0 at the point and nowhere else. The quotient and the tensor that it is stored in round once more.
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
  const noiseAtPoint = functionNoise(sampled);
  const {epsilon} = sampled.precision;
  const quotient = differenceQuotient(sampled, method === 'forward' ? 'forward' : 'central');
  const weight = method === 'forward' ? 2 : 1;
  return index => {
    const h = step(index);
    let size = 0;
    const slope = (at: number) => {
      const difference = quotient(index, at);
      size = Math.max(size, difference.size);
      return difference.value;
    };
    const noise = () => Math.max(noiseAtPoint, epsilon * size);
    const estimate = method === 'ridders' ? ridders(slope, h, {noise}) : plain();
    return {...estimate, errorBar: estimate.errorBar + epsilon * Math.abs(estimate.value)};

    function plain(): Estimate {
      const [value, wider] = [slope(h), slope(2 * h)];
      return {value, errorBar: weight * (Math.abs(wider - value) + noise() / h)};
    }
  };
}
