/** Products, sums, maxima, broadcasting and normalization in every form, against difference quotients. */
import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../src/corrections';
import {expectRightGradients, scattered, slopeOf} from './againstDifferences';

describe('matMul', () => {
  const flags = [false, true];
  const all = flags.flatMap(a => flags.map(b => [a, b] as const));

  test.each(all)('transposed %s and %s, of shared and of repeated batches, fused or not', (a, b) => {
    const left = (...batch: number[]) => scattered(...batch, ...(a ? [3, 2] : [2, 3]));
    const right = (...batch: number[]) => scattered(...batch, ...(b ? [4, 3] : [3, 4]));
    const plain = (x: tf.Tensor, y: tf.Tensor) => tf.matMul(x, y, a, b);
    const fused = (x: tf.Tensor, y: tf.Tensor, bias?: tf.Tensor) =>
      tf.fused.matMul({a: x, b: y, transposeA: a, transposeB: b, ...(bias && {bias})});
    for (const fn of [plain, (x: tf.Tensor, y: tf.Tensor) => fused(x, y)]) {
      expectRightGradients({fn, inputs: [left(), right()]});
      expectRightGradients({fn, inputs: [left(2), right(1)]});
      expectRightGradients({fn, inputs: [left(1, 1), right(3, 2)]});
    }
    expectRightGradients({fn: fused, inputs: [left(), right(), scattered(4)]});
  });
});

test.each([
  ['ij,jk->ik', [2, 3], [3, 4]],
  ['ij,kj->ki', [2, 3], [4, 3]],
  ['bij,bjk->kbi', [2, 2, 3], [2, 3, 2]],
  ['i,j->ij', [3], [2]],
  ['i,j->ji', [3], [2]],
  ['i,i->', [3], [3]],
  ['ij,ij->j', [2, 3], [2, 3]],
  ['ijk,k->ij', [2, 3, 2], [2]],
  ['ab, bc -> a', [2, 3], [3, 2]],
  ['bhqd,bhkd->bhqk', [2, 2, 3, 2], [2, 2, 2, 2]],
])('einsum of %s', (equation, a, b) => {
  const fn = (x: tf.Tensor, y: tf.Tensor) => tf.einsum(equation, x, y);
  expectRightGradients({fn, inputs: [scattered(...a), scattered(...b)]});
});

test('einsum sums first over what only one tensor has', () => {
  const inputs = [scattered(2, 3), scattered(2, 3, 2)];
  const weights = scattered(2, 2);
  const composed = (x: tf.Tensor, y: tf.Tensor) => tf.mul(weights, tf.matMul(x, tf.sum(y, 0)));
  const summed = (x: tf.Tensor, y: tf.Tensor) => tf.mul(weights, tf.einsum('ij,ajk->ik', x, y));
  const gradients = (fn: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor) =>
    tf
      .grads(fn as () => tf.Tensor)(inputs)
      .map(gradient => Array.from(gradient.dataSync()));
  const expected = gradients(composed);
  const undo = correctGradients();
  try {
    expect(gradients(summed)).toEqual(expected);
  } finally {
    undo();
  }
});

test.each(['ij->ji', 'ij->i', 'ij->j', 'ij->'])('einsum of one tensor, %s', equation => {
  expectRightGradients({fn: (x: tf.Tensor) => tf.einsum(equation, x), inputs: [scattered(3, 2)]});
});

