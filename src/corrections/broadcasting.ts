/**
 * Functions of two tensors of different shapes. An entry that was repeated has a slope for each of its
 * copies, and its gradient is their sum over the axes that were broadcast; tfjs leaves that out here.
 *
 * @see TensorFlow, python/ops/math_grad.py: `_MaximumMinimumGrad`, `_SquaredDifferenceGrad`, `_DivNoNanGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {summed, sumTo} from './composing';
import {correction, example, type Correction, type Gradients} from './Correction';

const fault = 'does not sum over the axes that were broadcast, and throws';
const zeroTimes = 'multiplies by 0 what comes to the other one, which is NaN where it is infinite';

export const broadcasting: readonly Correction[] = [
  // ∂ max(a, b) / ∂a = 1 where a ≥ b
  correction('Maximum', `${fault}; ${zeroTimes}`, {
    needs: ['Less', 'GreaterEqual', 'Select'],
    saves: {inputsToSave: ['a', 'b']},
    gradient: ([dy], saved) => larger(dy, saved, tf.greaterEqual, tf.less),
    example: example((a, b) => tf.maximum(a, b), [[2], [0, 3]], [[1], [0, 1]]),
    further: [example(x => tf.sqrt(tf.maximum(x, 0)), [[-1, 4]], [[0, 0.25]])],
  }),
  // ∂ min(a, b) / ∂a = 1 where a ≤ b
  correction('Minimum', `${fault}; ${zeroTimes}`, {
    needs: ['LessEqual', 'Greater', 'Select'],
    saves: {inputsToSave: ['a', 'b']},
    gradient: ([dy], saved) => larger(dy, saved, tf.lessEqual, tf.greater),
    example: example((a, b) => tf.minimum(a, b), [[-1], [0, 1]], [[2], [0, 0]]),
    further: [example(x => tf.sqrt(tf.neg(tf.minimum(x, 0))), [[1, -4]], [[0, -0.25]])],
  }),
  // ∂ (a − b)² / ∂a = 2 (a − b)
  correction('SquaredDifference', fault, {
    saves: {inputsToSave: ['a', 'b']},
    gradient: (_, saved, __, stock) => summed(stock(), pair(saved)),
    example: example((a, b) => tf.squaredDifference(a, b), [[1, 2], [0]], [[2, 4], [-6]]),
  }),
  // t where the condition holds, else e. By a choice, not by a factor: 0 · ∞, as of the root of 0, would be NaN.
  correction('Select', 'multiplies by 0 what comes to the other branch, which is NaN where it is infinite', {
    needs: ['Greater', 'LogicalNot'],
    saves: {inputsToSave: ['condition']},
    gradient: ([dy], [condition], _, stock) => ({
      condition: () => stock()['condition']!(),
      t: () => tf.where(condition!, dy, tf.zerosLike(dy)),
      e: () => tf.where(condition!, tf.zerosLike(dy), dy),
    }),
    example: example(x => tf.sqrt(tf.where(tf.greater(x, 0), x, tf.zerosLike(x))), [[-1, 4]], [[0, 0.25]]),
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

/** The gradient goes to the one that was taken, for equal ones to a. */
function larger(
  dy: tf.Tensor,
  saved: readonly tf.Tensor[],
  isFirst: typeof tf.less,
  isSecond: typeof tf.less,
): Gradients {
  const {a, b} = pair(saved);
  const where = (test: typeof tf.less) => tf.where(test(a, b), dy, tf.zerosLike(dy));
  return {a: () => sumTo(where(isFirst), a.shape), b: () => sumTo(where(isSecond), b.shape)};
}

function pair(saved: readonly tf.Tensor[]): {a: tf.Tensor; b: tf.Tensor} {
  const [a, b] = saved as [tf.Tensor, tf.Tensor];
  return {a, b};
}
