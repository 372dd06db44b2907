/**
 * How far rounding moves the values of a function, measured and not guessed.
 *
 * Every kernel's result is multiplied by 1 + δu with a random u and a δ far above the unit roundoff ε but still small. To first order
 * the value moves δ/ε times as far as it does by rounding: cancellation is seen as the loss that it is, and a large
 * number that decides nothing, as the −1e9 of a mask, is seen to decide nothing.
 *
 * @see Parker, "Monte Carlo arithmetic", 1997.
 */
import {watchFloat32Arrays} from '../../backends/float64';
import type {Random} from '../../random';
import {differences, largest, rootMeanSquare} from '../numerical/arrays';
import {perturbKernels} from './changedKernels';
import type {CheckedFunction, Gradients} from './CheckedFunction';

/** Rounding errors are bounds, so that three of them are as good as never exceeded. */
const SAFETY = 4;
const DRAWS = 3;

/** δ: small beside 1, large beside ε. */
function amplitude(epsilon: number): number {
  return epsilon < 2 ** -30 ? 2 ** -36 : 2 ** -13;
}

/**
 * A second δ, near ε. A function that amplifies rounding a millionfold, as sin(10¹² x) does, has no slope left over the first one:
 * its values are then as far apart as they can be, however small δ is.
 */
const NEAR = 2 ** 5;

/** How far rounding moves one value of the function at the point: at least one rounding of it. */
export function valueNoise(checkedFn: CheckedFunction, value: number, random: Random): number {
  const {epsilon, least} = checkedFn.precision;
  const [far, near] = [amplitude(epsilon), NEAR * epsilon].map(delta => {
    const moved = Array.from({length: DRAWS}, () => {
      let moving = NaN;
      perturbKernels(checkedFn, delta, random, () => (moving = checkedFn.value(checkedFn.base)));
      return Math.abs(moving - value);
    });
    const median = moved.sort((a, b) => a - b)[Math.floor(DRAWS / 2)]!;
    return (SAFETY * median * epsilon) / delta || 0;
  }) as [number, number];
  return Math.max(near > 4 * far ? near : far, epsilon * Math.max(Math.abs(value), least));
}

/** The unit roundoff of float32. */
const FLOAT32 = 2 ** -24;

/** A value of the function, and the numbers of the tensors that it makes of Float32Arrays meanwhile. */
export function valueAndFloat32Arrays(read: () => number) {
  const arrays: Float64Array[] = [];
  let value = NaN;
  watchFloat32Arrays(
    values => arrays.push(values.slice()),
    () => (value = read()),
  );
  return {value, arrays};
}

/**
 * How far it moves the value that the function computes in JavaScript and rounds to float32 there; 0 if it does not. Arrays that
 * are the same elsewhere are constants, which are not rounded anew for every value.
 *
 * @param here The arrays at the point.
 */
export function float32Noise(
  checkedFn: CheckedFunction,
  value: number,
  here: readonly Float64Array[],
  random: Random,
): number {
  if (here.length === 0) return 0;
  const moved = checkedFn.movedAlong(checkedFn.randomDirection(random), 0.1);
  const there = valueAndFloat32Arrays(() => checkedFn.value(moved)).arrays;
  const varies = here.map((values, k) => values.some((x, at) => x !== there[k]?.[at]));
  if (!varies.includes(true)) return 0;
  const off = Array.from({length: DRAWS}, () => {
    let [next, moving] = [0, NaN];
    const perturb = (values: Float64Array) => {
      if (varies[next++])
        values.forEach((x, at) => (values[at] = x * (1 + FLOAT32 * (2 * random.uniform() - 1))));
    };
    watchFloat32Arrays(perturb, () => (moving = checkedFn.value(checkedFn.base)));
    return Math.abs(moving - value);
  });
  return SAFETY * Math.max(...off.filter(Number.isFinite), 0);
}

/**
 * How far rounding moves the analytic gradient, the largest of each input's entries; a few roundings of the steepest where the
 * backend hands out copies of its numbers only.
 */