describe('reductions', () => {
  const x = scattered(2, 3, 4);

  test.each([undefined, 0, 1, -1, [0, 2], [-1, 0]].map(axis => ({axis})))(
    'max, min and prod with %j',
    ({axis}) => {
      for (const keep of [false, true]) {
        for (const reduce of [tf.max, tf.min]) {
          const fn = (t: tf.Tensor) => reduce(t, axis, keep);
          expectRightGradients({fn, inputs: [x]});
          expectRightGradients({fn: slopeOf(fn), inputs: [x]});
        }
        const factors = tf.div(x, 3);
        if (!Array.isArray(axis))
          expectRightGradients({fn: (t: tf.Tensor) => tf.prod(t, axis, keep), inputs: [factors]}, 1e-2);
      }
    },
  );

  const flags = [false, true];
  const runs = [0, 1, 2].flatMap(axis => flags.flatMap(a => flags.map(b => [axis, a, b] as const)));
  test.each(runs)(
    'running sums and products along axis %d, exclusive %s, reverse %s',
    (axis, exclusive, reverse) => {
      expectRightGradients({fn: (t: tf.Tensor) => tf.cumsum(t, axis, exclusive, reverse), inputs: [x]});
      const factors = tf.div(x, 2);
      expectRightGradients({
        fn: (t: tf.Tensor) => tf.cumprod(t, axis, exclusive, reverse),
        inputs: [factors],
      });
    },
  );

  test('running products through zeros', () => {
    for (const row of [
      [2, 0, 3, 4],
      [0, 0, 3, 4],
    ]) {
      // prettier-ignore
      expectRightGradients({fn: (t: tf.Tensor) => tf.cumprod(t, 0), inputs: [tf.tensor1d(row)]});
    }
  });
});

describe('broadcasting', () => {
  const shapes = [
    [[2, 3], [3]],
    [[3], [2, 3]],
    [[2, 1, 3], [4, 1]],
    [[], [2, 3]],
    [[2, 3], [2, 3]],
  ] as const; // prettier-ignore

  test.each(shapes)('of shapes %j and %j', (a, b) => {
    // An eighth between the numbers of both, and not 0.
    const inputs = [scattered(...a), tf.add(scattered(...b), 1 / 8)];
    for (const fn of [tf.maximum, tf.minimum, tf.squaredDifference]) expectRightGradients({fn, inputs});
    expectRightGradients({fn: tf.mul, inputs});
    const quotient = [scattered(...a), tf.add(tf.abs(scattered(...b)), 1)];
    expectRightGradients({fn: tf.divNoNan, inputs: quotient}, 5e-3);
  });

  test('prelu with a slope for each channel, and elu twice', () => {
    const fn = (x: tf.Tensor, alpha: tf.Tensor) => tf.prelu(x, alpha);
    expectRightGradients({fn, inputs: [scattered(2, 3, 2), scattered(2)]});
    expectRightGradients({fn, inputs: [scattered(2, 3, 2), scattered(3, 1)]});
    expectRightGradients({fn: slopeOf(tf.elu), inputs: [tf.div(scattered(7), 1)]}, 5e-3);
  });
});

describe('batchNorm', () => {
  const spread = (...shape: number[]) => tf.add(tf.abs(scattered(...shape)), 2);

  test.each([
    [[3, 2], [2]],
    [[2, 3, 2], [2]],
    [[2, 2, 2, 3], [3]],
    [[2, 1, 2, 2, 3], [3]],
    [
      [2, 2, 2, 3],
      [2, 2, 2, 3],
    ],
    [
      [2, 2, 2, 3],
      [1, 1, 1, 3],
    ],
  ])('of shape %j with means of shape %j', (shape, of) => {
    const x = scattered(...shape);
    type Rest = [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D?, tf.Tensor1D?];
    const fn = (t: tf.Tensor, ...rest: Rest) => tf.batchNorm(t, rest[0], rest[1], rest[2], rest[3], 0.5);
    const moments = [scattered(...of), spread(...of)];
    expectRightGradients({fn, inputs: [x, ...moments]});
    expectRightGradients({fn, inputs: [x, ...moments, scattered(...of)]});
    expectRightGradients({fn, inputs: [x, ...moments, scattered(...of), spread(...of)]});
  });
});

test.each([
  [0, 1, 1, 0.5],
  [1, 2, 0.5, 0.75],
  [5, 1, 0.25, 2],
])(
  'local response normalization of radius %d, bias %d, alpha %d and beta %d, twice',
  (radius, bias, alpha, beta) => {
    const fn = (x: tf.Tensor4D) => tf.localResponseNormalization(x, radius, bias, alpha, beta);
    const x = tf.div(scattered(2, 1, 2, 3), 2);
    expectRightGradients({fn, inputs: [x]}, 1e-2);
    expectRightGradients({fn: slopeOf(fn), inputs: [x]}, 1e-2);
  },
);

