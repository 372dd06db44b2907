/**
 * Sparse tensors.
 *
 * @see TensorFlow, python/ops/math_grad.py: `_SparseSegmentSumGrad`, `_SparseSegmentMeanGrad`;
 *   sparse_grad.py: `_SparseToDenseGrad`, `_SparseFillEmptyRowsGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {indicators, zeros} from './composing';
import {correction, example, type Correction} from './Correction';

const missing = 'has no gradient, so that tf.grad throws';
const int = (values: number[]) => tf.tensor1d(values, 'int32');

export const sparse: readonly Correction[] = [
  correction('SparseToDense', missing, {
    needs: ['GatherNd'],
    saves: {inputsToSave: ['sparseIndices', 'sparseValues', 'defaultValue']},
    gradient: ([dy], saved) => toDense(dy, saved as [tf.Tensor, tf.Tensor, tf.Tensor]),
    example: example(
      (v: tf.Tensor1D, other: tf.Scalar) =>
        tf.mul(tf.sparseToDense(int([2, 0]), v, [3], other), tf.tensor1d([1, 2, 3])),
      [[5, 6], 7],
      [[3, 1], [2]],
    ),
  }),
  // y_s = Σ x_i of the rows i of segment s
  correction('SparseSegmentSum', missing, {
    needs: ['ScatterNd'],
    ...segments(dy => dy),
    example: example(
      (x: tf.Tensor1D) =>
        tf.mul(tf.sparse.sparseSegmentSum(x, int([0, 1, 1]), int([0, 0, 1])), tf.tensor1d([1, 2])),
      [[5, 6]],
      [[1, 3]],
    ),
  }),
  correction('SparseSegmentMean', missing, {
    needs: ['ScatterNd'],
    ...segments((dy, segmentIds) => {
      const sizes = tf.sum(indicators(segmentIds, dy.shape[0]), 0);
      const wide = tf.reshape(tf.maximum(sizes, 1), [-1, ...dy.shape.slice(1).map(() => 1)]);
      return tf.div(dy, wide);
    }),
    example: example(
      (x: tf.Tensor1D) =>
        tf.mul(tf.sparse.sparseSegmentMean(x, int([0, 1, 1]), int([0, 0, 1])), tf.tensor1d([1, 2])),
      [[5, 6]],
      [[0.5, 2.5]],
    ),
  }),
  correction('SparseFillEmptyRows', missing, {
    saves: {
      inputsToSave: ['indices', 'values', 'denseShape', 'defaultValue'],
      outputsToSave: [false, false, false, true],
    },
    gradient: ([, dy], saved) =>
      filledRows(dy!, saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]),
    example: example(
      (v: tf.Tensor1D, other: tf.Scalar) => {
        const at = tf.tensor2d([[0, 0], [2, 0]], undefined, 'int32'); // prettier-ignore
        const filled = tf.sparse.sparseFillEmptyRows(at, v, int([3, 1]), other);
        return tf.mul(filled['outputValues']!, tf.tensor1d([1, 2, 3]));
      },
      [[5, 6], 7],
      [[1, 3], [2]],
    ),
  }),
];

function segments(
  shared: (dy: tf.Tensor, segmentIds: tf.Tensor) => tf.Tensor,
): Pick<Correction, 'saves' | 'gradient'> {
  return {
    saves: {inputsToSave: ['data', 'indices', 'segmentIds']},
    gradient: ([dy], saved) => {
      const [data, index, segmentIds] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const rows = () => tf.gather(shared(dy, segmentIds), segmentIds);
      return {
        data: () => tf.scatterND(tf.reshape(index, [index.size, 1]), rows(), data.shape),
        indices: zeros(index),
        segmentIds: zeros(segmentIds),
      };
    },
  };
}

function toDense(
  dy: tf.Tensor,
  [index, values, otherwise]: readonly [tf.Tensor, tf.Tensor, tf.Tensor],
): Record<string, () => tf.Tensor> {
  // A vector of indices is one of places, one number of a single place.
  const at = index.rank === 2 ? index : tf.reshape(index, [index.size, 1]);
  const taken = () => tf.gatherND(dy, at);
  return {
    sparseIndices: zeros(index),
    sparseValues: () => (values.rank === 0 ? tf.sum(taken()) : tf.reshape(taken(), values.shape)),
    defaultValue: () => tf.reshape(tf.sub(tf.sum(dy), tf.sum(taken())), otherwise.shape),
  };
}

function filledRows(
  dy: tf.Tensor,
  [index, values, shape, otherwise, places]: readonly [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
): Record<string, () => tf.Tensor> {
  const taken = () => tf.reshape(tf.gather(dy, places), values.shape);
  return {
    indices: zeros(index),
    values: taken,
    denseShape: zeros(shape),
    defaultValue: () => tf.reshape(tf.sub(tf.sum(dy), tf.sum(taken())), otherwise.shape),
  };
}
