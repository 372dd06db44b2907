import * as tf from '@tensorflow/tfjs';

/** What the regularizers of a model's layers add to its loss: each layer's once, those of models within the model too. */
export function penaltiesOf(model: tf.LayersModel): tf.Scalar[] {
  return layersOf(model).flatMap(layer => layer.calculateLosses());
}

/** Whether any layer has a regularizer. */
export function isRegularized(model: tf.LayersModel): boolean {
  return layersOf(model).some(layer => layer.losses.length > 0);
}

/** Not the model's own calculateLosses: that of a Sequential knows no layers, and gives none. */
function layersOf(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap(layer => (layer instanceof tf.LayersModel ? layersOf(layer) : [layer]));
}
