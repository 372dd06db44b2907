import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

const upTo = (max: number) => fc.integer({min: 1, max});
const cases = fc.record({
  shape: fc.tuple(upTo(2), fc.integer({min: 3, max: 6}), fc.integer({min: 3, max: 6}), upTo(3)),
  filter: fc.tuple(upTo(3), upTo(3)),
  strides: fc.tuple(upTo(3), upTo(3)),
  pad: fc.constantFrom('valid' as const, 'same' as const),
  dilations: fc.constantFrom(1, 2),
  shift: fc.constantFrom(-4, 0, 4),
  dtype: fc.constantFrom('float32' as const, 'int32' as const),
});

type Given = typeof cases extends fc.Arbitrary<infer Case> ? Case : never;

test("dilation is the cpu backend's for every shape, stride, padding and dtype, negative or not", async () => {
  await fc.assert(
    // Twice as far apart, three cells span five.
    fc.asyncProperty(
      cases.filter(({shape, dilations}) => dilations === 1 || Math.min(shape[1], shape[2]) >= 5),
      async given => {
        // One sum of two float32 numbers, which both backends round alike.
        expectClose(await on('wasm', () => dilate(given)), await on('cpu', () => dilate(given)), 1e-6);
      },
    ),
    {numRuns: 100},
  );
});

const negative: Given = {
  shape: [1, 4, 4, 2],
  filter: [2, 2],
  strides: [1, 1],
  pad: 'valid',
  dilations: 1,
  shift: -4,
  dtype: 'float32',
};

test('the stock kernel takes 0 for the greatest of negative sums', async () => {
  restoreWasmKernels();
  const stock = await on('wasm', () => dilate(negative));
  expect(stock.values.every(value => Math.abs(value) < 1e-30)).toBe(true);
});

test('dilation is right where the heap grows under it', async () => {
  expectClose(await onGrowingHeap(() => dilate(negative)), await on('cpu', () => dilate(negative)), 1e-6);
});

test('dilation lets NaN yield to numbers, and is what cpu says where the filter meets no input', async () => {
  const one = (values: number[]) => () =>
    tf.dilation2d(tf.tensor4d(values, [1, 1, 2, 1]), tf.zeros([1, 2, 1]), 1, 'valid');
  expect((await on('wasm', one([NaN, -3]))).values).toEqual([-3]);
  expect((await on('wasm', one([-3, NaN]))).values).toEqual([-3]);
  expect((await on('wasm', one([-Infinity, -Infinity]))).values).toEqual([-Infinity]);
  const apart = () => tf.dilation2d(tf.ones<tf.Rank.R4>([1, 1, 1, 1]), tf.ones([2, 2, 1]), 1, 'same', 2);
  expect(await on('wasm', apart)).toEqual(await on('cpu', apart));
});

test('dilation refuses operands of two dtypes', async () => {
  await tf.setBackend('wasm');
  const before = tf.memory().numTensors;
  const mixed = () =>
    tf.tidy(() => tf.dilation2d(tf.ones<tf.Rank.R4>([1, 2, 2, 1]), tf.ones([1, 1, 1], 'int32'), 1, 'same'));
  expect(mixed).toThrow(/same dtype/);
  expect(tf.memory().numTensors).toBe(before);
});

function dilate({shape, filter, strides, pad, dilations, shift, dtype}: Given): tf.Tensor {
  const x = normalTensor(shape, 1).add(shift).cast(dtype);
  const window = normalTensor([...filter, shape[3]], 2).cast(dtype);
  return tf.dilation2d(x as tf.Tensor4D, window as tf.Tensor3D, strides, pad, dilations);
}
