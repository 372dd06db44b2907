/**
 * Gradients in which tfjs squares what it was given. In float32 the square of 1e20 is infinite and that of 1e-25 is 0, though
 * the gradient itself can be written. Such numbers are multiplied by a power of two first, which changes no digit, and the result
 * by it again. All others are multiplied by 1, and keep their bits.
 *
 * @see N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, chapter 27.
 */
import * as tf from '@tensorflow/tfjs';
import {sumTo} from './composing';
import {correction, example, type Correction} from './Correction';

const fault = 'squares its input, which float32 cannot hold beyond 1e19';

export const extremes: readonly Correction[] = [
  // ∂ (a / b) / ∂b = −a / b²
  correction('RealDiv', 'squares the divisor, which float32 cannot hold beyond 1e19 and below 1e-19', {
    saves: {inputsToSave: ['a', 'b']},
    gradient: ([dy], saved, _, stock) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return {a: () => stock()['a']!(), b: () => byDivisor(dy, a, b)};
    },
    example: example(
      (a, b) => tf.mul(tf.div(a, b), tf.tensor1d([1e25, 1e-25])),
      [
        [1e25, 1e-25],
        [1e25, 1e-25],
      ],
      [
        [1, 1],
        [-1, -1],
      ],
    ),
  }),
  // ∂ (1 / x) / ∂x = −1 / x²
  correction('Reciprocal', fault, {
    saves: {inputsToSave: ['x']},
    gradient: ([dy], [x]) => ({x: () => byDivisor(dy, tf.scalar(1), x!)}),
    example: example(x => tf.mul(tf.reciprocal(x), 3e38), [[3e19]], [[-1 / 3]]),
  }),
  // ∂ atan2(a, b) / ∂a = b / (a² + b²), by b it is −a / (a² + b²)
  correction('Atan2', 'squares its inputs, which float32 cannot hold beyond 1e19 and below 1e-19', {
    needs: ['Maximum'],
    saves: {inputsToSave: ['a', 'b']},
    gradient: ([dy], saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return {
        a: () => sumTo(tf.mul(dy, overSquares(b, a, b)), a.shape),
        b: () => sumTo(tf.neg(tf.mul(dy, overSquares(a, a, b))), b.shape),
      };
    },
    example: example(
      (a, b) => tf.mul(tf.atan2(a, b), tf.tensor1d([1e25, 1e-25])),
      [
        [1e25, 1e-25],
        [1e25, 1e-25],
      ],
      [
        [0.5, 0.5],
        [-0.5, -0.5],
      ],
    ),
  }),
  // asinh'(x) = 1 / √(x² + 1)
  correction('Asinh', fault, {
    saves: {inputsToSave: ['x']},
    gradient: ([dy], [x]) => ({x: () => hyperbolic(dy, x!, tf.add)}),
    example: example(x => tf.mul(tf.asinh(x), 1e25), [[1e25]], [[1]]),
  }),
  // acosh'(x) = 1 / √(x² − 1)
  correction('Acosh', fault, {
    saves: {inputsToSave: ['x']},
    gradient: ([dy], [x]) => ({x: () => hyperbolic(dy, x!, tf.sub)}),
    example: example(x => tf.mul(tf.acosh(x), 1e25), [[1e25]], [[1]]),
  }),
];

/** −Σ dy a / b² */
function byDivisor(dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const s = scale(tf.abs(b));
  const products = sumTo(tf.mul(dy, tf.mul(a, s)), b.shape);
  return tf.neg(tf.mul(tf.div(products, tf.square(tf.mul(b, s))), s));
}

/** c / (a² + b²), where c is one of them. */
function overSquares(c: tf.Tensor, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const s = scale(tf.maximum(tf.abs(a), tf.abs(b)));
  const squares = tf.add(tf.square(tf.mul(a, s)), tf.square(tf.mul(b, s)));
  return tf.mul(tf.div(tf.mul(c, s), squares), s);
}

/** y / √(x² ± 1) */
function hyperbolic(y: tf.Tensor, x: tf.Tensor, plus: typeof tf.add): tf.Tensor {
  const number = tf.cast(x, 'float32');
  const s = scaleDown(tf.abs(number));
  return tf.mul(tf.div(y, tf.sqrt(plus(tf.square(tf.mul(number, s)), tf.square(s)))), s);
}

/** What makes the square of a number of this size one of float32. By steps: fewer kernels than choices. */
function scale(size: tf.Tensor): tf.Tensor {
  return tf.div(scaleDown(size), tf.step(tf.sub(size, 2 ** -40), 2 ** -63));
}

/** 2⁻⁶³ for what is large, else 1. */
function scaleDown(size: tf.Tensor): tf.Tensor {
  return tf.step(tf.sub(2 ** 40, size), 2 ** -63);
}
