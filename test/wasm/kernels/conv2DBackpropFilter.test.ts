import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {convolutionCases, poolShape, runKernel, type ConvolutionCase} from './convolutionCases';
import {expectClose, normalTensor, on, onGrowingHeap, type TestedBackend} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

const small: ConvolutionCase = {
  inShape: [2, 5, 6, 2],
  filter: [3, 2],
  strides: [2, 1],
  pad: 'same',
  dimRoundingMode: undefined,
  channels: 3,
  seed: 1,
};

test("the filter's gradient is the cpu backend's for every shape, stride and padding", async () => {
  await fc.assert(
    fc.asyncProperty(convolutionCases, async given => {
      // At most 3 · 12 · 12 products of average size 0.64: 432 roundings of 2^-24 relative to their sum.
      expectClose(await on('wasm', () => gradient(given)), await on('cpu', () => gradient(given)), 5e-5);
    }),
    {numRuns: 60},
  );
});

test("the filter's gradient adds up over images that do not fit into one matrix", async () => {
  // 5 · 5 · 2 weights at 40 · 40 pixels: 13 images are 2^20 elements, and 30 make three parts.
  const many: ConvolutionCase = {
    ...small,
    inShape: [30, 40, 40, 2],
    filter: [5, 5],
    strides: [1, 1],
    channels: 1,
  };
  const filterGradient = () => gradient({...many, seed: 7});
  // 48,000 products: a random walk of float32 roundings.
  expectClose(await on('wasm', filterGradient), await on('cpu', filterGradient), 2e-3);
});

test("the filter's gradient is right where the heap grows under it", async () => {
  expectClose(await onGrowingHeap(() => gradient(small)), await on('cpu', () => gradient(small)), 1e-5);
});

test("the filter's gradient leaves the heap at its size, however often it is taken", async () => {
  await tf.setBackend('wasm');
  const {wasm} = tf.backend() as unknown as TestedBackend; // tfjs's own type has no heap.
  const large: ConvolutionCase = {...small, inShape: [8, 28, 28, 4], filter: [5, 5]};
  for (let i = 0; i < 3; i++) gradient(large).dispose();
  const before = wasm.HEAPU8.length;
  for (let i = 0; i < 40; i++) tf.tidy(() => gradient(large));
  expect(wasm.HEAPU8.length).toBe(before);
});

test("the gradient of conv2d on wasm is the cpu backend's", async () => {
  const loss = (filter: tf.Tensor) =>
    tf
      .conv2d(normalTensor([2, 7, 7, 2], 1) as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same')
      .square()
      .sum();
  const compute = () => tf.grad(loss)(normalTensor([3, 3, 2, 4], 2));
  expectClose(await on('wasm', compute), await on('cpu', compute), 1e-3);
});

test("the filter's gradient refuses channels that do not come last, and a dy of another shape", async () => {
  await tf.setBackend('wasm');
  const x = tf.ones([1, 4, 4, 1]);
  const attributes = {strides: 1, pad: 'valid', dataFormat: 'NHWC', filterShape: [3, 3, 1, 1]};
  const run = (dy: tf.Tensor, more: object) => () =>
    runKernel('Conv2DBackpropFilter', {x, dy}, {...attributes, ...more});
  expect(run(tf.ones([1, 2, 2, 1]), {dataFormat: 'NCHW'})).toThrow(
    new RangeError('Conv2DBackpropFilter: expected dataFormat NHWC, got NCHW'),
  );
  expect(run(tf.ones([1, 3, 3, 1]), {})).toThrow(
    new TypeError('Conv2DBackpropFilter: expected dy of shape [1,2,2,1], got [1,3,3,1]'),
  );
});

function gradient(given: ConvolutionCase): tf.Tensor {
  const {inShape, filter, strides, pad, dimRoundingMode, channels, seed} = given;
  return tf.tidy(() => {
    const x = normalTensor(inShape, seed);
    const dy = normalTensor([...poolShape(given).slice(0, 3), channels], seed + 1);
    const filterShape = [...filter, inShape[3], channels];
    return runKernel(
      'Conv2DBackpropFilter',
      {x, dy},
      {strides, pad, dataFormat: 'NHWC', dimRoundingMode, filterShape},
    );
  });
}
