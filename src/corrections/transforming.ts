/**
 * Projective transforms of images. Each pixel of the result is a mean of four neighbours, or of fewer, that
 * have different parities of row and column. So tfjs itself tells whose mean it is: it is given images that
 * are 1 on the pixels of one parity, and then the numbers of their rows and columns. That covers every
 * interpolation and every way to fill.
 *
 * @see TensorFlow, python/ops/image_ops_impl.py: `_image_projective_transform_grad`, which has no gradient
 *   by the transforms either.
 */
import * as tf from '@tensorflow/tfjs';
import {kernel} from './composing';
import {correction, example, type Correction} from './Correction';

const halfPixelRight = [1, 0, 0.5, 0, 1, 0, 0, 0];

export const transforming: readonly Correction[] = [
  correction('Transform', 'has no gradient by the image, so that tf.grad throws', {
    needs: ['ScatterNd'],
    saves: {inputsToSave: ['image', 'transforms']},
    gradient: ([dy], saved, attrs) => {
      const [image, transforms] = saved as [tf.Tensor, tf.Tensor];
      const run = (x: tf.Tensor) => kernel(tf.Transform, {image: x, transforms}, {...attrs, fillValue: 0});
      return {image: () => resampledBack(dy, image.shape as Shape4D, run)};
    },
    example: example(
      (x: tf.Tensor4D) => tf.image.transform(x, tf.tensor2d([halfPixelRight]), 'bilinear'),
      [[[[[1], [3]]]]],
      [[0.5, 1]],
    ),
  }),
];

type Shape4D = [number, number, number, number];

function resampledBack(dy: tf.Tensor, shape: Shape4D, run: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const [batch, height, width, channels] = shape;
  const [, newHeight, newWidth] = dy.shape as Shape4D;
  const size = newHeight * newWidth;
  const parts = parities.map(parity => {
    const {weights, rows, columns} = sources(parity, shape, run);
    const images = tf.reshape(tf.range(0, batch), [batch, 1, 1, 1]);
    const flat = tf.add(tf.mul(tf.add(tf.mul(images, height), rows), width), columns);
    const updates = tf.reshape(tf.mul(dy, weights), [batch * size, channels]);
    const indices = tf.reshape(tf.cast(flat, 'int32'), [batch * size, 1]);
    return tf.scatterND(indices, updates, [batch * height * width, channels]);
  });
  return tf.reshape(tf.addN(parts), shape);
}

const parities: readonly (readonly [row: number, column: number])[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/**
 * For each pixel of the result the one of this parity that it takes from, and with which weight; row and
 * column 0 for none.
 */
function sources(
  [row, column]: readonly [number, number],
  [batch, height, width]: Shape4D,
  run: (x: tf.Tensor) => tf.Tensor,
): Record<'weights' | 'rows' | 'columns', tf.Tensor> {
  const down = tf.reshape(tf.range(0, height), [1, height, 1, 1]);
  const across = tf.reshape(tf.range(0, width), [1, 1, width, 1]);
  const ofParity = (numbers: tf.Tensor, parity: number) =>
    tf.cast(tf.equal(tf.mod(numbers, 2), parity), 'float32');
  const mask = tf.mul(
    tf.mul(ofParity(down, row), ofParity(across, column)),
    tf.ones([batch, height, width, 1]),
  );
  const weights = run(mask);
  const divisor = tf.where(tf.equal(weights, 0), tf.onesLike(weights), weights);
  const numbers = (each: tf.Tensor) => tf.round(tf.div(run(tf.mul(mask, each)), divisor));
  return {weights, rows: numbers(down), columns: numbers(across)};
}
