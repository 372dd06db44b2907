import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {onFloat64} from '../../src/backends/float64';
import {flatIndices} from '../../src/gradients/numerical/differenceQuotient';
import {ridders} from '../../src/gradients/numerical/extrapolate';
import {numericalGradient, numericalGradientWithErrorBar} from '../../src/gradients/numericalGradient';

/** The textbook's 0.01x² + 0.1x. */
const parabola = (x: tf.Tensor) => x.square().mul(0.01).add(x.mul(0.1)).sum();

/** Σ x³ + sin x; its derivative 3x² + cos x is the oracle. */
const smooth = (x: tf.Tensor) => x.pow(3).add(x.sin()).sum();
const slope = (x: number) => 3 * x * x + Math.cos(x);
const points = [-2, -0.25, 0, 0.75, 1.5, 4];

/** The largest distance of a gradient of `smooth` from the closed form, relative to the largest slope, 47. */
function worstError(gradient: ArrayLike<number>): number {
  return Math.max(...points.map((x, i) => Math.abs(gradient[i]! - slope(x)))) / slope(4);
}

afterEach(() => expect(tf.memory().numTensors).toBe(0));

describe('numericalGradient() in float64', () => {
  test.each([
    [5, 0.1999999999990898],
    [10, 0.2999999999986347],
  ])('has the published numerator for the parabola at %d', async (x, published) => {
    const h = 1e-4;
    const quotient = await onFloat64(() =>
      tf.tidy(() => numericalGradient(parabola, tf.scalar(x), {step: h}).dataSync()[0]!),
    );
    // Published is a quotient by 2h, ours one by the distance of x + h and x − h as stored. One rounding of f, a
    // number of about 1, would move either by 5e-13.
    expect((quotient * (x + h - (x - h))) / (2 * h)).toBeCloseTo(published, 14);
  });

  // Rounding f, up to 70, costs 1.4e-14 / h with steps of 6e-6, 1.5e-8 and 1/8 and less; ten times that is allowed.
  test.each([
    ['central', 1e-9],
    ['forward', 1e-6],
    ['ridders', 1e-12],
  ] as const)('agrees with the closed form by %s differences', async (method, tolerance) => {
    const gradient = await onFloat64(() =>
      tf.tidy(() => numericalGradient(smooth, tf.tensor1d(points), {method}).dataSync()),
    );
    expect(gradient).toBeInstanceOf(Float64Array);
    expect(worstError(gradient)).toBeLessThan(tolerance);
  });
});

describe('numericalGradient() in float32', () => {
  // As above with a rounding of 4e-6 and steps of 5e-3, 3e-4 and 1/8 and less.
  test.each([
    ['central', 1e-3],
    ['forward', 1e-2],
    ['ridders', 2e-5],
  ] as const)('agrees with the closed form by %s differences', (method, tolerance) => {
    const gradient = tf.tidy(() => numericalGradient(smooth, tf.tensor1d(points), {method}).dataSync());
    expect(worstError(gradient)).toBeLessThan(tolerance);
  });

  test('divides by the step as stored', () => {
    // At 1000 float32 has steps of 6e-5: 1e-4 up and down are 1.22e-4 apart, not 2e-4. Of x − 1000 nothing is rounded.
    const f = (x: tf.Tensor) => x.sub(1000).asScalar();
    expect(tf.tidy(() => numericalGradient(f, tf.scalar(1000), {step: 1e-4}).dataSync())).toEqual(
      Float32Array.of(1),
    );
  });
});

