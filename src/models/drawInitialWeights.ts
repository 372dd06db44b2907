import * as tf from '@tensorflow/tfjs';
import type {Random} from '../random';

/**
 * Sets every kernel to draws from N(0, std²) and every bias to 0, from our own generator, so that every backend
 * starts from the same numbers. Done on the finished model: a layer gets its weights' names, by which a saved
 * model is loaded again, only when it is added to one.
 *
 * @throws {RangeError} If `std` is not a finite number ≥ 0.
 */
export function drawInitialWeights(
  who: string,
  model: tf.LayersModel,
  std: number,
  random: Random,
): tf.LayersModel {
  if (!(std >= 0 && std < Infinity)) {
    model.dispose();
    throw new RangeError(`${who}: expected initialStd to be a number of at least 0, got ${std}`);
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

/** What the last layer gives: probabilities or logits. */
export type DenseOutput = 'softmax' | 'linear';

export const denseOutputs: readonly DenseOutput[] = ['softmax', 'linear'];
