/**
 * Pools. A mean is over the cells that lie on the input, and so is its gradient; a maximum's goes to the first of the greatest.
 *
 * @see TensorFlow, core/kernels/avgpooling_op.cc, which divides by the cells that lie on the input, as tfjs does on the way forward.
 */
import * as tf from '@tensorflow/tfjs';
import {isDifferentiating} from '../tfjs/mendedTape';
import {correction, example, type Correction} from './Correction';
import {
  hasRightKernel,
  slidingOver,
  slidingThrough,
  type VolumeAttributes,
  type WindowAttributes,
} from './sliding';
import {
  cellOf,
  coveredCells,
  isWithin,
  padInput,
  putBack,
  dropPadding,
  cellsOf,
  sumOfCells,
  type Sliding,
} from './windows';

type Pool2D = WindowAttributes & {readonly filterSize: number | [number, number]};
type Pool3D = VolumeAttributes & {readonly filterSize: number | [number, number, number]};

const row = (...values: number[]) => [[values.map(value => [value])]];

export const pooling: readonly Correction[] = [
  correction(
    'AvgPool',
    'divides by the window, where part of it lies in the padding, and forgets dimRoundingMode',
    {
      gradient: ([dy], [x], attrs, stock) => {
        const windows = slidingOver(x!.shape, (attrs as Pool2D).filterSize, attrs as Pool2D);
        return isStockMean(windows, attrs) ? stock() : {x: () => meanGradient(dy, windows)};
      },
      example: example((x: tf.Tensor4D) => tf.avgPool(x, [1, 2], 1, 'same'), [row(1, 2)], [[0.5, 1.5]]),
    },
  ),
  correction('AvgPool3D', 'divides by the window, where part of it lies in the padding', {
    gradient: ([dy], [x], attrs, stock) => {
      const windows = slidingThrough(x!.shape, (attrs as Pool3D).filterSize, attrs as Pool3D);
      return isStockMean(windows, attrs) ? stock() : {x: () => meanGradient(dy, windows)};
    },
    example: example((x: tf.Tensor5D) => tf.avgPool3d(x, [1, 1, 2], 1, 'same'), [[row(1, 2)]], [[0.5, 1.5]]),
  }),
  correction('MaxPool', 'forgets dimRoundingMode, and has no second derivative', {
    gradient: ([dy], saved, attrs, stock) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const isStock = !isDifferentiating() && !isRounded(attrs) && hasRightKernel(tf.MaxPoolGrad);
      if (isStock) return stock();
      const windows = slidingOver(x.shape, (attrs as Pool2D).filterSize, attrs as Pool2D);
      return {x: () => maximumGradient(dy, x, y, windows)};
    },
    // Rounded up there are 2 × 2 windows of the 3 × 3 pixels.
    example: example(
      (x: tf.Tensor4D) => tf.maxPool(x, 2, 2, 0, 'ceil'),
      [
        [
          [
            [[1], [2], [3]],
            [[4], [5], [6]],
            [[7], [8], [9]],
          ],
        ],
      ],
      [[0, 0, 0, 0, 1, 1, 0, 1, 1]],
    ),
  }),
  correction('MaxPool3D', 'loses the gradient of oblong windows on cpu, and has no second derivative', {
    gradient: ([dy], saved, attrs, stock) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const windows = slidingThrough(x.shape, (attrs as Pool3D).filterSize, attrs as Pool3D);
      const isCube = windows.every(({cells}) => cells === windows[0]!.cells);
      const isStock = isCube && !isDifferentiating() && hasRightKernel(tf.MaxPool3DGrad);
      return isStock ? stock() : {x: () => maximumGradient(dy, x, y, windows)};
    },
    example: example(
      (x: tf.Tensor5D) => tf.maxPool3d(x, [1, 2, 1], [1, 2, 1], 'valid'),
      [[[[[[1]], [[2]]]]]],
      [[0, 1]],
    ),
  }),
  correction('MaxPoolWithArgmax', 'has no gradient, so that tf.grad throws', {
    saves: {inputsToSave: ['x'], outputsToSave: [true, false]},
    gradient: ([dy], saved, attrs) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const windows = slidingOver(x.shape, (attrs as Pool2D).filterSize, attrs as Pool2D);
      return {x: () => maximumGradient(dy, x, y, windows)};
    },
    example: example(
      (x: tf.Tensor4D) => tf.maxPoolWithArgmax(x, [1, 2], 2, 'same')['result']!,
      [row(1, 2, 4, 3)],
      [[0, 1, 1, 0]],
    ),
  }),
];

/** Rounded down is what tfjs's gradients take every size for. */
function isRounded(attrs: tf.NamedAttrMap): boolean {
  const {dimRoundingMode} = attrs as WindowAttributes;
  return dimRoundingMode === 'ceil' || dimRoundingMode === 'round';
}

function isStockMean(windows: readonly Sliding[], attrs: tf.NamedAttrMap): boolean {
  return isWithin(windows) && !isRounded(attrs) && !isDifferentiating();
}

/**
 * y_p = Σ_{k on the input} x_k / n_p   ⇒   ∂L/∂x_i = Σ_{p ∋ i} ∂L/∂y_p / n_p
 *
 * One axis after the other, as both the sum and the count n_p are products over the axes.
 */
function meanGradient(dy: tf.Tensor, windows: readonly Sliding[]): tf.Tensor {
  let mean = dy;
  for (const [i, window] of windows.entries()) {
    const shape = dy.shape.map((_, axis) => (axis === i + 1 ? window.places : 1));
    // A window that lies in the padding altogether is NaN on the way forward.
    mean = tf.div(mean, tf.tensor(coveredCells(window).map(count => Math.max(1, count)), shape)); // prettier-ignore
  }
  return windows.reduce((x, window, i) => {
    // Along this axis alone; the others are windows of one cell.
    const single = windows.map((_, axis) => (axis === i ? window : still(x.shape[axis + 1]!)));
    return sumOfCells(single, () => x);
  }, mean);
}

function still(size: number): Sliding {
  return {size, cells: 1, stride: 1, dilation: 1, before: 0, places: size};
}

/** Below every number that float32 has. */
const lowest = -3.4028234663852886e38;

/** Each window's to the first cell that has the maximum. */
function maximumGradient(dy: tf.Tensor, x: tf.Tensor, y: tf.Tensor, windows: readonly Sliding[]): tf.Tensor {
  const padded = padInput(x, windows, lowest);
  let unclaimed: tf.Tensor = tf.ones(y.shape);
  let total: tf.Tensor | undefined;
  for (const cell of cellsOf(windows)) {
    const isGreatest = tf.cast(tf.equal(cellOf(padded, windows, cell), y), 'float32');
    const claimed = tf.mul(isGreatest, unclaimed);
    unclaimed = tf.sub(unclaimed, claimed);
    const part = putBack(tf.mul(dy, claimed), windows, cell);
    total = total ? tf.add(total, part) : part;
  }
  return dropPadding(total!, windows);
}
