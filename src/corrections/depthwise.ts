/**
 * Depthwise convolutions: each channel has its own filters, y_pcm = Σ_k x_{p+k,c} w_kcm.
 *
 *     ∂L/∂x_{p+k,c} += Σ_m ∂L/∂y_pcm w_kcm        ∂L/∂w_kcm = Σ_p x_{p+k,c} ∂L/∂y_pcm
 *
 * @see TensorFlow, python/ops/nn_grad.py: `_DepthwiseConv2dNativeGrad` and the gradients of its two
 *   backpropagations.
 */
import * as tf from '@tensorflow/tfjs';
import {hasKernel} from '../tfjs/kernels';
import {kernel} from './composing';
import {correction, example, type Correction, type Gradients} from './Correction';
import {slidingOver, type WindowAttributes} from './sliding';
import {cellOf, cellsOf, padInput, sumOfCells} from './windows';

const missing = 'has no gradient, so that a depthwise convolution has no second derivative';
const pixel = (value: number) => [[[[value]]]];

export const depthwise: readonly Correction[] = [
  correction('DepthwiseConv2dNative', 'throws for dilations', {
    needs: ['DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter'],
    saves: {inputsToSave: ['x', 'filter']},
    gradient: ([dy], saved, attrs) => {
      const [x, filter] = saved as [tf.Tensor, tf.Tensor];
      return depthwiseGradients(dy, x, filter, attrs as WindowAttributes);
    },
    example: example(
      (x: tf.Tensor4D, w: tf.Tensor4D) => tf.depthwiseConv2d(x, w, 1, 'valid', 'NHWC', [1, 2]),
      [[[[[1], [2], [3]]]], [[[[5]], [[7]]]]],
      [
        [5, 0, 7],
        [1, 3],
      ],
    ),
  }),
  correction('DepthwiseConv2dNativeBackpropInput', missing, {
    needs: ['DepthwiseConv2dNativeBackpropFilter'],
    saves: {inputsToSave: ['dy', 'filter']},
    gradient: ([ddx], saved, attrs) => {
      const [dy, filter] = saved as [tf.Tensor, tf.Tensor];
      return {
        dy: () => convolved(ddx, filter, attrs as WindowAttributes),
        filter: () => filterGradient(dy, ddx, filter.shape, attrs as WindowAttributes),
      };
    },
    // (x w)² by x is 2 x w², of which the gradient by w is 4 x w.
    example: example(
      (w: tf.Tensor4D) =>
        tf.grad(x => tf.square(tf.depthwiseConv2d(x as tf.Tensor4D, w, 1, 'valid')))(
          tf.tensor4d([5], [1, 1, 1, 1]),
        ),
      [pixel(3)],
      [[60]],
    ),
  }),
  correction('DepthwiseConv2dNativeBackpropFilter', missing, {
    needs: ['DepthwiseConv2dNativeBackpropInput'],
    saves: {inputsToSave: ['x', 'dy']},
    gradient: ([ddw], saved, attrs) => {
      const [x, dy] = saved as [tf.Tensor, tf.Tensor];
      return {
        x: () => inputGradient(dy, x.shape, ddw, attrs as WindowAttributes),
        dy: () => convolved(x, ddw, attrs as WindowAttributes),
      };
    },
    example: example(
      (x: tf.Tensor4D) =>
        tf.grad(w => tf.square(tf.depthwiseConv2d(x, w as tf.Tensor4D, 1, 'valid')))(
          tf.tensor4d([5], [1, 1, 1, 1]),
        ),
      [pixel(3)],
      [[60]],
    ),
  }),
];

function convolved(
  x: tf.Tensor,
  filter: tf.Tensor,
  {strides, pad, dilations, dimRoundingMode}: WindowAttributes,
) {
  return tf.depthwiseConv2d(
    x as tf.Tensor4D,
    filter as tf.Tensor4D,
    strides,
    pad,
    'NHWC',
    dilations,
    dimRoundingMode,
  );
}

export function depthwiseGradients(
  dy: tf.Tensor,
  x: tf.Tensor,
  filter: tf.Tensor,
  attrs: WindowAttributes,
): Gradients & Record<'x' | 'filter', () => tf.Tensor> {
  return {
    x: () => inputGradient(dy, x.shape, filter, attrs),
    filter: () => filterGradient(dy, x, filter.shape, attrs),
  };
}

function inputGradient(
  dy: tf.Tensor,
  inputShape: number[],
  filter: tf.Tensor,
  attrs: WindowAttributes,
): tf.Tensor {
  if (isPlain(attrs) && hasKernel(tf.DepthwiseConv2dNativeBackpropInput)) {
    return kernel(tf.DepthwiseConv2dNativeBackpropInput, {dy, filter}, {...plain(attrs), inputShape});
  }
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const windows = slidingOver(inputShape, [height, width], attrs);
  const split = tf.reshape(dy, [-1, channels, multiplier]);
  const weights = tf.reshape(filter, [height * width, channels, multiplier]);
  return sumOfCells(windows, (_, k) => {
    const own = tf.slice(weights, [k, 0, 0], [1, channels, multiplier]);
    return tf.reshape(tf.sum(tf.mul(split, own), 2), [...dy.shape.slice(0, 3), channels]);
  });
}

function filterGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  filterShape: number[],
  attrs: WindowAttributes,
): tf.Tensor {
  if (isPlain(attrs) && hasKernel(tf.DepthwiseConv2dNativeBackpropFilter)) {
    return kernel(tf.DepthwiseConv2dNativeBackpropFilter, {x, dy}, {...plain(attrs), filterShape});
  }
  const [height, width, channels, multiplier] = filterShape as [number, number, number, number];
  const windows = slidingOver(x.shape, [height, width], attrs);
  const padded = padInput(x, windows);
  const split = tf.reshape(dy, [-1, channels, multiplier]);
  const products = cellsOf(windows).map(cell => {
    const cut = tf.reshape(cellOf(padded, windows, cell), [-1, channels, 1]);
    return tf.sum(tf.mul(cut, split), 0);
  });
  return tf.reshape(tf.stack(products), filterShape);
}

function plain({strides, pad, dimRoundingMode}: WindowAttributes): object {
  return {strides, pad, dimRoundingMode, dilations: [1, 1]};
}

function isPlain({dilations}: WindowAttributes): boolean {
  return [dilations ?? 1].flat().every(d => d === 1);
}
