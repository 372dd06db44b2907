import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

/** Two shapes that broadcast: sides of a common shape become 1, and leading ones go. */
const shapes = fc
  .record({
    shape: fc.array(fc.integer({min: 1, max: 4}), {minLength: 1, maxLength: 4}),
    ones: fc.tuple(fc.nat(15), fc.nat(15)),
    dropped: fc.nat(3),
    shortens: fc.boolean(),
  })
  .map(({shape, ones, dropped, shortens}) => {
    const [x, alpha] = ones.map(bits => shape.map((side, axis) => ((bits >> axis) & 1 ? 1 : side)));
    const from = Math.min(dropped, shape.length - 1);
    return shortens ? [x!.slice(from), alpha!] : [x!, alpha!.slice(from)];
  });

test("prelu is the cpu backend's for all shapes that broadcast", async () => {
  await fc.assert(
    fc.asyncProperty(shapes, fc.nat(1000), async ([x, alpha], seed) => {
      const compute = () => tf.prelu(normalTensor(x!, seed), normalTensor(alpha!, seed + 1));
      // One product, the same on both.
      expectClose(await on('wasm', compute), await on('cpu', compute), 0);
    }),
    {numRuns: 200},
  );
});

test('prelu with weights of rows is right, also where the heap grows, and the stock kernel takes them for channels', async () => {
  const compute = () => tf.prelu(tf.tensor2d([-1, -1, -1, -1, -1, -1], [2, 3]), tf.tensor2d([2, 3], [2, 1]));
  const truth = {shape: [2, 3], values: [-2, -2, -2, -3, -3, -3]};
  expectClose(await on('wasm', compute), truth, 0);
  expectClose(await onGrowingHeap(compute), truth, 0);
  restoreWasmKernels();
  expect((await on('wasm', compute)).values).not.toEqual(truth.values);
});

test('prelu takes whole numbers as the stock kernel does', async () => {
  const compute = () => tf.prelu(tf.tensor2d([-2, 3], [1, 2], 'int32'), tf.tensor2d([0.5, 0.25], [2, 1]));
  expectClose(await on('wasm', compute), await on('cpu', compute), 0);
});
