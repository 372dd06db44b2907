/**
 * Fused products and convolutions. tfjs hides their kernels from the tape behind a custom gradient of its
 * own. Here the kernel itself is recorded, with all of its attributes, and its gradient is that of the
 * product, then of the bias. While a gradient is recorded tfjs fuses no activation but the linear one.
 */
import * as tf from '@tensorflow/tfjs';
import type {CustomOpRule} from '../tfjs/mendedTape';
import {sumTo} from './composing';
import {convolutionGradients, type Convolution} from './convolution';
import {correction, example, type Correction, type Gradients} from './Correction';
import {depthwiseGradients} from './depthwise';
import {matMulGradients} from './products';
import type {WindowAttributes} from './sliding';

/** Runs the forward function as it is, so that what it runs is recorded. */
const unwrapped: CustomOpRule =
  definition =>
  (...inputs) => {
    const forward = definition as (...args: unknown[]) => ReturnType<typeof definition>;
    return forward(...inputs, () => undefined).value;
  };

const row = (...values: number[]) => [values.map(value => [value])];

export const fused: readonly Correction[] = [
  correction('_FusedMatMul', 'does not sum over the batches that share a matrix, and throws', {
    needs: ['BatchMatMul'],
    customOp: {name: 'fusedMatMul', rule: unwrapped},
    saves: {inputsToSave: ['a', 'b', 'bias']},
    gradient: ([dy], saved, attrs) => {
      const [a, b, bias] = saved as [tf.Tensor, tf.Tensor, tf.Tensor?];
      return {...matMulGradients(dy, a, b, attrs), ...biasGradient(dy, bias)};
    },
    example: example((a, b) => tf.fused.matMul({a, b}), [[[[2]]], [[[3]], [[4]]]], [[7], [2, 2]]),
  }),
  correction('FusedConv2D', 'throws for dilations and for a single image, forgets dimRoundingMode', {
    needs: ['Conv2DBackpropFilter'],
    customOp: {name: 'fusedConv2d', rule: unwrapped},
    saves: {inputsToSave: ['x', 'filter', 'bias']},
    gradient: ([dy], saved, attrs) => {
      const [x, filter, bias] = saved as [tf.Tensor, tf.Tensor, tf.Tensor?];
      const {dataFormat} = attrs as Convolution;
      const last = () => (dataFormat === 'NCHW' ? tf.transpose(dy, [0, 2, 3, 1]) : dy);
      return {...convolutionGradients(dy, x, filter, attrs as Convolution), ...biasGradient(last, bias)};
    },
    example: example(
      (x: tf.Tensor3D, filter: tf.Tensor4D, bias) =>
        tf.fused.conv2d({x, filter, bias, strides: 1, pad: 'valid'}),
      [row(1, 2), [[[[5]], [[7]]]], [1]],
      [[5, 7], [1, 2], [1]],
    ),
    further: [
      example(
        (x: tf.Tensor4D, filter: tf.Tensor4D) =>
          tf.fused.conv2d({x, filter, strides: 1, pad: 'valid', dilations: [1, 2]}),
        [[row(1, 2, 3)], [[[[5]], [[7]]]]],
        [
          [5, 0, 7],
          [1, 3],
        ],
      ),
    ],
  }),
  correction('FusedDepthwiseConv2D', 'throws for dilations and for a single image', {
    needs: ['DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter'],
    customOp: {name: 'fusedDepthwiseConv2d', rule: unwrapped},
    saves: {inputsToSave: ['x', 'filter', 'bias']},
    gradient: ([dy], saved, attrs) => {
      const [x, filter, bias] = saved as [tf.Tensor, tf.Tensor, tf.Tensor?];
      return {...depthwiseGradients(dy, x, filter, attrs as WindowAttributes), ...biasGradient(dy, bias)};
    },
    example: example(
      (x: tf.Tensor3D, filter: tf.Tensor4D, bias) =>
        tf.fused.depthwiseConv2d({x, filter, bias, strides: 1, pad: 'valid'}),
      [row(1, 2), [[[[5]], [[7]]]], [1]],
      [[5, 7], [1, 2], [1]],
    ),
    further: [
      example(
        (x: tf.Tensor4D, filter: tf.Tensor4D) =>
          tf.fused.depthwiseConv2d({x, filter, strides: 1, pad: 'valid', dilations: [1, 2]}),
        [[row(1, 2, 3)], [[[[5]], [[7]]]]],
        [
          [5, 0, 7],
          [1, 3],
        ],
      ),
    ],
  }),
];

function biasGradient(dy: tf.Tensor | (() => tf.Tensor), bias: tf.Tensor | undefined): Gradients {
  if (!bias) return {};
  return {bias: () => sumTo(typeof dy === 'function' ? dy() : dy, bias.shape)};
}
