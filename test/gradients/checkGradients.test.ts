import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import type {
  Diagnosis,
  DifferentiableFunction,
  GradientCheckOptions,
  Verdict,
} from '../../src/gradients/GradientCheck';

interface Case {
  name: string;
  fn: DifferentiableFunction;
  inputs: Parameters<typeof checkGradients>[1];
  verdict: Verdict;
  diagnosis?: Diagnosis;
  says?: RegExp;
  op?: string;
  options?: GradientCheckOptions;
}

/** `forward` with a gradient of the test's making. */
function withGradient(
  forward: (x: tf.Tensor) => tf.Tensor,
  backward: (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor,
): (x: tf.Tensor) => tf.Tensor {
  return x =>
    tf.customGrad((...args) => {
      const [input, save] = args as [tf.Tensor, tf.GradSaveFunc];
      save([input]);
      return {value: forward(input), gradFunc: (dy, saved) => backward(dy, saved[0]!)};
    })(x);
}

/** Numbers without ties, zeros or symmetry, away from the kinks of the ops below. */
function numbers(count: number): number[] {
  return Array.from({length: count}, (_, i) => Math.sin(3.7 * i + 0.8) + (i % 2 ? 0.31 : -0.27));
}

const square = (x: tf.Tensor) => x.square();
const vector = [numbers(6)];
const matrix = [[numbers(6).slice(0, 3), numbers(6).slice(3)]];
const image = [
  Array.from({length: 5}, (_, i) => Array.from({length: 5}, (_, j) => [Math.sin(2 * i + 5 * j)])),
].map(i => [i]);
const weights = tf.util.createShuffledIndices(9);
const kernel = () =>
  tf.tensor4d(
    Array.from(weights, (_, i) => Math.cos(2 * i)),
    [3, 3, 1, 1],
  );

const RIGHT: Case[] = [
  {name: 'a sum of squares', fn: x => x.square().sum(), inputs: vector, verdict: 'pass'},
  {name: 'a constant', fn: x => x.zerosLike().sum(), inputs: vector, verdict: 'flat'},
  {name: 'the identity of a scalar', fn: x => x, inputs: 2, verdict: 'pass'},
  {name: 'a minimum', fn: x => x.square().sum(), inputs: [[0, 0]], verdict: 'pass'},
  {
    name: 'two inputs',
    fn: (a, b) => a.matMul(b, true).sum(),
    inputs: [...matrix, ...matrix],
    verdict: 'pass',
  },
  {name: 'softmax', fn: x => x.softmax(), inputs: matrix, verdict: 'pass', options: {vector: true}},
  {name: 'logSoftmax', fn: x => x.logSoftmax(), inputs: matrix, verdict: 'pass', options: {vector: true}},
  {name: 'erf', fn: x => x.erf().sum(), inputs: vector, verdict: 'pass'},
  {
    name: 'conv2d',
    fn: x =>
      tf
        .conv2d(x as tf.Tensor4D, kernel(), 1, 'same')
        .square()
        .sum(),
    inputs: image,
    verdict: 'pass',
  },
  {
    name: 'maxPool',
    fn: x =>
      tf
        .maxPool(x as tf.Tensor4D, 2, 2, 'same')
        .square()
        .sum(),
    inputs: image,
    verdict: 'pass',
  },
  {
    name: 'avgPool without padding',
    fn: x =>
      tf
        .avgPool(x as tf.Tensor4D, 3, 1, 'valid')
        .square()
        .sum(),
    inputs: image,
    verdict: 'pass',
  },
  {
    name: 'batchNorm',
    fn: (x, mean, variance, offset, scale) =>
      tf.batchNorm(x, mean, variance, offset, scale, 1e-3).square().sum(),
    inputs: [...matrix, [0.1, -0.2, 0.3], [0.5, 1.5, 2], [0.4, 0.1, 0.2], [1.2, 0.7, -1]],
    verdict: 'pass',
  },
  {
    name: 'a log near the edge of its domain',
    fn: x => x.log().sum(),
    inputs: [[1e-8, 0.5, 1e-3]],
    verdict: 'pass',
  },
  {name: 'x^2.5 at the edge of its domain', fn: x => x.pow(2.5).sum(), inputs: [[0, 1]], verdict: 'pass'},
  {name: 'a sine of a large number', fn: x => x.sin().sum(), inputs: [[1e6, 2e6]], verdict: 'pass'},
  {
    name: 'relu at its kink',
    fn: x => x.relu().sum(),
    inputs: [[0, 1, -1]],
    verdict: 'kink',
    says: /inputs\[0\]\[0\]/,
  },
  {name: 'abs at its kink', fn: x => x.abs().sum(), inputs: [[0, 1]], verdict: 'kink'},
  {name: 'relu a millionth beside its kink', fn: x => x.relu().sum(), inputs: [[1e-6, 1]], verdict: 'pass'},
  {name: 'rounding', fn: x => x.round().sum(), inputs: vector, verdict: 'flat', says: /piecewise constant/},
  {name: 'a step at its jump', fn: x => x.step().sum(), inputs: [[0, 1]], verdict: 'flat'},
  {name: 'a dead relu', fn: x => x.relu().sum(), inputs: [[-1, -2]], verdict: 'flat'},
];

const WRONG: Case[] = [
  {
    name: 'the sign',
    fn: x => withGradient(square, (dy, s) => dy.mul(s.mul(-2)))(x).sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'sign',
    says: /-1 times/,
    op: 'customGrad',
  },
  {
    name: 'a missing 1/N',
    fn: x =>
      withGradient(
        v => v.square().mean(),
        (dy, s) => dy.mul(s.mul(2)),
      )(x),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'scale',
    says: /is 6 times .*missing 1\/6/,
  },
  {
    name: 'a transposed gradient',
    fn: x => withGradient(square, (dy, s) => dy.mul(s.mul(2)).transpose())(x).sum(),
    inputs: [
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ],
    verdict: 'wrong',
    diagnosis: 'transposed',
  },
  {
    name: 'a transposed gradient, reshaped',
    fn: x => withGradient(square, (dy, s) => dy.mul(s.mul(2)).transpose().reshape([2, 3]))(x).sum(),
    inputs: matrix,
    verdict: 'wrong',
    diagnosis: 'transposed',
  },
  {
    name: 'a permuted gradient',
    fn: x => withGradient(square, (dy, s) => dy.mul(s.mul(2)).reverse())(x).sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'permuted',
  },
  {
    name: 'one entry of six',
    fn: x => withGradient(square, (dy, s) => dy.mul(s.mul(tf.tensor1d([2, 2, 2.1, 2, 2, 2]))))(x).sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'one-entry',
    says: /\[2\], by 5 %/,
  },
  {
    name: 'one input of two',
    fn: (a, b) =>
      withGradient(square, (dy, s) => dy.mul(s.add(1)))(a)
        .mul(b)
        .sum(),
    inputs: [...vector, numbers(12).slice(6)],
    verdict: 'wrong',
    diagnosis: 'one-input',
    says: /inputs\[0\]/,
  },
  {
    name: 'a gradient that ignores dy',
    fn: x => withGradient(square, (_, s) => s.mul(2))(x).sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'ignores-dy',
    op: 'customGrad',
  },
  {
    name: 'a gradient that ignores dy in a part',
    fn: x =>
      x
        .square()
        .sum()
        .add(withGradient(square, (_, s) => s.mul(2))(x).sum()),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'nonlinear-dy',
  },
  {
    name: 'an input that is read off the tape',
    fn: x => tf.tensor1d(Array.from(x.dataSync())).square().sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'detached',
  },
  {
    name: 'a branch that returns zeros',
    fn: x => withGradient(square, dy => dy.zerosLike())(x).sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'detached',
  },
  {
    name: 'a straight-through step',
    fn: x =>
      withGradient(
        v => v.step(),
        dy => dy,
      )(x).sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'pass-through',
  },
  {
    name: 'relu with the slope 2 at its kink',
    fn: x =>
      withGradient(
        v => v.relu(),
        (dy, s) => dy.mul(s.greaterEqual(0)).mul(s.equal(0).add(1)),
      )(x).sum(),
    inputs: [[0, 1, 2]],
    verdict: 'wrong',
    diagnosis: 'one-entry',
  },
  {
    name: 'a gradient of another shape',
    fn: x => withGradient(square, dy => dy.sum())(x).sum(),
    inputs: vector,
    verdict: 'wrong',
    diagnosis: 'wrong-shape',
  },
];

const TFJS: Case[] = [
  {
    name: 'floorDiv',
    fn: x =>
      tf
        .floorDiv(x, tf.tensor1d([2, 3, 0.7]))
        .mul(x)
        .sum(),
    inputs: [[5.3, 7.2, 1.1]],
    verdict: 'wrong',
    op: 'FloorDiv',
    says: /true division/,
  },
  {
    name: 'cast to int32 and back',
    fn: x => x.mul(3).cast('int32').cast('float32').sum(),
    inputs: [[1.5, 2.7]],
    verdict: 'wrong',
    diagnosis: 'pass-through',
    op: 'Cast',
  },
  {
    name: "avgPool with 'same' padding",
    fn: x =>
      tf
        .avgPool(x as tf.Tensor4D, 3, 1, 'same')
        .square()
        .sum(),
    inputs: image,
    verdict: 'wrong',
    op: 'AvgPool',
    says: /not by the cells/,
  },
  ...(['exp', 'sigmoid', 'tanh'] as const).map((name): Case => ({
    name: `the second derivative of ${name}`,
    fn: x =>
      tf
        .grad(y => tf[name](y).square())(x)
        .sum(),
    inputs: vector,
    verdict: 'wrong',
    op: name.charAt(0).toUpperCase() + name.slice(1),
    says: /differentiated twice, tfjs takes the output that it saved for its gradient for a constant/,
  })),
  {
    name: 'a detached factor beside an op that is differentiated inside, and rightly',
    fn: x => {
      const {value} = tf.valueAndGrad(y => y.tanh().sum())(x);
      return value.add(x.mul(tf.tensor(x.dataSync())).sum());
    },
    inputs: vector,
    verdict: 'wrong',
    says: /numerically \S+ ± \S+\. float64/,
  },
  {
    name: 'the second derivative of exp with nothing around it',
    fn: x =>
      tf
        .grad(y => tf.exp(y))(x)
        .sum(),
    inputs: vector,
    verdict: 'wrong',
    op: 'Exp',
    says: /is missing: no op connects it .* differentiated twice/,
  },
  {
    name: 'a gradient penalty of a net with a softmax',
    fn: x => {
      const weights = tf.tensor2d([0.5, -1, 2, 0.3], [2, 2]);
      const net = (y: tf.Tensor) => tf.softmax(y.reshape([3, 2]).matMul(weights)).square();
      return tf.grad(net)(x).square().sum();
    },
    inputs: vector,
    verdict: 'wrong',
    op: 'Softmax',
    says: /differentiated twice/,
  },
];

let calls = 0;
const NO_ANSWER: Case[] = [
  {
    name: 'an op without a gradient',
    fn: x => x.topk(2).values.sum(),
    inputs: vector,
    verdict: 'unsupported',
    op: 'TopK',
    says: /tf.gather/,
  },
  {
    name: 'accuracy',
    fn: x => x.greater(0).cast('float32').mean(),
    inputs: vector,
    verdict: 'unsupported',
    op: 'Greater',
    says: /piecewise constant here/,
  },
  {
    name: 'an integer input',
    fn: x => x.sum(),
    inputs: tf.tensor1d([1, 2], 'int32'),
    verdict: 'refused',
    says: /int32/,
  },
  {name: 'a boolean input', fn: x => x.sum(), inputs: [[true, false]], verdict: 'refused', says: /bool/},
  {
    name: 'a complex input',
    fn: x => x.sum(),
    inputs: tf.complex([1], [2]),
    verdict: 'refused',
    says: /complex64/,
  },
  {name: 'an empty input', fn: x => x.sum(), inputs: tf.zeros([0, 2]), verdict: 'refused', says: /\[0,2\]/},
  {
    name: 'a vector output',
    fn: x => x.square(),
    inputs: vector,
    verdict: 'refused',
    says: /\{vector: true\}/,
  },
  {
    name: 'a number in place of a tensor',
    fn: () => 3 as never,
    inputs: vector,
    verdict: 'refused',
    says: /number/,
  },
  {
    name: 'an asynchronous function',
    fn: (() => Promise.resolve(tf.scalar(1))) as never,
    inputs: 1,
    verdict: 'refused',
    says: /async/,
  },
  {
    name: 'a function that writes into its input',
    fn: x => {
      x.dataSync()[1] = 7;
      return x.sum();
    },
    inputs: vector,
    verdict: 'refused',
    says: /changes its input.*inputs\[0\]\[1\]/,
  },
  {
    name: 'a function that writes into an input only where another one has moved',
    fn: (x, y) => {
      const moved = y.dataSync()[0]! !== 2;
      if (moved) x.dataSync()[1] = 7;
      return x.sum().add(y.sum());
    },
    inputs: [...vector, [2]],
    verdict: 'refused',
    says: /changes its input.*inputs\[0\]\[1\]/,
  },
  {
    name: 'unseeded dropout',
    fn: x => tf.dropout(x, 0.5).sum(),
    inputs: [numbers(40)],
    verdict: 'nondeterministic',
  },
  {
    name: 'a shape that changes',
    fn: x => x.square().slice(0, 1 + (calls++ % 2)),
    inputs: vector,
    verdict: 'nondeterministic',
    options: {vector: true},
    says: /shape/,
  },
  {name: 'a NaN', fn: x => x.log().sum(), inputs: [[-1, 1]], verdict: 'nonfinite', says: /NaN/},
  {
    name: 'an infinite slope',
    fn: x => x.sqrt().sum(),
    inputs: [[4, 0]],
    verdict: 'nonfinite',
    says: /Infinity at inputs\[0\]\[1\]/,
  },
  {
    name: 'the NaN of a log behind where',
    fn: x => tf.where(x.greaterEqual(1e-9), x.log(), tf.zerosLike(x)).sum(),
    inputs: [[0, 1]],
    verdict: 'nonfinite',
    says: /tf.where/,
  },
  {
    name: 'a NaN input',
    fn: x => x.sum(),
    inputs: [[1, NaN]],
    verdict: 'nonfinite',
    says: /inputs\[0\] holds NaN at \[1\]/,
  },
  {
    name: 'a sum in which its input is lost',
    fn: x => x.add(1e17).sub(1e17).sum(),
    inputs: [[1, 2]],
    verdict: 'noisy',
  },
];

const inputTensors = [...RIGHT, ...WRONG, ...TFJS, ...NO_ANSWER].map(({inputs}) => inputs);
afterAll(() => tf.dispose(inputTensors.filter(inputs => inputs instanceof tf.Tensor)));

describe.each([
  ['right gradients', RIGHT],
  ["wrong gradients of the test's own", WRONG],
  ['wrong gradients of tfjs', TFJS],
  ['what has no answer', NO_ANSWER],
])('checkGradients() on %s', (_, cases) => {
  test.each(cases)('$name', async ({fn, inputs, options, verdict, diagnosis, says, op}) => {
    const backend = tf.getBackend();
    const tensors = tf.memory().numTensors;
    const check = await checkGradients(fn, inputs, options);
    const text = check.toString();
    // The text is compared too, so that a failure shows it.
    expect({verdict: check.verdict, text}).toEqual({verdict, text});
    if (diagnosis) expect({diagnosis: check.diagnosis, text}).toEqual({diagnosis, text});
    if (op) expect({op: check.op, text}).toEqual({op, text});
    if (says) expect(text.replaceAll('\n', ' ')).toMatch(says);
    expect(check.ok).toBe(['pass', 'kink', 'flat'].includes(verdict));
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(tf.getBackend()).toBe(backend);
  });
});
