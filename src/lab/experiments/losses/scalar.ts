import type * as tf from '@tensorflow/tfjs';

/** The number in a tensor of one element. */
export function scalar(tensor: tf.Tensor): number {
  return tensor.dataSync()[0]!;
}
