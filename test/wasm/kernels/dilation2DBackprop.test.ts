import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {runKernel} from './convolutionCases';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

const upTo = (max: number) => fc.integer({min: 1, max});
const cases = fc.record({
  shape: fc.tuple(upTo(2), fc.integer({min: 3, max: 6}), fc.integer({min: 3, max: 6}), upTo(2)),
  filter: fc.tuple(upTo(3), upTo(3)),
  strides: fc.tuple(upTo(2), upTo(2)),
  pad: fc.constantFrom('valid' as const, 'same' as const),
  shift: fc.constantFrom(-4, 0, 4),
  seed: fc.nat(1000),
});

type Given = typeof cases extends fc.Arbitrary<infer Case> ? Case : never;

const small: Given = {shape: [1, 4, 4, 2], filter: [2, 2], strides: [1, 1], pad: 'valid', shift: -4, seed: 1};

for (const input of [0, 1] as const) {
  const name = ['input', 'filter'][input]!;

  test(`the gradient of a dilation's ${name} is the cpu backend's, negative or not`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async given => {
        const compute = () => gradient(given, input);
        // Sums of at most 72 normal numbers, added in another order.
        expectClose(await on('wasm', compute), await on('cpu', compute), 2e-5);
      }),
      {numRuns: 60},
    );
  });

  test(`the gradient of a dilation's ${name} is right where the heap grows under it`, async () => {
    const compute = () => gradient(small, input);
    expectClose(await onGrowingHeap(compute), await on('cpu', compute), 1e-5);
  });
}

test('the gradients of a dilation refuse a dy of another shape', async () => {
  await tf.setBackend('wasm');
  const inputs = {x: tf.ones([1, 3, 3, 1]), filter: tf.ones([2, 2, 1]), dy: tf.ones([1, 3, 3, 1])};
  for (const kernel of ['Dilation2DBackpropInput', 'Dilation2DBackpropFilter']) {
    expect(() => runKernel(kernel, inputs, {strides: 1, pad: 'valid', dilations: 1})).toThrow(
      new TypeError(`${kernel}: expected dy of shape [1,2,2,1], got [1,3,3,1]`),
    );
  }
  tf.dispose(inputs);
});

function gradient({shape, filter, strides, pad, shift, seed}: Given, input: 0 | 1): tf.Tensor {
  const x = normalTensor(shape, seed).add(shift);
  const window = normalTensor([...filter, shape[3]], seed + 1);
  const dilate = (a: tf.Tensor, b: tf.Tensor) =>
    tf.dilation2d(a as tf.Tensor4D, b as tf.Tensor3D, strides, pad);
  return tf.grads((a, b) => dilate(a, b).mul(normalTensor(dilate(a, b).shape, seed + 2)))([x, window])[
    input
  ]!;
}
