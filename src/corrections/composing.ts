/** What several corrections are made of. All of it is made of tfjs's ops, and so can be differentiated again. */
import * as tf from '@tensorflow/tfjs';
import {runKernel} from '../tfjs/kernels';
import type {Gradients} from './Correction';

/**
 * The gradient of a tensor that was broadcast: what came back, summed over the axes that it was repeated along. Returns `dy` itself
 * where nothing was.
 */
export function sumTo(dy: tf.Tensor, shape: readonly number[]): tf.Tensor {
  if (tf.util.arraysEqual(dy.shape, shape as number[])) return dy;
  const axes = tf.broadcast_util.getReductionAxes(shape as number[], dy.shape);
  const summed = axes.length > 0 ? tf.sum(dy, axes) : dy;
  return tf.reshape(summed, shape as number[]);
}

/** Sums each of tfjs's own gradients to the shape of its input. */
export function summed(gradients: Gradients, inputs: Readonly<Record<string, tf.Tensor>>): Gradients {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, {shape}]) => [name, () => sumTo(gradients[name]!(), shape)]),
  );
}

/** A gradient of zeros, which float32 has to be whatever the input is. */
export function zeros({shape}: tf.Tensor): () => tf.Tensor {
  return () => tf.zeros(shape);
}

/** Axes as kernels have them in their attributes, counted from 0 and in order; all of them for none. */
export function axesOf(
  axis: number | readonly number[] | null | undefined,
  shape: readonly number[],
): number[] {
  return tf.util
    .parseAxisParam((axis ?? shape.map((_, i) => i)) as number[], shape as number[])
    .sort((a, b) => a - b);
}

/**
 * The gradient of an op that only moves numbers: copies, drops, repeats them, or puts a constant 0 between them.
 *
 *     y_j = x_p(j)   ⇒   ∂L/∂x_i = Σ_{j: p(j) = i} ∂L/∂y_j
 *
 * @param move The op itself. It is run once more, on the numbers of the places, 1 and up, to see where each went; 0 is no place. In float32
 *   these are exact up to 2²⁴ of them.
 */
export function movedBack(
  dy: tf.Tensor,
  shape: readonly number[],
  move: (places: tf.Tensor) => tf.Tensor,
  dtype: 'int32' | 'float32' = 'int32',
): tf.Tensor {
  const size = tf.util.sizeFromShape(shape as number[]);
  const places = move(tf.reshape(tf.range(1, size + 1, 1, dtype), shape as number[]));
  const indices = tf.reshape(tf.cast(places, 'int32'), [places.size, 1]);
  const sums = tf.scatterND(indices, tf.reshape(dy, [dy.size]), [size + 1]);
  return tf.reshape(tf.slice(sums, [1], [size]), shape as number[]);
}

/** 1 where an index is that of the column: `[indices, count]`. Unlike `tf.oneHot` for a count of 1 too. */
export function indicators(indices: tf.Tensor, count: number): tf.Tensor {
  const columns = tf.range(0, count, 1, 'int32');
  return tf.cast(tf.equal(tf.reshape(tf.cast(indices, 'int32'), [-1, 1]), columns), 'float32');
}

/** Runs a kernel that has one output. */
export function kernel(name: string, inputs: tf.NamedTensorMap, attrs: object = {}): tf.Tensor {
  return runKernel(name, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}
