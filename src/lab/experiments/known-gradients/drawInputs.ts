import * as tf from '@tensorflow/tfjs';
import {Random} from '../../../random';
import type {InputRange, LayerConfiguration} from './configurations';

/** One input of a configuration as plain numbers, the same on every backend. */
interface DrawnInput {
  readonly shape: number[];
  readonly values: Float64Array;
}

/** The inputs of a configuration, the same for the same seed. */
export function drawInputs(ranges: readonly InputRange[], seed: number): DrawnInput[] {
  const random = new Random(seed);
  return ranges.map(({shape, low, high, values}) => ({
    shape: [...shape],
    values: values ? Float64Array.from(values) : drawUniform(random, shape, low, high),
  }));
}

/** A tensor of drawn numbers on the active backend, in float64 with all of their bits. */
export function drawnTensor({shape, values}: DrawnInput): tf.Tensor {
  return tf.tensor(Array.from(values), shape, 'float32');
}

/** A model of a dense layer and the layers in question, with weights of either sign, and a batch for it. */
export function drawModel(
  {layers, shape}: LayerConfiguration,
  seed: number,
): {model: tf.Sequential; xs: DrawnInput} {
  const random = new Random(seed);
  const xs = {shape: [...shape], values: drawUniform(random, shape, -2, 2)};
  const units = shape.at(-1)!;
  const dense = tf.layers.dense({units, inputShape: shape.slice(1)});
  const model = tf.sequential({layers: [dense, ...layers()]});
  tf.tidy(() => {
    const weights = model.weights.map(weight => {
      // A variance is not to be negative; everything else may be anything.
      const low = weight.name.includes('variance') ? 0.3 : -1;
      const numbers = drawUniform(random, weight.shape as number[], low, 1);
      return tf.tensor(Array.from(numbers), weight.shape as number[], 'float32');
    });
    model.setWeights(weights);
  });
  return {model, xs};
}

function drawUniform(random: Random, shape: readonly number[], low: number, high: number): Float64Array {
  const size = shape.reduce((product, n) => product * n, 1);
  return Float64Array.from({length: size}, () => low + (high - low) * random.uniform());
}
