import * as tf from '@tensorflow/tfjs';

/** Figure 4-4: the step and the sigmoid, and what tfjs says of their slopes. */
export type Slopes = ReturnType<typeof measureSlopes>;

/** Asks tf.grad on the active backend for both slopes, and difference quotients for the jump. */
export function measureSlopes() {
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
    // Where float32 runs out of digits for 1 − σ: the least whole x with a slope of exactly 0, and the slope at x = 100.
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
  const slopes = tf.grad(x => activation(x).sum());
  return tf.tidy(() => [...slopes(tf.tensor1d([...inputs])).dataSync()]);
}

function unitStep(x: number): number {
  return x > 0 ? 1 : 0;
}

const steepness = [1, 3, 10, 30];

/**
 * σ(kx), the sigmoid on its way to the step: the plain one and ever steeper ones, in float64.
 *
 * @returns For each k among others ∫ |σ(kx) − step(x)| dx over the whole line, by the midpoint rule and on paper; and the part
 *     of [−6, 6] on which the slope is 1 % or more of what the plain sigmoid's is at most.
 */
export function steepSigmoids() {
  return steepness.map(k => {
    const slope = (x: number) => k * sigmoidSlope64(k * x);
    const grid = Array.from({length: 12_000}, (_, i) => (i + 0.5) / 1000 - 6);
    return {
      k,
      area: areaFromStep(k),
      areaOnPaper: (2 * Math.LN2) / k,
      greatestSlope: slope(0),
      slopedPart: grid.filter(x => slope(x) >= 0.01 / 4).length / grid.length,
      points: Array.from({length: 241}, (_, i) => ({x: (i - 120) / 40, slope: slope((i - 120) / 40)})),
    };
  });
}

/** Twice the area of one side; beyond 40/k what is left is below e^−40. */
function areaFromStep(k: number): number {
  const cells = 40_000;
  const width = 40 / k / cells;
  let sum = 0;
  for (let i = 0; i < cells; i++) sum += width / (1 + Math.exp(k * (i + 0.5) * width));
  return 2 * sum;
}
