import * as tf from '@tensorflow/tfjs';
import type {TensorFunction} from '../GradientCheck';
import type {Precision} from '../precision';

/** The values of every input, each row-major. */
export type Point = readonly Float64Array[];

/** One input as plain numbers, independent of any backend. */
export interface SampledInput {
  readonly shape: number[];
  /** Row-major; never written to. */
  readonly values: Float64Array;
  /** A variable that the function may close over: it is assigned its values in place. */
  readonly variable?: tf.Variable;
}

/**
 * A function of tensors as a function of plain numbers, on the active backend: what finite differences are made of.
 *
 * Every call gets new tensors, so a function that writes into its input spoils that call only, and no tensor outlives a call.
 */
export class SampledFunction {
  /** Calls of the function so far. */
  evaluations = 0;
  /** The inputs' own values: where derivatives are taken. */
  readonly base: Point;
  /** Arrays that only the next call needs. A copy of a million numbers takes as long as a product with a few rows. */
  private readonly disposable = new WeakSet<Float64Array>();

  /**
   * @param who Prefix of error messages.
   * @param read Checks what `fn` returned, which is only known at run time, and makes one tensor of it.
   */
  constructor(
    readonly who: string,
    readonly fn: TensorFunction,
    readonly inputs: readonly SampledInput[],
    readonly precision: Precision,
    private readonly read: (output: unknown) => tf.Tensor,
  ) {
    this.base = inputs.map(({values}) => values);
  }

  /** Calls the function at `point` and hands `use` the output, with the tensors that went in. */
  run<T>(point: Point, use: (output: tf.Tensor, inputs: tf.Tensor[]) => T): T {
    let result: {value: T} | undefined;
    tf.tidy(() => {
      const tensors = this.tensors(point);
      result = {value: use(this.call(tensors), tensors)};
    });
    return result!.value;
  }

  /** The function's value at `point`; of several outputs the first. */
  value(point: Point): number {
    return this.run(point, output => output.dataSync()[0]!);
  }

  /** The inputs' own values, with those of one input changed; for one call. */
  moved(input: number, change: (values: Float64Array) => void): Point {
    return this.base.map((values, i) => {
      if (i !== input) return values;
      const copy = values.slice();
      change(copy);
      return this.forOneCall(copy);
    });
  }

  /** Lets the next call have `values` themselves and not a copy. */
  protected forOneCall(values: Float64Array): Float64Array {
    this.disposable.add(values);
    return values;
  }

  /** An array with these values that the next call's tensor may have as its memory; undefined where it needs a copy. */
  protected memoryFor(values: Float64Array): Float64Array | undefined {
    return this.disposable.delete(values) ? values : undefined;
  }

  /** Makes the input tensors for `point`; the caller tidies. */
  tensors(point: Point): tf.Tensor[] {
    return point.map((values, i) => {
      const {shape, variable} = this.inputs[i]!;
      const {tensor: copy, adopt} = this.precision;
      const memory = this.memoryFor(values);
      const tensor = memory ? adopt(memory, shape) : copy(values, shape);
      if (!variable) return tensor;
      variable.assign(tensor);
      return variable;
    });
  }

  protected call(tensors: tf.Tensor[]): tf.Tensor {
    this.evaluations++;
    return this.read(this.fn(...tensors));
  }
}
