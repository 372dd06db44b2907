/**
 * Cropped and resized images, Y = R X Cᵀ for each box, where the weights R and C depend on the box too:
 *
 *     ∂L/∂X = Rᵀ ∂L/∂Y C        ∂L/∂R = ∂L/∂Y C Xᵀ        ∂L/∂C = (∂L/∂Y)ᵀ R X
 *
 * @see TensorFlow, python/ops/image_grad.py: `_CropAndResizeGrad`.
 */
import * as tf from '@tensorflow/tfjs';
import {indicators} from './composing';
import {correction, example, type Correction} from './Correction';

type Cropping = {readonly cropSize: [number, number]; readonly method: 'bilinear' | 'nearest'};
type Inputs = readonly [image: tf.Tensor4D, boxes: tf.Tensor2D, boxInd: tf.Tensor1D];
type Shape4D = [number, number, number, number];

const row = (...values: number[]) => [[values.map(value => [value])]];

export const cropping: readonly Correction[] = [
  correction('CropAndResize', 'has no gradient, so that tf.grad throws', {
    needs: ['Less', 'LessEqual', 'GreaterEqual', 'Equal', 'LogicalAnd'],
    saves: {inputsToSave: ['image', 'boxes', 'boxInd']},
    gradient: ([dy], saved, attrs) => {
      const inputs = saved as [tf.Tensor4D, tf.Tensor2D, tf.Tensor1D];
      const settings = attrs as Cropping;
      return {
        image: () => imageGradient(dy, inputs, settings),
        boxes: () => boxGradient(dy, inputs, settings),
        boxInd: () => tf.zeros(inputs[2].shape),
      };
    },
    // One pixel of the crop, half-way between the two of the image, 1 and 3: both sides of the box move it by
    // half.
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

function imageGradient(dy: tf.Tensor, [image, boxes, boxInd]: Inputs, settings: Cropping): tf.Tensor {
  const [batch, height, width] = image.shape;
  if (dy.size === 0) return tf.zeros(image.shape);
  const rows = weightsAlong(0, boxes, height, settings);
  const columns = weightsAlong(1, boxes, width, settings);
  const each = alongWidth(alongHeight(dy, rows), columns);
  const ofImages = indicators(boxInd, batch);
  return tf.reshape(tf.matMul(ofImages, tf.reshape(each, [boxInd.size, -1]), true), image.shape);
}

function boxGradient(dy: tf.Tensor, [image, boxes, boxInd]: Inputs, settings: Cropping): tf.Tensor {
  if (settings.method === 'nearest' || dy.size === 0) return tf.zeros(boxes.shape);
  const [, height, width] = image.shape;
  const rows = weightsAlong(0, boxes, height, settings);
  const columns = weightsAlong(1, boxes, width, settings);
  const images = tf.gather(image, boxInd);
  const byRows = tf.matMul(flatRows(alongWidth(dy, columns)), flatRows(images), false, true);
  const byColumns = tf.matMul(
    flatRows(swapped(alongHeight(dy, rows))),
    flatRows(swapped(images)),
    false,
    true,
  );
  const [y1, y2] = endGradients(byRows, 0, boxes, height, settings);
  const [x1, x2] = endGradients(byColumns, 1, boxes, width, settings);
  return tf.stack([y1, x1, y2, x2], 1);
}

/** Multiplies the columns of each image by its matrix, `[images, height, new height]`. */
function alongHeight(x: tf.Tensor, matrices: tf.Tensor): tf.Tensor {
  const [count, , width, channels] = x.shape as Shape4D;
  return tf.reshape(tf.matMul(matrices, flatRows(x), true), [count, matrices.shape[2]!, width, channels]);
}

/** The same of the rows. */
function alongWidth(x: tf.Tensor, matrices: tf.Tensor): tf.Tensor {
  return swapped(alongHeight(swapped(x), matrices));
}

/** Height and width exchanged. */
function swapped(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, [0, 2, 1, 3]);
}

function flatRows(x: tf.Tensor): tf.Tensor {
  const [count, height, width, channels] = x.shape as Shape4D;
  return tf.reshape(x, [count, height, width * channels]);
}

/**
 * How much of each pixel of the image, along one axis, is in each pixel of the crops: `[boxes, crop, image]`.
 * Between the pixels k and k + 1 the bilinear weights are 1 − (y − k) and y − k; outside of the image they
 * are 0.
 */
function weightsAlong(axis: 0 | 1, boxes: tf.Tensor2D, imageSize: number, settings: Cropping): tf.Tensor {
  const weights = (boxes: tf.Tensor2D) => {
    const {places, at} = placesAlong(axis, boxes, imageSize, settings);
    if (settings.method === 'nearest') return at(tf.floor(tf.add(places, 0.5)));
    const before = tf.minimum(tf.floor(places), Math.max(0, imageSize - 2));
    const share = tf.sub(places, before);
    return tf.add(tf.mul(at(before), tf.sub(1, share)), tf.mul(at(tf.add(before, 1)), share));
  };
  if (settings.method === 'nearest') return weights(boxes);
  // Its own gradient, for which the sides of a box are not alike.
  const op = tf.customGrad((...args) => {
    const [boxes, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    save([boxes]);
    const gradFunc = (dy: tf.Tensor, [boxes]: tf.Tensor[]) => {
      const [first, second] = endGradients(dy, axis, boxes as tf.Tensor2D, imageSize, settings);
      const none = tf.zerosLike(first);
      return tf.stack(axis === 0 ? [first, none, second, none] : [none, first, none, second], 1);
    };
    return {value: weights(boxes), gradFunc};
  });
  return op(boxes);
}

/**
 * The gradients by the first and by the second ends of the boxes, of what came back for the weights. Where a
 * place is on a pixel, the slope jumps; it is that of a box that shrinks, as one of the whole image cannot
 * grow: each end has the slope of the side to the other end.
 */
function endGradients(
  dy: tf.Tensor,
  axis: 0 | 1,
  boxes: tf.Tensor2D,
  imageSize: number,
  settings: Cropping,
): [tf.Tensor, tf.Tensor] {
  const {places, at} = placesAlong(axis, boxes, imageSize, settings);
  const last = Math.max(0, imageSize - 2);
  const behind = tf.minimum(tf.floor(places), last);
  const before = tf.maximum(tf.sub(tf.ceil(places), 1), 0);
  const isTurned = tf.reshape(tf.less(endsAlong(axis + 2, boxes), endsAlong(axis, boxes)), [-1, 1, 1]);
  const shares = sharesOf(settings.cropSize[axis]);
  const sides = [tf.where(isTurned, before, behind), tf.where(isTurned, behind, before)];
  return sides.map((pixel, i) => {
    const slopes = tf.mul(tf.sub(at(tf.add(pixel, 1)), at(pixel)), imageSize - 1);
    return tf.sum(tf.mul(tf.sum(tf.mul(dy, slopes), 2), shares[i]!), 1);
  }) as [tf.Tensor, tf.Tensor];
}

/**
 * The places of the crops' pixels in the image, 0 outside of it, and a mask of the pixels that have a number:
 * `[boxes, crop, image]`.
 */
function placesAlong(axis: 0 | 1, boxes: tf.Tensor2D, imageSize: number, {cropSize}: Cropping) {
  const [from, to] = sharesOf(cropSize[axis]);
  const ends = tf.add(tf.mul(endsAlong(axis, boxes), from), tf.mul(endsAlong(axis + 2, boxes), to));
  const anywhere = tf.expandDims(tf.mul(ends, imageSize - 1), 2);
  const inside = tf.logicalAnd(tf.greaterEqual(anywhere, 0), tf.lessEqual(anywhere, imageSize - 1));
  const pixels = tf.range(0, imageSize);
  return {
    places: tf.where(inside, anywhere, tf.zerosLike(anywhere)),
    at: (numbers: tf.Tensor) => tf.cast(tf.logicalAnd(tf.equal(pixels, numbers), inside), 'float32'),
  };
}

function endsAlong(column: number, boxes: tf.Tensor2D): tf.Tensor {
  return tf.slice(boxes, [0, column], [-1, 1]);
}

/**
 * The shares that a box's two ends have in the places of a crop: y_i = y₁ (1 − i / (n − 1)) + y₂ i / (n − 1),
 * or their mean.
 */
function sharesOf(size: number): [tf.Tensor, tf.Tensor] {
  const second = size === 1 ? tf.tensor2d([[0.5]]) : tf.reshape(tf.linspace(0, 1, size), [1, size]);
  return [tf.sub(1, second), second];
}
