import * as tf from '@tensorflow/tfjs';
import {onFloat64} from '../../src/backends/float64';
import {erf, softplus} from '../../src/backends/float64/improvedKernels';
import {Random} from '../../src/random';

const random = new Random(7);
const numbers = (size: number) => Array.from({length: size}, () => random.normal());

/** Inputs with all 53 bits, the same as plain arrays and as tensors of whichever backend is active. */
const data = {
  a: numbers(12),
  b: numbers(12),
  positive: numbers(12).map(v => Math.abs(v) + 0.1),
  image: numbers(2 * 5 * 5 * 3),
  filter: numbers(2 * 2 * 3 * 2),
};
const a = () => tf.tensor2d(data.a, [3, 4]);
const b = () => tf.tensor2d(data.b, [3, 4]);
const positive = () => tf.tensor2d(data.positive, [3, 4]);
const image = () => tf.tensor4d(data.image, [2, 5, 5, 3]);
const filter = () => tf.tensor4d(data.filter, [2, 2, 3, 2]);
const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const sum = (xs: number[]) => xs.reduce((total, x) => total + x, 0);
const rowsOf = (xs: number[], width: number) =>
  Array.from({length: xs.length / width}, (_, i) => xs.slice(i * width, (i + 1) * width));
const softmax = (row: number[]) => row.map(x => Math.exp(x) / sum(row.map(Math.exp)));
const product = (x: number[][], y: number[][]) =>
  x.map(row => y[0]!.map((_, j) => sum(row.map((v, k) => v * y[k]![j]!))));
const turn = (x: number[][]) => x[0]!.map((_, j) => x.map(row => row[j]!));
const [A, B] = [rowsOf(data.a, 4), rowsOf(data.b, 4)];

