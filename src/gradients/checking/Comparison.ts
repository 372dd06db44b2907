import {largestIntermediate} from './recordKernels';
import type {Line, LineScale} from './Line';
import type {Subject} from './Subject';

/**
 * Lines through the point, and what numbers along them are measured against: all that a judgement needs to know
 * of the subject.
 */
export class Comparison {
  /** The function at the point. */
  readonly value: number;
  /** Rounding error of one value, with room for sums inside the function. */
  readonly noise: number;
  private readonly valueSize: number;
  /** Of each input: the root mean square of its values, and its steepest analytic slope. */
  private readonly usual: readonly number[];
  private readonly steepest: readonly number[];
  private largest: number | undefined;

  /** @param gradients Analytic, one for each input; zeros where no op connects it with the output. */
  constructor(
    readonly subject: Subject,
    readonly gradients: readonly Float64Array[],
  ) {
    this.value = subject.value(subject.base);
    this.valueSize = subject.valueSize();
    this.noise = 16 * subject.precision.epsilon * this.valueSize;
    this.usual = subject.base.map(x =>
      Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length),
    );
    this.steepest = gradients.map(gradient => gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0));
  }

  /** Moves one entry of one input. */
  entryLine(input: number, at: number): Line {
    const {subject} = this;
    const x = subject.inputs[input]!.values[at]!;
    return h => {
      const moved = subject.precision.round(x + h);
      return {step: moved - x, value: subject.value(this.moved(input, values => (values[at] = moved)))};
    };
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
    return this.scale(input, size, x > 0 ? Math.min(x, size) : size);
  }

  /** The usual size of an entry: its own or the input's root mean square, 1 if all are 0. */
  sizeOf(input: number, at: number): number {
    return Math.max(Math.abs(this.subject.inputs[input]!.values[at]!), this.usual[input]!) || 1;
  }

  scale(input: number, size: number, reach: number): LineScale {
    return {
      precision: this.subject.precision,
      value: this.value,
      noise: this.noise,
      size,
      reach,
      slope: Math.max(this.steepest[input]!, this.valueSize / size),
      blur: () => this.largestIntermediate() * this.subject.precision.epsilon,
    };
  }

  private largestIntermediate(): number {
    const {subject} = this;
    return (this.largest ??= largestIntermediate(() => void subject.outputs(subject.base)));
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
