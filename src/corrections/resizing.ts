/**
 * Resized images. Resizing is linear along the height and along the width, Y = R X Cᵀ, and so ∂L/∂X = Rᵀ
 * ∂L/∂Y C. The matrices R and C are what tfjs itself makes of images that have one pixel of 1: every mode is
 * covered, with the weights of the backend itself.
 *
 * @see TensorFlow, python/ops/image_grad.py: `_ResizeBilinearGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {isDifferentiating} from '../tfjs/mendedTape';
import {correction, example, type Correction, type Example} from './Correction';

type Resizing = {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
};
type Shape4D = [number, number, number, number];

const row = (...values: number[]) => [[values.map(value => [value])]];

export const resizing: readonly Correction[] = [
  correction(
    'ResizeBilinear',
    'takes height for width on cpu, ignores half-pixel centres, and has no second derivative',
    {
      saves: {inputsToSave: ['images']},
      gradient: ([dy], [images], attrs, stock) => {
        const {alignCorners, halfPixelCenters} = attrs as Resizing;
        const [, height, width] = images!.shape as Shape4D;
        const isKnown = height === width || isRightForAllShapes();
        if (isKnown && !halfPixelCenters && !isDifferentiating()) return stock();
        const along = (from: number, to: number) =>
          tf.image.resizeBilinear(pixelByPixel(from), [to, 1], alignCorners, halfPixelCenters);
        return {images: () => resizedBack(dy, images!.shape, along)};
      },
      example: example((x: tf.Tensor4D) => tf.image.resizeBilinear(x, [1, 4]), [row(1, 2)], [[1.5, 2.5]]),
      further: halfPixelsAndTwice(tf.image.resizeBilinear, [0.25, 0.25, 0.25, 0.25]),
    },
  ),
  correction(
    'ResizeNearestNeighbor',
    'takes the wrong numbers for all images but the first on cpu, ignores half-pixel centres, and has no ' +
      'second derivative',
    {
      saves: {inputsToSave: ['images']},
      gradient: ([dy], [images], attrs, stock) => {
        const {alignCorners, halfPixelCenters} = attrs as Resizing;
        const [batch, height, width] = images!.shape as Shape4D;
        // With aligned corners the kernel never returns for an image of one row or column.
        const isEndless = alignCorners && (height === 1 || width === 1);
        const isKnown = (batch === 1 || isRightForAllShapes()) && !isEndless;
        if (isKnown && !halfPixelCenters && !isDifferentiating()) return stock();
        const along = (from: number, to: number) =>
          tf.image.resizeNearestNeighbor(pixelByPixel(from), [to, 1], alignCorners, halfPixelCenters);
        return {images: () => resizedBack(dy, images!.shape, along)};
      },
      example: example(
        (x: tf.Tensor4D) =>
          tf.mul(tf.image.resizeNearestNeighbor(x, [1, 2]), tf.tensor4d([1, 2, 3, 4], [2, 1, 2, 1])),
        [[[[[5]]], [[[6]]]]],
        [[3, 7]],
      ),
      further: halfPixelsAndTwice(tf.image.resizeNearestNeighbor, [0, 0, 0, 1]),
    },
  ),
];

type Resize = typeof tf.image.resizeBilinear;

/**
 * One pixel of 2 × 2 by half-pixel centres, and the second derivative of the squares of one pixel that is
 * drawn out to two.
 */
function halfPixelsAndTwice(resize: Resize, gradient: number[]): Example[] {
  const halfPixels = (x: tf.Tensor4D) => resize(x, [1, 1], false, true);
  const twice = tf.grad(x => tf.square(resize(x as tf.Tensor4D, [1, 2])));
  return [
    example(halfPixels, [[[...row(1, 2)[0]!, ...row(3, 4)[0]!]]], [gradient]),
    example(twice, [row(3)], [[4]]),
  ];
}

/**
 * Whether the current backend's gradient kernels are right for oblong images and for several of them, as
 * those of cpu are not.
 */
function isRightForAllShapes(): boolean {
  return ['wasm', 'tensorflow'].includes(tf.getBackend());
}

/** As many channels as pixels in a column, each with another pixel of 1. */
function pixelByPixel(size: number): tf.Tensor4D {
  return tf.reshape(tf.eye(size), [1, size, 1, size]);
}

/** Rᵀ ∂L/∂Y C. `along` gives the columns of R as channels. */
function resizedBack(
  dy: tf.Tensor,
  shape: readonly number[],
  along: (from: number, to: number) => tf.Tensor,
): tf.Tensor {
  const [, height, width] = shape as Shape4D;
  const [, newHeight, newWidth] = dy.shape as Shape4D;
  const rows = tf.reshape(along(height, newHeight), [newHeight, height]);
  const columns = tf.reshape(along(width, newWidth), [newWidth, width]);
  return multiplyAlong(multiplyAlong(dy, 1, rows), 2, columns);
}

/** Multiplies the vectors along an axis by a matrix, `[old size, new size]`. */
function multiplyAlong(x: tf.Tensor, axis: number, matrix: tf.Tensor): tf.Tensor {
  const order = [0, 1, 2, 3].filter(i => i !== axis).concat(axis);
  const last = tf.transpose(x, order);
  const flat = tf.matMul(tf.reshape(last, [-1, x.shape[axis]!]), matrix);
  const product = tf.reshape(flat, [...last.shape.slice(0, 3), matrix.shape[1]!]);
  return tf.transpose(
    product,
    order.map((_, i) => order.indexOf(i)),
  );
}
