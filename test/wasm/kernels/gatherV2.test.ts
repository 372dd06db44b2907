import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {normals, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

const cases = fc
  .record({
    shape: fc.array(fc.oneof(fc.integer({min: 1, max: 4}), fc.constant(40)), {minLength: 1, maxLength: 4}),
    axis: fc.nat(3),
    batched: fc.boolean(),
    indexShape: fc.array(fc.integer({min: 0, max: 4}), {minLength: 1, maxLength: 2}),
    dtype: fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const),
    seed: fc.nat(1000),
  })
  .filter(({shape}) => tf.util.sizeFromShape(shape) <= 20000)
  .map(({shape, axis, batched, indexShape, ...rest}) => {
    // tfjs's batchDims of 1 wants the first axis of both to agree, and an axis behind it.
    const batchDims = batched && shape.length > 1 ? 1 : 0;
    const chosen = Math.max(batchDims, Math.min(axis, shape.length - 1));
    return {
      ...rest,
      shape,
      axis: chosen,
      batchDims,
      indexShape: batchDims === 1 ? [shape[0]!, ...indexShape] : indexShape,
    };
  });

test("gather is the cpu backend's, bit by bit, for every axis, batch, rank and dtype", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({shape, axis, batchDims, indexShape, dtype, seed}) => {
      const gather = () => {
        // The stock wasm cast to bool keeps a 2 as it is: booleans are given as 0 and 1.
        const draw = (v: number) => (dtype === 'bool' ? Number(v > 0) : Math.round(8 * v));
        const x = tf.tensor(normals(tf.util.sizeFromShape(shape), seed).map(draw), shape).cast(dtype);
        const order = normals(tf.util.sizeFromShape(indexShape), seed + 1);
        const indices = Int32Array.from(order, v => Math.floor(Math.abs(1000 * v)) % shape[axis]!);
        return tf.gather(x, tf.tensor(indices, indexShape, 'int32'), axis, batchDims);
      };
      expect(await on('wasm', gather)).toEqual(await on('cpu', gather));
    }),
    {numRuns: 80},
  );
});

test('gather keeps NaN, infinities and the sign of zero', async () => {
  const odd = [NaN, -0, Infinity, -Infinity];
  const {values} = await on('wasm', () => tf.gather(tf.tensor1d(odd), [3, 2, 1, 0]));
  expect(values).toEqual([-Infinity, Infinity, -0, NaN]);
});

test('gather is right where the heap grows under it', async () => {
  const rows = () => tf.gather(tf.range(0, 400).reshape([4, 100]), tf.tensor1d([3, 1], 'int32'));
  expect(await onGrowingHeap(rows)).toEqual(await on('cpu', rows));
});

test.each([-1, 4, 2 ** 31 - 1])('gather refuses the index %d into four rows', async index => {
  await tf.setBackend('wasm');
  const x = tf.zeros([4, 2]);
  const indices = tf.tensor1d([0, index], 'int32');
  const before = tf.memory().numTensors;
  expect(() => tf.gather(x, indices)).toThrow(
    new RangeError(`GatherV2: expected indices from 0 to 3, got ${index}`),
  );
  expect(tf.memory().numTensors).toBe(before);
});
