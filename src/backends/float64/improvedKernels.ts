import * as tf from '@tensorflow/tfjs';
import {binaryKernels} from './binaryKernels';
import type {CpuBackend, Kernels} from './compileCpuBackend';
import {asBackendValues} from './exactNumbers';
import {fusedMatMulKernel, matMulKernel} from './matMulKernels';

/**
 * Kernels to use in place of the compiled ones: matrix products and sums that are several times as fast, functions that tfjs
 * approximates to float32 only, or cancels in near 0, and a gradient that would never return.
 */
export function improvedKernels(compiled: Kernels): Map<string, tf.KernelFunc> {
  const binary = binaryKernels(compiled);
  return new Map([
    ...binary,
    [tf.BatchMatMul, matMulKernel(compiled)],
    [tf._FusedMatMul, fusedMatMulKernel(compiled, binary)],
    [tf.Erf, elementwise(erf)],
    [tf.Softplus, elementwise(softplus)],
    [tf.Elu, elementwise(elu)],
    [tf.Selu, elementwise(selu)],
    [tf.ResizeNearestNeighborGrad, terminatingResizeGradient(compiled)],
  ]);
}

function elementwise(apply: (x: number) => number): tf.KernelFunc {
  return ({inputs, backend}) => {
    const {x} = inputs as {x: tf.TensorInfo}; // tfjs types every input as possibly absent
    const cpu = backend as CpuBackend;
    const values = Float64Array.from(cpu.data.get(x.dataId).values as Float32Array, apply);
    return cpu.makeTensorInfo(x.shape, 'float32', asBackendValues(values));
  };
}

/** The compiled kernel; throws for an image one pixel high or wide with aligned corners, where that kernel loops forever. */
function terminatingResizeGradient(compiled: Kernels): tf.KernelFunc {
  return args => {
    const {images, dy} = args.inputs as Record<'images' | 'dy', tf.TensorInfo>;
    const {alignCorners} = args.attrs as {alignCorners?: boolean};
    const isEndless = [1, 2].some(axis => images.shape[axis] === 1 && dy.shape[axis]! > 1);
    if (alignCorners && isEndless) {
      throw new RangeError(
        `${tf.ResizeNearestNeighborGrad}: expected an image of two pixels or more along each axis that grows with aligned corners, ` +
          `got [${images.shape.join()}]; tfjs's own gradient never comes back`,
      );
    }
    return compiled.get(tf.ResizeNearestNeighborGrad)!.kernelFunc(args);
  };
}

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/**
 * The error function 2/√π ∫₀ˣ exp(−t²) dt, to a few units of the last place of a double.
 *
 * @example
 * erf(0.5);  // 0.5204998778130465
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.6 and 7.1.14.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  // From 6 on 1 − erf is below 2^-54. Not `size >= 6`: NaN has to reach the series and come out as NaN.
  const value = size >= 6 ? 1 : size > 2.5 ? 1 - erfcFraction(size) : erfSeries(size);
  return x < 0 ? -value : value;
}

/** ln(1 + eˣ) without overflow or cancellation, at any x. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** eˣ − 1 below 0. tfjs subtracts, which leaves a staircase of 10⁻¹⁶ near 0. */
function elu(x: number): number {
  return x >= 0 ? x : Math.expm1(x);
}

/** λ and λα of self-normalising networks, as tfjs has them. */
const [SELU_SCALE, SELU_SCALE_ALPHA] = [1.0507009873554805, 1.7580993408473768];

function selu(x: number): number {
  return x >= 0 ? SELU_SCALE * x : SELU_SCALE_ALPHA * Math.expm1(x);
}

/** 7.1.6: all terms are positive, so nothing cancels. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
}

/** 7.1.14, from the inside out; 60 levels are more than enough beyond 2. */
function erfcFraction(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
