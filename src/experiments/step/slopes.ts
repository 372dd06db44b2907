import * as tf from '@tensorflow/tfjs';

/** Figure 4-4: the step and the sigmoid, and what tfjs says of their slopes. */
export interface Slopes {
  readonly inputs: readonly number[];
  readonly step: readonly number[];
  readonly stepSlope: readonly number[];
  readonly sigmoid: readonly number[];
  readonly sigmoidSlope: readonly number[];
  /** The central difference quotient of the step across its jump, for each h. */
  readonly jumps: readonly {h: number; quotient: number}[];
  /** Where float32 runs out of digits for 1 − σ. */
  readonly underflow: {
    /** The least whole x at which the slope is exactly 0. */
    firstZero: number;
    /** The slope at x = 100 by tf.grad, and on paper. */
    at100: number;
    at100OnPaper: number;
  };
}

/** Asks tf.grad on the active backend for both slopes, and difference quotients for the jump. */
export function measureSlopes(): Slopes {
  // An odd number of points, so that the jump at 0 itself is one of them.
  const inputs = Array.from({length: 241}, (_, i) => (i - 120) / 20);
  const whole = Array.from({length: 101}, (_, x) => x);
  const slopes = slopesOf(tf.sigmoid, whole);
  return {
    inputs,
    step: valuesOf(tf.step, inputs),
    stepSlope: slopesOf(tf.step, inputs),
    sigmoid: valuesOf(tf.sigmoid, inputs),
    sigmoidSlope: slopesOf(tf.sigmoid, inputs),
    jumps: [1e-1, 1e-2, 1e-3, 1e-4].map(h => ({h, quotient: (unitStep(h) - unitStep(-h)) / (2 * h)})),
    underflow: {firstZero: slopes.indexOf(0), at100: slopes[100]!, at100OnPaper: sigmoidSlope64(100)},
  };
}

/** σ′(x) = e^−|x| / (1 + e^−|x|)², in the form that no subtraction rounds to 0. */
export function sigmoidSlope64(x: number): number {
  const power = Math.exp(-Math.abs(x));
  return power / (1 + power) ** 2;
}

type Activation = (x: tf.Tensor) => tf.Tensor;

function valuesOf(activation: Activation, inputs: readonly number[]): number[] {
  return tf.tidy(() => [...activation(tf.tensor1d([...inputs])).dataSync()]);
}

function slopesOf(activation: Activation, inputs: readonly number[]): number[] {
  return tf.tidy(() => [
    ...tf
      .grad(x => activation(x).sum())(tf.tensor1d([...inputs]))
      .dataSync(),
  ]);
}

function unitStep(x: number): number {
  return x > 0 ? 1 : 0;
}
