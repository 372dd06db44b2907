import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {expectClose, normals, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

interface Case {
  batchA: number[];
  batchB: number[];
  m: number;
  k: number;
  n: number;
  transposeA: boolean;
  transposeB: boolean;
  seed: number;
}

const size = fc.oneof(fc.integer({min: 0, max: 5}), fc.integer({min: 20, max: 34}));
const cases = fc
  .record({
    batch: fc.array(fc.integer({min: 1, max: 3}), {maxLength: 2}),
    onesA: fc.array(fc.boolean(), {minLength: 2, maxLength: 2}),
    onesB: fc.array(fc.boolean(), {minLength: 2, maxLength: 2}),
    dropA: fc.nat(2),
    dropB: fc.nat(2),
    m: size,
    k: size,
    n: size,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
    seed: fc.nat(1000),
  })
  .map(({batch, onesA, onesB, dropA, dropB, ...rest}): Case => ({
    batchA: batch.map((length, i) => (onesA[i] ? 1 : length)).slice(dropA),
    batchB: batch.map((length, i) => (onesB[i] ? 1 : length)).slice(dropB),
    ...rest,
  }));

test('matMul is the float64 product for every batch, broadcast, size and transposition', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async given => {
      const expected = product(given);
      // Standard normal factors: |a·b| averages 0.64, and k roundings of 2^-24 each bound the error of the sum.
      expectClose(await on('wasm', () => multiply(given)), expected, (given.k + 1) ** 2 * 2 ** -22);
    }),
    {numRuns: 60},
  );
});

test.each<[string, Partial<Case>]>([
  ['where both batches are broadcast', {batchA: [2, 1], batchB: [1, 3]}],
  ['where there is nothing to sum over', {k: 0, transposeA: true}],
  ['of a single matrix with a batch', {batchA: [], batchB: [4], m: 30, k: 30, n: 30}],
  ['of a small matrix with a large transposed one', {m: 5, k: 20, n: 60, transposeB: true}],
  ['of such matrices with a batch of one', {batchA: [1], batchB: [1], m: 5, k: 20, n: 60, transposeB: true}],
  ['of a [1, K, M] with its transpose', {batchA: [1], batchB: [1], transposeA: true, transposeB: true}],
])('matMul is right %s', async (_, given) => {
  const whole = {
    batchA: [],
    batchB: [],
    m: 2,
    k: 3,
    n: 4,
    transposeA: false,
    transposeB: false,
    seed: 1,
    ...given,
  };
  expectClose(await on('wasm', () => multiply(whole)), product(whole), 1e-4);
});

test('matMul with a transposed operand is what the stock kernel computes, to float32 rounding', async () => {
  const compute = () => tf.matMul(normalTensor([100, 784], 1), normalTensor([100, 50], 2), true);
  const ours = await on('wasm', compute);
  restoreWasmKernels();
  // Sums of 100 products, of size 10: two orders of summation differ by some units of 2^-20.
  expectClose(ours, await on('wasm', compute), 2e-5);
});

test.each([
  ['matMul', (x: tf.Tensor2D, w: tf.Tensor2D) => tf.matMul(x, w)],
  ['fused matMul', (x: tf.Tensor2D, w: tf.Tensor2D) => tf.fused.matMul({a: x, b: w})],
])(
  '%s takes one tensor under two shapes, which the stock kernel confuses, and reads beyond',
  async (_, multiplyBy) => {
    const products = () => {
      const w = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
      const shapes = [w, w.reshape<tf.Tensor2D>([3, 2]), w.clone(), w.reshape<tf.Tensor2D>([6, 1])];
      return tf.concat(shapes.map(each => multiplyBy(tf.ones([1, each.shape[0]]), each).flatten()));
    };
    expect((await on('wasm', products)).values).toEqual([5, 7, 9, 9, 12, 5, 7, 9, 21]);
  },
);

test('a product is that of the tensor itself, where a single row or column need not be transposed', async () => {
  const gradient = () => {
    const a = tf.tensor1d([1, 2, 3]);
    const b = tf.tensor1d([4, 5, 6]);
    const [da, db] = tf.grads((x, y) => tf.dot(x, y))([a, b]) as [tf.Tensor, tf.Tensor];
    return tf.concat([da, db, tf.outerProduct(a, b).flatten()]);
  };
  expect((await on('wasm', gradient)).values).toEqual([4, 5, 6, 1, 2, 3, 4, 5, 6, 8, 10, 12, 12, 15, 18]);
});

