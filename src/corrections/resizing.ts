/**
 * Resized and cropped images. Resizing is linear along the height and along the width, Y = R X Cᵀ, and so ∂L/∂X = Rᵀ ∂L/∂Y C. The matrices
 * R and C are what tfjs itself makes of images that have one pixel of 1: every mode is covered, with the weights of the backend itself.
 *
 * @see TensorFlow, python/ops/image_grad.py: `_ResizeBilinearGrad`, `_CropAndResizeGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {isDifferentiating} from '../tfjs/mendedTape';
import {indicators} from './composing';
import {correction, example, type Correction} from './Correction';

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
      gradient: ([dy], [images], attrs, stock) => {
        const {alignCorners, halfPixelCenters} = attrs as Resizing;
        const [, height, width] = images!.shape as Shape4D;
        if (height === width && !halfPixelCenters && !isDifferentiating()) return stock();
        const along = (from: number, to: number) =>
          tf.image.resizeBilinear(pixelByPixel(from), [to, 1], alignCorners, halfPixelCenters);
        return {images: () => resizedBack(dy, images!.shape, along)};
      },
      example: example((x: tf.Tensor4D) => tf.image.resizeBilinear(x, [1, 4]), [row(1, 2)], [[1.5, 2.5]]),
    },
  ),
  correction(
    'ResizeNearestNeighbor',
    'takes the wrong numbers for all images but the first on cpu, ignores half-pixel centres, and has no second derivative',
    {
      gradient: ([dy], [images], attrs, stock) => {
        const {alignCorners, halfPixelCenters} = attrs as Resizing;
        const [batch, height, width] = images!.shape as Shape4D;
        // With aligned corners the kernel never returns for an image of one row or column.
        const isEndless = alignCorners && (height === 1 || width === 1);
        if (batch === 1 && !halfPixelCenters && !isEndless && !isDifferentiating()) return stock();
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
    },
  ),
  correction('CropAndResize', 'has no gradient, so that tf.grad throws', {
    saves: {inputsToSave: ['image', 'boxes', 'boxInd']},
    gradient: ([dy], saved, attrs) => {
      const inputs = saved as [tf.Tensor4D, tf.Tensor2D, tf.Tensor1D];
      const cropping = attrs as Cropping;
      return {
        image: () => imageGradient(dy, inputs, cropping),
        boxes: () => boxGradient(dy, inputs, cropping),
        boxInd: () => tf.zeros(inputs[2].shape),
      };
    },
    // One pixel of the crop, half-way between the two of the image, 1 and 3: both sides of the box move it by half.
    example: example(
      (x: tf.Tensor4D, boxes: tf.Tensor2D) => tf.image.cropAndResize(x, boxes, [0], [1, 1]),
      [row(1, 3), [[0, 0, 0, 1]]],
      [
        [0.5, 0.5],
        [0, 1, 0, 1],
      ],
    ),
  }),
];

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

type Cropping = {readonly cropSize: [number, number]; readonly method: 'bilinear' | 'nearest'};

/**
 * How much of each pixel of the image, along one axis, is in each pixel of the crops: `[boxes, crop, image]`. At y the bilinear weights
 * are max(0, 1 − |y − h|); outside of the image they are 0.
 */
function weightsAlong(axis: 0 | 1, boxes: tf.Tensor2D, imageSize: number, {cropSize, method}: Cropping) {
  const [from, to] = sharesOf(cropSize[axis]);
  const column = (i: number) => tf.slice(boxes, [0, i], [-1, 1]);
  const ends = tf.add(tf.mul(column(axis), from), tf.mul(column(axis + 2), to));
  const places = tf.expandDims(tf.mul(ends, imageSize - 1), 2); // [boxes, crop, 1]
  const inside = tf.logicalAnd(tf.greaterEqual(places, 0), tf.lessEqual(places, imageSize - 1));
  const nearest = method === 'nearest' ? tf.floor(tf.add(places, 0.5)) : places;
  const distances = tf.sub(tf.range(0, imageSize), nearest);
  const mask = tf.cast(inside, 'float32');
  const weights = tf.mul(tf.relu(tf.sub(1, tf.abs(distances))), mask);
  // ∂ max(0, 1 − |h − y|) / ∂y = sign(h − y) within 1 of y
  const near = tf.mul(tf.cast(tf.less(tf.abs(distances), 1), 'float32'), mask);
  return {weights, slopes: tf.mul(tf.mul(tf.sign(distances), near), imageSize - 1)};
}

