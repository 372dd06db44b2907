import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../src/corrections';

/** A small net with a convolution, a pool, batches and a softmax, two epochs from the same weights; the weights as text. */
async function fitted(): Promise<string> {
  const init = (seed: number) => tf.initializers.glorotUniform({seed});
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [6, 6, 1],
        filters: 2,
        kernelSize: 3,
        activation: 'relu',
        kernelInitializer: init(1),
      }),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 3, activation: 'softmax', kernelInitializer: init(2)}),
    ],
  });
  model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
  const xs = tf.randomNormal([12, 6, 6, 1], 0, 1, 'float32', 3);
  const ys = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], 'int32'), 3);
  await model.fit(xs, ys, {epochs: 2, batchSize: 4, shuffle: false, verbose: 0});
  const weights = model.getWeights().map(weight => [...weight.dataSync()].join());
  tf.dispose([xs, ys]);
  model.dispose();
  return weights.join(';');
}

test('model.fit of a small convolution keeps its bits', async () => {
  const stock = await fitted();
  const undo = correctGradients();
  try {
    expect(await fitted()).toBe(stock);
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
