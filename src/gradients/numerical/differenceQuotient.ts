import {assertList} from '../../argumentKinds';
import {describe, isObject} from '../../checks';
import {firstSteps} from '../precision';
import {differences, largest, rootMeanSquare} from './arrays';
import {ridders, type Estimate} from './extrapolate';
import type {SampledFunction} from './SampledFunction';
import {InvalidValueError} from '../../errors';

export const DIFFERENCE_METHODS = ['central', 'forward', 'ridders'] as const;
export type DifferenceMethod = (typeof DIFFERENCE_METHODS)[number];

/** The step for an entry, by its flat index, in units of x. */
export type StepRule = (index: number) => number;

/** The default step for an entry of value x; see {@link firstSteps}. */
export function defaultStep(method: DifferenceMethod, epsilon: number): (x: number) => number {
  const relative = firstSteps[method](epsilon);
  return x => relative * Math.max(Math.abs(x), 1);
}

/** A difference quotient. */
interface Difference {
  value: number;
  /** The larger absolute value of the function of the two that were subtracted: rounding is relative to it. */
  size: number;
}

/** A difference quotient of one entry, by its flat index, at a step in units of x. */
type Quotient = (index: number, h: number) => Difference;

/**
 * (f(x + h) − f(x − h)) / 2h, or (f(x + h) − f(x)) / h with f(x) evaluated once for all entries.
 *
 * The divisor is the distance between the two numbers as stored, not the h that was asked for: the two differ by up to
 * ε·|x| / h of the quotient, 1 % at x = 10 and h = 1e-4 in float32.
 *
 * @returns A quotient of value NaN where a value of f is. It throws a RangeError if h is too small to change the entry.
 */
export function differenceQuotient(sampled: SampledFunction, direction: 'central' | 'forward'): Quotient {
  const {who, base, precision} = sampled;
  const valueWith = (index: number, x: number) =>
    sampled.value(sampled.moved(0, values => (values[index] = x)));
  let valueHere: number | undefined;
  return (index, h) => {
    const x = base[0]![index]!;
    const high = precision.store(x + h);
    const low = direction === 'central' ? precision.store(x - h) : x;
    if (high === low) {
      throw new InvalidValueError(
        `${who}: expected a step that changes the entry ${index} of value ${x}, got ${h}`,
      );
    }
    const below = direction === 'central' ? valueWith(index, low) : (valueHere ??= sampled.value(base));
    const above = valueWith(index, high);
    return {value: (above - below) / (high - low), size: Math.max(Math.abs(above), Math.abs(below))};
  };
}

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
  const {base, precision} = sampled;
  // Eleven times a power of two can be added without rounding, which would look like noise of f, and does not keep to
  // the grid that f may round x to, on which no noise shows.
  const spacing = base[0]!.map(
    x => 11 * 2 ** Math.floor(Math.log2((distance * Math.max(Math.abs(x), least)) / 11)),
  );
  return Array.from({length: SAMPLES}, (_, k) =>
    sampled.value([base[0]!.map((x, i) => precision.store(x + (k - SAMPLES / 2) * spacing[i]!))]),
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
  return Math.max(4 * deviation, epsilon * largest(samples));
}

/** An entry of a tensor: its flat index in row-major order, or one index for each dimension. */
export type EntryIndex = number | readonly number[];

/**
 * The flat indices of `entries`, or of all entries if there are none given.
 *
 * @param shape The tensor's shape.
 * @throws {RangeError} If an index lies outside the shape or has another rank; the sentence names it.
 */
export function flatIndices(
  who: string,
  shape: readonly number[],
  entries?: readonly EntryIndex[],
): number[] {
  const size = shape.reduce((product, length) => product * length, 1);
  if (entries === undefined) return Array.from({length: size}, (_, i) => i);
  assertList(who, 'entries to be a list of indices', entries);
  return entries.map(entry => {
    const index = typeof entry === 'number' ? entry : flatIndex(shape, entry);
    if (!(Number.isInteger(index) && index >= 0 && index < size)) {
      throw new InvalidValueError(
        `${who}: expected entries of a tensor of shape [${shape.join()}], got ${isObject(entry) ? `[${String(entry)}]` : describe(entry)}`,
      );
    }
    return index;
  });
}

/** NaN for an index that is not one of the shape's. */
function flatIndex(shape: readonly number[], entry: unknown): number {
  if (!isObject(entry) || !Array.isArray(entry) || !entry.every(at => typeof at === 'number')) return NaN;
  const places = entry as readonly number[];
  const isInside = places.length === shape.length && places.every((at, axis) => at >= 0 && at < shape[axis]!);
  return isInside ? places.reduce((flat, at, axis) => flat * shape[axis]! + at, 0) : NaN;
}
