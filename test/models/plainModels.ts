import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type {Split} from '../../src/data/split';

/** As `examples/node` does it: no losslab. */
export async function loadPlain(folder: string): Promise<tf.LayersModel> {
  const {modelTopology, weightsManifest} = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
    modelTopology: object;
    weightsManifest: tf.io.WeightsManifestConfig;
  };
  const weightData = new Uint8Array(await readFile(join(folder, 'weights.bin'))).buffer;
  const weightSpecs = weightsManifest[0]!.weights;
  return tf.loadLayersModel(tf.io.fromMemory({modelTopology, weightSpecs, weightData}));
}

export function probabilitiesOf(model: tf.LayersModel, images: Uint8Array): Float32Array {
  return tf.tidy(() => {
    const shape = [images.length / 784, ...(model.inputs[0]!.shape.slice(1) as number[])];
    const x = tf.tensor(images, shape, 'float32').div(255);
    return (model.predict(x) as tf.Tensor).dataSync<'float32'>();
  });
}

/** The share of right answers. */
export function accuracyOf(model: tf.LayersModel, {images, labels, size}: Split): number {
  let hits = 0;
  for (let start = 0; start < size; start += 500) {
    const probabilities = probabilitiesOf(model, images.subarray(start * 784, (start + 500) * 784));
    for (let i = 0; i < probabilities.length / 10; i++) {
      const row = probabilities.subarray(10 * i, 10 * i + 10);
      if (row.indexOf(Math.max(...row)) === labels[start + i]) hits++;
    }
  }
  return hits / size;
}
