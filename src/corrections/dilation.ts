/**
 * Grey-scale dilation, y_p = max_k (x_{p+k} + w_k): the gradient of a place goes to the first cell k that has
 * the maximum, of the image and of the filter.
 *
 * @see TensorFlow, core/kernels/dilation_ops.cc.
 */
import * as tf from '@tensorflow/tfjs';
import {isDifferentiating} from '../tfjs/mendedTape';
import {correction, example, type Correction} from './Correction';
import {hasRightKernel, slidingOver, type WindowAttributes} from './sliding';
import {cellOf, cellsOf, dropPadding, padInput, putBack, type Sliding} from './windows';

export const dilation: readonly Correction[] = [
  correction('Dilation2D', 'has no second derivative, and no kernels for it on webgl', {
    needs: ['Equal'],
    saves: {inputsToSave: ['x', 'filter'], outputsToSave: [true]},
    gradient: ([dy], saved, attrs, stock) => {
      const isRight =
        hasRightKernel(tf.Dilation2DBackpropInput) && hasRightKernel(tf.Dilation2DBackpropFilter);
      if (isRight && !isDifferentiating()) return stock();
      const [x, filter, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const windows = slidingOver(
        x.shape,
        filter.shape.slice(0, 2) as [number, number],
        attrs as WindowAttributes,
      );
      const masks = () => greatestCells(x, filter, y, windows);
      return {
        x: () => imageGradient(dy, masks(), windows),
        filter: () =>
          tf.reshape(tf.stack(masks().map(mask => tf.sum(tf.mul(dy, mask), [0, 1, 2]))), filter.shape),
      };
    },
    // (x + w)² has the second derivative 2.
    example: example(
      tf.grad(x => tf.square(tf.dilation2d(x as tf.Tensor4D, tf.tensor3d([5], [1, 1, 1]), 1, 'valid'))),
      [[[[[3]]]]],
      [[2]],
    ),
  }),
];

/** Below every number that float32 has, with room for a filter. */
const lowest = -1e38;

/** For each cell of the window 1 at the places where it is the first that has the maximum. */
function greatestCells(
  x: tf.Tensor,
  filter: tf.Tensor,
  y: tf.Tensor,
  windows: readonly Sliding[],
): tf.Tensor[] {
  const padded = padInput(x, windows, lowest);
  const weights = tf.reshape(filter, [-1, filter.shape[2]!]);
  let unclaimed: tf.Tensor = tf.ones(y.shape);
  return cellsOf(windows).map((cell, k) => {
    const sum = tf.add(cellOf(padded, windows, cell), tf.slice(weights, [k, 0], [1, -1]));
    const claimed = tf.mul(tf.cast(tf.equal(sum, y), 'float32'), unclaimed);
    unclaimed = tf.sub(unclaimed, claimed);
    return claimed;
  });
}

function imageGradient(dy: tf.Tensor, masks: readonly tf.Tensor[], windows: readonly Sliding[]): tf.Tensor {
  const parts = cellsOf(windows).map((cell, k) => putBack(tf.mul(dy, masks[k]!), windows, cell));
  return dropPadding(tf.addN(parts), windows);
}
