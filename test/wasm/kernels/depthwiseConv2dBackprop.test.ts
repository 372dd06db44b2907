import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {convolutionCases, poolShape, runKernel, type ConvolutionCase} from './convolutionCases';
import {expectClose, normals, normalTensor, on, onGrowingHeap} from './onBackend';

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

test.each([
  ['filter', filterGradient],
  ['input', inputGradient],
] as const)(
  "the %s's gradient is the cpu backend's for every shape, stride and padding",
  async (_, gradient) => {
    await fc.assert(
      fc.asyncProperty(convolutionCases, async given => {
        // At most 3 · 12 · 12 products of average size 0.64: 432 roundings of 2^-24 relative to their sum.
        expectClose(await on('wasm', () => gradient(given)), await on('cpu', () => gradient(given)), 5e-5);
      }),
      {numRuns: 40},
    );
  },
);

test('the gradients are right where the heap grows under them', async () => {
  for (const gradient of [filterGradient, inputGradient]) {
    expectClose(await onGrowingHeap(() => gradient(small)), await on('cpu', () => gradient(small)), 1e-5);
  }
});

test('both gradients heed dilations: they are those of a filter with holes', async () => {
  // A 2 × 2 filter dilated by 2 is a 3 × 3 filter whose middle row and column are 0.
  const dilated = {
    inputShape: [2, 6, 6, 2],
    filterShape: [2, 2, 2, 1],
    strides: 1,
    pad: 'valid',
    dilations: [2, 2],
  };
  const holey = {...dilated, filterShape: [3, 3, 2, 1], dilations: [1, 1]};
  const x = () => normalTensor([2, 6, 6, 2], 1);
  const dy = () => normalTensor([2, 4, 4, 2], 2);
  const run = (attributes: typeof holey) =>
    runKernel('DepthwiseConv2dNativeBackpropFilter', {x: x(), dy: dy()}, attributes);
  const everySecond = (w: tf.Tensor) => w.gather([0, 2], 0).gather([0, 2], 1);
  expectClose(await on('wasm', () => run(dilated)), await on('cpu', () => everySecond(run(holey))), 1e-5);

  const weights = normals(8, 3);
  const filter = () => tf.tensor(weights, [2, 2, 2, 1]);
  const withHoles = () => {
    const buffer = tf.buffer([3, 3, 2, 1]);
    weights.forEach((w, i) => buffer.set(w, 2 * (i >> 2), 2 * ((i >> 1) & 1), i & 1, 0));
    return buffer.toTensor();
  };
  const back = (w: tf.Tensor, attributes: object) =>
    runKernel('DepthwiseConv2dNativeBackpropInput', {dy: dy(), filter: w}, attributes);
  expectClose(
    await on('wasm', () => back(filter(), dilated)),
    await on('cpu', () => back(withHoles(), holey)),
    1e-5,
  );
});

test('the gradients refuse a dy of another shape', async () => {
  await tf.setBackend('wasm');
  const [x, dy, filter] = [tf.ones([1, 4, 4, 1]), tf.ones([1, 3, 3, 1]), tf.ones([3, 3, 1, 1])];
  const attributes = {strides: 1, pad: 'valid', dilations: 1, filterShape: filter.shape, inputShape: x.shape};
  for (const [name, inputs] of [
    ['Filter', {x, dy}],
    ['Input', {dy, filter}],
  ] as const) {
    expect(() => runKernel(`DepthwiseConv2dNativeBackprop${name}`, inputs, attributes)).toThrow(
      new TypeError(`DepthwiseConv2dNativeBackprop${name}: expected dy of shape [1,2,2,1], got [1,3,3,1]`),
    );
  }
});

function filterGradient(given: ConvolutionCase): tf.Tensor {
  const x = normalTensor(given.inShape, given.seed);
  return runKernel(
    'DepthwiseConv2dNativeBackpropFilter',
    {x, dy: outputGradient(given)},
    attributesOf(given),
  );
}

function inputGradient(given: ConvolutionCase): tf.Tensor {
  const filter = normalTensor([...given.filter, given.inShape[3], given.channels], given.seed);
  return runKernel(
    'DepthwiseConv2dNativeBackpropInput',
    {dy: outputGradient(given), filter},
    attributesOf(given),
  );
}

function outputGradient(given: ConvolutionCase): tf.Tensor {
  return normalTensor([...poolShape(given).slice(0, 3), given.inShape[3] * given.channels], given.seed + 1);
}

function attributesOf({inShape, filter, strides, pad, dimRoundingMode, channels}: ConvolutionCase): object {
  const filterShape = [...filter, inShape[3], channels];
  return {strides, pad, dimRoundingMode, dilations: 1, filterShape, inputShape: inShape};
}
