import * as tf from '@tensorflow/tfjs';
import {adoptFloat64, float64Tensor} from '../backends/float64';

/** The numbers that a backend computes with. */
export interface Precision {
  readonly dtype: 'float64' | 'float32';
  /** Distance from 1 to the next number: 2^-52 on float64, 2^-23 elsewhere. */
  readonly epsilon: number;
  /** The smallest number that has all its digits. */
  readonly least: number;
  /** The number that a tensor holds when it is given `value`. */
  readonly store: (value: number) => number;
  /** A tensor of its own copy of `values`. */
  readonly tensor: (values: Float64Array, shape: number[]) => tf.Tensor;
  /** The same of `values` that nobody else needs: it may keep them. */
  readonly adopt: (values: Float64Array, shape: number[]) => tf.Tensor;
}

/** What a check takes for granted of the numbers it sees. */
export interface CheckPrecision extends Precision {
  /** The step that a check begins with, relative to the size of an entry. */
  readonly step: number;
  /** The relative error that passes. */
  readonly tolerance: number;
}

const DOUBLE: Precision = {
  dtype: 'float64',
  epsilon: 2 ** -52,
  least: 2 ** -1022,
  store: value => value,
  tensor: (values, shape) => float64Tensor(values, shape),
  adopt: adoptFloat64,
};

const float32Tensor: Precision['tensor'] = (values, shape) =>
  tf.tensor(Float32Array.from(values), shape, 'float32');

const SINGLE: Precision = {
  dtype: 'float32',
  epsilon: 2 ** -23,
  least: 2 ** -126,
  store: Math.fround,
  tensor: float32Tensor,
  adopt: float32Tensor,
};

/** The precision of the backend that is active now. */
export function activePrecision(): Precision {
  return tf.getBackend() === 'float64' ? DOUBLE : SINGLE;
}

/**
 * The precision of a check. Its tolerance is 1e-4 in float64: tfjs's own `erf` is a polynomial that is 3e-6 off its
 * derivative, and an error worth finding is 1 %. float32 leaves two digits to a numerical derivative.
 */
export function checkPrecision(dtype: 'float64' | 'float32', tolerance?: number): CheckPrecision {
  const precision = dtype === 'float64' ? DOUBLE : SINGLE;
  const usual = dtype === 'float64' ? 1e-4 : 1e-2;
  return {...precision, step: firstSteps.check(precision.epsilon), tolerance: tolerance ?? usual};
}

/**
 * The step that each way to differentiate begins with, by the precision ε and relative to the size of what is moved. It balances
 * truncation against rounding for a function that varies over distances of about max(|x|, 1): ε^⅓ for central differences, ε^½
 * for forward ones. Ridders begins with ⅛ and works its way down; a check with less, since it works its way both up and down.
 */
export const firstSteps = {
  central: (epsilon: number) => Math.cbrt(epsilon),
  forward: (epsilon: number) => Math.sqrt(epsilon),
  ridders: () => 1 / 8,
  check: (epsilon: number) => (epsilon < 2 ** -30 ? 2 ** -10 : 2 ** -5),
} as const;