test('matMul is right where the heap grows under it', async () => {
  for (const batch of [[], [2]]) {
    const given = {
      batchA: batch,
      batchB: batch,
      m: 25,
      k: 30,
      n: 35,
      transposeA: true,
      transposeB: true,
      seed: 3,
    };
    expectClose(await onGrowingHeap(() => multiply(given)), product(given), 1e-4);
  }
});

test('fused matMul is the float64 product, bias and ReLU for every transposition', async () => {
  for (const [transposeA, transposeB] of [
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ] as const) {
    for (const k of [0, 1, 30]) {
      const given = {batchA: [], batchB: [], m: 5, k, n: 7, transposeA, transposeB, seed: k};
      const fused = () => {
        const [a, b] = operands(given);
        const bias = normalTensor([7], 9);
        return tf.fused.matMul({a, b, transposeA, transposeB, bias, activation: 'relu'});
      };
      const {shape, values} = product(given);
      const bias = normals(7, 9);
      const expected = {shape, values: values.map((value, i) => Math.max(0, value + bias[i % 7]!))};
      expectClose(await on('wasm', fused), expected, 1e-5);
      // Each growth is for good, so only a few are to be had.
      if (transposeA && transposeB && k === 30) expectClose(await onGrowingHeap(fused), expected, 1e-5);
    }
  }
});

test('matMul refuses what cannot be multiplied, and leaks nothing', async () => {
  await tf.setBackend('wasm');
  const [a, b] = [tf.ones([2, 3]), tf.ones([2, 4])];
  const before = tf.memory();
  expect(() => tf.matMul(a, b)).toThrow(/inner shapes \(3\) and \(2\)/);
  expect(() => tf.matMul(tf.ones([2, 2, 3]), tf.ones([3, 3, 4]))).toThrow(/broadcast/);
  expect(() => tf.tidy(() => tf.matMul(a.toInt(), b.toInt(), true))).toThrow(/float32/);
  expect(tf.memory().numTensors - before.numTensors).toBe(2); // The two made on the way to the second refusal.
});

function multiply(given: Case): tf.Tensor {
  const [a, b] = operands(given);
  return tf.matMul(a, b, given.transposeA, given.transposeB);
}

function operands({batchA, batchB, m, k, n, transposeA, transposeB, seed}: Case): [tf.Tensor, tf.Tensor] {
  return [
    normalTensor([...batchA, ...(transposeA ? [k, m] : [m, k])], seed),
    normalTensor([...batchB, ...(transposeB ? [n, k] : [k, n])], seed + 1),
  ];
}

/** The definition, in float64: one dot product an element. */
function product({batchA, batchB, m, k, n, transposeA, transposeB, seed}: Case): {
  shape: number[];
  values: number[];
} {
  const rank = Math.max(batchA.length, batchB.length);
  const pad = (batch: number[]) => [...Array<number>(rank - batch.length).fill(1), ...batch];
  const [ownA, ownB] = [pad(batchA), pad(batchB)];
  const batch = ownA.map((length, i) => Math.max(length, ownB[i]!));
  const a = normals(tf.util.sizeFromShape(ownA) * m * k, seed);
  const b = normals(tf.util.sizeFromShape(ownB) * k * n, seed + 1);
  const values: number[] = [];
  for (const index of coordinates(batch)) {
    const startA = flat(index, ownA) * m * k;
    const startB = flat(index, ownB) * k * n;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) {
          sum +=
            a[startA + (transposeA ? l * m + i : i * k + l)]! *
            b[startB + (transposeB ? j * k + l : l * n + j)]!;
        }
        values.push(sum);
      }
    }
  }
  return {shape: [...batch, m, n], values};
}

function coordinates([first, ...rest]: number[]): number[][] {
  if (first === undefined) return [[]];
  return Array.from({length: first}, (_, i) => coordinates(rest).map(inner => [i, ...inner])).flat();
}

function flat(index: number[], shape: number[]): number {
  return shape.reduce((at, length, axis) => at * length + (length === 1 ? 0 : index[axis]!), 0);
}
