/** Wrong gradients, planted: none may pass, whatever the seed. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import type {DifferentiableFunction} from '../../src/gradients/GradientCheck';
import {Random} from '../../src/random';
import {mistaken, oneEntryTimes, twoLayers} from './plantedErrors';

const SEEDS = Array.from({length: 20}, (_, seed) => seed);

/** Something done to one of the weights before the loss sees it. */
type Plant = (weight: tf.Tensor) => tf.Tensor;

test.each<[string, number, Plant]>([
  ['0.05 % too much everywhere', 0, w => mistaken(w, dy => dy.mul(1.0005))],
  ['0.05 % too little in one input only', 2, w => mistaken(w, dy => dy.mul(0.9995))],
  ['1 % too much in one entry', 0, w => mistaken(w, oneEntryTimes(6, 1.01))],
  ['a factor', 1, w => mistaken(w, dy => dy.mul(5))],
  ['the wrong sign', 2, w => mistaken(w, dy => dy.neg())],
  ['a transposition', 0, w => mistaken(w, dy => dy.transpose())],
  ['one wrong input of four', 3, w => mistaken(w, dy => dy.add(dy.abs().mean().mul(0.1)))],
  ['a missing input', 1, w => mistaken(w, dy => dy.zerosLike())],
  ['nothing of dy', 0, w => mistaken(w, dy => dy.onesLike())],
])('checkGradients() passes on none of 20 networks a gradient with %s', async (_, at, plant) => {
  const missed: string[] = [];
  for (const seed of SEEDS) {
    const {loss, weights} = twoLayers(seed);
    const planted = (...inputs: tf.Tensor[]) => loss(...inputs.map((w, i) => (i === at ? plant(w) : w)));
    const check = await checkGradients(planted, weights, {seed});
    if (check.verdict !== 'wrong') missed.push(`seed ${seed}\n${check.toString()}`);
  }
  expect(missed).toEqual([]);
});

const meanSquare: Customized = [x => x.square().mean(), (dy, x) => dy.mul(x.mul(2))];
const ignoringDy: Customized = [x => x.square().sum(), (_, x) => x.mul(2)];
const passedThrough: Customized = [x => x.step().sum(), (dy, x) => dy.mul(x.onesLike())];

test.each<[string, Customized]>([
  ['without its 1/N', meanSquare],
  ['that ignores dy', ignoringDy],
  ['that is passed through a step', passedThrough],
])('checkGradients() passes at none of 20 points a gradient %s', async (_, customized) => {
  const missed: string[] = [];
  for (const seed of SEEDS) {
    const random = new Random(seed);
    const x = Array.from({length: 5}, () => random.normal());
    const check = await checkGradients(withGradient(customized), [x], {seed});
    if (check.verdict !== 'wrong') missed.push(`seed ${seed}\n${check.toString()}`);
  }
  expect(missed).toEqual([]);
});

test('checkGradients() finds 1 % in one of 39,760 entries, wherever it is, in under 500 evaluations', async () => {
  const missed: string[] = [];
  // Four seeds: each takes some seconds.
  for (const seed of SEEDS.slice(0, 4)) {
    const random = new Random(seed);
    const at = random.integer(39_760);
    const x = Float64Array.from({length: 39_760}, () => random.normal());
    x[at] = 1; // of usual size: 1 % of an entry that is next to 0 is nothing
    const fn = (v: tf.Tensor) => mistaken(v, oneEntryTimes(at, 1.01)).square().mean();
    const check = await checkGradients(fn, x, {seed});
    if (check.diagnosis !== 'one-entry' || check.inputs[0]!.worst.index[0] !== at || check.evaluations >= 500)
      missed.push(`seed ${seed}, entry ${at}\n${check.toString()}`);
  }
  expect(missed).toEqual([]);
}, 300_000);

test.each(['largest', 'median'])(
  'checkGradients() finds 1 %% in the %s entry of the first weights of the textbook net',
  async which => {
    const {loss, weights, shape} = textbookNet();
    const gradient = tf.tidy(() =>
      tf
        .grad(w => loss(w, ...weights.slice(1)))(weights[0]!)
        .dataSync(),
    );
    const order = Array.from(gradient.keys()).sort((a, b) => Math.abs(gradient[a]!) - Math.abs(gradient[b]!));
    const at = which === 'largest' ? order.at(-1)! : order[order.length >> 1]!;
    expect(gradient[at]).not.toBe(0);
    const planted = (w1: tf.Tensor, ...others: tf.Tensor[]) =>
      loss(mistaken(w1, oneEntryTimes(at, 1.01)), ...others);
    const check = await checkGradients(planted, weights);
    tf.dispose(weights);
    expect({diagnosis: check.diagnosis, text: check.toString()}).toEqual({
      diagnosis: 'one-entry',
      text: check.toString(),
    });
    expect(check.inputs[0]!.worst.index).toEqual([Math.floor(at / shape[1]), at % shape[1]]);
    expect(check.evaluations).toBeLessThan(500);
  },
);

/** 784-50-10 as the book starts it, with weights of 0.01, on ten images of which a fifth is not black. */
function textbookNet() {
  const random = new Random(1);
  const [pixels, hidden, classes, batch] = [784, 50, 10, 10] as const;
  const draw = (size: number, next: () => number) => Float32Array.from({length: size}, next);
  const image = draw(batch * pixels, () => (random.uniform() < 0.2 ? random.uniform() : 0));
  const labels = Array.from({length: batch}, () => random.integer(classes));
  const normal = () => 0.01 * random.normal();
  const weights: tf.Tensor[] = [
    tf.tensor2d(draw(pixels * hidden, normal), [pixels, hidden]),
    tf.zeros([hidden]),
    tf.tensor2d(draw(hidden * classes, normal), [hidden, classes]),
    tf.zeros([classes]),
  ];
  const loss = (...[w1, b1, w2, b2]: tf.Tensor[]): tf.Tensor => {
    const activations = tf.tensor2d(image, [batch, pixels]).matMul(w1!).add(b1!).sigmoid();
    return tf.losses.softmaxCrossEntropy(tf.oneHot(labels, classes), activations.matMul(w2!).add(b2!));
  };
  return {loss, weights, shape: [pixels, hidden] as const};
}

/** A function and what claims to be its gradient. */
type Customized = readonly [
  value: (x: tf.Tensor) => tf.Tensor,
  gradient: (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor,
];

function withGradient([value, gradient]: Customized): DifferentiableFunction {
  return (...inputs) =>
    tf.customGrad((...args) => {
      const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
      save([x]);
      return {value: value(x), gradFunc: (dy, saved) => gradient(dy, saved[0]!)};
    })(inputs[0]!);
}
