/**
 * Two-dimensional convolutions. With the cells k of the window, y_p = Σ_k x_{p+k} W_k, W_k a matrix of
 * channels:
 *
 *     ∂L/∂x_{p+k} += ∂L/∂y_p W_kᵀ        ∂L/∂W_k = Σ_p x_{p+k}ᵀ ∂L/∂y_p
 *
 * tfjs's kernels compute both without dilation and rounded down; where these differ, or a backend lacks a
 * kernel, the sums are composed.
 *
 * @see Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
 */
import * as tf from '@tensorflow/tfjs';
import {hasKernel} from '../tfjs/kernels';
import {kernel} from './composing';
import {correction, example, type Correction, type Gradients} from './Correction';
import {isRoundedDown, slidingOver, type WindowAttributes} from './sliding';
import {cellOf, cellsOf, padInput, sumOfCells, type Sliding} from './windows';

export type Convolution = WindowAttributes & {readonly dataFormat?: 'NHWC' | 'NCHW'};

const missing2 = 'has no gradient, so that a convolution has no second derivative';
const pixels = [[[[1], [2], [3]]]]; // prettier-ignore
const ones = (a: number, b: number) => [[[[a]], [[b]]]]; // prettier-ignore

export const convolution: readonly Correction[] = [
  correction('Conv2D', 'throws for dilations, forgets dimRoundingMode', {
    needs: ['Conv2DBackpropFilter'],
    saves: {inputsToSave: ['x', 'filter']},
    gradient: ([dy], saved, attrs) => {
      const [x, filter] = saved as [tf.Tensor, tf.Tensor];
      return convolutionGradients(dy, x, filter, attrs as Convolution);
    },
    example: example(
      (x: tf.Tensor4D, w: tf.Tensor4D) => tf.conv2d(x, w, 1, 'valid', 'NHWC', [1, 2]),
      [pixels, ones(5, 7)],
      [
        [5, 0, 7],
        [1, 3],
      ],
    ),
    // Rounded up there are two windows of the three pixels: 5 · 1 + 7 · 2 and 5 · 3.
    further: [
      example(
        (x: tf.Tensor4D, w: tf.Tensor4D) =>
          tf.conv2d(x, w, [1, 2], [[0, 0], [0, 0], [0, 0], [0, 0]], 'NHWC', 1, 'ceil'), // prettier-ignore
        [pixels, ones(5, 7)],
        [
          [5, 7, 5],
          [4, 2],
        ],
      ),
    ],
  }),
  // Its op is the transposed convolution, whose gradient is the convolution.
  correction('Conv2DBackpropInput', 'needs a kernel that wasm lacks', {
    saves: {inputsToSave: ['dy', 'filter']},
    gradient: ([ddx], saved, attrs, stock) => {
      const [dy, filter] = saved as [tf.Tensor, tf.Tensor];
      return {dy: stock()['dy']!, filter: () => filterGradient(dy, ddx, filter.shape, attrs as Convolution)};
    },
    on: 'wasm',
    example: example(
      (dy: tf.Tensor4D, w: tf.Tensor4D) => tf.conv2dTranspose(dy, w, [1, 1, 1, 1], 1, 'valid'),
      [[[[[3]]]], [[[[5]]]]],
      [[5], [3]],
    ),
  }),
  correction('Conv2DBackpropFilter', missing2, {
    needs: ['Conv2DBackpropInput'],
    saves: {inputsToSave: ['x', 'dy']},
    gradient: ([ddw], saved, attrs) => {
      const [x, dy] = saved as [tf.Tensor, tf.Tensor];
      const {strides, pad, dataFormat = 'NHWC', dimRoundingMode} = attrs as Convolution;
      return {
        x: () => inputGradient(dy, x.shape, ddw, attrs as Convolution),
        dy: () =>
          tf.conv2d(x as tf.Tensor4D, ddw as tf.Tensor4D, strides, pad, dataFormat, 1, dimRoundingMode),
      };
    },
    example: secondDerivative(),
  }),
];

/** (x w)² by w is 2 w x², of which the gradient by x is 4 w x. */
function secondDerivative() {
  return example(
    (x: tf.Tensor4D) =>
      tf.grad(w => tf.square(tf.conv2d(x, w as tf.Tensor4D, 1, 'valid')))(tf.tensor4d([5], [1, 1, 1, 1])),
    [[[[[3]]]]],
    [[60]],
  );
}

