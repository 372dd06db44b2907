import {Random} from '../../random';
import {dot, largest, rootMeanSquare} from '../numerical/arrays';
import type {Point} from '../numerical/SampledFunction';
import {withHeldStaircases} from './changedKernels';
import type {CheckedFunction} from './CheckedFunction';
import type {Direction, Scale} from './Direction';
import {
  float32Noise,
  gradientNoise,
  scatterAlong,
  seenNoise,
  valueAndFloat32Arrays,
  valueNoise,
} from './roundingNoise';

/** Directions along which rounding is looked at in float32. */
const SEEN_ALONG = 2;

/** All that a slope's check needs to know of the function. */
export class CheckContext {
  /** The function at the point. */
  readonly value: number;
  /** How far one value may be off. */
  readonly noise: number;
  /** What the function scatters by itself, beyond rounding. */
  readonly scatter: number;
  /** What the kernels' rounding makes of a value, and that of JavaScript's inside the function; `noise` may be larger. */
  readonly rounding: number;
  /** The part of it that comes of numbers which the function rounds to float32. */
  readonly ofFloat32: number;
  readonly inputs: readonly InputContext[];
  /** Of each input: how far rounding moves its analytic slopes. */
  readonly analyticNoise: readonly number[];
  private held: {readonly value: ReturnType<typeof withHeldStaircases>} | undefined;

  /** @param gradients Analytic, one for each input; zeros where no op connects it with the output. */
  constructor(
    readonly checkedFn: CheckedFunction,
    gradients: readonly Float64Array[],
  ) {
    const random = new Random(0);
    const {value, arrays} = valueAndFloat32Arrays(() => checkedFn.valueHere());
    this.value = value;
    this.inputs = gradients.map((gradient, i) => new InputContext(this, i, gradient));
    this.ofFloat32 = float32Noise(checkedFn, value, arrays, random);
    this.rounding = Math.max(this.measureRounding(random), this.ofFloat32);
    this.scatter = this.measureScatter(random);
    this.noise = Math.max(this.rounding, this.scatter, checkedFn.nondeterminism * Math.abs(this.value));
    this.analyticNoise = gradientNoise(checkedFn, gradients, random);
  }

  /** The function with all staircases held; undefined if it has none. */
  get heldValue(): ((point: Point) => number) | undefined {
    this.held ??= {value: withHeldStaircases(this.checkedFn)};
    return this.held.value;
  }

  private measureRounding(random: Random): number {
    const {checkedFn, value} = this;
    const bound = valueNoise(checkedFn, value, random);
    const {dtype, epsilon} = checkedFn.precision;
    const least = 2 * epsilon * Math.abs(value);
    if (dtype === 'float64' || bound <= least) return bound;
    const seen = Array.from({length: SEEN_ALONG}, () => {
      const direction = checkedFn.randomDirection(random);
      return seenNoise(h => checkedFn.value(checkedFn.movedAlong(direction, h)));
    });
    return Math.min(bound, Math.max(least, ...seen));
  }

  /**
   * What the function scatters by itself. Of many staircases along one direction some jump at every step, which looks like noise;
   * a single entry meets at most one jump.
   */
  private measureScatter(random: Random): number {
    const {checkedFn, inputs, rounding} = this;
    const scatter = (along: (h: number) => number) => scatterAlong(along, rounding, checkedFn.precision);
    const all = inputs.map(input =>
      input.values.map((value, at) => random.normal() * (Math.abs(value) || input.sizeOf(at))),
    );
    const together = scatter(h => checkedFn.value(checkedFn.movedAlong(all, h)));
    if (together === 0) return 0;
    const alone = inputs.slice(0, 3).flatMap(input => {
      const effects = input.gradient.map((g, at) => g * input.values[at]!);
      return [...new Set([mostOf(input.values), mostOf(effects)])].map(at => {
        const direction = input.entryDirection(at);
        return scatter(h => direction(h * input.sizeOf(at)).value);
      });
    });
    return alone.some(noise => noise > 0) ? together : 0;
  }
}

/** One input: directions through the point, and the scale of each. */
export class InputContext {
  readonly checkedFn: CheckedFunction;
  readonly values: Float64Array;
  /** The steepest analytic slope. */
  readonly steepest: number;
  /** The root mean square of the values. */
  private readonly usual: number;