/** The shares that a box's two ends have in the places of a crop: y_i = y₁ (1 − i / (n − 1)) + y₂ i / (n − 1), or their mean. */
function sharesOf(size: number): [tf.Tensor2D, tf.Tensor2D] {
  const second = size === 1 ? tf.tensor2d([[0.5]]) : tf.reshape(tf.linspace(0, 1, size), [1, size]);
  return [tf.sub(1, second), second as tf.Tensor2D];
}

function imageGradient(
  dy: tf.Tensor,
  [image, boxes, boxInd]: readonly [tf.Tensor4D, tf.Tensor2D, tf.Tensor1D],
  cropping: Cropping,
): tf.Tensor {
  const [batch, height, width, channels] = image.shape;
  const rows = weightsAlong(0, boxes, height, cropping).weights;
  const columns = weightsAlong(1, boxes, width, cropping).weights;
  const [count, cropHeight, cropWidth] = dy.shape as Shape4D;
  const tall = tf.matMul(rows, tf.reshape(dy, [count, cropHeight, cropWidth * channels]), true);
  const swapped = tf.transpose(tf.reshape(tall, [count, height, cropWidth, channels]), [0, 2, 1, 3]);
  const wide = tf.matMul(columns, tf.reshape(swapped, [count, cropWidth, height * channels]), true);
  const each = tf.transpose(tf.reshape(wide, [count, width, height, channels]), [0, 2, 1, 3]);
  const ofImages = indicators(boxInd, batch);
  return tf.reshape(tf.matMul(ofImages, tf.reshape(each, [count, -1]), true), image.shape);
}

function boxGradient(
  dy: tf.Tensor,
  [image, boxes, boxInd]: readonly [tf.Tensor4D, tf.Tensor2D, tf.Tensor1D],
  cropping: Cropping,
): tf.Tensor {
  if (cropping.method === 'nearest') return tf.zeros(boxes.shape);
  const [, height, width, channels] = image.shape;
  const [count, cropHeight, cropWidth] = dy.shape as Shape4D;
  const rows = weightsAlong(0, boxes, height, cropping);
  const columns = weightsAlong(1, boxes, width, cropping);
  const images = tf.gather(image, boxInd);
  /** The crops, with the slopes instead of the weights along one axis. */
  const crops = (along: tf.Tensor, across: tf.Tensor) => {
    const tall = tf.matMul(along, tf.reshape(images, [count, height, width * channels]));
    const swapped = tf.transpose(tf.reshape(tall, [count, cropHeight, width, channels]), [0, 2, 1, 3]);
    const wide = tf.matMul(across, tf.reshape(swapped, [count, width, cropHeight * channels]));
    return tf.transpose(tf.reshape(wide, [count, cropWidth, cropHeight, channels]), [0, 2, 1, 3]);
  };
  const byRow = tf.sum(tf.mul(dy, crops(rows.slopes, columns.weights)), [2, 3]);
  const byColumn = tf.sum(tf.mul(dy, crops(rows.weights, columns.slopes)), [1, 3]);
  const [y1, y2] = sharesOf(cropHeight).map(share => tf.sum(tf.mul(byRow, share), 1)) as [
    tf.Tensor,
    tf.Tensor,
  ];
  const [x1, x2] = sharesOf(cropWidth).map(share => tf.sum(tf.mul(byColumn, share), 1)) as [
    tf.Tensor,
    tf.Tensor,
  ];
  return tf.stack([y1, x1, y2, x2], 1);
}
