import * as tf from '@tensorflow/tfjs';
import type {Random} from '../../random';
import type {CheckedFunction} from '../GradientCheck';
import {backpropagate, cleaningTape, Finding} from './backpropagate';
import type {CheckedInput} from './CheckedInput';
import type {CheckPrecision} from '../precision';

/** A point: the values of every input. */
export type Point = readonly Float64Array[];

/** What a check may cost. */
export interface Limits {
  /** Calls of the function. */
  readonly evaluations: number;
  /** When to stop, in milliseconds of `Date.now()`. */
  readonly deadline: number;
}

/** What is taken for granted about the function. */
export interface SubjectOptions {
  /** Repeated calls may differ by this share of the value. */
  readonly nondeterminism?: number;
  readonly limits?: Limits;
}

/**
 * The function under check as plain numbers in, plain numbers out, on whatever backend is active.
 *
 * Fresh tensors are made for every call, so a function that writes into its input spoils nothing but that call. Variables are
 * given their values in place: `HeldVariables` gives them their own back.
 */
export class Subject {
  /** Calls of the function so far. */
  evaluations = 0;
  /** What the function threw away from the point, for the first time: the edge of a domain. */
  thrown: string | undefined;
  readonly nondeterminism: number;
  private readonly limits: Limits;
  private outputShape: number[] | undefined;
  /** What the outputs are multiplied by before they are summed; 1 for a scalar. */
  private weights: Float64Array = Float64Array.of(1);

  constructor(
    readonly fn: CheckedFunction,
    readonly inputs: readonly CheckedInput[],
    readonly precision: CheckPrecision,
    {nondeterminism = 0, limits = NO_LIMITS}: SubjectOptions = {},
  ) {
    this.nondeterminism = nondeterminism;
    this.limits = limits;
  }

  /** How many more times the function may be called. */
  get left(): number {
    return Date.now() < this.limits.deadline ? Math.max(0, this.limits.evaluations - this.evaluations) : 0;
  }

  /** Whether a thorough look at one entry may still begin: it takes some 50 calls. */
  get mayLookClosely(): boolean {
    return this.left >= Math.min(60, this.limits.evaluations / 4);
  }

  get base(): Point {
    return this.inputs.map(input => input.values);
  }

  /** Settles the shape of the output; from here on every call must give it again. */
  expectOutput(shape: number[], weighting?: Random): void {
    this.outputShape = shape;
    const size = tf.util.sizeFromShape(shape);
    this.weights = weighting
      ? Float64Array.from(
          {length: size},
          () => (weighting.uniform() < 0.5 ? -1 : 1) * (0.5 + weighting.uniform()),
        )
      : new Float64Array(size).fill(1);
  }

  /** The same question in another precision. */
  on(precision: CheckPrecision): Subject {
    const {nondeterminism, limits} = this;
    const subject = new Subject(this.fn, this.inputs, precision, {nondeterminism, limits});
    subject.outputShape = this.outputShape;
    subject.weights = this.weights;
    return subject;
  }

  /** Calls the function at `point` and hands `use` what came, with the tensors that went in. */
  run<T>(point: Point, use: (output: tf.Tensor, inputs: tf.Tensor[]) => T): T {
    let result: {value: T} | undefined;
    cleaningTape(() =>
      tf.tidy(() => {
        const tensors = this.tensors(point);
        result = {value: use(this.apply(tensors), tensors)};
      }),
    );
    return result!.value;
  }

  /** All outputs at `point`, row-major. */
  outputs(point: Point): Float64Array {
    return this.run(point, output => Float64Array.from(output.dataSync()));
  }

  /** The weighted sum of the outputs at the inputs' own values. */
  valueHere(): number {
    return this.weightedSum(this.base);
  }

  /**
   * The weighted sum of the outputs at `point`; NaN where the function throws, which it did not at the inputs' own values:
   * there its domain ends.
   */
  value(point: Point): number {
    try {
      return this.weightedSum(point);
    } catch (error) {
      if (error instanceof Finding) throw error;
      this.thrown ??= error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
      return NaN;
    }
  }

  private weightedSum(point: Point): number {
    return this.outputs(point).reduce((sum, output, i) => sum + output * this.weights[i]!, 0);
  }

  /** The analytic gradient of `scale` · value; undefined for an input that no op connects with the output. */
  gradients(scale = 1): (Float64Array | undefined)[] {
    let read: (Float64Array | undefined)[] = [];
    tf.tidy(() => {
      const tensors = this.tensors(this.base);
      const dy = this.precision.tensor(
        Float64Array.from(this.weights, w => w * scale),
        this.outputShape ?? [],
      );
      const gradients = backpropagate(() => this.apply(tensors), tensors, dy);
      read = gradients.map(gradient => gradient && Float64Array.from(gradient.dataSync()));
    });
    return read;
  }

  /** Makes the input tensors for `point`; the caller tidies. */
  tensors(point: Point): tf.Tensor[] {
    return point.map((values, i) => {
      const {shape, variable} = this.inputs[i]!;
      const tensor = this.precision.tensor(values, shape);
      if (!variable) return tensor;
      variable.assign(tensor);
      return variable;
    });
  }

  private apply(tensors: tf.Tensor[]): tf.Tensor {
    this.evaluations++;
    // What a caller's function returns is only known at run time.
    const tensor = joined(this.fn(...tensors));
    if (this.outputShape && !tf.util.arraysEqual(tensor.shape, this.outputShape)) {
      const shapes = `[${this.outputShape.join(',')}], then [${tensor.shape.join(',')}]`;
      throw new Finding('nondeterministic', `The output's shape changes between calls: first ${shapes}.`);
    }
    return tensor;
  }
}

const NO_LIMITS: Limits = {evaluations: Infinity, deadline: Infinity};

/** One tensor of what the function returned; several tensors are flattened and joined. */
export function joined(output: unknown): tf.Tensor {
  if (output instanceof tf.Tensor) return output as tf.Tensor;
  const isList =
    Array.isArray(output) && output.length > 0 && output.every(each => each instanceof tf.Tensor);
  if (!isList) throw new Finding('refused', describeNoTensor(output));
  const tensors = output as tf.Tensor[];
  const odd = tensors.find(({dtype}) => dtype !== 'float32');
  if (odd) throw new Finding('refused', `One of the outputs is ${odd.dtype}: it has no gradient.`);
  return tensors.length === 1 ? tensors[0]!.flatten() : tf.concat(tensors.map(tensor => tensor.flatten()));
}

function describeNoTensor(output: unknown): string {
  if (output instanceof Promise) {
    // Nobody awaits it; a rejection must not end the process.
    output.catch(() => undefined);
    return 'The function is asynchronous; tfjs differentiates synchronous functions only.';
  }
  const kind = output === null ? 'null' : Array.isArray(output) ? 'an array' : typeof output;
  return `The function returned ${kind} in place of a tensor.`;
}
