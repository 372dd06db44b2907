import * as tf from '@tensorflow/tfjs';
import {twoLayerNet} from '../../src/models/twoLayerNet';

/** A net that tfjs's own `fit` can train. */
export function compiledNet(hidden: number): tf.LayersModel {
  const model = twoLayerNet({hidden});
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy'});
  return model;
}

/** Gives back a compiled net, with the optimizer that tfjs takes for somebody else's. */
export function disposeNet(model: tf.LayersModel): void {
  model.optimizer.dispose();
  model.dispose();
}