export function gradientNoise(
  checkedFn: CheckedFunction,
  gradients: readonly Float64Array[],
  random: Random,
): number[] {
  const {epsilon, least} = checkedFn.precision;
  const delta = amplitude(epsilon);
  let moved: Gradients = [];
  perturbKernels(checkedFn, delta, random, () => (moved = checkedFn.gradients()));
  return gradients.map((gradient, i) => {
    const apart = largest(moved[i]?.map((g, at) => g - gradient[at]! || 0) ?? []);
    return Math.max(4 * epsilon * Math.max(largest(gradient), least), (SAFETY * apart * epsilon) / delta);
  });
}

const SAMPLES = 8;

/**
 * The noise of a function that rounds by itself, to float32 for example: what is left of eight values close together once a
 * cubic is taken from them. Something that swings on this scale but is smooth on a finer one is no noise.
 *
 * @param along The function at a distance from the point, along a direction of usual size; beside the point, not across
 * it, so that a kink there is not taken for noise.
 * @returns 0 where the values are as smooth as rounding lets them be.
 * @see Moré and Wild, "Estimating computational noise", SIAM Journal on Scientific Computing 33 (2011).
 */
export function scatterAlong(
  along: (h: number) => number,
  rounding: number,
  {epsilon}: {readonly epsilon: number},
): number {
  if (epsilon > 2 ** -30) return 0; // float32 has no finer scale to compare with
  const sample = (spacing: number) => Array.from({length: SAMPLES}, (_, k) => along((k + 1.37) * spacing));
  const values = sample(2 ** -25);
  // Flat up to a kink among the samples: what rounds by itself rounds the nearest ones, too.
  if (new Set(values.slice(0, SAMPLES / 2)).size === 1) return 0;
  const coarse = roughness(values);
  // A staircase has one step here, if any; numbers of float32 have several.
  if (!(coarse.rough > 100 * rounding && coarse.distinct > 2)) return 0;
  if (FINER.some(spacing => isSmooth(roughness(sample(spacing)), rounding))) return 0;
  // A kink close by lies to one side.
  const opposite = roughness(sample(-(2 ** -25)));
  return opposite.distinct > 2 ? SAFETY * Math.min(coarse.rough, opposite.rough) : 0;
}

/** Down to a few numbers of float64: sin x at 10¹³ is smooth only there. */
const FINER = [2 ** -34, 2 ** -38, 2 ** -42, 2 ** -46, 2 ** -49];

/** Distances, as shares of an entry, from each of eight values to the next. */
const SPACINGS = [2 ** -12, 2 ** -9, 2 ** -6];

/**
 * What rounding has been seen to do to values close together, in float32, where every step is near it: of a sum of thousands a kernel
 * may round one result, or every one on the way.
 *
 * @param along As of `scatterAlong`.
 * @returns Infinity where two of the values are the same: nothing is known of numbers that the function does not reach.
 */
export function seenNoise(along: (h: number) => number): number {
  for (const spacing of SPACINGS) {
    const {rough, distinct} = roughness(Array.from({length: SAMPLES}, (_, k) => along((k + 1.37) * spacing)));
    if (distinct === SAMPLES) return SAFETY * rough;
  }
  return Infinity;
}

/** Between its numbers a float32 does not change at all. */
function isSmooth({rough, change, distinct}: ReturnType<typeof roughness>, rounding: number): boolean {
  return distinct === SAMPLES && change > 16 * rounding && rough <= 0.1 * change + 4 * rounding;
}

/** Of values at equal distances: what a parabola leaves of one, the largest change from one to the next, and how many differ. */
export function roughness(values: readonly number[]): {rough: number; change: number; distinct: number} {
  const first = differences(values);
  const third = differences(differences(first));
  return {
    rough: rootMeanSquare(third) / Math.sqrt(20),
    change: Math.max(...first.map(Math.abs)),
    distinct: new Set(values).size,
  };
}
