import * as tf from '@tensorflow/tfjs';
import {between, missing, op, real, wrong} from './configuration';

type T3 = tf.Tensor3D;
type T4 = tf.Tensor4D;
type T5 = tf.Tensor5D;

/** Convolutions, in every stride, padding and number of dimensions. */
// prettier-ignore
export const convolutions = [
  op('conv1d', (x: T3, w: T3) => tf.conv1d(x, w, 1, 'same'), real(1, 4, 2), real(2, 2, 2)),
  op('conv1d', (x: T3, w: T3) => tf.conv1d(x, w, 2, 'valid'), real(1, 5, 1), real(2, 1, 2)),
  missing(op('conv1d', (x: T3, w: T3) => tf.conv1d(x, w, 1, 'valid', 'NWC', 2), real(1, 4, 1), real(2, 1, 1))),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'valid'), real(1, 3, 3, 2), real(2, 2, 2, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same'), real(1, 3, 3, 1), real(2, 2, 1, 2)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 2, 'same'), real(1, 4, 4, 1), real(3, 3, 1, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, [1, 2], 'valid'), real(2, 3, 4, 1), real(2, 2, 1, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 1), real(1, 3, 3, 1), real(3, 3, 1, 1)),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same'), real(1, 3, 3, 2), real(1, 1, 2, 2)),
  op('conv2d', (x: T4, w: T4) => tf.square(tf.conv2d(x, w, 2, 'same')), real(1, 5, 4, 1), real(2, 1, 1, 1)),
  missing(op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'valid', 'NHWC', 2), real(1, 3, 3, 1), real(2, 2, 1, 1))),
  op('conv2d', (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same', 'NCHW'), real(1, 1, 3, 3), real(2, 2, 1, 2)),
  op('conv2dTranspose', (x: T4, w: T4) => tf.conv2dTranspose(x, w, [1, 3, 3, 1], 1, 'valid'), real(1, 2, 2, 1), real(2, 2, 1, 1)),
  op('conv2dTranspose', (x: T4, w: T4) => tf.conv2dTranspose(x, w, [1, 4, 4, 1], 2, 'same'), real(1, 2, 2, 2), real(2, 2, 1, 2)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 1, 'valid'), real(1, 2, 3, 2, 1), real(2, 2, 2, 1, 1)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 1, 'same'), real(1, 2, 2, 2, 1), real(2, 1, 2, 1, 2)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 1, 'same'), real(1, 3, 3, 3, 2), real(2, 2, 2, 2, 3)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, 2, 'same'), real(1, 3, 3, 3, 1), real(2, 2, 2, 1, 2)),
  op('conv3d', (x: T5, w: T5) => tf.conv3d(x, w, [1, 2, 1], 'valid'), real(1, 2, 4, 2, 1), real(1, 2, 2, 1, 1)),
  missing(op('conv3dTranspose', (x: T5, w: T5) => tf.conv3dTranspose(x, w, [1, 2, 2, 2, 1], 1, 'same'), real(1, 2, 2, 2, 1), real(1, 2, 2, 1, 1))),
  op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'valid'), real(1, 3, 3, 2), real(2, 2, 2, 1)),
  op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'same'), real(1, 3, 3, 2), real(2, 2, 2, 2)),
  op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 2, 'same'), real(1, 4, 4, 1), real(3, 3, 1, 1)),
  missing(op('depthwiseConv2d', (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'valid', 'NHWC', 2), real(1, 3, 3, 1), real(2, 2, 1, 1))),
  op('separableConv2d', (x: T4, d: T4, p: T4) => tf.separableConv2d(x, d, p, 1, 'same'), real(1, 3, 3, 1), real(2, 2, 1, 2), real(1, 1, 2, 1)),
  op('fused.conv2d', (x: T4, filter: T4) => tf.fused.conv2d({x, filter, strides: 1, pad: 'same'}), real(1, 3, 3, 1), real(2, 2, 1, 2)),
  op('fused.conv2d', (x: T4, filter: T4, bias) => tf.fused.conv2d({x, filter, bias, strides: 1, pad: 'same', activation: 'relu'}), real(1, 3, 3, 1), real(2, 2, 1, 2), real(2)),
  op('fused.depthwiseConv2d', (x: T4, filter: T4) => tf.fused.depthwiseConv2d({x, filter, strides: 1, pad: 'same'}), real(1, 3, 3, 1), real(2, 2, 1, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'valid'), real(1, 3, 3, 1), real(2, 2, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'same'), real(1, 3, 3, 1), real(2, 2, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'valid'), between(-3, -2, 1, 4, 4, 1), between(-1, 0, 2, 2, 1)),
  op('dilation2d', (x: T4, w: T3) => tf.square(tf.dilation2d(x, w, 1, 'valid')), between(-3, -2, 1, 3, 3, 1), between(-1, 0, 2, 2, 1)),
];

