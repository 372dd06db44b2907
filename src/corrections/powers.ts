/**
 * Powers at 0, where tfjs multiplies by 0 what is infinite.
 *
 * @see PyTorch, FunctionsManual.cpp: `pow_backward`, which is 0 where the exponent is.
 */
import * as tf from '@tensorflow/tfjs';
import {sumTo} from './composing';
import {correction, example, type Correction} from './Correction';

const zeroPower =
  'multiplies 0 by the infinite 0⁻¹ where base and exponent are 0, also in second derivatives';

export const powers: readonly Correction[] = [
  // ∂ aᵇ / ∂a = b aᵇ⁻¹, which is 0 where b is;   ∂ aᵇ / ∂b = aᵇ log a, and as in tfjs 0 for a ≤ 0
  correction('Pow', zeroPower, {
    needs: ['tape', 'Equal', 'Greater', 'LogicalAnd', 'Select'],
    saves: {inputsToSave: ['a', 'b'], outputsToSave: [true]},
    gradient: ([dy], saved) => {
      const [a, b, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      return {
        a: () => sumTo(tf.mul(dy, slope(a, tf.cast(b, 'float32'))), a.shape),
        b: () => sumTo(tf.mul(dy, tf.mul(y, logarithm(a))), b.shape),
      };
    },
    example: example((x, n) => tf.pow(x, n), [[0], [0, 1, 2]], [[1], [0, 0, 0]]),
    further: [
      // 0, and not 1 · 0 · 0⁻¹
      example(
        tf.grad(x => tf.pow(x, 1)),
        [[0]],
        [[0]],
      ),
    ],
  }),
];

/** b aᵇ⁻¹ */
function slope(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const isConstant = tf.logicalAnd(tf.equal(a, 0), tf.equal(b, 0));
  return tf.mul(b, tf.pow(a, tf.where(isConstant, tf.scalar(0), tf.sub(b, 1))));
}

function logarithm(a: tf.Tensor): tf.Tensor {
  return tf.log(tf.where(tf.greater(a, 0), tf.cast(a, 'float32'), tf.scalar(1)));
}