/** An op, and the same in plain float64 arithmetic. */
const OPS: [string, () => tf.Tensor, () => number[] | number[][]][] = [
  ['add', () => a().add(b()), () => data.a.map((x, i) => x + data.b[i]!)],
  ['sub', () => a().sub(b()), () => data.a.map((x, i) => x - data.b[i]!)],
  ['mul', () => a().mul(b()), () => data.a.map((x, i) => x * data.b[i]!)],
  ['div', () => a().div(b()), () => data.a.map((x, i) => x / data.b[i]!)],
  ['pow', () => positive().pow(b()), () => data.positive.map((x, i) => x ** data.b[i]!)],
  ['maximum', () => a().maximum(b()), () => data.a.map((x, i) => Math.max(x, data.b[i]!))],
  ['squaredDifference', () => a().squaredDifference(b()), () => data.a.map((x, i) => (x - data.b[i]!) ** 2)],
  ['exp', () => a().exp(), () => data.a.map(Math.exp)],
  ['log', () => positive().log(), () => data.positive.map(Math.log)],
  ['log1p', () => positive().log1p(), () => data.positive.map(Math.log1p)],
  ['sqrt', () => positive().sqrt(), () => data.positive.map(Math.sqrt)],
  ['rsqrt', () => positive().rsqrt(), () => data.positive.map(x => 1 / Math.sqrt(x))],
  ['abs', () => a().abs(), () => data.a.map(Math.abs)],
  ['tanh', () => a().tanh(), () => data.a.map(Math.tanh)],
  ['sin', () => a().sin(), () => data.a.map(Math.sin)],
  ['relu', () => a().relu(), () => data.a.map(x => Math.max(x, 0))],
  ['elu', () => a().elu(), () => data.a.map(x => (x >= 0 ? x : Math.expm1(x)))],
  ['leakyRelu', () => a().leakyRelu(0.1), () => data.a.map(x => (x >= 0 ? x : 0.1 * x))],
  ['prelu', () => a().prelu(tf.scalar(0.1)), () => data.a.map(x => (x >= 0 ? x : 0.1 * x))],
  ['sigmoid', () => a().sigmoid(), () => data.a.map(logistic)],
  ['logSigmoid', () => a().logSigmoid(), () => data.a.map(x => -Math.log1p(Math.exp(-x)))],
  ['softplus', () => a().mul(20).softplus(), () => data.a.map(x => softplus(20 * x))],
  ['softmax', () => a().softmax(), () => A.map(softmax)],
  ['logSoftmax', () => a().logSoftmax(), () => A.map(row => softmax(row).map(Math.log))],
  ['logSumExp', () => a().logSumExp(1), () => A.map(row => Math.log(sum(row.map(Math.exp))))],
  ['sum', () => a().sum(1), () => A.map(sum)],
  ['mean', () => a().mean(), () => [sum(data.a) / 12]],
  ['max', () => a().max(0), () => turn(A).map(column => Math.max(...column))],
  ['prod', () => a().prod(1), () => A.map(row => row.reduce((p, x) => p * x, 1))],
  ['cumsum', () => a().cumsum(1), () => A.map(row => row.map((_, i) => sum(row.slice(0, i + 1))))],
  [
    'moments',
    () => tf.moments(a(), 1).variance,
    () => A.map(row => sum(row.map(x => (x - sum(row) / 4) ** 2)) / 4),
  ],
  ['matMul', () => a().matMul(b().transpose()), () => product(A, turn(B))],
  ['matMul with a transposed', () => a().matMul(b(), true), () => product(turn(A), B)],
  ['matMul with b transposed', () => a().matMul(b(), false, true), () => product(A, turn(B))],
  [
    'matMul with both transposed',
    () => a().matMul(b().reshape([4, 3]), true, true),
    () => product(turn(A), turn(rowsOf(data.b, 3))),
  ],
  [
    'matMul of a batch with one matrix',
    () =>
      a()
        .reshape([3, 2, 2])
        .matMul(
          tf.tensor3d([
            [
              [0.1, 0.2],
              [0.3, 0.4],
            ],
          ]),
        ),
    () =>
      product(rowsOf(data.a, 2), [
        [0.1, 0.2],
        [0.3, 0.4],
      ]),
  ],
  [
    'fused matMul',
    () =>
      tf.fused.matMul({
        a: a(),
        b: b(),
        transposeB: true,
        bias: tf.tensor1d([0.1, 0.2, 0.3]),
        activation: 'sigmoid',
      }),
    () => product(A, turn(B)).map(row => row.map((x, j) => logistic(x + [0.1, 0.2, 0.3][j]!))),
  ],
  ['dot', () => a().flatten().dot(b().flatten()), () => [sum(data.a.map((x, i) => x * data.b[i]!))]],
  ['gather', () => a().gather([2, 0]), () => [A[2]!, A[0]!]],
  ['slice', () => a().slice([1, 1], [2, 2]), () => [A[1]!.slice(1, 3), A[2]!.slice(1, 3)]],
  ['concat', () => a().concat(b(), 0), () => [...A, ...B]],
  ['stack', () => tf.stack([a(), b()]), () => [...A, ...B]],
  [
    'pad',
    () =>
      a().pad(
        [
          [0, 0],
          [1, 0],
        ],
        0.1,
      ),
    () => A.map(row => [0.1, ...row]),
  ],
  ['tile', () => a().tile([1, 2]), () => A.map(row => [...row, ...row])],
  ['reverse', () => a().reverse(1), () => A.map(row => row.toReversed())],
  ['transpose', () => a().transpose(), () => turn(A)],
  ['where', () => tf.where(a().greater(0), a(), b()), () => data.a.map((x, i) => (x > 0 ? x : data.b[i]!))],
  ['cast', () => a().cast('bool').cast('float32').mul(0.1), () => data.a.map(() => 0.1)],
  [
    'batchNorm',
    () => tf.batchNorm(a(), tf.tensor1d([0.1, 0.2, 0.3, 0.4]), tf.tensor1d([0.5, 0.6, 0.7, 0.8])),
    () => A.map(row => row.map((x, j) => (x - (j + 1) / 10) / Math.sqrt((j + 5) / 10 + 0.001))),
  ],
  ['conv2d', () => tf.conv2d(image(), filter(), 1, 'valid'), () => convolve()],
  [
    'avgPool',
    () => tf.avgPool(image().slice([0, 0, 0, 0], [1, 4, 4, 1]), 4, 1, 'valid'),
    () => [sum(pixels(4)) / 16],
  ],
  [
    'maxPool',
    () => tf.maxPool(image().slice([0, 0, 0, 0], [1, 4, 4, 1]), 4, 1, 'valid'),
    () => [Math.max(...pixels(4))],
  ],
];

function pixels(side: number): number[] {
  return Array.from(
    {length: side * side},
    (_, i) => data.image[(Math.floor(i / side) * 5 + (i % side)) * 3]!,
  );
}

function convolve(): number[] {
  const result: number[] = [];
  for (let n = 0; n < 2; n++)
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 4; x++)
        for (let f = 0; f < 2; f++) {
          let total = 0;
          for (let dy = 0; dy < 2; dy++)
            for (let dx = 0; dx < 2; dx++)
              for (let c = 0; c < 3; c++) {
                total +=
                  data.image[((n * 5 + y + dy) * 5 + x + dx) * 3 + c]! *
                  data.filter[((dy * 2 + dx) * 3 + c) * 2 + f]!;
              }
          result.push(total);
        }
  return result;
}

/** The largest distance, relative to the larger of 1 and the expected number. */
function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual).toHaveLength(expected.length);
  return Math.max(
    ...Array.from(actual, (x, i) => Math.abs(x - expected[i]!) / Math.max(1, Math.abs(expected[i]!))),
  );
}

