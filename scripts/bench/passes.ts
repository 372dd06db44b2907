import * as tf from '@tensorflow/tfjs';
import {batchesInOrder} from '../../src/data/minibatches/assembleBatch';
import {crossEntropy} from '../../src/losses';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {native, stockCpu, stockWasm, usable, wasm, type Place} from './place';
import {race, type Contestant, type RaceOptions} from './race';
import {randomSplit} from './randomSplit';
import {standingAt, type Stand} from './standingAt';
import {comparedWith, type SuiteTable} from './suite';

const batchSize = 100;

/** One forward pass and one gradient of the textbook net, on every backend, read back as numbers. */
export async function* passes(progress?: RaceOptions['progress']): AsyncGenerator<SuiteTable> {
  const places = await usable([stockWasm, wasm, stockCpu, native]);
  for (const [title, work] of Object.entries(works)) {
    const timings = await race(
      places.map(place => contestant(place, work)),
      {progress},
    );
    yield {
      title: `What does ${title} of 784-50-10 cost, batch ${batchSize}?`,
      lines: comparedWith(nameOf(stockWasm), timings),
      limits:
        'cpu: its matrix product is a triple loop in JavaScript. wasm: XNNPACK; stock kernels fall back to a slow loop for every product with a transposed operand, which a gradient is full of. Native: about 20 µs for each call into TensorFlow.',
    };
  }
}

/** Reads back what comes of the loss of a batch. */
type Work = (loss: () => tf.Scalar) => void;

const works: Readonly<Record<string, Work>> = {
  'a forward pass': loss => void tf.tidy(() => loss().dataSync()),
  'a gradient': loss =>
    tf.tidy(() => {
      const {value, grads} = tf.variableGrads(loss);
      for (const tensor of [value, ...Object.values(grads)]) tensor.dataSync();
    }),
};

function contestant(place: Place, work: Work): Contestant {
  return {name: nameOf(place), ...standingAt(place, () => textbookNet(work))};
}

function textbookNet(work: Work): Stand {
  const model = twoLayerNet();
  const [batch] = [...batchesInOrder(randomSplit(batchSize), batchSize, {labels: 'one-hot', layout: 'flat'})];
  const {xs, ys} = batch!;
  const dispose = () => {
    model.dispose();
    tf.dispose([xs, ys]);
  };
  return {run: () => work(() => crossEntropy(ys, model.apply(xs) as tf.Tensor)), dispose};
}

function nameOf({backend, stock}: Place): string {
  return stock ? `${backend}, stock kernels` : backend;
}
