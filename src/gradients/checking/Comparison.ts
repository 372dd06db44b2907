import {Random} from '../../random';
import type {Line, LineScale} from './Line';
import {gradientNoise, sampledNoise, valueNoise} from './roundingNoise';
import {withHeldStaircases} from './staircases';
import type {Point, Subject} from './Subject';

/**
 * Lines through the point, and what numbers along them are measured against: all that a judgement needs to know
 * of the subject.
 */
export class Comparison {
  /** The function at the point. */
  readonly value: number;
  /** How far one value may be off. */
  readonly noise: number;
  /** What the function scatters by itself, beyond rounding. */
  readonly own: number;
  /** What the kernels' rounding makes of a value; `noise` is larger where the function rounds by itself. */
  readonly rounding: number;
  /** Of each input: its steepest analytic slope. */
  readonly steepest: readonly number[];
  /** Of each input: how far rounding moves its analytic slopes. */
  readonly blur: readonly number[];
  /** Of each input: the root mean square of its values. */
  private readonly usual: readonly number[];
  private held: {readonly value: ReturnType<typeof withHeldStaircases>} | undefined;

  /** @param gradients Analytic, one for each input; zeros where no op connects it with the output. */
  constructor(
    readonly subject: Subject,
    readonly gradients: readonly Float64Array[],
  ) {
    const random = new Random(0);
    this.value = subject.valueHere();
    this.usual = subject.base.map(x =>
      Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length),
    );
    this.steepest = gradients.map(gradient => gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0));
    this.rounding = valueNoise(subject, this.value, random);
    this.own = this.ownNoise(random);
    this.noise = Math.max(this.rounding, this.own, subject.nondeterminism * Math.abs(this.value));
    this.blur = gradientNoise(subject, gradients, random);
  }

  /** Moves one entry of one input. */
  entryLine(input: number, at: number): Line {
    return this.lineOf(input, at, point => this.subject.value(point));
  }

  /** The same with all staircases held; undefined if the function has none. */
  heldEntryLine(input: number, at: number): Line | undefined {
    this.held ??= {value: withHeldStaircases(this.subject)};
    return this.held.value && this.lineOf(input, at, this.held.value);
  }

  /** Moves many entries of one input at once, each by its own multiple of h. */
  blockLine(input: number, entries: ArrayLike<number>, direction: ArrayLike<number>): Line {
    const move = (values: Float64Array, h: number) => {
      for (let k = 0; k < entries.length; k++) values[entries[k]!]! += h * direction[k]!;
    };
    return h => ({step: h, value: this.subject.value(this.moved(input, values => move(values, h)))});
  }

  entryScale(input: number, at: number): LineScale {
    const x = Math.abs(this.subject.inputs[input]!.values[at]!);
    const size = this.sizeOf(input, at);
    return this.scale(input, size, x > 0 ? Math.min(x, size) : size, at);
  }

  /**
   * The usual size of an entry: its own or the input's root mean square, but no more than 1 for the sake of others; 1 if
   * all are 0.
   */
  sizeOf(input: number, at: number): number {
    return Math.max(Math.abs(this.subject.inputs[input]!.values[at]!), Math.min(1, this.usual[input]!)) || 1;
  }

  /** @param which Any number that is another one for another line. */
  scale(input: number, size: number, reach: number, which: number): LineScale {
    return {
      precision: this.subject.precision,
      ...{value: this.value, noise: this.noise, size, reach},
      steepest: this.steepest[input]!,
      blur: this.blur[input]!,
      jitter: jitterOf(which + 101 * input),
    };
  }

  /**
   * What the function scatters by itself. Of many staircases along one line some jump at every step, which looks like noise;
   * a single entry meets at most one jump.
   */
  private ownNoise(random: Random): number {
    const along = (line: (h: number) => number) => sampledNoise(line, this.rounding, this.subject.precision);
    const together = along(this.randomLine(random));
    if (together === 0) return 0;
    const alone = this.gradients.slice(0, 3).map((gradient, input) => {
      const {values} = this.subject.inputs[input]!;
      const entries = new Set([mostOf(values), mostOf(gradient.map((g, at) => g * values[at]!))]);
      return Math.max(
        ...[...entries].map(at => {
          const line = this.entryLine(input, at);
          return along(h => line(h * this.sizeOf(input, at)).value);
        }),
      );
    });
    return alone.some(noise => noise > 0) ? together : 0;
  }

  /** All entries at once, each by a random multiple of itself. */
  private randomLine(random: Random): (h: number) => number {
    const directions = this.subject.base.map((x, i) =>
      x.map((value, at) => random.normal() * (Math.abs(value) || this.sizeOf(i, at))),
    );
    return h =>
      this.subject.value(
        this.subject.base.map((x, i) => x.map((value, at) => value + h * directions[i]![at]!)),
      );
  }

  private lineOf(input: number, at: number, valueAt: (point: Point) => number): Line {
    const {precision, inputs} = this.subject;
    const x = inputs[input]!.values[at]!;
    return h => {
      const moved = precision.store(x + h);
      return {step: moved - x, value: valueAt(this.moved(input, values => (values[at] = moved)))};
    };
  }

  private moved(input: number, move: (values: Float64Array) => void): Float64Array[] {
    return this.subject.base.map((values, i) => {
      if (i !== input) return values;
      const copy = values.slice();
      move(copy);
      return copy;
    });
  }
}

/** The fractions of multiples of the golden ratio lie evenly, and are no fraction of each other. */
export function jitterOf(which: number): number {
  return 0.75 + 0.25 * (((which + 1) * 0.618033988749895) % 1);
}

/** The position of the largest absolute value. */
function mostOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let at = 1; at < values.length; at++) {
    if (Math.abs(values[at]!) > Math.abs(values[most]!)) most = at;
  }
  return most;
}

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
      values.map((x, at) => subject.precision.store(x + h * directions[i]![at]!)),
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
