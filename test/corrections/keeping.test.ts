import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../src/corrections';

const init = (seed: number) => tf.initializers.glorotUniform({seed});

/** Layers before a softmax of three classes, and the shape of their input. */
const nets: Readonly<Record<string, {inputShape: number[]; layers: () => tf.layers.Layer[]}>> = {
  'the textbook net': {
    inputShape: [784],
    layers: () => [
      tf.layers.dense({inputShape: [784], units: 50, activation: 'sigmoid', kernelInitializer: init(1)}),
    ],
  },
  'a small convolution': {
    inputShape: [6, 6, 1],
    layers: () => [
      tf.layers.conv2d({
        inputShape: [6, 6, 1],
        filters: 2,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: init(1),
      }),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.flatten(),
    ],
  },
  'an LSTM': {
    inputShape: [5, 3],
    layers: () => [
      tf.layers.lstm({
        inputShape: [5, 3],
        units: 4,
        kernelInitializer: init(1),
        recurrentInitializer: init(3),
      }),
    ],
  },
};

/** Two epochs in batches, from the same weights; the weights before and after as text. */
async function fitted(name: string): Promise<[string, string]> {
  const {inputShape, layers} = nets[name]!;
  const softmax = tf.layers.dense({units: 3, activation: 'softmax', kernelInitializer: init(2)});
  const model = tf.sequential({layers: [...layers(), softmax]});
  model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
  const weights = () => model.getWeights().map(weight => [...weight.dataSync()].join()).join(';'); // prettier-ignore
  const before = weights();
  const xs = tf.randomNormal([12, ...inputShape], 0, 1, 'float32', 3);
  const ys = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], 'int32'), 3);
  await model.fit(xs, ys, {epochs: 2, batchSize: 4, shuffle: false, verbose: 0});
  const after = weights();
  tf.dispose([xs, ys]);
  model.dispose();
  return [before, after];
}

test.each(Object.keys(nets))('model.fit of %s keeps its bits', async name => {
  const stock = await fitted(name);
  expect(stock[1]).not.toBe(stock[0]);
  const undo = correctGradients();
  try {
    expect(await fitted(name)).toEqual(stock);
  } finally {
    undo();
  }
});

test('1,000 gradients, of the first and of the second order, leave no tensor behind', () => {
  const undo = correctGradients();
  const x = tf.tensor4d([1, -2, 3, -4, 5, 6, -7, 8, 9], [1, 3, 3, 1]);
  const f = (x: tf.Tensor) => tf.sum(tf.elu(tf.avgPool(tf.mul<tf.Tensor4D>(x, x), 2, 1, 'same')));
  const twice = tf.grad(x => tf.sum(tf.square(tf.grad(f)(x))));
  const complex = tf.grad(x => tf.sum(tf.abs(tf.spectral.rfft(tf.reshape(x, [1, 9])))));
  const before = tf.memory();
  for (let i = 0; i < 334; i++) tf.dispose([tf.grad(f)(x), twice(x), complex(x)]);
  const {numTensors, numDataBuffers} = tf.memory();
  expect({numTensors, numDataBuffers}).toEqual({
    numTensors: before.numTensors,
    numDataBuffers: before.numDataBuffers,
  });
  x.dispose();
  undo();
});
