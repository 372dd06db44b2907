/** Powers at 0, squares that leave float32, slopes that are infinite where they do not count. */
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

describe('powers at 0', () => {
  /** b (b − 1) … aᵇ⁻ᵒ, where a factor of 0 ends it. */
  function derivative(a: number, b: number, order: number): number {
    const factors = Array.from({length: order}, (_, i) => b - i);
    return factors.includes(0) ? 0 : factors.reduce((p, each) => p * each, a ** (b - order));
  }

  test.each(['float32', 'int32'] as const)('exponents of %s from 0 to 3, up to third derivatives', dtype => {
    const exponents = [0, 1, 2, 3];
    const b = tf.tensor1d(exponents, dtype);
    let fn = (x: tf.Tensor): tf.Tensor => tf.pow(x, b);
    for (const order of [1, 2, 3]) {
      fn = tf.grad(fn);
      for (const a of [0, -2, 0.5]) {
        const expected = exponents.map(each => derivative(a, each, order));
        expect(numbers(tf.tidy(() => tf.add(fn(tf.fill([4], a)), 0)))).toEqual(expected);
      }
    }
  });

  test('the gradient of the gradient by base and exponent', () => {
    // ∂/∂b Σ ∂aᵇ/∂a = aᵇ⁻¹ (1 + b log a), and what tfjs takes for log 0 is 0
    const fn = (b: tf.Tensor) => tf.sum(tf.grad(a => tf.pow(a, b))(tf.tensor1d([0, 1, 2])));
    const found = numbers(tf.grad(fn)(tf.tensor1d([2, 2, 2])));
    [0, 1, 2 * (1 + 2 * Math.LN2)].forEach((slope, i) => expect(found[i]).toBeCloseTo(slope, 5));
  });
});

describe('quotients of numbers from 1e-30 to 1e30', () => {
  // a / b fits into float32, and so do both slopes and b ∂²(a / b)/∂b²; b² does not.
  const pairs = [
    [1e30, 1e25],
    [1e-30, 1e-25],
    [-1e25, 1e30],
    [3, 1e-15],
    [2, 7],
    [0, 1e22],
  ] as const;

  test.each(pairs)('%d / %d', (a, b) => {
    const by = (x: number) => tf.tensor1d([x]);
    const [byA, byB] = tf.grads((x, y) => tf.div(x, y))([by(a), by(b)]);
    expect(numbers(byA!)[0]! * b).toBeCloseTo(1, 5);
    expect(numbers(byB!)[0]! * b).toBeCloseTo(-a / b, 4 - Math.ceil(Math.log10(1 + Math.abs(a / b))));
    const second = tf.grad(y => tf.mul(y, tf.grad(z => tf.div(by(a), z))(y)))(by(b));
    // y · (−a / y²) = −a / y, whose slope is a / y²
    const size = 1 + Math.abs(a / b);
    expect((numbers(second)[0]! * b) / size).toBeCloseTo(a / b / size, 4);
  });

  test('of broadcast divisors', () => {
    const fn = (b: tf.Tensor) => tf.div(tf.tensor2d([[1e26, 2], [3e26, 4]]), b); // prettier-ignore
    const found = numbers(tf.grad(fn)(tf.tensor1d([1e26, 2])));
    expect(found[0]! * 1e26).toBeCloseTo(-4, 5);
    expect(found[1]).toBeCloseTo(-1.5, 6);
  });

  test.each([
    ['atan2', 1e25, 0.5],
    ['atan2', 1e-25, 0.5],
    ['atan2', 3, 0.5],
  ])('%s of equal numbers %d', (_, x, slope) => {
    const [byA, byB] = tf.grads((a, b) => tf.atan2(a, b))([tf.tensor1d([x]), tf.tensor1d([x])]);
    expect(numbers(byA!)[0]! * x).toBeCloseTo(slope, 5);
    expect(numbers(byB!)[0]! * x).toBeCloseTo(-slope, 5);
  });

  test.each([2, 1e10, 1e15, -1e25, 1e38])('asinh, acosh and the reciprocal at %d', x => {
    const slope = (fn: (x: tf.Tensor) => tf.Tensor) => numbers(tf.grad(fn)(tf.tensor1d([x])))[0]!;
    expect(slope(tf.asinh) * x).toBeCloseTo(x / Math.hypot(x, 1), 5);
    if (x > 1) expect(slope(tf.acosh) * x).toBeCloseTo(1 / Math.sqrt(1 - 1 / x / x), 5);
    expect(slope(y => tf.mul(tf.reciprocal(y), x)) * x).toBeCloseTo(-1, 5);
  });

  test.each(['cpu', 'wasm'] as const)('all others keep their bits on %s', async backend => {
    await selectBackend(backend, {stock: true});
    const [a, b, dy] = [1, 2, 3].map(seed => tf.randomUniform([50, 4], 0.01, 100, 'float32', seed)) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const column = tf.slice(b, [0, 0], [50, 1]);
    const found = () =>
      [
        ...tf.grads((x, y) => tf.div(x, y))([a, b], dy),
        ...tf.grads((x, y) => tf.div(x, y))([a, column], dy),
        ...tf.grads((x, y) => tf.atan2(x, y))([a, b], dy),
        ...tf.grads((x, y) => tf.pow(x, y))([a, tf.div(b, 50)], dy),
        ...tf.grads((x, y) => tf.maximum(x, y))([a, b], dy),
        ...[tf.reciprocal, tf.asinh, tf.acosh].map(fn => tf.grad(x => fn(tf.add(x, 1)))(a, dy)),
      ].map(each => [...each.dataSync()].join());
    const corrected = found();
    undo();
    expect(corrected).toEqual(found());
  });
});

describe('an infinite slope behind a branch that was not taken', () => {
  const root = (fn: (x: tf.Tensor) => tf.Tensor) =>
    numbers(tf.add(tf.grad(x => tf.sqrt(fn(x)))(tf.tensor1d([-1, 4, -9, 0.25])), 0));

  test('where, maximum and minimum give 0 there', () => {
    const expected = [0, 0.25, 0, 1];
    expect(root(x => tf.where(tf.greater(x, 0), x, tf.zerosLike(x)))).toEqual(expected);
    expect(root(x => tf.where(tf.lessEqual(x, 0), tf.zerosLike(x), x))).toEqual(expected);
    expect(root(x => tf.maximum(x, 0))).toEqual(expected);
    expect(root(x => tf.neg(tf.minimum(tf.neg(x), 0)))).toEqual(expected);
  });
});

test('a gather of batches that are counted from the end', () => {
  const x = tf.tensor3d([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]); // prettier-ignore
  const index = tf.tensor2d([[0, 2], [1, 1]], undefined, 'int32'); // prettier-ignore
  const found = tf.grad(y => tf.gather(y, index, -1, -1))(x);
  // Both rows of a matrix are asked for the same places.
  expect(numbers(found)).toEqual([1, 0, 1, 1, 0, 1, 0, 2, 0, 0, 2, 0]);
});

test('the second derivative of a staircase is 0 too', () => {
  const x = tf.tensor1d([3.5, -1]);
  const steps: ((x: tf.Tensor) => tf.Tensor)[] = [
    y => tf.floorDiv(y, 2),
    y => tf.cast(tf.greater(y, 1), 'float32'),
    y => tf.cast(tf.argMax(y), 'float32'),
  ];
  for (const step of steps) expect(numbers(tf.grad(tf.grad(step))(x))).toEqual([0, 0]);
});
