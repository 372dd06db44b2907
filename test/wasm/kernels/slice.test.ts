import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

const axis = fc
  .record({
    length: fc.oneof(fc.integer({min: 0, max: 4}), fc.constant(50)),
    begin: fc.nat(50),
    size: fc.integer({min: -1, max: 50}),
    whole: fc.boolean(),
  })
  .map(({length, begin, size, whole}) => {
    const start = whole ? 0 : begin % (length + 1);
    return {length, begin: start, size: whole || size === -1 ? -1 : size % (length - start + 1)};
  });

test("slice is the cpu backend's, for blocks of every rank, place and dtype", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(axis, {minLength: 1, maxLength: 5})
        .filter(axes => axes.reduce((n, {length}) => n * length, 1) < 20000),
      fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const),
      async (axes, dtype) => {
        const shape = axes.map(({length}) => length);
        const block = () => {
          const x = tf.range(0, tf.util.sizeFromShape(shape)).reshape(shape);
          return tf.slice(
            (dtype === 'bool' ? x.mod(2) : x).cast(dtype),
            axes.map(a => a.begin),
            axes.map(a => a.size),
          );
        };
        expect(await on('wasm', block)).toEqual(await on('cpu', block));
      },
    ),
    {numRuns: 80},
  );
});

test('slice is right where the heap grows under it', async () => {
  const columns = () => tf.slice(tf.range(0, 400).reshape([4, 100]), [1, 20], [2, 60]);
  expect(await onGrowingHeap(columns)).toEqual(await on('cpu', columns));
});

test('slice still takes strings', async () => {
  await tf.setBackend('wasm');
  const words = tf.tensor1d(['a', 'b', 'c']);
  expect(Array.from(words.slice(1, 2).dataSync<'string'>())).toEqual(['b', 'c']);
});

test.each([
  [
    [1, 0],
    [2, 3],
  ],
  [
    [0, 3],
    [1, 1],
  ],
  [
    [-2, 0],
    [1, 1],
  ],
  [
    [3, 0],
    [-1, -1],
  ],
])('slice refuses the block at %j of size %j in a matrix of 2 × 3', async (begin, size) => {
  await tf.setBackend('wasm');
  const x = tf.zeros([2, 3]);
  const before = tf.memory().numTensors;
  expect(() => tf.slice(x, begin, size)).toThrow(/^Slice: expected a block within shape \[2,3\], got begin/);
  expect(tf.memory().numTensors).toBe(before);
});
