import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {conv3DCases, type Conv3DCase} from './conv3DCases';
import {runKernel} from './convolutionCases';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

test("the input's gradient of conv3d is the cpu backend's for every shape, stride and padding", async () => {
  await fc.assert(
    fc.asyncProperty(conv3DCases, async given => {
      // At most 27 · 3 products of average size 0.64, summed in another order.
      expectClose(await on('wasm', () => gradient(given)), await on('cpu', () => gradient(given)), 2e-5);
    }),
    {numRuns: 60},
  );
});

const small: Conv3DCase = {
  x: [1, 3, 3, 3, 2],
  filter: [2, 2, 2],
  strides: [1, 1, 1],
  pad: 'same',
  channels: 3,
};

test("the stock kernel's gradient is another one: what the correction is for", async () => {
  const truth = await on('cpu', () => gradient(small));
  restoreWasmKernels();
  const stock = await on('wasm', () => gradient(small));
  const worst = stock.values.reduce((most, g, i) => Math.max(most, Math.abs(g - truth.values[i]!)), 0);
  expect(worst).toBeGreaterThan(0.1);
});

test("the input's gradient of conv3d is right where the heap grows under it", async () => {
  expectClose(await onGrowingHeap(() => gradient(small)), await on('cpu', () => gradient(small)), 1e-5);
});

test("the input's gradient of conv3d refuses a dy of another shape", async () => {
  await tf.setBackend('wasm');
  const inputs = {dy: tf.ones([1, 2, 2, 2, 1]), filter: tf.ones([2, 2, 2, 1, 1])};
  const run = () =>
    runKernel('Conv3DBackpropInputV2', inputs, {strides: 1, pad: 'same', inputShape: [1, 3, 3, 3, 1]});
  expect(run).toThrow(
    new TypeError('Conv3DBackpropInputV2: expected dy of shape [1,3,3,3,1], got [1,2,2,2,1]'),
  );
  tf.dispose(inputs);
});

function gradient({x, filter, strides, pad, channels}: Conv3DCase): tf.Tensor {
  const kernel = normalTensor([...filter, x[4], channels], 1) as tf.Tensor5D;
  const slope = (input: tf.Tensor) => tf.conv3d(input as tf.Tensor5D, kernel, strides, pad);
  return tf.grad(slope)(normalTensor(x, 2));
}
