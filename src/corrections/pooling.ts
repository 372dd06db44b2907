/**
 * Pools. A mean is over the cells that lie on the input, and so is its gradient; a maximum's goes to the
 * first of the greatest.
 *
 * @see TensorFlow, core/kernels/avgpooling_op.cc, which divides by the cells that lie on the input, as tfjs
 *   does on the way forward.
 */
import * as tf from '@tensorflow/tfjs';
import {isDifferentiating} from '../tfjs/mendedTape';
import {correction, example, type Correction} from './Correction';
import {
  hasRightKernel,
  isRoundedDown,
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
const threeByThree = [[...row(1, 2, 3)[0]!, ...row(4, 5, 6)[0]!, ...row(7, 8, 9)[0]!]];

export const pooling: readonly Correction[] = [
  correction(
    'AvgPool',
    'divides by the window, where part of it lies in the padding, and forgets dimRoundingMode',
    {
      saves: {inputsToSave: ['x']},
      gradient: ([dy], [x], attrs, stock) => {
        const windowsOf = windowsOver(x!.shape);
        if (isStockMean(attrs as Pool2D, windowsOf)) return stock();
        return {x: () => meanGradient(dy, windowsOf(attrs as Pool2D))};
      },
      example: example((x: tf.Tensor4D) => tf.avgPool(x, [1, 2], 1, 'same'), [row(1, 2)], [[0.5, 1.5]]),
      // Rounded up there are 2 × 2 windows of the 3 × 3 pixels, of 4, 2, 2 and 1 of them.
      further: [
        example(
          (x: tf.Tensor4D) => tf.avgPool(x, 2, 2, 0, 'ceil'),
          [threeByThree],
          [[0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1]],
        ),
      ],
    },
  ),
  correction('AvgPool3D', 'divides by the window, where part of it lies in the padding', {
    saves: {inputsToSave: ['x']},
    gradient: ([dy], [x], attrs, stock) => {
      const windowsOf = (of: Pool3D) => slidingThrough(x!.shape, of.filterSize, of);
      if (isStockMean(attrs as Pool3D, windowsOf)) return stock();
      return {x: () => meanGradient(dy, windowsOf(attrs as Pool3D))};
    },
    example: example((x: tf.Tensor5D) => tf.avgPool3d(x, [1, 1, 2], 1, 'same'), [[row(1, 2)]], [[0.5, 1.5]]),
  }),
  correction('MaxPool', 'forgets dimRoundingMode, and has no second derivative', {
    needs: ['Equal'],
    saves: {inputsToSave: ['x'], outputsToSave: [true]},
    gradient: ([dy], saved, attrs, stock) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const windowsOf = windowsOver(x.shape);
      const isStock = isRoundedDown(attrs as Pool2D, windowsOf) && hasRightKernel(tf.MaxPoolGrad);
      if (isStock && !isDifferentiating()) return stock();
      return {x: () => maximumGradient(dy, x, y, windowsOf(attrs as Pool2D))};
    },
    // Rounded up there are 2 × 2 windows of the 3 × 3 pixels.
    example: example(
      (x: tf.Tensor4D) => tf.maxPool(x, 2, 2, 0, 'ceil'),
      [threeByThree],
      [[0, 0, 0, 0, 1, 1, 0, 1, 1]],
    ),
    further: [
      example(
        tf.grad(x => tf.square(tf.maxPool(x as tf.Tensor4D, [1, 2], 2, 'valid'))),
        [row(1, 3)],
        [[0, 2]],
      ),
    ],
  }),
  correction('MaxPool3D', 'loses the gradient of oblong windows on cpu, and has no second derivative', {
    needs: ['Equal'],
    saves: {inputsToSave: ['x'], outputsToSave: [true]},
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
    further: [
      example(
        tf.grad(x => tf.square(tf.maxPool3d(x as tf.Tensor5D, 1, 1, 'valid'))),
        [[[[[[3]]]]]],
        [[2]],
      ),
    ],
  }),
  correction('MaxPoolWithArgmax', 'has no gradient, so that tf.grad throws', {
    needs: ['Equal'],
    saves: {inputsToSave: ['x'], outputsToSave: [true, false]},
    gradient: ([dy], saved, attrs) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      return {x: () => maximumGradient(dy, x, y, windowsOver(x.shape)(attrs as Pool2D))};
    },
    example: example(
      (x: tf.Tensor4D) => tf.maxPoolWithArgmax(x, [1, 2], 2, 'same')['result']!,
      [row(1, 2, 4, 3)],
      [[0, 1, 1, 0]],
    ),
  }),
];

function windowsOver(shape: readonly number[]): (attrs: Pool2D) => Sliding[] {
  return attrs => slidingOver(shape, attrs.filterSize, attrs);
}

/** Whether tfjs's own mean is right, for whose bits it is then taken. */
function isStockMean<A extends Pool2D | Pool3D>(
  attrs: A,
  windowsOf: (attrs: A) => readonly Sliding[],
): boolean {
  return isWithin(windowsOf(attrs)) && isRoundedDown(attrs, windowsOf) && !isDifferentiating();
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
