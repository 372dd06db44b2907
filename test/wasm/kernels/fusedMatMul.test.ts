import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {runKernel} from './convolutionCases';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

const activations = ['linear', 'relu', 'relu6', 'prelu', 'leakyrelu', 'elu', 'sigmoid'] as const;

interface Given {
  batch: [number, number];
  m: number;
  k: number;
  n: number;
  transposeA: boolean;
  transposeB: boolean;
  bias: 'none' | 'vector' | 'once a matrix' | 'number' | 'row' | 'column' | 'batch';
  activation: (typeof activations)[number];
}

const size = fc.oneof(fc.integer({min: 1, max: 5}), fc.integer({min: 20, max: 30}));
const cases: fc.Arbitrary<Given> = fc.record({
  batch: fc.constantFrom<[number, number][]>([1, 1], [3, 1], [1, 3], [3, 3]),
  m: size,
  k: fc.oneof(fc.constant(0), size),
  n: size,
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  bias: fc.constantFrom('none', 'vector', 'once a matrix', 'number', 'row', 'column', 'batch'),
  activation: fc.constantFrom(...activations),
});

test("fused matMul is the cpu backend's for every batch, transposition, bias and activation", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async given => {
      // As in matMul's own test: k roundings of 2^-24 each bound the error of the sum.
      const tolerance = (given.k + 1) ** 2 * 2 ** -22;
      expectClose(await on('wasm', () => fused(given)), await on('cpu', () => fused(given)), tolerance);
    }),
    {numRuns: 200},
  );
});

const small: Given = {
  batch: [2, 2],
  m: 3,
  k: 4,
  n: 5,
  transposeA: false,
  transposeB: false,
  bias: 'vector',
  activation: 'linear',
};

test.each(activations)('fused matMul of two matrices each, bias and %s is right', async activation => {
  const given = {...small, activation};
  expectClose(await on('wasm', () => fused(given)), await on('cpu', () => fused(given)), 1e-5);
});

test('the stock kernel gives the bias of another column to all rows but the first', async () => {
  const biased = () =>
    tf.fused.matMul({a: tf.ones([2, 2, 1]), b: tf.zeros([2, 1, 3]), bias: tf.tensor1d([1, 2, 3])});
  const rows = [1, 2, 3, 1, 2, 3];
  expect((await on('wasm', biased)).values).toEqual([...rows, ...rows]);
  restoreWasmKernels();
  const stock = (await on('wasm', biased)).values;
  expect(stock.slice(0, 3)).toEqual([1, 2, 3]);
  expect(stock).not.toEqual([...rows, ...rows]);
});

test('fused matMul of batches is right where the heap grows under it', async () => {
  const given: Given = {...small, transposeA: true, activation: 'relu'};
  expectClose(await onGrowingHeap(() => fused(given)), await on('cpu', () => fused(given)), 1e-5);
});

test('fused matMul refuses an activation that there is not', async () => {
  await tf.setBackend('wasm');
  const inputs = {a: tf.ones([2, 2, 2]), b: tf.ones([2, 2, 2])};
  const before = tf.memory().numTensors;
  const run = () =>
    runKernel('_FusedMatMul', inputs, {transposeA: false, transposeB: false, activation: 'tanh'});
  expect(run).toThrow(/tanh activation not yet supported/);
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose(inputs);
});

function fused({batch, m, k, n, transposeA, transposeB, bias, activation}: Given): tf.Tensor {
  const a = normalTensor([batch[0], ...(transposeA ? [k, m] : [m, k])], 1);
  const b = normalTensor([batch[1], ...(transposeB ? [n, k] : [k, n])], 2);
  const biases: Record<Given['bias'], () => tf.Tensor | undefined> = {
    none: () => undefined,
    vector: () => normalTensor([n], 3),
    'once a matrix': () => normalTensor([1, n], 3).reshape([n]),
    number: () => normalTensor([1], 3),
    row: () => normalTensor([1, n], 3),
    column: () => normalTensor([m, 1], 3),
    batch: () => normalTensor([Math.max(...batch), 1, n], 3),
  };
  const weights = activation === 'prelu' ? {preluActivationWeights: normalTensor([n], 4)} : {};
  const more = {transposeA, transposeB, activation, leakyreluAlpha: 0.3, ...weights};
  const added = biases[bias]();
  return tf.fused.matMul({a, b, ...more, ...(added && {bias: added})});
}
