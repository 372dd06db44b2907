import * as tf from '@tensorflow/tfjs';
import {twoLayerNet} from '../../src/models/twoLayerNet';

/** A net that tfjs's own `fit` can train. */
export function compiledNet(hidden: number): tf.LayersModel {
  const model = twoLayerNet({hidden});
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy'});
  return model;
}

/** A convolution of digits that `fit` can train: 8 filters of 5×5, pooled by 2, and a dense layer. */
export function compiledConvolution(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({inputShape: [28, 28, 1], filters: 8, kernelSize: 5, activation: 'relu'}),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 10, activation: 'softmax'}),
    ],
  });
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy'});
  return model;
}

/** Gives back a compiled net, with the optimizer that tfjs takes for somebody else's. */
export function disposeNet(model: tf.LayersModel): void {
  model.optimizer.dispose();
  model.dispose();
}
