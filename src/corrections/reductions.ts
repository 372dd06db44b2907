/** Maxima, products and running sums. */
import * as tf from '@tensorflow/tfjs';
import {axesOf} from './composing';
import {correction, example, type Correction} from './Correction';

export const reductions: readonly Correction[] = [
  correction('Max', 'counts every one of equal maxima, and has no second derivative', {
    needs: ['Equal'],
    saves: {inputsToSave: ['x'], outputsToSave: [true]},
    gradient: ([dy], saved, attrs) => extremum(dy, saved, (attrs as Axes).reductionIndices),
    example: example(x => tf.max(x), [[3, 1, 3]], [[0.5, 0, 0.5]]),
  }),
  correction('Min', 'counts every one of equal minima, and has no second derivative', {
    needs: ['Equal'],
    saves: {inputsToSave: ['x'], outputsToSave: [true]},
    gradient: ([dy], saved, attrs) => extremum(dy, saved, (attrs as Axes).axis),
    example: example(x => tf.min(x), [[1, 3, 1]], [[0.5, 0, 0.5]]),
  }),
  correction('Prod', 'throws for an axis that is counted from the end', {
    needs: ['Cumprod'],
    saves: {inputsToSave: ['x']},
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
    saves: {inputsToSave: ['x']},
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

/** Along the last axis and forwards; an axis elsewhere is moved there, and the other direction reversed. */
function cumprodGradient(dy: tf.Tensor, x: tf.Tensor, {axis, exclusive, reverse}: Running): tf.Tensor {
  const [along] = axesOf(axis, x.shape) as [number];
  const n = x.shape[along]!;
  if (x.size === 0) return tf.zeros(x.shape);
  const order = [...x.shape.keys()].filter(i => i !== along).concat(along);
  const rows = (t: tf.Tensor) => {
    const flat = tf.reshape<tf.Rank.R2>(tf.transpose(t, order), [-1, n]);
    return reverse ? tf.reverse(flat, 1) : flat;
  };
  const flat = exclusive ? exclusiveGradient(rows(dy), rows(x)) : productGradient(rows(dy), rows(x));
  const ordered = tf.reshape(
    reverse ? tf.reverse(flat, 1) : flat,
    order.map(i => x.shape[i]!),
  );
  return tf.transpose(
    ordered,
    order.map((_, i) => order.indexOf(i)),
  );
}

/** Exclusive products are 1 and the others but for the last, which has no part in any. */
function exclusiveGradient(dy: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  const n = x.shape[1];
  if (n === 1) return tf.zerosLike(x);
  const gradient = productGradient(tf.slice(dy, [0, 1], [-1, n - 1]), tf.slice(x, [0, 0], [-1, n - 1]));
  return tf.pad(gradient, [
    [0, 0],
    [0, 1],
  ]);
}

/**
 * The gradient of y_j = Π_{k ≤ j} x_k, exact where some x are 0 or infinite, where dividing y by x is not:
 *
 *     ∂L/∂x_i = (Π_{k < i} x_k) · S_i        S_i = Σ_{j ≥ i} ∂L/∂y_j Π_{i < k ≤ j} x_k = ∂L/∂y_i + x_{i+1} S_{i+1}
 *
 * The recurrence in ⌈log₂ n⌉ steps: with the terms of S_i up to j = i + d − 1, and the product of the d
 * factors behind i, those up to j = i + 2d − 1 are S_i + (product of d factors) · S_{i+d}. No tensor is
 * larger than x.
 *
 * @see Blelloch, "Prefix sums and their applications", 1990, section 1.4.
 */
function productGradient(dy: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  const n = x.shape[1];
  const columns = (t: tf.Tensor2D, begin: number, end: number) => tf.slice(t, [0, begin], [-1, end - begin]);
  let sums = dy;
  let factors = columns(x, 1, n); // of columns 0 to n − d − 1
  for (let d = 1; d < n; d *= 2) {
    const later = tf.mul(factors, columns(sums, d, n));
    const longer = tf.add<tf.Tensor2D>(columns(sums, 0, n - d), later);
    sums = tf.concat([longer, columns(sums, n - d, n)], 1);
    if (2 * d < n) factors = tf.mul(columns(factors, 0, n - 2 * d), columns(factors, d, n - d));
  }
  return tf.mul(tf.cumprod(x, 1, true), sums);
}