/** Pooling and resizing. */
// prettier-ignore
export const pools = [
  op('maxPool', (x: T4) => tf.maxPool(x, 2, 1, 'valid'), real(1, 3, 3, 1)),
  op('maxPool', (x: T4) => tf.maxPool(x, 2, 2, 'valid'), real(1, 4, 4, 2)),
  op('maxPool', (x: T4) => tf.maxPool(x, 3, 1, 'same'), real(1, 3, 3, 1)),
  op('maxPool', (x: T4) => tf.maxPool(x, [1, 2], [1, 2], 'valid'), real(2, 2, 4, 1)),
  op('maxPool', (x: T4) => tf.maxPool(x, 2, 2, 'valid'), between(-2, -1, 2, 4, 4, 1)),
  op('maxPool3d', (x: T5) => tf.maxPool3d(x, 2, 1, 'valid'), real(1, 2, 3, 2, 1)),
  op('maxPool3d', (x: T5) => tf.maxPool3d(x, 2, 1, 'same'), real(1, 2, 2, 2, 1)),
  wrong(op('maxPool3d', (x: T5) => tf.maxPool3d(x, [1, 2, 1], [1, 2, 1], 'valid'), real(1, 2, 4, 4, 1))),
  op('maxPool3d', (x: T5) => tf.maxPool3d(x, 2, 2, 'valid'), between(-2, -1, 1, 4, 4, 4, 1)),
  op('maxPool3d', (x: T5) => tf.square(tf.maxPool3d(x, 2, 2, 'valid')), between(-2, -1, 1, 4, 4, 2, 1)),
  op('avgPool', (x: T4) => tf.avgPool(x, 2, 1, 'valid'), real(1, 3, 3, 1)),
  op('avgPool', (x: T4) => tf.avgPool(x, 2, 2, 'valid'), real(1, 4, 4, 2)),
  op('avgPool', (x: T4) => tf.avgPool(x, 2, 2, 'same'), real(1, 4, 4, 1)),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 1, 'same'), real(1, 2, 2, 1))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 3, 1, 'same'), real(1, 3, 3, 2))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 2, 'same'), real(1, 3, 3, 1))),
  wrong(op('avgPool', (x: T4) => tf.avgPool(x, 2, 1, 1), real(1, 2, 2, 1))),
  op('avgPool3d', (x: T5) => tf.avgPool3d(x, 2, 1, 'valid'), real(1, 2, 3, 2, 1)),
  wrong(op('avgPool3d', (x: T5) => tf.avgPool3d(x, 2, 1, 'same'), real(1, 2, 2, 2, 1))),
  op('pool', (x: T4) => tf.pool(x, 2, 'max', 'valid', 1), real(1, 3, 3, 1)),
  op('pool', (x: T4) => tf.pool(x, 2, 'max', 'valid', 1), between(-2, -1, 1, 4, 4, 1)),
  op('pool', (x: T4) => tf.pool(x, 2, 'avg', 'valid', 2), real(1, 4, 4, 1)),
  op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [4, 4]), real(1, 2, 2, 1)),
  op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [2, 3]), real(1, 4, 4, 1)),
  op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [3, 5], true), real(1, 2, 2, 1)),
  wrong(op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [3, 5]), real(1, 2, 3, 1))),
  wrong(op('resizeBilinear', (x: T4) => tf.image.resizeBilinear(x, [4, 4], false, true), real(1, 2, 2, 1))),
  op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [4, 4]), real(1, 2, 2, 1)),
  op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [3, 5], true), real(1, 2, 3, 1)),
  op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [2, 2]), real(1, 4, 4, 1)),
  wrong(op('resizeNearestNeighbor', (x: T4) => tf.image.resizeNearestNeighbor(x, [3, 3], false, true), real(1, 2, 2, 1))),
  missing(op('image.cropAndResize', (x: T4) => tf.image.cropAndResize(x, [[0, 0, 1, 1]], [0], [3, 3]), real(1, 2, 2, 1))),
  missing(op('image.rotateWithOffset', (x: T4) => tf.image.rotateWithOffset(x, 0.5), real(1, 3, 3, 1))),
  op('image.grayscaleToRGB', (x: T4) => tf.image.grayscaleToRGB(x), real(1, 2, 2, 1)),
];