describe('softmaxCrossEntropy', () => {
  const logits = scattered(2, 3);
  const labels = tf.tensor2d([[0.5, 1, 0.25], [0, 2, 1]]); // prettier-ignore

  test('of labels of any sum, smoothed or weighted, and its second derivatives', () => {
    const fn = (t: tf.Tensor, z: tf.Tensor) => tf.losses.softmaxCrossEntropy(t, z);
    const weighted = (t: tf.Tensor, z: tf.Tensor, w: tf.Tensor) =>
      tf.losses.softmaxCrossEntropy(t, z, w, 0.125);
    expectRightGradients({fn, inputs: [labels, logits]});
    expectRightGradients({fn: weighted, inputs: [labels, logits, tf.tensor1d([2, 3])]});
    expectRightGradients({fn: slopeOf(fn, 0), inputs: [labels, logits]}, 5e-3);
    expectRightGradients({fn: slopeOf(fn, 1), inputs: [labels, logits]}, 5e-3);
  });
});

describe('complex numbers', () => {
  const parts = [scattered(2, 4), tf.add(scattered(2, 4), 1 / 16)];
  const both = (z: tf.Tensor) => tf.concat([tf.real(z), tf.imag(z)], -1);

  test.each([
    ['fft', tf.spectral.fft],
    ['ifft', tf.spectral.ifft],
  ])('%s of several rows', (_, transform) => {
    expectRightGradients({
      fn: (a: tf.Tensor, b: tf.Tensor) => both(transform(tf.complex(a, b))),
      inputs: parts,
    });
  });

  test('rfft and irfft', () => {
    expectRightGradients({fn: (x: tf.Tensor) => both(tf.spectral.rfft(x)), inputs: [scattered(2, 4)]});
    const fn = (a: tf.Tensor, b: tf.Tensor) => tf.spectral.irfft(tf.complex(a, b));
    expectRightGradients({fn, inputs: [scattered(2, 3), scattered(2, 3)]});
  });

  test('casts, to complex numbers and to their real parts', () => {
    const real = (a: tf.Tensor, b: tf.Tensor) => tf.cast(tf.complex(a, b), 'float32');
    expectRightGradients({fn: real, inputs: parts});
    expectRightGradients({fn: (x: tf.Tensor) => both(tf.cast(x, 'complex64')), inputs: [parts[0]!]});
  });

  test('products', () => {
    const fn = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor, d: tf.Tensor) =>
      both(tf.mul(tf.complex(a, b), tf.complex(c, d)));
    expectRightGradients({fn, inputs: [...parts, ...parts.map(x => tf.add(x, 1))]});
  });

  test('products of a row that is repeated, whose values are NaN on cpu, have the gradients of their parts', () => {
    type Parts = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const inputs: Parts = [
      scattered(2, 4),
      tf.add(scattered(2, 4), 1),
      scattered(4),
      tf.add(scattered(4), 2),
    ];
    const weights = scattered(2, 8);
    const whole = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor, d: tf.Tensor) =>
      tf.mul(weights, both(tf.mul(tf.complex(a, b), tf.complex(c, d))));
    const composed = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor, d: tf.Tensor) =>
      tf.mul(weights, tf.concat([a.mul(c).sub(b.mul(d)), a.mul(d).add(b.mul(c))], -1));
    const expected = tf
      .grads(composed as () => tf.Tensor)(inputs)
      .map(g => Array.from(g.dataSync()));
    const undo = correctGradients();
    try {
      const found = tf
        .grads(whole as () => tf.Tensor)(inputs)
        .map(g => Array.from(g.dataSync()));
      // Sums of four products of numbers with few bits.
      expect(found).toEqual(expected);
    } finally {
      undo();
    }
  });

  test('absolute values, whose gradient at 0 is 0', () => {
    const fn = (a: tf.Tensor, b: tf.Tensor) => tf.abs(tf.complex(a, b));
    expectRightGradients({fn, inputs: [tf.tensor1d([3, -1, 0.5]), tf.tensor1d([4, 0.5, -2])]}, 5e-3);
    // A symmetric quotient of |z| at 0 is 0.
    expectRightGradients({fn, inputs: [tf.zeros([2]), tf.zeros([2])]});
  });
});
