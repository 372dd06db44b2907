import * as tf from '@tensorflow/tfjs';
import {StepActivation} from '../models/stepActivation';

/** Whether a layer is of the class that it is called after, not of one derived from it, and has no `call` of the user's. */
export function isUnaltered(layer: tf.layers.Layer): boolean {
  const {classNameMap} = tf.serialization.SerializationMap.getMap();
  const stock: unknown = classNameMap[layer.getClassName()]?.[0];
  const own = layer.constructor === stock || layer.constructor === StepActivation;
  return own && !Object.hasOwn(layer, 'call');
}
