import * as tf from '@tensorflow/tfjs';
import {activePrecision, type Precision} from '../precision';
import {InvalidTypeError} from '../../errors';

/** A function of one tensor, as a function of plain numbers: what finite differences are made of. */
export interface SampledFunction {
  /** Whose words errors are in. */
  readonly who: string;
  /** Where it is sampled, as the active backend stores it, `[size]`. Not to be changed. */
  readonly point: Float64Array;
  readonly shape: number[];
  readonly precision: Precision;
  /** The function's value at `values`, `[size]`, or at the point if not given. */
  at(values?: Float64Array): number;
  /** The function's value at the point with one entry replaced. */
  withEntry(index: number, value: number): number;
}

/**
 * Samples `fn` around `input` on the active backend. No tensor outlives a call.
 *
 * @param who Whose words errors are in.
 * @param fn Takes a tensor shaped like `input`, gives a scalar.
 * @throws {TypeError} If the input is not `float32`; from each evaluation, if `fn` does not return a real scalar.
 */
export function sampledFunction(
  who: string,
  fn: (x: tf.Tensor) => tf.Tensor,
  input: tf.Tensor,
): SampledFunction {
  if (input.dtype !== 'float32') {
    throw new InvalidTypeError(`${who}: expected an input of dtype float32, got ${input.dtype}`);
  }
  const precision = activePrecision();
  const point = Float64Array.from(input.dataSync(), value => precision.store(value));
  const {shape} = input;
  const at = (values = point) => tf.tidy(() => scalarValue(who, fn(precision.tensor(values, shape))));
  const withEntry = (index: number, value: number) => {
    const moved = point.slice();
    moved[index] = value;
    return at(moved);
  };
  return {who, point, shape, precision, at, withEntry};
}

function scalarValue(who: string, result: unknown): number {
  if (!(result instanceof tf.Tensor)) {
    throw new InvalidTypeError(
      `${who}: expected the function to return a scalar tensor, got ${describe(result)}`,
    );
  }
  const scalar = result as tf.Tensor;
  if (scalar.rank !== 0 || scalar.dtype === 'string' || scalar.dtype === 'complex64') {
    throw new InvalidTypeError(
      `${who}: expected the function to return a real scalar, got ${scalar.dtype} of shape [${scalar.shape.join()}]`,
    );
  }
  return scalar.dataSync()[0]!;
}

function describe(value: unknown): string {
  if (value instanceof Promise) return 'a promise';
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}
