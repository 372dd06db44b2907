/** Empty tensors, zeros, infinities, numbers near the ends of float32, and long rows. */
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {correctGradients} from '../../src/corrections';

let undo = () => {};
beforeEach(() => (undo = correctGradients()));
afterEach(async () => {
  undo();
  await tf.setBackend('cpu');
});

const numbers = (x: tf.Tensor) => [...x.dataSync()];

describe('running products', () => {
  /** ∂y_j / ∂x_i for y_j = Π_{k ≤ j} x_k, or k < j, factor by factor in float64. */
  function jacobian(x: readonly number[], exclusive: boolean): number[][] {
    return x.map((_, i) =>
      x.map((_, j) => {
        const factors = x.slice(0, exclusive ? j : j + 1);
        return i < factors.length ? factors.reduce((p, each, k) => (k === i ? p : p * each), 1) : 0;
      }),
    );
  }
  const rows = [
    [2, 3],
    [2, 0, 3, 4, 5],
    [0, 2, 0, 3, 4, 0, 7],
    [0, 0, 0],
    [2, 3, 0],
    [1.5, -2, 0.5, 3, -1, 2, 0.25, 4, -3],
    Array.from({length: 300}, (_, i) => 1 + Math.sin(i) / 8),
  ];

  test.each(rows.flatMap(row => [false, true].map(exclusive => [exclusive, row] as const)))(
    'exclusive %s, of %j, forwards and in reverse, and twice',
    (exclusive, row) => {
      const c = row.map((_, i) => Math.cos(1 + 2 * i));
      const slopes = jacobian(row, exclusive);
      const expected = slopes.map(by => by.reduce((sum, slope, j) => sum + c[j]! * slope, 0));
      const scale = Math.max(1, ...expected.map(Math.abs));
      const of = (reverse: boolean) => (x: tf.Tensor) =>
        tf.sum(tf.mul(tf.cumprod(x, 0, exclusive, reverse), reverse ? [...c].reverse() : c));
      const forwards = numbers(tf.grad(of(false))(tf.tensor1d(row)));
      const back = numbers(tf.grad(of(true))(tf.tensor1d([...row].reverse()))).reverse();
      // float32, and sums of up to 300 terms
      for (const [i, slope] of expected.entries()) {
        expect(Math.abs(forwards[i]! - slope) / scale).toBeLessThan(1e-5);
        expect(Math.abs(back[i]! - slope) / scale).toBeLessThan(1e-5);
      }
      // By the weights the gradient's sum is linear: its slope by c_j is Σ_i ∂y_j / ∂x_i.
      const total = (w: tf.Tensor) =>
        tf.sum(tf.grad(x => tf.sum(tf.mul(tf.cumprod(x, 0, exclusive), w)))(tf.tensor1d(row)));
      const byWeight = numbers(tf.grad(total)(tf.tensor1d(c)));
      for (const j of row.keys()) {
        const sum = slopes.reduce((total, by) => total + by[j]!, 0);
        expect(Math.abs(byWeight[j]! - sum) / Math.max(1, Math.abs(sum))).toBeLessThan(1e-4);
      }
    },
  );

  test('one factor alone', () => {
    expect(numbers(tf.grad(x => tf.cumprod(x))(tf.tensor1d([5])))).toEqual([1]);
    expect(numbers(tf.grad(x => tf.cumprod(x, 0, true))(tf.tensor1d([5])))).toEqual([0]);
  });

  test('infinite factors leave the other gradients what they are', () => {
    // y = 2, ∞, ∞: by the middle one 2 + 2 · 3
    expect(numbers(tf.grad(x => tf.cumprod(x))(tf.tensor1d([2, Infinity, 3])))).toEqual([
      Infinity,
      8,
      Infinity,
    ]);
    // y = 1, 2, 2 · 3: the last has no part in it
    const exclusive = tf.grad(x => tf.cumprod(x, 0, true))(tf.tensor1d([2, 3, Infinity]));
    expect(numbers(exclusive)).toEqual([4, 2, 0]);
  });

  test('take memory in proportion to their length', async () => {
    const peak = async (n: number) => {
      const x = tf.fill([1, n], 0.999);
      const {peakBytes} = await tf.profile(() => tf.grad(x => tf.cumprod(x, 1))(x));
      return peakBytes;
    };
    // Twice, and one more step of the recurrence.
    expect((await peak(2048)) / (await peak(1024))).toBeLessThan(2.5);
  });
});

