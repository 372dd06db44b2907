/**
 * Taking and putting by index. The gradient of one is the other.
 *
 * @see TensorFlow, python/ops/array_grad.py: `_GatherV2Grad`, `_GatherNdGrad`, `_ScatterNdGrad`,
 *   `_TensorScatterUpdateGrad`; nn_grad.py: `_TopKGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {hasKernel} from '../tfjs/kernels';
import {zeros} from './composing';
import {correction, example, type Correction} from './Correction';

const missing = 'has no gradient, so that tf.grad throws';
const indices = (values: number[][]) => tf.tensor2d(values, undefined, 'int32');

export const indexing: readonly Correction[] = [
  correction(
    'GatherV2',
    'gives the indices back as the gradient by them, and throws beyond one batch dimension and for a number of them below 0',
    {
      needs: ['ScatterNd', 'UnsortedSegmentSum'],
      saves: {inputsToSave: ['x', 'indices']},
      gradient: (dys, saved, attrs, stock) => gather(dys[0], saved, attrs, stock),
      example: example(x => tf.gather(x, tf.argMax(x)), [[1, 2]], [[0, 1]]),
      further: [
        example(
          x => tf.gather(x, tf.tensor3d([[[1], [0]]], undefined, 'int32'), 2, 2),
          [
            [
              [
                [3, 4],
                [5, 6],
              ],
            ],
          ],
          [[0, 1, 1, 0]],
        ),
        example(
          x =>
            tf.gather(
              x,
              tf.tensor2d(
                [
                  [1, 1],
                  [1, 1],
                ],
                undefined,
                'int32',
              ),
              -1,
              -1,
            ),
          [
            [
              [2, 3],
              [4, 5],
            ],
          ],
          [[0, 2, 0, 2]],
        ),
      ],
    },
  ),
  correction('GatherNd', missing, {
    needs: ['ScatterNd'],
    saves: {inputsToSave: ['params', 'indices']},
    gradient: ([dy], saved) => {
      const [params, index] = saved as [tf.Tensor, tf.Tensor];
      return {params: () => tf.scatterND(index, dy, params.shape), indices: zeros(index)};
    },
    example: example(x => tf.gatherND(x, indices([[2], [0], [2]])), [[1, 2, 3]], [[1, 0, 2]]),
  }),
  correction('ScatterNd', missing, {
    needs: ['GatherNd'],
    saves: {inputsToSave: ['indices']},
    gradient: ([dy], [index]) => ({indices: zeros(index!), updates: () => tf.gatherND(dy, index!)}),
    example: example(
      x => tf.mul(tf.scatterND(indices([[2], [0]]), x, [3]), tf.tensor1d([1, 2, 3])),
      [[5, 6]],
      [[3, 1]],
    ),
  }),
  correction('TensorScatterUpdate', missing, {
    needs: ['GatherNd'],
    saves: {inputsToSave: ['indices', 'updates']},
    gradient: ([dy], saved) => scatterUpdate(dy, saved as [tf.Tensor, tf.Tensor]),
    example: example(
      (x, u) => tf.mul(tf.tensorScatterUpdate(x, indices([[1]]), u), tf.tensor1d([1, 2])),
      [[5, 6], [7]],
      [[1, 0], [2]],
    ),
  }),
  correction('UnsortedSegmentSum', 'has no gradient by segment ids that depend on the input, and throws', {
    needs: ['GreaterEqual', 'LogicalAnd', 'GatherV2'],
    saves: {inputsToSave: ['segmentIds']},
    gradient: (_, [segmentIds], __, stock) => ({...stock(), segmentIds: zeros(segmentIds!)}),
    example: example(
      x => tf.unsortedSegmentSum(x, tf.cast(tf.relu(x), 'int32') as tf.Tensor1D, 2),
      [[0, 1, 1]],
      [[1, 1, 1]],
    ),
  }),
  correction('TopK', missing, {
    needs: ['ScatterNd'],
    saves: {inputsToSave: ['x'], outputsToSave: [false, true]},
    gradient: ([dy], saved) => ({x: () => largest(dy, saved as [tf.Tensor, tf.Tensor])}),
    example: example(x => tf.topk(x, 2).values, [[3, 1, 2]], [[1, 0, 1]]),
  }),
  correction('Bincount', missing, {
    saves: {inputsToSave: ['x', 'weights']},
    gradient: ([dy], saved) => ({
      x: zeros(saved[0]!),
      weights: () => counted(dy, saved as [tf.Tensor, tf.Tensor]),
    }),
    example: example(
      (w: tf.Tensor1D) => tf.mul(tf.bincount(tf.tensor1d([1, 0, 1], 'int32'), w, 2), tf.tensor1d([3, 5])),
      [[1, 1, 1]],
      [[5, 3, 5]],
    ),
  }),
  correction('DenseBincount', missing, {
    saves: {inputsToSave: ['x', 'weights']},
    gradient: ([dy], saved, attrs) => ({
      x: zeros(saved[0]!),
      weights: (attrs as {binaryOutput?: boolean}).binaryOutput
        ? zeros(saved[1]!)
        : () => counted(dy, saved as [tf.Tensor, tf.Tensor]),
    }),
    example: example(
      (w: tf.Tensor2D) =>
        tf.mul(tf.denseBincount(tf.tensor2d([[1, 0, 1]], undefined, 'int32'), w, 2), tf.tensor2d([[3, 5]])),
      [[[1, 1, 1]]],
      [[5, 3, 5]],
    ),
  }),
];

/** tfjs's own where it is right and has its kernel, which the wasm backend as it comes has not. */
function gather(
  dy: tf.Tensor,
  saved: readonly tf.Tensor[],
  attrs: tf.NamedAttrMap,
  stock: (attrs: tf.NamedAttrMap) => Record<string, () => tf.Tensor>,
): Record<string, () => tf.Tensor> {
  const [x, index] = saved as [tf.Tensor, tf.Tensor];
  const {axis, batchDims: given = 0} = attrs as {axis: number; batchDims?: number};
  const batchDims = given < 0 ? given + index.rank : given;
  const along = axis < 0 ? axis + x.rank : axis;
  const isStock = (batchDims === 0 || batchDims === 1) && hasKernel(tf.UnsortedSegmentSum);
  const own = () => gatheredBack(dy, x.shape, index, along, batchDims);
  return {x: isStock ? stock({...attrs, axis: along, batchDims})['x']! : own, indices: zeros(index)};
}

