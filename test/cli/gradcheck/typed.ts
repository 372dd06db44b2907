/* What a user's TypeScript module may look like. */
import * as tf from '@tensorflow/tfjs';

export const fn = (x: tf.Tensor): tf.Scalar => tf.sigmoid(x).sum();

export const inputs: number[][] = [[0.1, 0.2]];
