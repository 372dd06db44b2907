import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {conv3DCases, type Conv3DCase} from './conv3DCases';
import {runKernel} from './convolutionCases';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

test("the filter's gradient of conv3d is the cpu backend's for every shape, stride and padding", async () => {
  await fc.assert(
    fc.asyncProperty(conv3DCases, async given => {
      // At most 2 · 64 products of average size 0.64: 128 roundings of 2^-24 relative to their sum.
      expectClose(await on('wasm', () => gradient(given)), await on('cpu', () => gradient(given)), 2e-5);
    }),
    {numRuns: 60},
  );
});

const small: Conv3DCase = {
  x: [1, 4, 5, 3, 2],
  filter: [2, 2, 2],
  strides: [2, 2, 2],
  pad: 'same',
  channels: 3,
};

test.each([
  ['valid', [2, 2, 2]],
  ['same', [2, 2, 2]],
  ['same', [1, 1, 2]],
] as const)('the stock kernel has another gradient for padding %s, strides %j', async (pad, [a, b, c]) => {
  const strided = (): tf.Tensor => gradient({...small, pad, strides: [a, b, c]});
  const truth = await on('cpu', strided);
  restoreWasmKernels();
  const stock = await on('wasm', strided);
  const worst = stock.values.reduce((most, g, i) => Math.max(most, Math.abs(g - truth.values[i]!)), 0);
  expect(worst).toBeGreaterThan(0.1);
});

test("the filter's gradient of conv3d is right where the heap grows under it", async () => {
  expectClose(await onGrowingHeap(() => gradient(small)), await on('cpu', () => gradient(small)), 1e-5);
});

test("the filter's gradient of conv3d refuses a dy of another shape", async () => {
  await tf.setBackend('wasm');
  const inputs = {x: tf.ones([1, 3, 3, 3, 1]), dy: tf.ones([1, 3, 3, 3, 1])};
  const run = () =>
    runKernel('Conv3DBackpropFilterV2', inputs, {strides: 2, pad: 'same', filterShape: [2, 2, 2, 1, 1]});
  expect(run).toThrow(
    new TypeError('Conv3DBackpropFilterV2: expected dy of shape [1,2,2,2,1], got [1,3,3,3,1]'),
  );
  tf.dispose(inputs);
});

function gradient({x, filter, strides, pad, channels}: Conv3DCase): tf.Tensor {
  const input = normalTensor(x, 1) as tf.Tensor5D;
  const convolve = (kernel: tf.Tensor) => tf.conv3d(input, kernel as tf.Tensor5D, strides, pad);
  const kernel = normalTensor([...filter, x[4], channels], 2);
  return tf.grad(f => convolve(f).mul(normalTensor(convolve(kernel).shape, 3)))(kernel);
}
