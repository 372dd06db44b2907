import * as tf from '@tensorflow/tfjs';

/** Sizes, strides and padding of a convolution or pooling, as tfjs works them out. */
export type Convolution = tf.backend_util.Conv2DInfo;

/** A shape that tfjs's own types want as a tuple. */
export type Shape4D = [number, number, number, number];

/** @throws {RangeError} Unless the channels come last; the backend's own convolutions take nothing else either. */
export function assertChannelsLast(who: string, dataFormat: string): void {
  if (dataFormat !== 'NHWC') throw new RangeError(`${who}: expected dataFormat NHWC, got ${dataFormat}`);
}

/**
 * @throws {TypeError} Unless `dy` has the shape of the forward pass's output. It has not where tfjs drops
 * `dimRoundingMode` on the way to the gradient.
 */
export function assertOutputShape(
  who: string,
  dy: readonly number[],
  {outShape}: {outShape: readonly number[]},
): void {
  if (dy.length !== outShape.length || dy.some((size, axis) => size !== outShape[axis])) {
    throw new TypeError(`${who}: expected dy of shape [${outShape.join()}], got [${dy.join()}]`);
  }
}
