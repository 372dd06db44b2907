/* What a user's ESM module may look like. */
import * as tf from '@tensorflow/tfjs';

export default {fn: x => tf.tanh(x).sum(), inputs: [[0.5, -0.5]]};

export const cube = x => tf.pow(x, 3).sum();

export const inputs = [{shape: [4], range: [-2, 2]}];
