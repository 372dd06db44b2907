import * as tf from '@tensorflow/tfjs';
import type {Lab} from '../experiment';
import {firstImages} from '../firstImages';

/** The part of (image, hidden unit) pairs whose weighted sum is not above 0: there a ReLU's slope is exactly 0. */
export function silentShare(model: tf.LayersModel, {test}: Lab): number {
  const {xs, ys} = firstImages(test, 1000);
  const [w1, b1] = model.trainableWeights.map(weight => weight.read());
  const share = tf.tidy(() => xs.matMul(w1!).add(b1!).lessEqual(0).mean().dataSync()[0]!);
  tf.dispose([xs, ys]);
  return share;
}
