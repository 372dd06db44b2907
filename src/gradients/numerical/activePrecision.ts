import * as tf from '@tensorflow/tfjs';
import {float64Tensor} from '../../backends/float64';

/** The numbers that the active backend computes with. */
export interface Precision {
  /** Distance from 1 to the next number: 2^-52 on float64, 2^-23 elsewhere. */
  readonly epsilon: number;
  /** The number that a tensor holds when it is given `value`. */
  store(value: number): number;
  /** A tensor of its own copy of `values`. */
  tensor(values: Float64Array, shape: number[]): tf.Tensor;
}

/** The precision of the backend that is active now. */
export function activePrecision(): Precision {
  return tf.getBackend() === 'float64' ? DOUBLE : SINGLE;
}

const DOUBLE: Precision = {
  epsilon: 2 ** -52,
  store: value => value,
  tensor: (values, shape) => float64Tensor(values, shape),
};

const SINGLE: Precision = {
  epsilon: 2 ** -23,
  store: Math.fround,
  tensor: (values, shape) => tf.tensor(Float32Array.from(values), shape, 'float32'),
};
