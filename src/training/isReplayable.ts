import * as tf from '@tensorflow/tfjs';
import {losses} from '../losses';
import {isUnaltered} from './isUnaltered';
import {isRegularized} from './penaltiesOf';

/** Layers that do the same at every call: no dropout, nothing written by the user. */
const steadyLayers: readonly string[] = [
  'InputLayer',
  'Dense',
  'Activation',
  'ReLU',
  'Softmax',
  'Flatten',
  'Reshape',
  'StepActivation',
];

/**
 * Whether a training step runs the same kernels every time, so that they may be recorded: on wasm, with a loss of the
 * registry, plain gradient descent, and layers that are known not to decide anything in JavaScript. Nobody knows of a
 * regularizer, which may be the user's own.
 */
export function isReplayable(model: tf.LayersModel, loss: unknown, optimizer: tf.Optimizer): boolean {
  return (
    tf.getBackend() === 'wasm' &&
    optimizer.getClassName() === 'SGD' &&
    (Object.values(losses) as unknown[]).includes(loss) &&
    model.layers.every(layer => steadyLayers.includes(layer.getClassName()) && isUnaltered(layer)) &&
    !isRegularized(model)
  );
}