describe('numericalGradient()', () => {
  test('gives its documented example', () => {
    const gradient = tf.tidy(() => numericalGradient(x => x.square().sum(), tf.tensor1d([3, 4])).dataSync());
    expect(gradient[0]).toBeCloseTo(6, 3);
    expect(gradient[1]).toBeCloseTo(8, 3);
  });

  test.each([[[]], [[0]], [[3]], [[2, 2]], [[1, 2, 1, 2]]])('has the shape of its input: %j', shape => {
    const gradient = tf.tidy(() => numericalGradient(x => x.sum(), tf.ones(shape)));
    expect([gradient.shape, gradient.dtype]).toEqual([shape, 'float32']);
    gradient.dispose();
  });

  test('leaves one tensor, its result, and the input as it was', () => {
    const input = tf.tensor1d([1, 2]);
    const gradient = numericalGradient(parabola, input);
    expect(tf.memory().numTensors).toBe(2);
    expect(input.dataSync()).toEqual(Float32Array.of(1, 2));
    tf.dispose([gradient, input]);
  });

  test('calls the function twice an entry, or once and once more for forward differences', () => {
    let calls = 0;
    const counted = (x: tf.Tensor) => (calls++, x.sum());
    tf.tidy(() => void numericalGradient(counted, tf.ones([5]), {step: 0.1}));
    expect(calls).toBe(10);
    tf.tidy(() => void numericalGradient(counted, tf.ones([5]), {step: 0.1, method: 'forward'}));
    expect(calls).toBe(16);
  });

  test('chooses steps with calls that do not grow with the tensor', () => {
    const extra = (size: number) => {
      let calls = 0;
      const f = (x: tf.Tensor) => (calls++, x.sin().sum());
      tf.tidy(() => void numericalGradient(f, tf.linspace(-2, 2, size)));
      return calls - 2 * size;
    };
    expect(extra(100)).toBeLessThan(300);
    expect(extra(3000)).toBeLessThan(300);
  });

  test('takes an empty list of entries at its word: NaN everywhere, and not a single call', () => {
    let calls = 0;
    const f = (x: tf.Tensor) => (calls++, x.sum());
    const gradient = tf.tidy(() => numericalGradient(f, tf.ones([2]), {entries: []}).dataSync());
    expect([[...gradient], calls]).toEqual([[NaN, NaN], 0]);
  });

  test('takes only the entries asked for, flat or not, and marks the others NaN', () => {
    const gradient = tf.tidy(() =>
      numericalGradient(x => x.sum(), tf.zeros([2, 3]), {entries: [1, [1, 2]], step: 0.5}).arraySync(),
    );
    expect(gradient).toEqual([
      [NaN, 1, NaN],
      [NaN, NaN, 1],
    ]);
  });

  test('widens a relative step with x, and only then', () => {
    // (f(x+h) − f(x)) / h of x² is 2x + h: it shows the h that was taken, here in whole numbers.
    const taken = (relative: boolean) =>
      tf.tidy(() => {
        const options = {method: 'forward', step: 0.5, relative} as const;
        return numericalGradient(x => x.square().sum(), tf.scalar(8), options).dataSync()[0]! - 16;
      });
    expect([taken(false), taken(true)]).toEqual([0.5, 4]);
  });

  test('says NaN where the function is NaN, and nowhere else', () => {
    // Only the first entry's own terms become NaN: the logarithm's domain ends at 0.
    const f = (x: tf.Tensor) => tf.where(x.greater(0.5), x, x.log()).max();
    const gradient = tf.tidy(() => numericalGradient(f, tf.tensor1d([0, 4]), {entries: [0]}).dataSync());
    expect(gradient[0]).toBeNaN();
  });

  test.each<[string, () => unknown, string]>([
    [
      'an integer input',
      () => numericalGradient(parabola, tf.tensor1d([1], 'int32')),
      'expected an input of dtype float32, got int32',
    ],
    [
      'a function that is no scalar',
      () => numericalGradient(x => x, tf.ones([2])),
      'expected the function to return a real scalar, got float32 of shape [2]',
    ],
    [
      'a function that returns a number',
      () => numericalGradient((() => 1) as never, tf.ones([2])),
      'expected the function to return a scalar tensor, got number',
    ],
    [
      'an async function',
      () => numericalGradient((() => Promise.resolve(1)) as never, tf.ones([2])),
      'got a promise',
    ],
    [
      'a step of 0',
      () => numericalGradient(parabola, tf.ones([2]), {step: 0}),
      'expected a finite step > 0, got 0',
    ],
    [
      'a step of NaN',
      () => numericalGradient(parabola, tf.ones([2]), {step: NaN}),
      'expected a finite step > 0, got NaN',
    ],
    [
      'a step that is lost in rounding',
      () => numericalGradient(parabola, tf.scalar(1e6), {step: 1e-4}),
      'expected a step that changes the entry 0 of value 1000000, got 0.0001',
    ],
    [
      'an unknown option',
      () => numericalGradient(parabola, tf.ones([2]), {stepSize: 1} as never),
      'unknown option stepSize, did you mean step?',
    ],
    [
      'an unknown method',
      () => numericalGradient(parabola, tf.ones([2]), {method: 'best' as never}),
      'expected method to be one of central, forward, ridders, got best',
    ],
    [
      'an entry that is not there',
      () => numericalGradient(parabola, tf.ones([2]), {entries: [2]}),
      'expected entries of a tensor of shape [2], got 2',
    ],
  ])('refuses %s', (_, call, sentence) => {
    expect(() => tf.tidy(() => void call())).toThrow(`numericalGradient: `);
    expect(() => tf.tidy(() => void call())).toThrow(sentence);
  });
});

