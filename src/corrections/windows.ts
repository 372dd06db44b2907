/**
 * Windows that slide over an image or a volume, for gradients that tfjs's kernels get wrong or lack. A window's k-th cell, over all places
 * of the window, is one tensor, cut out of the padded input by slices (`cellOf`); putting such a tensor back where it was cut out is the
 * transposed of that (`putBack`). Everything is made of pad, slice and reshape: right on every backend, with any stride, dilation, padding
 * and rounding, and differentiable again.
 */
import * as tf from '@tensorflow/tfjs';

/** How windows lie along one axis. */
export interface Sliding {
  /** Cells of the input, and of the window. */
  readonly size: number;
  readonly cells: number;
  readonly stride: number;
  readonly dilation: number;
  /** Cells of padding before the input's first; negative if the first windows begin behind it. */
  readonly before: number;
  /** Places of the window. */
  readonly places: number;
}

/** One offset for each axis. */
type Offsets = readonly number[];

/** The offsets of all of a window's cells. */
export function cellsOf(windows: readonly Sliding[]): Offsets[] {
  return windows.reduce<Offsets[]>(
    (cells, {cells: count}) => cells.flatMap(cell => [...Array(count).keys()].map(k => [...cell, k])),
    [[]],
  );
}

/** Cuts a cell out of an input that was padded: `[batch, …places, channels]`. */
export function cellOf(padded: tf.Tensor, windows: readonly Sliding[], cell: Offsets): tf.Tensor {
  return windows.reduce((x, {stride, dilation, places}, i) => {
    const begin = x.shape.map((_, axis) => (axis === i + 1 ? cell[i]! * dilation : 0));
    const size = x.shape.map((whole, axis) => (axis === i + 1 ? places * stride : whole));
    return everyNth(tf.slice(x, begin, size), i + 1, stride);
  }, padded);
}

/** Puts what belongs to a cell back into a padded input of zeros. */
export function putBack(values: tf.Tensor, windows: readonly Sliding[], cell: Offsets): tf.Tensor {
  return windows.reduce((x, window, i) => {
    const {stride, dilation, places} = window;
    const begin = cell[i]! * dilation;
    const paddings = x.shape.map((_, axis): [number, number] =>
      axis === i + 1 ? [begin, paddedSize(window) - begin - places * stride] : [0, 0],
    );
    return tf.pad(spread(x, i + 1, stride), paddings);
  }, values);
}

/** The input with its padding, so that every cell of every window is in it. */
export function padInput(x: tf.Tensor, windows: readonly Sliding[], value = 0): tf.Tensor {
  const [before, after] = margins(windows);
  const begin = [0, ...before.map(n => Math.max(0, -n)), 0];
  const end = [0, ...after.map(n => Math.max(0, -n)), 0];
  const cropped = tf.slice(
    x,
    begin,
    x.shape.map((size, i) => size - begin[i]! - end[i]!),
  );
  const paddings = before.map((n, i): [number, number] => [Math.max(0, n), Math.max(0, after[i]!)]);
  return tf.pad(cropped, [[0, 0], ...paddings, [0, 0]], value);
}

/** The transposed of `padInput`: drops the padding. */
export function dropPadding(padded: tf.Tensor, windows: readonly Sliding[]): tf.Tensor {
  const [before, after] = margins(windows);
  const begin = [0, ...before.map(n => Math.max(0, n)), 0];
  const end = [0, ...after.map(n => Math.max(0, n)), 0];
  const cropped = tf.slice(
    padded,
    begin,
    padded.shape.map((size, i) => size - begin[i]! - end[i]!),
  );
  const paddings = before.map((n, i): [number, number] => [Math.max(0, -n), Math.max(0, -after[i]!)]);
  return tf.pad(cropped, [[0, 0], ...paddings, [0, 0]]);
}

/** Sums over the cells of a window what each puts back, and drops the padding. */
export function sumOfCells(
  windows: readonly Sliding[],
  valuesOf: (cell: Offsets, index: number) => tf.Tensor,
): tf.Tensor {
  let total: tf.Tensor | undefined;
  for (const [index, cell] of cellsOf(windows).entries()) {
    const part = putBack(valuesOf(cell, index), windows, cell);
    total = total ? tf.add(total, part) : part;
  }
  return dropPadding(total!, windows);
}

/** Whether every window lies within the input. */
export function isWithin(windows: readonly Sliding[]): boolean {
  return windows.every(window => coveredCells(window).every(count => count === window.cells));
}

/** How many of a window's cells lie on the input, for each of its places along one axis. */
export function coveredCells({size, cells, stride, dilation, before, places}: Sliding): number[] {
  const isOn = (place: number, k: number) => {
    const at = place * stride + k * dilation - before;
    return at >= 0 && at < size;
  };
  return Array.from(
    {length: places},
    (_, place) => [...Array(cells).keys()].filter(k => isOn(place, k)).length,
  );
}

function paddedSize({cells, stride, dilation, places}: Sliding): number {
  return (cells - 1) * dilation + places * stride;
}

/** How many cells to add before and after; negative ones are left out. */
function margins(windows: readonly Sliding[]): [number[], number[]] {
  return [
    windows.map(({before}) => before),
    windows.map(window => paddedSize(window) - window.before - window.size),
  ];
}

/** Every n-th entry along an axis, from the first on. */
function everyNth(x: tf.Tensor, axis: number, n: number): tf.Tensor {
  if (n === 1) return x;
  const inner = tf.util.sizeFromShape(x.shape.slice(axis + 1));
  const groups = tf.reshape(x, [-1, n * inner]);
  const first = tf.slice(groups, [0, 0], [-1, inner]);
  return tf.reshape(first, resized(x, axis, x.shape[axis]! / n));
}

/** The transposed of `everyNth`: n − 1 zeros behind each entry. */
function spread(x: tf.Tensor, axis: number, n: number): tf.Tensor {
  if (n === 1) return x;
  const inner = tf.util.sizeFromShape(x.shape.slice(axis + 1));
  const padded = tf.pad(tf.reshape(x, [-1, inner]), [
    [0, 0],
    [0, (n - 1) * inner],
  ]);
  return tf.reshape(padded, resized(x, axis, x.shape[axis]! * n));
}

function resized({shape}: tf.Tensor, axis: number, size: number): number[] {
  return shape.map((own, i) => (i === axis ? size : own));
}
