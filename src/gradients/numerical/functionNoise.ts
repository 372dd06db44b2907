import type {SampledFunction} from './sampledFunction';

const SAMPLES = 8;

/**
 * How far rounding moves a single value of the function, absolutely.
 *
 * The function is sampled at points so close together that a smooth one is a straight line there: their third
 * differences are noise alone, √20 times that of a value. The distance is 4 ε^⅔ max(|x|, 1), which leaves a third
 * derivative 64 ε² of itself, and is wide enough for functions that lose digits of x, like (x + 1000)².
 *
 * @returns ≥ 0, in the function's unit: four standard deviations, and at least one rounding of the largest value.
 *   NaN where the function is not finite around the point.
 *
 * @see Moré and Wild, "Estimating computational noise", SIAM Journal on Scientific Computing 33 (2011).
 */
export function functionNoise(sampled: SampledFunction): number {
  const {point, precision} = sampled;
  const distance = 4 * Math.cbrt(precision.epsilon) ** 2;
  const samples = Array.from({length: SAMPLES}, (_, k) => {
    const shift = (k - SAMPLES / 2) * distance;
    return sampled.at(point.map(x => precision.store(x + shift * Math.max(Math.abs(x), 1))));
  });
  const third = differences(differences(differences(samples)));
  const meanSquare = third.reduce((sum, d) => sum + d * d, 0) / third.length;
  const largest = samples.reduce((max, f) => Math.max(max, Math.abs(f)), 0);
  return Math.max(4 * Math.sqrt(meanSquare / 20), precision.epsilon * largest);
}

function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value - values[i]!);
}