describe('numericalGradientWithErrorBar()', () => {
  const METHODS = ['central', 'forward', 'ridders'] as const;
  /** Functions of one number on [−2, 2] with their derivatives, of different curvature, size and cancellation. */
  const FUNCTIONS: [(x: tf.Tensor) => tf.Tensor, (x: number) => number][] = [
    [smooth, slope],
    [x => x.mul(5).tanh().sum(), x => 5 / Math.cosh(5 * x) ** 2],
    [x => x.exp().mul(100).sum(), x => 100 * Math.exp(x)],
    [x => x.add(1000).square().sub(1e6).sum(), x => 2 * (x + 1000)],
    [x => x.sigmoid().add(1e-7).log().neg().sum(), x => -sigmoidSlope(x) / (1 / (1 + Math.exp(-x)) + 1e-7)],
  ];

  function uncovered(fnIndex: number, x: number, method: (typeof METHODS)[number]): string | undefined {
    const [fn, derivative] = FUNCTIONS[fnIndex]!;
    return tf.tidy(() => {
      const input = tf.scalar(x);
      const {gradient, errorBar} = numericalGradientWithErrorBar(fn, input, {method});
      const error = Math.abs(gradient.dataSync()[0]! - derivative(input.dataSync()[0]!));
      // float32 constants and results are roundings of their own: the oracle's are not.
      const rounding = tf.getBackend() === 'float64' ? 0 : 2e-7 * Math.abs(derivative(x));
      return error <= errorBar.dataSync()[0]! + rounding
        ? undefined
        : `${error} > ${errorBar.dataSync()[0]!}`;
    });
  }

  const cases = fc.tuple(
    fc.nat(FUNCTIONS.length - 1),
    fc.double({min: -2, max: 2, noNaN: true}),
    fc.constantFrom(...METHODS),
  );

  test('covers the true error in float64', async () => {
    await onFloat64(() =>
      fc.assert(
        fc.property(cases, args => expect(uncovered(...args)).toBeUndefined()),
        {numRuns: 150, seed: 1},
      ),
    );
  });

  test('covers the true error in float32', () => {
    fc.assert(
      fc.property(cases, args => expect(uncovered(...args)).toBeUndefined()),
      {numRuns: 150, seed: 2},
    );
  });

  test('has bars of the size of the error, not of the gradient', async () => {
    const [gradient, bars] = await onFloat64(() =>
      tf.tidy(() => {
        const result = numericalGradientWithErrorBar(x => x.exp().sum(), tf.tensor1d([1]), {
          method: 'ridders',
        });
        return [result.gradient.dataSync()[0]!, result.errorBar.dataSync()[0]!] as const;
      }),
    );
    expect(gradient).toBeCloseTo(Math.E, 12);
    expect(bars).toBeLessThan(1e-11);
  });

  test('leaves two tensors', () => {
    const input = tf.tensor1d([1, 2]);
    const {gradient, errorBar} = numericalGradientWithErrorBar(parabola, input, {method: 'ridders'});
    expect(tf.memory().numTensors).toBe(3);
    tf.dispose([input, gradient, errorBar]);
  });

  test('has a bar of NaN where the gradient is NaN', () => {
    const {gradient, errorBar} = tf.tidy(() =>
      numericalGradientWithErrorBar(x => x.log().sum(), tf.scalar(-1)),
    );
    expect([gradient.dataSync()[0], errorBar.dataSync()[0]]).toEqual([NaN, NaN]);
    tf.dispose([gradient, errorBar]);
  });
});

describe('ridders()', () => {
  const central = (f: (x: number) => number, x: number) => (h: number) => (f(x + h) - f(x - h)) / (2 * h);

  test('gives its documented example', () => {
    expect(ridders(h => (Math.exp(1 + h) - Math.exp(1 - h)) / (2 * h), 0.5).value).toBeCloseTo(Math.E, 12);
  });

  test('is exact for a quadratic at the first pair of steps', () => {
    expect(
      ridders(
        central(x => x * x, 3),
        0.5,
      ),
    ).toEqual({value: 6, errorBar: 0});
  });

  test('passes over steps beyond the edge of the domain', () => {
    const {value, errorBar} = ridders(central(Math.log, 0.01), 0.125);
    expect(Math.abs(value - 100)).toBeLessThan(errorBar);
    expect(errorBar).toBeLessThan(1e-3);
  });

  test('stops where noise outgrows the error bar', () => {
    let steps = 0;
    ridders(h => (steps++, 2 + h * h), 1, {noise: 0.1, levels: 50});
    expect(steps).toBeLessThan(5);
  });

  test('answers NaN where there is nothing to extrapolate', () => {
    expect(ridders(() => NaN, 1)).toEqual({value: NaN, errorBar: NaN});
    expect(() => ridders(() => 1, 0)).toThrow(
      new RangeError('ridders: expected a finite first step > 0, got 0'),
    );
  });
});

test.each([[[3]], [[0, 3]], [[-1, 0]], [[0]], [[0.5, 1]], [1.5], [6]])(
  'flatIndices() refuses %j for a shape of [2,3]',
  entry => {
    expect(() => flatIndices('f', [2, 3], [entry])).toThrow(
      new RangeError(`f: expected entries of a tensor of shape [2,3], got ${JSON.stringify(entry)}`),
    );
  },
);

function sigmoidSlope(x: number): number {
  const y = 1 / (1 + Math.exp(-x));
  return y * (1 - y);
}
