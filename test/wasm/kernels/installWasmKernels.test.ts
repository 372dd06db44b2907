import * as tf from '@tensorflow/tfjs';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {normalTensor, on} from './onBackend';

// First of all tests: the backend is not initialized yet.
test('installWasmKernels() may be called before the backend is initialized', async () => {
  installWasmKernels();
  const product = await on('wasm', () => tf.matMul(tf.ones([3, 2]), tf.ones([3, 2]), true));
  expect(product.values).toEqual([3, 3, 3, 3]);
});

test('installWasmKernels() runs its example', async () => {
  const restore = installWasmKernels();
  await tf.setBackend('wasm');
  const gradient = () =>
    tf.grad(x => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'))(tf.tensor4d([-2, -1, -3, -4], [1, 2, 2, 1]));
  expect((await on('wasm', gradient)).values).toEqual([0, 1, 0, 0]);
  restore();
  expect((await on('wasm', gradient)).values).toEqual([1, 0, 0, 0]);
});

test('installWasmKernels() twice is the same as once', () => {
  const stock = tf.getKernel('Slice', 'wasm');
  installWasmKernels();
  const ours = tf.getKernel('Slice', 'wasm');
  expect(ours).not.toBe(stock);
  installWasmKernels();
  expect(tf.getKernel('Slice', 'wasm')).toBe(ours);
  restoreWasmKernels();
  expect(tf.getKernel('Slice', 'wasm')).toBe(stock);
});

test('restoreWasmKernels() leaves the registry as installWasmKernels() found it', () => {
  const before = new Map(tf.getKernelsForBackend('wasm').map(kernel => [kernel.kernelName, kernel]));
  installWasmKernels();
  expect(tf.getKernelsForBackend('wasm').length).toBe(before.size + 4);
  restoreWasmKernels();
  restoreWasmKernels();
  expect(new Map(tf.getKernelsForBackend('wasm').map(kernel => [kernel.kernelName, kernel]))).toEqual(before);
});

test('restoreWasmKernels() leaves a kernel alone that somebody else has registered since', () => {
  const stock = tf.getKernel('Slice', 'wasm');
  installWasmKernels();
  tf.unregisterKernel('Slice', 'wasm');
  const other = {...stock};
  tf.registerKernel(other);
  restoreWasmKernels();
  expect(tf.getKernel('Slice', 'wasm')).toBe(other);
  tf.unregisterKernel('Slice', 'wasm');
  tf.registerKernel(stock);
});

test('installWasmKernels() refuses where the wasm backend is not registered', () => {
  const transpose = tf.getKernel('Transpose', 'wasm');
  tf.unregisterKernel('Transpose', 'wasm');
  expect(() => installWasmKernels()).toThrow(/expected the wasm backend to be registered.*import/);
  tf.registerKernel(transpose);
});

test('the gradients of a dense network are those of the cpu backend, to float32 rounding', async () => {
  const gradient = () => {
    const [x, w1, w2] = [normalTensor([20, 30], 1), normalTensor([30, 15], 2), normalTensor([15, 4], 3)];
    const labels = tf.oneHot(
      tf.tensor1d(
        [...Array(20).keys()].map(i => i % 4),
        'int32',
      ),
      4,
    );
    const loss = (w: tf.Tensor) =>
      tf.losses.softmaxCrossEntropy(labels, tf.matMul(tf.sigmoid(tf.matMul(x, w)), w2)).asScalar();
    return tf.grad(loss)(w1);
  };
  installWasmKernels();
  const [cpu, wasm] = [await on('cpu', gradient), await on('wasm', gradient)];
  // Gradients of at most 0.3; the wasm backend's own exp and sigmoid are good to a few units in the last place.
  wasm.values.forEach((value, i) => expect(Math.abs(value - cpu.values[i]!)).toBeLessThan(2e-6));
  restoreWasmKernels();
});

test('model.fit trains a convolutional network, which the stock backend cannot, and leaks nothing', async () => {
  installWasmKernels();
  await tf.setBackend('wasm');
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 4,
        kernelSize: 3,
        activation: 'relu',
        padding: 'same',
      }),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.depthwiseConv2d({kernelSize: 3, depthMultiplier: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 2, activation: 'softmax'}),
    ],
  });
  model.compile({optimizer: tf.train.adam(0.02), loss: 'categoricalCrossentropy'});
  // Bright on the left or on the right.
  const labels = [...Array(64).keys()].map(i => i % 2);
  const xs = tf.tensor4d(
    labels.flatMap(l => Array.from({length: 64}, (_, p) => (p % 8 < 4 === (l === 0) ? 1 : 0.2))),
    [64, 8, 8, 1],
  );
  const ys = tf.oneHot(tf.tensor1d(labels, 'int32'), 2);
  await model.fit(xs, ys, {batchSize: 16, epochs: 1, verbose: 0});
  const tensors = tf.memory().numTensors;
  const {history} = await model.fit(xs, ys, {batchSize: 16, epochs: 8, verbose: 0});
  expect(tf.memory().numTensors).toBe(tensors);
  expect(history['loss']!.at(-1)).toBeLessThan(0.1);
  restoreWasmKernels();
});
