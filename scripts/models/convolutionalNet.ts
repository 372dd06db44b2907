import * as tf from '@tensorflow/tfjs';
import {Random} from '../../src';

/**
 * Two convolutions that halve the image instead of pooling it, then one dense layer: 19,490 weights.
 *
 * Without a pool there is no kernel in it that a backend of tfjs lacks or gets wrong, so that it can be trained on anywhere.
 *
 * @returns A model from `[batch, 28, 28, 1]` to `[batch, 10]`, its kernels drawn from N(0, 2 / inputs of a unit).
 *
 * @see He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015, for that deviation.
 */
export function convolutionalNet({name, seed}: {name: string; seed: number}): tf.LayersModel {
  const convolution = {strides: 2, padding: 'same', activation: 'relu', ...undrawn} as const;
  const model = tf.sequential({name});
  model.add(
    tf.layers.conv2d({
      ...convolution,
      name: 'strokes',
      inputShape: [28, 28, 1],
      filters: 12,
      kernelSize: 5,
    }),
  );
  model.add(tf.layers.conv2d({...convolution, name: 'shapes', filters: 32, kernelSize: 3}));
  model.add(tf.layers.flatten({name: 'flat'}));
  model.add(tf.layers.dense({...undrawn, name: 'output', units: 10, activation: 'softmax'}));
  drawKernels(model, new Random(seed));
  return model;
}

/** The weights are set afterwards, from our own generator. */
const undrawn = {kernelInitializer: 'zeros', biasInitializer: 'zeros'} as const;

function drawKernels(model: tf.LayersModel, random: Random): void {
  tf.tidy(() => {
    const initial = model.getWeights().map(({shape}) => {
      const values = new Float32Array(tf.util.sizeFromShape(shape));
      if (shape.length > 1) {
        const inputs = values.length / shape[shape.length - 1]!;
        for (let i = 0; i < values.length; i++) values[i] = Math.sqrt(2 / inputs) * random.normal();
      }
      return tf.tensor(values, shape);
    });
    model.setWeights(initial);
  });
}
