import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {convolutionCases, poolShape, runKernel, type ConvolutionCase} from './convolutionCases';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

test("max pooling's gradient is the cpu backend's for every window, stride and padding, ties and negatives included", async () => {
  await fc.assert(
    fc.asyncProperty(convolutionCases, async given => {
      // Up to 16 windows share an element: sums of 16 normal numbers, added in another order.
      expectClose(await on('wasm', () => gradient(given)), await on('cpu', () => gradient(given)), 1e-5);
    }),
    {numRuns: 60},
  );
});

test("max pooling's gradient is right where the heap grows under it", async () => {
  const given: ConvolutionCase = {
    inShape: [2, 5, 5, 2],
    filter: [2, 2],
    strides: [2, 2],
    pad: 'same',
    dimRoundingMode: undefined,
    channels: 1,
    seed: 1,
  };
  expectClose(await onGrowingHeap(() => gradient(given)), await on('cpu', () => gradient(given)), 1e-6);
});

const upTo = (max: number) => fc.integer({min: 1, max});
const cubes = fc.record({
  shape: fc.tuple(upTo(2), upTo(4), upTo(4), upTo(4), upTo(2)),
  // Height as width: cpu mixes them up.
  filter: fc.tuple(upTo(3), upTo(3)).map(([depth, side]): [number, number, number] => [depth, side, side]),
  strides: fc.tuple(upTo(2), upTo(2), upTo(2)),
  seed: fc.nat(1000),
});

test("max pooling's gradient in three dimensions is the cpu backend's", async () => {
  await fc.assert(
    fc.asyncProperty(cubes, async ({shape, filter, strides, seed}) => {
      const pool = (x: tf.Tensor) => tf.maxPool3d(x as tf.Tensor5D, filter, strides, 'same');
      // Up to 27 windows share an element. No ties: there cpu takes the last maximum in three dimensions.
      const slope = () => tf.grad(pool)(normalTensor(shape, seed).sub(1.5));
      expectClose(await on('wasm', slope), await on('cpu', slope), 1e-5);
    }),
    {numRuns: 40},
  );
});

test('max pooling passes the gradient of an oblong window on, which cpu loses', async () => {
  const pool = (x: tf.Tensor) => tf.maxPool3d(x as tf.Tensor5D, [1, 2, 1], [1, 2, 1], 'valid');
  const slope = () => tf.grad(pool)(tf.tensor([1, 2], [1, 1, 2, 1, 1]));
  expect((await on('wasm', slope)).values).toEqual([0, 1]);
});

test('max pooling passes the gradient of a window of −∞ on, and NaN yields to numbers', async () => {
  const slope = (values: number[]) => () =>
    tf.grad(x => tf.maxPool(x as tf.Tensor4D, [1, 2], 2, 'valid'))(tf.tensor(values, [1, 1, 2, 1]));
  expect((await on('wasm', slope([-Infinity, -Infinity]))).values).toEqual([1, 0]);
  expect((await on('wasm', slope([NaN, -3]))).values).toEqual([0, 1]);
  expect((await on('wasm', slope([-3, NaN]))).values).toEqual([1, 0]);
});

test("max pooling's gradient refuses a dy of another shape, as comes of a lost dimRoundingMode", async () => {
  await tf.setBackend('wasm');
  const pool = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, 0, 'ceil');
  expect(() => tf.tidy(() => tf.grad(pool)(tf.ones([1, 3, 3, 1])))).toThrow(
    new TypeError('MaxPoolGrad: expected dy of shape [1,1,1,1], got [1,2,2,1]'),
  );
});

function gradient(given: ConvolutionCase): tf.Tensor {
  const {inShape, filter, strides, pad, dimRoundingMode, seed} = given;
  // Whole numbers from −4 to 1 or so: ties, and windows that are negative throughout.
  const input = normalTensor(inShape, seed).sub(1.5).round();
  const dy = normalTensor(poolShape(given), seed + 1);
  return runKernel(
    'MaxPoolGrad',
    {dy, input, output: dy},
    {filterSize: filter, strides, pad, dimRoundingMode},
  );
}