  constructor(
    readonly context: CheckContext,
    readonly index: number,
    readonly gradient: Float64Array,
  ) {
    this.checkedFn = context.checkedFn;
    this.values = this.checkedFn.base[index]!;
    this.steepest = largest(gradient);
    this.usual = rootMeanSquare(this.values);
  }

  /** Moves one entry. */
  entryDirection(at: number, valueAt = (point: Point) => this.checkedFn.valueNear(point)): Direction {
    const x = this.values[at]!;
    return h => {
      const moved = this.checkedFn.precision.store(x + h);
      const point = this.checkedFn.moved(this.index, values => (values[at] = moved));
      return {step: moved - x, value: valueAt(point)};
    };
  }

  /** The same with all staircases held; undefined if the function has none. */
  heldEntryDirection(at: number): Direction | undefined {
    const {heldValue} = this.context;
    return heldValue && this.entryDirection(at, heldValue);
  }

  /** Moves many entries at once, each by its own multiple of h. */
  blockDirection(entries: ArrayLike<number>, shifts: ArrayLike<number>): Direction {
    return h => {
      const point = this.checkedFn.moved(this.index, values => {
        for (let k = 0; k < entries.length; k++) values[entries[k]!]! += h * shifts[k]!;
      });
      return {step: h, value: this.checkedFn.valueNear(point)};
    };
  }

  entryScale(at: number): Scale {
    const x = Math.abs(this.values[at]!);
    const size = this.sizeOf(at);
    return {...this.scale(size, x > 0 ? Math.min(x, size) : size, at), place: x};
  }

  /** The usual size of an entry: its own or the root mean square, but at most 1 on account of others; 1 if all are 0. */
  sizeOf(at: number): number {
    return Math.max(Math.abs(this.values[at]!), Math.min(1, this.usual)) || 1;
  }

  /** @param which A number that is different for each direction. */
  scale(size: number, reach: number, which: number): Scale {
    const {context, index, steepest} = this;
    const {value, noise, checkedFn} = context;
    const {precision} = checkedFn;
    const moved = {size, place: 0, reach, jitter: jitterOf(which + 101 * index)};
    const analyticNoise = context.analyticNoise[index]!;
    return {precision, value, noise, steepest, analyticNoise, left: () => checkedFn.left, ...moved};
  }
}

/** The fractions of multiples of the golden ratio lie evenly, and are no fraction of each other. */
export function jitterOf(which: number): number {
  return 0.75 + 0.25 * (((which + 1) * 0.618033988749895) % 1);
}

/** The position of the largest absolute value. */
function mostOf(values: Float64Array): number {
  return values.reduce((most, value, at) => (Math.abs(value) > Math.abs(values[most]!) ? at : most), 0);
}

/**
 * A second opinion without numerical derivatives: the order at which the remainder of the first Taylor polynomial,
 * |f(x + h d) − f(x) − h g·d|, shrinks with h along one random direction d through all inputs.
 *
 * @returns About 2 where g is right and about 1 where it is wrong or there is a kink; NaN where the remainder is lost
 * in rounding, as for a linear function.
 *
 * @see Farrell et al., "Automated derivation of the adjoint of high-level transient finite element programs", 2013.
 */
export function taylorRate({checkedFn, inputs, value, noise}: CheckContext, random: Random): number {
  const size = inputs.reduce((total, {values}) => total + values.length, 0);
  const sign = () => (random.uniform() < 0.5 ? -1 : 1);
  const shifts = inputs.map(input =>
    input.values.map((_, at) => (sign() * input.sizeOf(at)) / Math.sqrt(size)),
  );
  const slope = shifts.reduce((total, each, i) => total + dot(each, inputs[i]!.gradient), 0);
  const remainders: number[] = [];
  // From a sixteenth downwards: small enough for the next term to dominate, large enough to stand out from rounding.
  for (let h = 2 ** -4; h >= 2 ** -9; h /= 2) {
    const point = checkedFn.movedAlong(shifts, h).map(values => values.map(checkedFn.precision.store));
    remainders.push(Math.abs(checkedFn.value(point) - value - h * slope));
  }
  const rates = remainders
    .slice(1)
    .map((remainder, k) => (remainder > 8 * noise ? Math.log2(remainders[k]! / remainder) : NaN))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] ?? NaN;
}
