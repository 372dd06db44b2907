import type {SampledFunction} from './sampledFunction';

const SAMPLES = 8;
/** The sizes that an entry is taken to have at least, narrowest first: its own first of all, and 1 in the end. */
const LEAST_SIZES = [2 ** -24, 2 ** -16, 2 ** -8, 1];

/** How far apart the points may be for an entry of size 1, narrowest first. */
const distances = (epsilon: number) => [32 * epsilon, 4 * Math.cbrt(epsilon) ** 2];
/** How many times its noise a function has to change for its shape to be seen. */
const RESOLVED = 32;

/**
 * How far rounding moves a single value of the function, absolutely.
 *
 * The function is sampled at points so close together that a smooth one is a polynomial of low degree there: their
 * third to fifth differences are noise alone, √20 to √252 times that of a value. The points are 32 ε of every entry
 * apart, so that a fast oscillation is not taken for noise; where the function hardly changes over them 4 ε^⅔, which
 * leaves a third derivative 64 ε² of itself, and then that of a larger size, up to 1: nor is a function that loses
 * digits of x, like (x + 1000)², taken for one without noise.
 *
 * @returns ≥ 0, in the function's unit: four standard deviations, and at least one rounding of the largest value.
 *   NaN where the function is not finite around the point. It takes 8 to 40 evaluations.
 *
 * @see Moré and Wild, "Estimating computational noise", SIAM Journal on Scientific Computing 33 (2011).
 */
export function functionNoise(sampled: SampledFunction): number {
  const {epsilon} = sampled.precision;
  const [narrow, wide] = distances(epsilon) as [number, number];
  const spacings = [[narrow, LEAST_SIZES[0]!], ...LEAST_SIZES.map(least => [wide, least])] as [
    number,
    number,
  ][];
  let noise = NaN;
  for (const [distance, least] of spacings) {
    const samples = samplesAlongDiagonal(sampled, distance, least);
    if (!samples.every(Number.isFinite)) continue;
    noise = noiseOf(samples, epsilon);
    if (Math.max(...samples) - Math.min(...samples) > RESOLVED * noise) break;
  }
  return noise;
}

function samplesAlongDiagonal(sampled: SampledFunction, distance: number, least: number): number[] {
  const {point, precision} = sampled;
  // Eleven times a power of two can be added without rounding, which would look like noise of f, and does not keep to
  // the grid that f may round x to, on which no noise shows.
  const spacing = point.map(
    x => 11 * 2 ** Math.floor(Math.log2((distance * Math.max(Math.abs(x), least)) / 11)),
  );
  return Array.from({length: SAMPLES}, (_, k) =>
    sampled.at(point.map((x, i) => precision.store(x + (k - SAMPLES / 2) * spacing[i]!))),
  );
}

function noiseOf(samples: readonly number[], epsilon: number): number {
  const third = differences(differences(differences(samples)));
  const fourth = differences(third);
  // Noise shows alike in each; what is left of the function's own shape shows least in the highest.
  const deviation = Math.min(
    rootMeanSquare(third) / Math.sqrt(20),
    rootMeanSquare(fourth) / Math.sqrt(70),
    rootMeanSquare(differences(fourth)) / Math.sqrt(252),
  );
  return Math.max(4 * deviation, epsilon * largestOf(samples));
}

function largestOf(samples: readonly number[]): number {
  return samples.reduce((max, f) => Math.max(max, Math.abs(f)), 0);
}

/** The square root of the mean of the squares. */
export function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value - values[i]!);
}
