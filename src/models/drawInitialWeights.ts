import * as tf from '@tensorflow/tfjs';
import {describe} from '../checks';
import type {Random} from '../random';
import {InvalidTypeError, InvalidValueError} from '../errors';

/**
 * Sets every kernel to draws from N(0, std²) and every bias to 0, from our own generator, so that every backend
 * starts from the same numbers. Done on the finished model: a layer gets its weights' names, by which a saved
 * model is loaded again, only when it is added to one.
 *
 * @throws {TypeError} If `std` is no number.
 * @throws {RangeError} If it is not finite and ≥ 0.
 */
export function drawInitialWeights(
  who: string,
  model: tf.LayersModel,
  std: number,
  random: Random,
): tf.LayersModel {
  const isNumber = typeof std === 'number';
  if (!(isNumber && std >= 0 && std < Infinity)) {
    model.dispose();
    const message = `${who}: expected initialStd to be a number of at least 0, got ${describe(std)}`;
    throw isNumber ? new InvalidValueError(message) : new InvalidTypeError(message);
  }
  tf.tidy(() => {
    const initial = model.getWeights().map(({shape}) => {
      const values = new Float32Array(tf.util.sizeFromShape(shape));
      if (shape.length > 1) for (let i = 0; i < values.length; i++) values[i] = std * random.normal();
      return tf.tensor(values, shape);
    });
    model.setWeights(initial);
  });
  return model;
}

/** For a layer whose weights are set afterwards: anything but zeros would cost time and draw from tfjs's generator. */
export const undrawn = {kernelInitializer: 'zeros', biasInitializer: 'zeros'} as const;
