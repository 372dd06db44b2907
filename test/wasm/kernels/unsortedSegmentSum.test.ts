import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {expectClose, normals, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

test("unsortedSegmentSum is the cpu backend's, ids out of range included", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({min: -2, max: 6}), {minLength: 1, maxLength: 30}),
      fc.array(fc.integer({min: 1, max: 4}), {maxLength: 2}),
      fc.integer({min: 1, max: 5}),
      fc.nat(1000),
      async (ids, rest, segments, seed) => {
        const sum = () =>
          tf.unsortedSegmentSum(
            normalTensor([ids.length, ...rest], seed),
            tf.tensor1d(ids, 'int32'),
            segments,
          );
        // At most 30 terms of size 4: 30 roundings of 2^-24 relative to a sum of at most 120.
        expectClose(await on('wasm', sum), await on('cpu', sum), 30 * 2 ** -24 * 120);
      },
    ),
    {numRuns: 40},
  );
});

test('the gradient of gather on wasm is the count of each row', async () => {
  const gradient = () =>
    tf.grad((x: tf.Tensor) => tf.gather(x, tf.tensor1d([2, 0, 2, 2], 'int32')))(tf.ones([3, 2]));
  expect((await on('wasm', gradient)).values).toEqual([1, 1, 0, 0, 3, 3]);
});

test('unsortedSegmentSum keeps integers whole', async () => {
  const x = [2 ** 24, 1, 1, 5];
  const sum = () => tf.unsortedSegmentSum(tf.tensor1d(x, 'int32'), tf.tensor1d([0, 0, 0, 1], 'int32'), 2);
  expect(await on('wasm', sum)).toEqual({shape: [2], dtype: 'int32', values: [2 ** 24 + 2, 5]});
});

test('unsortedSegmentSum is right where the heap grows under it', async () => {
  const sum = () => tf.unsortedSegmentSum(tf.tensor1d(normals(4, 1)), tf.tensor1d([1, 0, 1, 1], 'int32'), 2);
  expectClose(await onGrowingHeap(sum), await on('cpu', sum), 1e-6);
});

test('unsortedSegmentSum refuses other than one id a row', async () => {
  await tf.setBackend('wasm');
  const x = tf.ones([3, 2]);
  for (const ids of [tf.tensor1d([0, 1], 'int32'), tf.zeros([3, 2], 'int32')]) {
    const before = tf.memory().numTensors;
    expect(() => tf.unsortedSegmentSum(x, ids as tf.Tensor1D, 2)).toThrow(
      new TypeError(`UnsortedSegmentSum: expected segmentIds of shape [3], got [${ids.shape.join()}]`),
    );
    expect(tf.memory().numTensors).toBe(before);
  }
});