export function convolutionGradients(
  dy: tf.Tensor,
  x: tf.Tensor,
  filter: tf.Tensor,
  attrs: Convolution,
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
  attrs: Convolution,
): tf.Tensor {
  if (isPlain(attrs, inputShape, filter.shape)) {
    const {strides, pad, dataFormat = 'NHWC'} = attrs;
    return kernel(tf.Conv2DBackpropInput, {dy, filter}, {strides, pad, dataFormat, inputShape});
  }
  return onChannelsLast(attrs, dy, inputShape, (last, shape, lastAttrs) => {
    const [cells, matrices] = matricesOf(filter);
    const windows = slidingOver(shape, cells, lastAttrs);
    const rows = tf.reshape(last, [-1, last.shape.at(-1)!]);
    const places = last.shape.slice(0, -1);
    return sumOfCells(windows, (_, k) =>
      tf.reshape(tf.matMul(rows, tf.squeeze(tf.slice(matrices, k, 1), [0]), false, true), [
        ...places,
        matrices.shape[1],
      ]),
    );
  });
}

function filterGradient(dy: tf.Tensor, x: tf.Tensor, filterShape: number[], attrs: Convolution): tf.Tensor {
  if (isPlain(attrs, x.shape, filterShape) && hasKernel(tf.Conv2DBackpropFilter)) {
    const {strides, pad, dataFormat = 'NHWC'} = attrs;
    return kernel(tf.Conv2DBackpropFilter, {x, dy}, {strides, pad, dataFormat, filterShape});
  }
  const [last, lastAttrs] = channelsLast(attrs, x);
  const [lastDy] = channelsLast(attrs, dy);
  const windows = slidingOver(last.shape, filterShape.slice(0, 2) as [number, number], lastAttrs);
  return tf.reshape(cellProducts(last, lastDy, windows), filterShape);
}

/** Σ_p x_{p+k}ᵀ ∂L/∂y_p for every cell k: `[cells, channels in, channels out]`. */
export function cellProducts(x: tf.Tensor, dy: tf.Tensor, windows: readonly Sliding[]): tf.Tensor {
  const padded = padInput(x, windows);
  const right = tf.reshape(dy, [-1, dy.shape.at(-1)!]);
  const left = (cell: readonly number[]) => tf.reshape(cellOf(padded, windows, cell), [-1, x.shape.at(-1)!]);
  return tf.stack(cellsOf(windows).map(cell => tf.matMul(left(cell), right, true)));
}

/** What the kernels do: windows without dilation, as many as fit. */
function isPlain(attrs: Convolution, inputShape: readonly number[], filterShape: readonly number[]): boolean {
  const {dilations, dataFormat} = attrs;
  const [batch, ...rest] = inputShape as [number, number, number, number];
  const last = dataFormat === 'NCHW' ? [batch, rest[1], rest[2], rest[0]] : inputShape;
  const cells = filterShape.slice(0, 2) as [number, number];
  const windowsOf = (of: Convolution) => slidingOver(last, cells, of);
  return [dilations ?? 1].flat().every(d => d === 1) && isRoundedDown(withLastPad(attrs), windowsOf);
}

function matricesOf(filter: tf.Tensor): [[number, number], tf.Tensor3D] {
  const [height, width, channels, units] = filter.shape as [number, number, number, number];
  return [[height, width], tf.reshape(filter, [height * width, channels, units])];
}

function onChannelsLast(
  attrs: Convolution,
  dy: tf.Tensor,
  shape: readonly number[],
  work: (dy: tf.Tensor, shape: readonly number[], attrs: Convolution) => tf.Tensor,
): tf.Tensor {
  if (attrs.dataFormat !== 'NCHW') return work(dy, shape, attrs);
  const [last, lastAttrs] = channelsLast(attrs, dy);
  const lastShape = [shape[0]!, shape[2]!, shape[3]!, shape[1]!];
  return tf.transpose(work(last, lastShape, lastAttrs), [0, 3, 1, 2]);
}

function channelsLast(attrs: Convolution, x: tf.Tensor): [tf.Tensor, Convolution] {
  if (attrs.dataFormat !== 'NCHW') return [x, attrs];
  return [tf.transpose(x, [0, 2, 3, 1]), {...withLastPad(attrs), dataFormat: 'NHWC'}];
}

/** Padding as for channels last. */
function withLastPad(attrs: Convolution): Convolution {
  const {pad, dataFormat} = attrs;
  if (dataFormat !== 'NCHW' || typeof pad !== 'object') return attrs;
  return {...attrs, pad: [pad[0], pad[2], pad[3], pad[1]] as typeof pad};
}
