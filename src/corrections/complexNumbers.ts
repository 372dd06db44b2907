/**
 * Complex numbers and Fourier transforms. The gradient of a real loss by z is the pair u = (∂L/∂Re z, ∂L/∂Im
 * z), written as a complex number below:
 *
 *     y = F x, F the transform of n points   ⇒   u_x = Fᴴ u_y = n · ifft(u_y)
 *     y = a b                                ⇒   u_a = u_y b̄
 *     y = |z|                                ⇒   u_z = ∂L/∂y · z / |z|, and 0 at 0
 *
 * @see TensorFlow, python/ops/math_grad.py: `_ComplexAbsGrad`, `_MulGrad`; signal/fft_ops.py. Its gradients
 *   are these.
 */
import * as tf from '@tensorflow/tfjs';
import type {ComplexGradient, Pair} from '../tfjs/complexTape';
import {sumTo} from './composing';
import {correction, example, type Correction} from './Correction';

const missing = 'has no gradient, so that tf.grad throws';

export const complexNumbers: readonly Correction[] = [
  correction('Complex', missing, {
    needs: ['Real', 'Imag'],
    complex: ([du]) => ({real: (du as Pair).re, imag: (du as Pair).im}),
    example: example(
      (a, b) => tf.add(tf.real(tf.complex(a, b)), tf.mul(tf.imag(tf.complex(a, b)), 2)),
      [[3], [4]],
      [[1], [2]],
    ),
  }),
  correction('Real', missing, {
    needs: ['Complex'],
    complex: ([dy]) => ({input: {re: dy as tf.Tensor, im: tf.zeros((dy as tf.Tensor).shape)}}),
    example: example(x => tf.real(tf.complex(x, x)), [[3]], [[1]]),
  }),
  correction('Imag', missing, {
    needs: ['Complex'],
    complex: ([dy]) => ({input: {re: tf.zeros((dy as tf.Tensor).shape), im: dy as tf.Tensor}}),
    example: example(x => tf.imag(tf.complex(x, tf.mul(x, 2))), [[3]], [[2]]),
  }),
  correction('ComplexAbs', 'has the sign of z for its gradient, and throws', {
    needs: ['Equal', 'Complex', 'Real', 'Imag'],
    complex: ([dy], [z]) => {
      const {re, im} = partsOf(z!);
      // In units of the greater part, whose square cannot overflow. The quotient of 0 and 1 is the gradient
      // at 0.
      const greater = tf.maximum(tf.abs(re), tf.abs(im));
      const unit = tf.where(tf.equal(greater, 0), tf.onesLike(greater), greater);
      const [cosine, sine] = [tf.div(re, unit), tf.div(im, unit)];
      const square = tf.add(tf.square(cosine), tf.square(sine));
      const length = tf.sqrt(tf.where(tf.equal(square, 0), tf.onesLike(square), square));
      const along = tf.div(dy as tf.Tensor, length);
      return {x: {re: tf.mul(cosine, along), im: tf.mul(sine, along)}};
    },
    example: example((a, b) => tf.abs(tf.complex(a, b)), [[3], [4]], [[0.6], [0.8]]),
  }),
  // By x₀, x₁ of (x₀ + x₁, x₀ − x₁), the second one doubled.
  correction('FFT', missing, {
    needs: ['Complex', 'Real', 'Imag', 'IFFT'],
    complex: ([du]) => {
      const [transformed, n] = transform(tf.spectral.ifft, du as Pair);
      return {input: scale(transformed, n)};
    },
    example: example(
      (x: tf.Tensor1D) =>
        tf.mul(tf.real(tf.spectral.fft(tf.complex(x, tf.zerosLike(x)))), tf.tensor1d([1, 2])),
      [[3, 4]],
      [[3, -1]],
    ),
  }),
  correction('IFFT', missing, {
    needs: ['Complex', 'Real', 'Imag', 'FFT'],
    complex: ([du]) => {
      const [transformed, n] = transform(tf.spectral.fft, du as Pair);
      return {input: scale(transformed, 1 / n)};
    },
    example: example(
      (x: tf.Tensor1D) =>
        tf.mul(tf.real(tf.spectral.ifft(tf.complex(x, tf.zerosLike(x)))), tf.tensor1d([1, 2])),
      [[3, 4]],
      [[1.5, -0.5]],
    ),
  }),
  correction('Multiply', 'has no gradient of complex numbers', {
    needs: ['Complex', 'Real', 'Imag'],
    complex: ([du], saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return {a: timesConjugate(du as Pair, b, a.shape), b: timesConjugate(du as Pair, a, b.shape)};
    },
    // (x + i)² has the real part x² − 1.
    example: example(
      x => {
        const z = tf.complex(x, tf.onesLike(x));
        return tf.real(tf.mul(z, z));
      },
      [[3]],
      [[6]],
    ),
  }),
];

/** A transform of what came back along the last axis, and how many points it has. */
function transform(by: (z: tf.Tensor) => tf.Tensor, {re, im}: Pair): [Pair, number] {
  return [partsOf(by(tf.complex(re, im))), re.shape.at(-1)!];
}

/**
 * On webgl the parts of a reshaped number keep the shape from before, which is that of a matrix after every
 * transform.
 */
function partsOf(z: tf.Tensor): Pair {
  return {re: tf.reshape(tf.real(z), z.shape), im: tf.reshape(tf.imag(z), z.shape)};
}

function scale({re, im}: Pair, by: number): Pair {
  return {re: tf.mul(re, by), im: tf.mul(im, by)};
}

function timesConjugate(
  {re, im}: Pair,
  z: tf.Tensor,
  shape: readonly number[],
): ReturnType<ComplexGradient>[string] {
  const {re: real, im: imag} = partsOf(z);
  return {
    re: sumTo(tf.add(tf.mul(re, real), tf.mul(im, imag)), shape),
    im: sumTo(tf.sub(tf.mul(im, real), tf.mul(re, imag)), shape),
  };
}
