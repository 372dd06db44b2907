/**
 * Functions of two tensors of different shapes. An entry that was repeated has a slope for each of its
 * copies, and its gradient is their sum over the axes that were broadcast; tfjs leaves that out here.
 *
 * @see TensorFlow, python/ops/math_grad.py: `_MaximumMinimumGrad`, `_SquaredDifferenceGrad`, `_DivNoNanGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {summed, sumTo} from './composing';
import {correction, example, type Correction} from './Correction';

const fault = 'does not sum over the axes that were broadcast, and throws';

export const broadcasting: readonly Correction[] = [
  // ∂ max(a, b) / ∂a = 1 where a ≥ b
  correction('Maximum', fault, {
    needs: ['Less'],
    saves: {inputsToSave: ['a', 'b']},
    gradient: (_, saved, __, stock) => summed(stock(), pair(saved)),
    example: example((a, b) => tf.maximum(a, b), [[2], [0, 3]], [[1], [0, 1]]),
  }),
  // ∂ min(a, b) / ∂a = 1 where a ≤ b
  correction('Minimum', fault, {
    needs: ['LessEqual', 'Greater'],
    saves: {inputsToSave: ['a', 'b']},
    gradient: (_, saved, __, stock) => summed(stock(), pair(saved)),
    example: example((a, b) => tf.minimum(a, b), [[-1], [0, 1]], [[2], [0, 0]]),
  }),
  // ∂ (a − b)² / ∂a = 2 (a − b)
  correction('SquaredDifference', fault, {
    saves: {inputsToSave: ['a', 'b']},
    gradient: (_, saved, __, stock) => summed(stock(), pair(saved)),
    example: example((a, b) => tf.squaredDifference(a, b), [[1, 2], [0]], [[2, 4], [-6]]),
  }),
  // x where x > 0, else α x
  correction('Prelu', fault, {
    needs: ['Greater'],
    saves: {inputsToSave: ['x', 'alpha']},
    gradient: (_, saved, __, stock) => {
      const [x, alpha] = saved as [tf.Tensor, tf.Tensor];
      return summed(stock(), {x, alpha});
    },
    example: example((x, alpha) => tf.prelu(x, alpha), [[-1], [0.25, 0.5]], [[0.75], [-1, -1]]),
  }),
  // a / b where b is not 0, else 0
  correction('divNoNan', 'divides 0 by 0 where the divisor is 0, so that the gradient is NaN', {
    needs: ['Equal', 'LogicalNot'],
    inside: {
      ...{op: 'divNoNan', kernel: 'RealDiv'},
      gradient: (dy, saved) => {
        const [a, b] = saved as [tf.Tensor, tf.Tensor];
        const byDivisor = () => tf.neg(tf.mul(tf.divNoNan(a, b), tf.divNoNan(dy, b)));
        return {a: () => sumTo(tf.divNoNan(dy, b), a.shape), b: () => sumTo(byDivisor(), b.shape)};
      },
    },
    example: example(
      (a, b) => tf.divNoNan(a, b),
      [
        [1, 2],
        [0, 4],
      ],
      [
        [0, 0.25],
        [0, -0.125],
      ],
    ),
  }),
];

function pair(saved: readonly tf.Tensor[]): {a: tf.Tensor; b: tf.Tensor} {
  const [a, b] = saved as [tf.Tensor, tf.Tensor];
  return {a, b};
}