/** By the numbers of rows in one long table: the stock gather of batches is wrong on wasm. */
function gatheredBack(
  dy: tf.Tensor,
  shape: number[],
  index: tf.Tensor,
  axis: number,
  batchDims: number,
): tf.Tensor {
  if (dy.size === 0) return tf.zeros(shape);
  const count = tf.util.sizeFromShape;
  const [batches, outer, size] = [
    count(shape.slice(0, batchDims)),
    count(shape.slice(batchDims, axis)),
    shape[axis]!,
  ];
  const taken = count(index.shape.slice(batchDims));
  const first = tf.reshape(tf.range(0, batches * outer * size, size, 'int32'), [batches, outer, 1]);
  const rows = tf.add(tf.reshape(index, [batches, 1, taken]), first);
  const updates = tf.reshape(dy, [batches * outer * taken, -1]);
  const table = tf.scatterND(tf.reshape(rows, [-1, 1]), updates, [batches * outer * size, updates.shape[1]!]);
  return tf.reshape(table, shape);
}

/** Of several updates of one place the last one counts: whose number is still there. */
function scatterUpdate(
  dy: tf.Tensor,
  [index, updates]: readonly [tf.Tensor, tf.Tensor],
): Record<string, () => tf.Tensor> {
  const rows = index.shape.slice(0, -1);
  const last = () => {
    const wide = [...rows, ...updates.shape.slice(rows.length).map(() => 1)];
    const numbers = tf.add(
      tf.zeros(updates.shape),
      tf.reshape(tf.range(1, tf.util.sizeFromShape(rows) + 1), wide),
    );
    const left = tf.gatherND(tf.tensorScatterUpdate(tf.zeros(dy.shape), index, numbers), index);
    return tf.cast(tf.equal(left, numbers), 'float32');
  };
  return {
    // Not by tensorScatterUpdate itself, which on cpu writes into the tensor that it is given.
    tensor: () =>
      tf.mul(dy, tf.cast(tf.equal(tf.scatterND(index, tf.ones(updates.shape), dy.shape), 0), 'float32')),
    indices: zeros(index),
    updates: () => tf.mul(tf.gatherND(dy, index), last()),
  };
}

/** Puts back what came to the k largest of each row. */
function largest(dy: tf.Tensor, [x, taken]: readonly [tf.Tensor, tf.Tensor]): tf.Tensor {
  const n = x.shape.at(-1)!;
  const k = taken.shape.at(-1)!;
  const rows = x.size / n;
  const starts = tf.reshape(tf.range(0, rows * n, n, 'int32'), [rows, 1]);
  const flat = tf.reshape(tf.add(tf.reshape(taken, [rows, k]), starts), [rows * k, 1]);
  return tf.reshape(tf.scatterND(flat, tf.reshape(dy, [rows * k]), [x.size]), x.shape);
}

/** Each weight was added to the bin of its number; a number beyond the bins to none. */
function counted(dy: tf.Tensor, [x, weights]: readonly [tf.Tensor, tf.Tensor]): tf.Tensor {
  if (weights.size === 0) return tf.zeros(weights.shape);
  const bins = dy.shape.at(-1)!;
  const bin = tf.minimum(x, tf.scalar(bins - 1, 'int32'));
  // In one row after the other: the stock gather of batches is wrong on wasm.
  const first = tf.range(0, dy.size, bins, 'int32');
  const place = x.rank === 1 ? bin : tf.add(bin, tf.reshape(first, [-1, 1]));
  const found = tf.gather(tf.reshape(dy, [-1]), place);
  return tf.mul(found, tf.cast(tf.less(x, tf.scalar(bins, 'int32')), 'float32'));
}
