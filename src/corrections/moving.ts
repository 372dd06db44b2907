/**
 * Ops that move numbers about. What came back goes to where the number came from, and is summed where it went
 * to several places (`movedBack`). As tfjs itself computes the places, every mode, mask and rounding of the
 * op is covered.
 *
 * @see TensorFlow, python/ops/array_grad.py: `_MirrorPadGrad`, `_StridedSliceGrad`, `_TileGrad`,
 *   `_DepthToSpaceGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {kernel, movedBack} from './composing';
import {correction, example, type Correction} from './Correction';

const missing = 'has no gradient, so that tf.grad throws';

const square = [[[[1], [2]], [[3], [4]]]]; // prettier-ignore

export const moving: readonly Correction[] = [
  correction('MirrorPad', 'forgets the mirror images', {
    needs: ['ScatterNd'],
    ...moves('x', 'MirrorPad', 'int32'),
    example: example(x => tf.mirrorPad(x, [[1, 1]], 'reflect'), [[1, 2]], [[2, 2]]),
  }),
  correction('StridedSlice', missing, {
    needs: ['ScatterNd'],
    ...moves('x', 'StridedSlice', 'float32'),
    example: example(x => tf.stridedSlice(x, [0], [4], [2]), [[1, 2, 3, 4]], [[1, 0, 1, 0]]),
  }),
  correction('DepthToSpace', missing, {
    needs: ['ScatterNd'],
    ...moves('x', 'DepthToSpace', 'float32'),
    example: example(
      (x: tf.Tensor4D) => tf.mul(tf.depthToSpace(x, 2), tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1])),
      [[[[[1, 2, 3, 4]]]]],
      [[1, 2, 3, 4]],
    ),
  }),
  correction('RotateWithOffset', missing, {
    needs: ['ScatterNd'],
    ...moves('image', 'RotateWithOffset', 'float32', {fillValue: 0}),
    // By half a turn: each pixel goes to the opposite corner, or out of the picture.
    example: example(
      (x: tf.Tensor4D) => tf.mul(tf.image.rotateWithOffset(x, 0), tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1])),
      [square],
      [[1, 2, 3, 4]],
    ),
  }),
  correction('FlipLeftRight', missing, {
    saves: {},
    gradient: ([dy]) => ({image: () => tf.reverse(dy, 2)}),
    example: example(
      (x: tf.Tensor4D) => tf.mul(tf.image.flipLeftRight(x), tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1])),
      [square],
      [[2, 1, 4, 3]],
    ),
  }),
  // y_ij = x_i where i = j
  correction('Diag', missing, {
    saves: {inputsToSave: ['x']},
    gradient: ([dy], [x]) => {
      const {size, shape} = x!;
      const diagonal = () => tf.sum(tf.mul(tf.reshape(dy, [size, size]), tf.eye(size)), 1);
      return {x: () => tf.reshape(diagonal(), shape)};
    },
    example: example(x => tf.mul(tf.diag(x), tf.tensor2d([1, 2, 3, 4], [2, 2])), [[5, 6]], [[1, 4]]),
  }),
  correction('Unpack', 'throws where there is one tensor only', {
    saves: {},
    gradient: (dys, _, attrs) => ({value: () => tf.stack([...dys], (attrs as {axis: number}).axis)}),
    example: example(x => tf.mul(tf.unstack(x)[0]!, 2), [[[1, 2]]], [[2, 2]]),
  }),
  correction('SplitV', 'throws where there is one tensor only', {
    saves: {},
    gradient: (dys, _, attrs) => ({x: () => tf.concat([...dys], (attrs as {axis: number}).axis)}),
    example: example(x => tf.mul(tf.split(x, [2])[0]!, 2), [[1, 2]], [[2, 2]]),
  }),
  correction('Tile', 'throws beyond rank 4', {
    saves: {inputsToSave: ['x']},
    gradient: ([dy], [x], attrs, stock) =>
      x!.rank > 4 ? {x: () => foldTiles(dy, x!.shape, (attrs as {reps: number[]}).reps)} : stock(),
    example: example(x => tf.tile(x, [1, 1, 1, 1, 3]), [[[[[[1, 2]]]]]], [[3, 3]]),
  }),
];

/**
 * An op of one input that only moves its numbers. `changed` are attributes without which it would also put in
 * others.
 */
function moves(
  input: string,
  name: string,
  dtype: 'int32' | 'float32',
  changed: tf.NamedAttrMap = {},
): Pick<Correction, 'saves' | 'gradient'> {
  return {
    saves: {inputsToSave: [input]},
    gradient: ([dy], saved, attrs) => ({
      [input]: () =>
        movedBack(
          dy,
          saved[0]!.shape,
          places => kernel(name, {[input]: places}, {...attrs, ...changed}),
          dtype,
        ),
    }),
  };
}

/** Sums the repetitions, one axis after the other, so that no tensor has more than three. */
function foldTiles(dy: tf.Tensor, shape: readonly number[], reps: readonly number[]): tf.Tensor {
  let folded = dy;
  for (const [axis, count] of reps.entries()) {
    if (count === 1) continue;
    const rest = folded.shape.slice(axis + 1);
    const block = tf.util.sizeFromShape([shape[axis]!, ...rest]);
    const blocks = tf.reshape(folded, [-1, count, block]);
    folded = tf.reshape(tf.sum(blocks, 1), [...folded.shape.slice(0, axis), shape[axis]!, ...rest]);
  }
  return folded;
}
