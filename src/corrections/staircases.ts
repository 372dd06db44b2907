/**
 * Functions that are constant between jumps: the derivative is 0 wherever there is one. tfjs passes the
 * gradient of some through, and has none for others, so that `tf.grad` of a mask throws, whatever else the
 * function is made of.
 *
 * @see TensorFlow, python/ops/math_grad.py and array_grad.py: `ops.NotDifferentiable`, and `_FloorDivGrad`,
 *   which is (None, None).
 */
import * as tf from '@tensorflow/tfjs';
import {zeros} from './composing';
import {correction, example, type Correction, type Example} from './Correction';

const missing = 'has no gradient, so that tf.grad throws';

/** x where x passes the test, so that the slope is 1 there and 0 elsewhere. */
function masked(test: (x: tf.Tensor) => tf.Tensor): Example['fn'] {
  return x => tf.mul(x, tf.cast(test(x), 'float32'));
}

const compared = (test: (a: tf.Tensor, b: number) => tf.Tensor, gradient: number[]) =>
  staircase(
    ['a', 'b'],
    example(
      masked(x => test(x, 2)),
      [[1, 2, 3]],
      [gradient],
    ),
  );

const logical = (fn: (x: tf.Tensor) => tf.Tensor, gradient: number[]) =>
  example(masked(fn), [[1, 0, 3]], [gradient]);

export const staircases: readonly Correction[] = [
  correction('Cast', 'passes the gradient of a cast to int32 or bool through, whose slope is 0', {
    saves: {},
    gradient: ([dy], _, attrs) => {
      const {dtype} = attrs as {dtype: tf.DataType};
      return {x: dtype === 'int32' || dtype === 'bool' ? zeros(dy) : () => dy.clone()};
    },
    complex: ([du]) => ({x: 're' in du! ? du : {re: du!, im: tf.zeros(du!.shape)}}),
    example: example(x => tf.cast(tf.cast(x, 'int32'), 'float32'), [[0.3]], [[0]]),
  }),
  correction('FloorDiv', 'has the slopes of a / b', {
    ...staircase(
      ['a', 'b'],
      example((a, b) => tf.floorDiv(a, b), [[3.5], [2]], [[0], [0]]),
    ),
    further: [
      example(
        tf.grad(x => tf.floorDiv(x, 2)),
        [[3.5]],
        [[0]],
      ),
    ],
  }),
  correction('Less', missing, compared(tf.less, [1, 0, 0])),
  correction('LessEqual', missing, compared(tf.lessEqual, [1, 1, 0])),
  correction('Greater', missing, compared(tf.greater, [0, 0, 1])),
  correction('Equal', missing, compared(tf.equal, [0, 1, 0])),
  correction('NotEqual', missing, compared(tf.notEqual, [1, 0, 1])),
  correction('GreaterEqual', 'throws for integers that depend on the input', {
    ...staircase(
      ['a', 'b'],
      logical(x => tf.greaterEqual(tf.cast(x, 'int32'), tf.scalar(1, 'int32')), [1, 0, 1]),
    ),
  }),
  correction('LogicalAnd', missing, {
    ...staircase(
      ['a', 'b'],
      logical(x => tf.logicalAnd(tf.cast(x, 'bool'), tf.scalar(true)), [1, 0, 1]),
    ),
  }),
  correction('LogicalOr', missing, {
    ...staircase(
      ['a', 'b'],
      logical(x => tf.logicalOr(tf.cast(x, 'bool'), tf.scalar(false)), [1, 0, 1]),
    ),
  }),
  correction('LogicalNot', missing, {
    ...staircase(
      ['x'],
      logical(x => tf.logicalNot(tf.cast(x, 'bool')), [0, 1, 0]),
    ),
  }),
  correction('BitwiseAnd', missing, {
    ...staircase(
      ['a', 'b'],
      logical(x => tf.bitwiseAnd(tf.cast(x, 'int32'), tf.tensor1d([1, 1, 1], 'int32')), [1, 0, 1]),
    ),
  }),
  correction(
    'All',
    missing,
    staircase(
      ['x'],
      logical(x => tf.all(tf.cast(x, 'bool')), [0, 0, 0]),
    ),
  ),
  correction(
    'Any',
    missing,
    staircase(
      ['x'],
      logical(x => tf.any(tf.cast(x, 'bool')), [1, 1, 1]),
    ),
  ),
  correction('ArgMax', 'throws for integers that depend on the input', {
    ...staircase(
      ['x'],
      logical(x => tf.argMax(tf.cast(x, 'int32')), [2, 2, 2]),
    ),
  }),
  correction('ArgMin', 'throws for integers that depend on the input', {
    ...staircase(
      ['x'],
      logical(x => tf.argMin(tf.cast(x, 'int32')), [1, 1, 1]),
    ),
  }),
  correction('SearchSorted', missing, {
    ...staircase(
      ['sortedSequence', 'values'],
      logical(x => tf.searchSorted(tf.tensor1d([0, 1, 2]), x), [1, 0, 3]),
    ),
  }),
];

/** Zeros for each of the inputs, made of it: a second derivative then finds its way to it, and is 0 as well. */
function staircase(inputs: string[], shown: Example): Pick<Correction, 'saves' | 'gradient' | 'example'> {
  return {
    saves: {inputsToSave: inputs},
    gradient: (_, saved) =>
      Object.fromEntries(inputs.map((name, i) => [name, () => tf.cast(tf.zerosLike(saved[i]!), 'float32')])),
    example: shown,
  };
}
