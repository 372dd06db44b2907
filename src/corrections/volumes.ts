/**
 * Three-dimensional convolutions, by the formulas of convolution.ts.
 *
 * @see TensorFlow, python/ops/nn_grad.py: `_Conv3DGrad`, `_Conv3DBackpropInputGrad`,
 *   `_Conv3DBackpropFilterGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {kernel} from './composing';
import {cellProducts} from './convolution';
import {correction, example, type Correction} from './Correction';
import {hasRightKernel, slidingThrough, type VolumeAttributes} from './sliding';
import {sumOfCells, type Sliding} from './windows';

const cube = (value: number) => [[[[[value]]]]];

export const volumes: readonly Correction[] = [
  correction('Conv3D', 'throws for dilations', {
    needs: ['Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2'],
    saves: {inputsToSave: ['x', 'filter']},
    gradient: ([dy], saved, attrs) => {
      const [x, filter] = saved as [tf.Tensor, tf.Tensor];
      return {
        x: () => inputGradient(dy, x.shape, filter, attrs as VolumeAttributes),
        filter: () => filterGradient(dy, x, filter.shape, attrs as VolumeAttributes),
      };
    },
    example: example(
      (x: tf.Tensor5D, w: tf.Tensor5D) => tf.conv3d(x, w, 1, 'valid', 'NDHWC', [1, 1, 2]),
      [[[[[[1], [2], [3]]]]], [[[[[5]], [[7]]]]]],
      [
        [5, 0, 7],
        [1, 3],
      ],
    ),
  }),
  correction('Conv3DBackpropInputV2', 'has no gradient, so that tf.grad of conv3dTranspose throws', {
    needs: ['Conv3DBackpropFilterV2'],
    saves: {inputsToSave: ['dy', 'filter']},
    gradient: ([ddx], saved, attrs) => {
      const [dy, filter] = saved as [tf.Tensor, tf.Tensor];
      return {
        dy: () => convolved(ddx, filter, attrs as VolumeAttributes),
        filter: () => filterGradient(dy, ddx, filter.shape, attrs as VolumeAttributes),
      };
    },
    example: example(
      (dy: tf.Tensor5D, w: tf.Tensor5D) => tf.conv3dTranspose(dy, w, [1, 1, 1, 1, 1], 1, 'valid'),
      [cube(3), cube(5)],
      [[5], [3]],
    ),
  }),
  correction('Conv3DBackpropFilterV2', 'has no gradient, so that a convolution has no second derivative', {
    needs: ['Conv3DBackpropInputV2'],
    saves: {inputsToSave: ['x', 'dy']},
    gradient: ([ddw], saved, attrs) => {
      const [x, dy] = saved as [tf.Tensor, tf.Tensor];
      return {
        x: () => inputGradient(dy, x.shape, ddw, attrs as VolumeAttributes),
        dy: () => convolved(x, ddw, attrs as VolumeAttributes),
      };
    },
    // As for conv2d: 4 w x.
    example: example(
      (x: tf.Tensor5D) =>
        tf.grad(w => tf.square(tf.conv3d(x, w as tf.Tensor5D, 1, 'valid')))(
          tf.tensor5d([5], [1, 1, 1, 1, 1]),
        ),
      [cube(3)],
      [[60]],
    ),
  }),
];

function convolved(x: tf.Tensor, filter: tf.Tensor, {strides, pad}: VolumeAttributes): tf.Tensor {
  return tf.conv3d(x as tf.Tensor5D, filter as tf.Tensor5D, strides, pad as 'same');
}

function inputGradient(
  dy: tf.Tensor,
  inputShape: number[],
  filter: tf.Tensor,
  attrs: VolumeAttributes,
): tf.Tensor {
  const {strides, pad} = attrs;
  if (isPlain(attrs) && hasRightKernel(tf.Conv3DBackpropInputV2)) {
    return kernel(tf.Conv3DBackpropInputV2, {dy, filter}, {strides, pad, inputShape});
  }
  const windows = windowsOf(inputShape, filter.shape, attrs);
  const [channels, units] = filter.shape.slice(3) as [number, number];
  const matrices = tf.reshape(filter, [-1, channels, units]);
  const rows = tf.reshape(dy, [-1, units]);
  return sumOfCells(windows, (_, k) => {
    const matrix = tf.reshape(tf.slice(matrices, [k, 0, 0], [1, channels, units]), [channels, units]);
    return tf.reshape(tf.matMul(rows, matrix, false, true), [...dy.shape.slice(0, 4), channels]);
  });
}

function filterGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  filterShape: number[],
  attrs: VolumeAttributes,
): tf.Tensor {
  const {strides, pad} = attrs;
  if (isPlain(attrs) && hasRightKernel(tf.Conv3DBackpropFilterV2)) {
    return kernel(tf.Conv3DBackpropFilterV2, {x, dy}, {strides, pad, filterShape});
  }
  return tf.reshape(cellProducts(x, dy, windowsOf(x.shape, filterShape, attrs)), filterShape);
}

function windowsOf(inputShape: number[], filterShape: number[], attrs: VolumeAttributes): Sliding[] {
  return slidingThrough(inputShape, filterShape.slice(0, 3) as [number, number, number], attrs);
}

function isPlain({dilations}: VolumeAttributes): boolean {
  return [dilations ?? 1].flat().every(d => d === 1);
}