test.each(['cpu', 'wasm'])('empty tensors have empty gradients on %s', async backend => {
  await selectBackend(backend, {stock: true});
  const shape = (fn: (x: tf.Tensor) => tf.Tensor, of: number[]) => tf.grad(fn)(tf.zeros(of)).shape;
  for (const of of [[0], [0, 3], [3, 0]]) {
    expect(shape(x => tf.cumprod(x, 0), of)).toEqual(of);
    expect(shape(x => tf.cumprod(x, 0, true, true), of)).toEqual(of);
    expect(shape(x => tf.cumsum(x, 0), of)).toEqual(of);
  }
  const none = tf.tensor1d([], 'int32');
  expect(numbers(tf.grad(x => tf.gather(x, none))(tf.ones([3])))).toEqual([0, 0, 0]);
  // On wasm XNNPACK warns on the way forward.
  if (backend === 'wasm') return;
  const [a, b] = tf.grads((x, y) => tf.matMul(x, y))([tf.ones([2, 3]), tf.ones([3, 0])]);
  expect([numbers(a!), b!.shape]).toEqual([
    [0, 0, 0, 0, 0, 0],
    [3, 0],
  ]);
});

describe('where a square leaves float32 and the value does not', () => {
  test.each([1e-40, 1e-23, 1e-20, 1, 1e20, 1e38])('the absolute value of %d (3 + 4i) / 4', size => {
    const parts = [3, 4].map(part => tf.tensor1d([(part * size) / 4]));
    const [re, im] = tf.grads((a, b) => tf.abs(tf.complex(a, b)))(parts);
    // Numbers of the order of 1e-40 have 16 bits.
    expect(numbers(re!)[0]).toBeCloseTo(0.6, 4);
    expect(numbers(im!)[0]).toBeCloseTo(0.8, 4);
  });

  test('divNoNan of small numbers', () => {
    // −a / b² · ∂L/∂y with a = b = 1e-20 and ∂L/∂y = 1e-30
    const fn = (b: tf.Tensor) => tf.divNoNan(tf.tensor1d([1e-20]), b);
    const slope = tf.grad(fn)(tf.tensor1d([1e-20]), tf.tensor1d([1e-30]));
    expect(numbers(slope)[0]! / -1e-10).toBeCloseTo(1, 5);
  });
});

test('tf.onesLike of a complex number has the gradient 0', () => {
  const fn = (x: tf.Tensor) => {
    const z = tf.complex(x, tf.mul(x, 2));
    return tf.add(tf.real(tf.mul(z, tf.onesLike(z))), tf.imag(tf.mul(z, tf.onesLike(z))));
  };
  expect(numbers(tf.grad(fn)(tf.tensor1d([3])))).toEqual([3]);
});

describe('on wasm as it comes, whose gather of batches is wrong', () => {
  test('counts of rows', async () => {
    await selectBackend('wasm', {stock: true});
    const weights = tf.tensor2d([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
    for (const bins of [
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
      [
        [1, 1, 0],
        [2, 7, 2],
      ],
    ]) {
      // prettier-ignore
      const x = tf.tensor2d(bins, undefined, 'int32');
      const fn = (w: tf.Tensor) => tf.sum(tf.mul(tf.denseBincount(x, w as tf.Tensor2D, 3), weights));
      // Of each number its bin's weight.
      const expected = bins.map((row, r) => row.map(bin => [[1, 2, 3], [4, 5, 6]][r]![bin] ?? 0)); // prettier-ignore
      expect(numbers(tf.grad(fn)(tf.ones([2, 3])))).toEqual(expected.flat());
    }
  });
});

test('a depthwise layer, which gives null for its dilations, on wasm as it comes', async () => {
  await selectBackend('wasm', {stock: true});
  const layer = tf.layers.depthwiseConv2d({kernelSize: 2, inputShape: [3, 3, 1], useBias: false});
  const model = tf.sequential({layers: [layer]});
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
  const {value, grads} = tf.variableGrads(() => tf.sum(model.apply(x) as tf.Tensor));
  // Each of the four numbers was multiplied by four numbers of the image.
  expect(Object.values(grads).map(numbers)).toEqual([[12, 16, 24, 28]]);
  tf.dispose([x, value, grads]);
  model.dispose();
});
