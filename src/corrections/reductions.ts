/** Maxima, products and running sums. */
import * as tf from '@tensorflow/tfjs';
import {axesOf} from './composing';
import {correction, example, type Correction} from './Correction';

export const reductions: readonly Correction[] = [
  correction('Max', 'counts every one of equal maxima, and has no second derivative', {
    gradient: ([dy], saved, attrs) => extremum(dy, saved, (attrs as Axes).reductionIndices),
    example: example(x => tf.max(x), [[3, 1, 3]], [[0.5, 0, 0.5]]),
  }),
  correction('Min', 'counts every one of equal minima, and has no second derivative', {
    gradient: ([dy], saved, attrs) => extremum(dy, saved, (attrs as Axes).axis),
    example: example(x => tf.min(x), [[1, 3, 1]], [[0.5, 0, 0.5]]),
  }),
  correction('Prod', 'throws for an axis that is counted from the end', {
    gradient: (_, saved, attrs, stock) => {
      const {axis} = attrs as Axes;
      const counted = (i: number) => (i < 0 ? i + saved[0]!.rank : i);
      return stock({...attrs, axis: axis == null ? axis! : [axis].flat().map(counted)});
    },
    example: example(
      x => tf.prod(x, -1),
      [
        [
          [2, 3],
          [4, 0],
        ],
      ],
      [[3, 2, 0, 4]],
    ),
  }),
  // y_j = Σ_{i ≤ j} x_i   ⇒   ∂L/∂x_i = Σ_{j ≥ i} ∂L/∂y_j
  correction('Cumsum', 'transposes the gradient unless the axis is the last one', {
    gradient: ([dy], saved, attrs) => {
      const {axis, exclusive, reverse} = attrs as Running;
      const [along] = axesOf(axis, saved[0]!.shape) as [number];
      return {x: () => tf.cumsum(dy, along, exclusive, !reverse)};
    },
    example: example(
      x => tf.cumsum(x, 0),
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [[2, 2, 1, 1]],
    ),
  }),
  correction('Cumprod', 'has no gradient, so that tf.grad throws', {
    saves: {inputsToSave: ['x']},
    gradient: ([dy], saved, attrs) => ({
      x: () => cumprodGradient(dy, saved[0]!, attrs as Running),
    }),
    example: example(x => tf.cumprod(x), [[2, 3, 0, 5]], [[4, 2, 36, 0]]),
  }),
];

type Axes = {
  readonly axis?: number | number[] | null;
  readonly reductionIndices?: number | number[] | null;
};

type Running = {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
};

/** Shared equally by those that are equal: a legal subgradient, and the only symmetric one. */
function extremum(
  dy: tf.Tensor,
  saved: readonly tf.Tensor[],
  axis: number | number[] | null | undefined,
): {x: () => tf.Tensor} {
  const [x, y] = saved as [tf.Tensor, tf.Tensor];
  const axes = axesOf(axis, x.shape);
  const kept = x.shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return {
    x: () => {
      const mask = tf.cast(tf.equal(x, tf.reshape(y, kept)), 'float32');
      return tf.mul(tf.reshape(dy, kept), tf.div(mask, tf.sum(mask, axes, true)));
    },
  };
}

/**
 * The gradient of y_j = Π_{k ≤ j} x_k, exact where some x are 0, where dividing y by x is not:
 *
 *     ∂L/∂x_i = (Π_{k < i} x_k) · Σ_{j ≥ i} ∂L/∂y_j Π_{i < k ≤ j} x_k
 */
function cumprodGradient(dy: tf.Tensor, x: tf.Tensor, {axis, exclusive, reverse}: Running): tf.Tensor {
  const [along] = axesOf(axis, x.shape) as [number];
  const n = x.shape[along]!;
  const order = [...x.shape.keys()].filter(i => i !== along).concat(along);
  const rows = (t: tf.Tensor) => {
    const flat = tf.reshape<tf.Rank.R2>(tf.transpose(t, order), [-1, n]);
    return reverse ? tf.reverse(flat, 1) : flat;
  };
  // Exclusive products are the others, shifted by one place.
  const shifted = exclusive
    ? tf.pad(tf.slice(rows(dy), [0, 1], [-1, n - 1]), [
        [0, 0],
        [0, 1],
      ])
    : rows(dy);
  const flat = productGradient(shifted, rows(x));
  const ordered = tf.reshape(
    reverse ? tf.reverse(flat, 1) : flat,
    order.map(i => x.shape[i]!),
  );
  return tf.transpose(
    ordered,
    order.map((_, i) => order.indexOf(i)),
  );
}

function productGradient(dy: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const n = x.shape[1]!;
  const upper = tf.linalg.bandPart(tf.ones([n, n]), 0, -1); // 1 where j ≥ i
  const beyond = tf.sub(upper, tf.eye(n)); // 1 where k > i
  // between[r, i, j] = Π_{i < k ≤ j} x_rk for j ≥ i
  const factors = tf.add(tf.mul(tf.expandDims(x, 1), beyond), tf.sub(1, beyond));
  const between = tf.mul(tf.cumprod(factors, 2), upper);
  const before = tf.cumprod(x, 1, true);
  return tf.mul(before, tf.sum(tf.mul(between, tf.expandDims(dy, 1)), 2));
}
