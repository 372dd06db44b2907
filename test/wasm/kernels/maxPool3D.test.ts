import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {conv3DCases} from './conv3DCases';
import {normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

test("3-D max pooling is the cpu backend's for every shape, stride, padding and dtype, negative or not", async () => {
  await fc.assert(
    fc.asyncProperty(
      conv3DCases,
      fc.constantFrom(-4, 0, 4),
      fc.constantFrom('float32' as const, 'int32' as const),
      async ({x, filter, strides, pad}, shift, dtype) => {
        const pool = () => {
          const input = normalTensor(x, 1).add(shift).cast<tf.Tensor5D>(dtype);
          return tf.maxPool3d(input, filter, strides, pad);
        };
        expect(await on('wasm', pool)).toEqual(await on('cpu', pool));
      },
    ),
    {numRuns: 100},
  );
});

const one = (values: number[]) => () =>
  tf.maxPool3d(tf.tensor5d(values, [1, 1, 1, values.length, 1]), [1, 1, values.length], 1, 'valid');

test('the stock kernel takes 0 for the greatest of negative numbers', async () => {
  expect((await on('wasm', one([-2, -1]))).values).toEqual([-1]);
  restoreWasmKernels();
  expect((await on('wasm', one([-2, -1]))).values[0]).toBeCloseTo(0, 30);
});

test('3-D max pooling lets NaN yield to numbers, and knows −∞', async () => {
  expect((await on('wasm', one([NaN, -3]))).values).toEqual([-3]);
  expect((await on('wasm', one([-3, NaN]))).values).toEqual([-3]);
  expect((await on('wasm', one([-Infinity, -Infinity]))).values).toEqual([-Infinity]);
});

test('3-D max pooling is right where the heap grows under it', async () => {
  const pool = () => tf.maxPool3d(normalTensor([2, 4, 5, 3, 2], 1).sub<tf.Tensor5D>(2), 2, 2, 'same');
  expect(await onGrowingHeap(pool)).toEqual(await on('cpu', pool));
});