describe('float64 kernels', () => {
  test.each(OPS)('%s loses none of the 53 bits', async (_, op, reference) => {
    const result = await onFloat64(() => tf.tidy(() => op().dataSync()));
    expect(result).toBeInstanceOf(Float64Array);
    // A few roundings, 2e-16 each, of sums of at most 12 terms; one float32 rounding would be 6e-8.
    expect(distance(result, reference().flat())).toBeLessThan(1e-14);
  });

  test.each(OPS)('%s is what cpu gives, to float32 rounding', async (_, op) => {
    const wide = await onFloat64(() => tf.tidy(() => op().dataSync()));
    const narrow = tf.tidy(() => op().dataSync());
    expect(narrow).toBeInstanceOf(Float32Array);
    // Inputs rounded to 6e-8, magnified by quotients and powers of normal numbers.
    expect(distance(narrow, wide)).toBeLessThan(1e-4);
  });

  test('leave no tensor behind', async () => {
    await onFloat64(() => {
      for (const [, op] of OPS) tf.tidy(() => void op());
      expect(tf.memory().numTensors).toBe(0);
      expect(tf.engine().backend.numDataIds()).toBe(0);
    });
  });

  test.each([
    [
      [2, 0],
      [0, 3],
    ],
    [
      [0, 2],
      [2, 3],
    ],
    [
      [2, 2],
      [2, 0],
    ],
  ] as [number, number][][])(
    'matMul of empty matrices %j and %j has the right shape',
    async (left, right) => {
      const result = await onFloat64(() =>
        tf.tidy(() => tf.zeros<tf.Rank.R2>(left).matMul(tf.zeros(right)).arraySync()),
      );
      expect(result).toEqual(tf.tidy(() => tf.zeros<tf.Rank.R2>(left).matMul(tf.zeros(right)).arraySync()));
    },
  );

  test('matMul of integers stays integer, and NaN times 0 stays NaN', async () => {
    await onFloat64(() =>
      tf.tidy(() => {
        expect(
          tf.matMul(tf.tensor2d([[2]], [1, 1], 'int32'), tf.tensor2d([[3]], [1, 1], 'int32')).dataSync(),
        ).toEqual(Int32Array.of(6));
        expect(tf.matMul([[0]], [[NaN]]).dataSync()).toEqual(Float64Array.of(NaN));
      }),
    );
  });
});

test('a fused product leaves every activation to its kernel', async () => {
  const names = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;
  for (const activation of names) {
    const fused = () =>
      tf.fused.matMul({
        a: a(),
        b: b(),
        transposeB: true,
        activation,
        preluActivationWeights: tf.scalar(0.3),
        leakyreluAlpha: 0.2,
      });
    const wide = await onFloat64(() => tf.tidy(() => fused().dataSync()));
    expect(
      distance(
        tf.tidy(() => fused().dataSync()),
        wide,
      ),
    ).toBeLessThan(1e-6);
  }
});

test('matrices that do not fit are refused, as plain tfjs does', async () => {
  for (const rows of [2, 4]) {
    const product = () => tf.tidy(() => tf.matMul(tf.ones([1, 3]), tf.ones([rows, 2])));
    await expect(onFloat64(product)).rejects.toThrow(/inner shapes .* must match/);
  }
});

test('the gradient of resizeNearestNeighbor is refused where tfjs would search without end, and else as it was', async () => {
  const slope = (height: number, size: [number, number]) => () =>
    tf.tidy(() => {
      const x = tf.ones<tf.Rank.R4>([1, height, 1, 1]);
      return tf
        .grad(y => tf.image.resizeNearestNeighbor(y as tf.Tensor4D, size, true))(x)
        .dataSync();
    });
  await expect(onFloat64(slope(1, [2, 1]))).rejects.toThrow(/of two pixels or more .* got \[1,1,1,1\]/);
  await expect(onFloat64(slope(1, [1, 2]))).rejects.toThrow(RangeError);
  expect(await onFloat64(slope(2, [3, 1]))).toEqual(Float64Array.of(1, 2));
});

// Abramowitz and Stegun, table 7.1, and for 2.5 on the complement of table 7.3.
test.each([
  [0, 0],
  [0.5, 0.5204998778130465],
  [-1, -0.8427007929497149],
  [2, 0.9953222650189527],
  [3, 0.9999779095030014],
  [7, 1],
  [Infinity, 1],
])('erf(%d) is %d', (x, published) => {
  expect(erf(x)).toBeCloseTo(published, 15);
});

test('erf(NaN) is NaN', () => {
  expect(erf(NaN)).toBeNaN();
});

test('erf is odd and continuous where its two formulas meet', () => {
  expect(erf(2.5 + 1e-12) - erf(2.5)).toBeLessThan(1e-14);
  expect(erf(2.5)).toBeCloseTo(0.999593047982555, 14);
});

test.each([
  [0, Math.log(2)],
  [1000, 1000],
  [-1000, 0],
  [20, 20.00000000206115],
])('softplus(%d) is %d', (x, expected) => {
  expect(softplus(x)).toBeCloseTo(expected, 14);
});

test('elu and selu do not cancel near 0: x + x²/2 to the last digit', async () => {
  await onFloat64(() => {
    const x = tf.tensor1d([-(2 ** -33), -(2 ** -60), 2, -1]);
    const small = -(2 ** -33) + 2 ** -67;
    expect([...x.elu().dataSync()]).toEqual([small, -(2 ** -60), 2, Math.expm1(-1)]);
    const [tiny, , above] = x.selu().dataSync();
    expect(tiny! / small / 1.7580993408473766).toBeCloseTo(1, 15);
    expect(above).toBe(2 * 1.0507009873554805);
  });
});
