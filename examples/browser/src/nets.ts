import * as tf from '@tensorflow/tfjs';

export type NetName = 'convolution' | 'textbook-cee' | 'textbook-sse';

/** By backend and name: tensors can move from one backend to another, but out of WebGPU only by way of a canvas, if at all. */
const loaded = new Map<string, Promise<tf.LayersModel>>();

/** A model of `models/`, by plain tfjs: all there is to it. What could not be had is asked for again the next time. */
export async function loadNet(name: NetName): Promise<tf.LayersModel> {
  const key = `${tf.getBackend()} ${name}`;
  const known = loaded.get(key) ?? tf.loadLayersModel(`models/${name}/model.json`);
  loaded.set(key, known);
  try {
    return await known;
  } catch (error) {
    loaded.delete(key);
    throw error;
  }
}

/**
 * The probabilities of the ten digits.
 *
 * @param images Grey values 0 … 255, 784 for each.
 * @returns `[images, 10]`
 */
export async function probabilitiesOf(model: tf.LayersModel, images: Uint8Array): Promise<Float32Array> {
  return read(() => model.predict(inputOf(model, images)) as tf.Tensor);
}

/** What the hidden units of a two-layer net give, `[images, units]`. */
export async function activationsOf(model: tf.LayersModel, images: Uint8Array): Promise<Float32Array> {
  return read(() => model.layers[0]!.apply(inputOf(model, images)) as tf.Tensor);
}

/** Bytes, with what the model's first layer expects for one image. */
function inputOf(model: tf.LayersModel, images: Uint8Array): tf.Tensor {
  const [, ...image] = model.inputs[0]!.shape as [null, ...number[]];
  return tf.tensor(images, [images.length / 784, ...image], 'float32').div(255);
}

async function read(compute: () => tf.Tensor): Promise<Float32Array> {
  const result = tf.tidy(compute);
  try {
    return await result.data<'float32'>();
  } finally {
    result.dispose();
  }
}
