import * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../src/data/minibatches';
import type {Split} from '../../src/data/split';
import {accuracy} from '../../src/metrics';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {softmaxRegression} from '../../src/models/softmaxRegression';
import {Random} from '../../src/random';
import {NonFiniteLossError} from '../../src/errors';
import {train} from '../../src/training/train';

/** Three classes of 2×2 images, each with its own bright pixel: learnable in a few steps. */
function brightPixels(size: number): Split {
  const random = new Random(4);
  const labels = Uint8Array.from({length: size}, (_, i) => i % 3);
  const images = new Uint8Array(size * 4);
  labels.forEach((label, i) => {
    for (let p = 0; p < 4; p++) images[i * 4 + p] = random.integer(60) + (p === label ? 190 : 0);
  });
  return {images, labels, size, rows: 2, columns: 2, classes: 3};
}

const split = brightPixels(60);
const net = () => twoLayerNet({inputs: 4, hidden: 8, classes: 3, initialStd: 0.5, seed: 2});
const batches = (labels: 'one-hot' | 'integer' = 'one-hot') =>
  minibatches(split, {batchSize: 20, seed: 3, labels});

test('train() takes as many steps and epochs as asked, brings the loss down, and leaks nothing', async () => {
  const before = tf.memory().numTensors;
  const model = net();
  const seen: number[] = [];
  const result = await train(model, batches(), {
    loss: 'crossEntropy',
    learningRate: 1,
    epochs: 20,
    onStep: ({step}) => seen.push(step),
  });
  expect(result).toMatchObject({steps: 60, epochs: 20});
  expect(seen).toEqual(Array.from({length: 60}, (_, i) => i + 1));
  expect(result.losses).toHaveLength(20);
  expect(result.losses[19]!).toBeLessThan(result.losses[0]! / 2);
  expect((await train(model, batches(), {loss: 'crossEntropy', steps: 4})).epochs).toBe(2);
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('train() takes the gradient step W − rate · ∂L/∂W of plain float64 code', async () => {
  const model = softmaxRegression({inputs: 4, classes: 3, initialStd: 0.5, seed: 6});
  const [w, b] = model.getWeights().map(weight => [...weight.dataSync()]);
  const whole = {
    ...split,
    size: 6,
    images: split.images.subarray(0, 24),
    labels: split.labels.subarray(0, 6),
  };
  await train(model, minibatches(whole, {batchSize: 6}), {
    loss: (labels, y) => labels.mul(y.log()).sum(-1).neg(),
    learningRate: 0.5,
    steps: 1,
  });
  const expected = [...w!];
  for (let n = 0; n < 6; n++) {
    const x = [...whole.images.subarray(n * 4, n * 4 + 4)].map(byte => byte / 255);
    const powers = [0, 1, 2].map(k =>
      Math.exp(x.reduce((sum, value, i) => sum + value * w![i * 3 + k]!, b![k]!)),
    );
    const total = powers.reduce((sum, power) => sum + power, 0);
    powers.forEach((power, k) => {
      const push = power / total - (whole.labels[n] === k ? 1 : 0);
      x.forEach((value, i) => (expected[i * 3 + k]! -= (0.5 / 6) * value * push));
    });
  }
  const actual = model.getWeights()[0]!.dataSync();
  // A few float32 roundings of numbers below 1.
  expected.forEach((weight, i) => expect(Math.abs(actual[i]! - weight)).toBeLessThan(1e-6));
  model.dispose();
});

test('train() descends and reports what regularizers add to the loss, as model.fit does', async () => {
  const regularized = () => {
    const {l1, l2} = tf.regularizers;
    const hidden = {kernelInitializer: 'ones', kernelRegularizer: l1({l1: 0.1})} as const;
    const output = {kernelInitializer: 'zeros', kernelRegularizer: l2({l2: 0.2})} as const;
    const model = tf.sequential();
    model.add(tf.layers.dense({units: 5, inputShape: [4], ...hidden}));
    model.add(tf.layers.dense({units: 3, activation: 'softmax', ...output}));
    return model;
  };
  const [ours, theirs] = [regularized(), regularized()];
  const loss = (labels: tf.Tensor, y: tf.Tensor) => labels.mul(y.log()).sum(-1).neg();
  theirs.compile({loss, optimizer: tf.train.sgd(0.5)});
  const whole = () => minibatches(split, {batchSize: 60});
  const {history} = await theirs.fitDataset(whole(), {epochs: 4, verbose: 0});
  const {losses} = await train(ours, whole(), {loss, learningRate: 0.5, epochs: 4});
  // 20 weights of 1 at a tenth each, and the entropy of three equal chances.
  expect(losses[0]).toBeCloseTo(2 + Math.log(3), 5);
  losses.forEach((each, i) => expect(each).toBeCloseTo(history.loss![i] as number, 5));
  const weights = theirs.getWeights();
  ours.getWeights().forEach((weight, i) => {
    expect(tf.tidy(() => weight.sub(weights[i]!).abs().max().dataSync()[0])).toBeLessThan(1e-5);
  });
  [ours, theirs].forEach(model => model.dispose());
});

test('train() takes any tfjs optimizer and integer labels, and leaves the optimizer to its owner', async () => {
  const model = net();
  const optimizer = tf.train.adam(0.05);
  const {losses} = await train(model, batches('integer'), {
    loss: 'sparseCrossEntropy',
    optimizer,
    epochs: 10,
  });
  expect(losses[9]!).toBeLessThan(losses[0]!);
  expect(optimizer.iterations).toBe(30);
  optimizer.dispose();
  model.dispose();
});

test('train() stops the moment a loss is not finite, with step and cause, the weights as they were before', async () => {
  const model = net();
  const weights = () => model.getWeights().map(weight => [...weight.dataSync()]);
  const before = tf.memory().numTensors;
  let calls = 0;
  let atFailure: number[][] = [];
  const loss = (labels: tf.Tensor, y: tf.Tensor) => {
    if (++calls < 3) return y.sub(labels).square().mean();
    atFailure = weights();
    return y.mul(NaN).mean();
  };
  const error = await train(model, batches(), {loss, steps: 10}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NonFiniteLossError);
  expect(error).toMatchObject({step: 3, loss: NaN});
  expect((error as Error).message).toMatch(/^train: the loss of step 3 is NaN; likely cause: /);
  expect(weights()).toEqual(atFailure);
  expect(tf.memory().numTensors).toBe(before);
  model.dispose();
});

test.each([
  [
    'a label that is no class',
    {loss: 'sparseCrossEntropy' as const, ys: [0, 7]},
    /the label 7 is not a whole number from 0 to 2/,
  ],
  [
    'an input that is NaN',
    {loss: 'crossEntropy' as const, xs: NaN},
    /the inputs hold values that are not finite/,
  ],
])(
  'train() names the likely cause: %s',
  async (
    _,
    {loss, ys, xs}: {loss: 'crossEntropy' | 'sparseCrossEntropy'; ys?: number[]; xs?: number},
    cause,
  ) => {
    const model = net();
    const data = tf.data.generator(function* () {
      yield {
        xs: tf.fill([2, 4], xs ?? 0.5),
        ys: ys === undefined ? tf.tensor2d([1, 0, 0, 0, 1, 0], [2, 3]) : tf.tensor1d(ys, 'int32'),
      };
    });
    await expect(train(model, data, {loss, steps: 2})).rejects.toThrow(cause);
    model.dispose();
  },
);

test('train() says so when the learning rate has blown the weights up', async () => {
  const model = twoLayerNet({
    inputs: 4,
    hidden: 8,
    classes: 3,
    activation: 'relu',
    output: 'linear',
    initialStd: 0.5,
  });
  const training = train(model, batches(), {loss: 'sumSquaredError', learningRate: 1e4, steps: 50});
  await expect(training).rejects.toThrow(/learning rate too large/);
  model.dispose();
});

test('train() stops between two steps when it is aborted, with the reason of the signal', async () => {
  const model = net();
  const before = tf.memory().numTensors;
  const abort = new AbortController();
  const training = train(model, batches(), {
    loss: 'crossEntropy',
    epochs: 100,
    signal: abort.signal,
    onStep: ({step}) => {
      if (step === 5) abort.abort(new Error('enough'));
    },
  });
  await expect(training).rejects.toThrow('enough');
  expect(tf.memory().numTensors).toBe(before);
  model.dispose();
});

test('train() refuses what it cannot do, each with a sentence', async () => {
  const model = net();
  await expect(train(model, batches(), {loss: 'crossEntropy'})).rejects.toThrow(/expected epochs or steps/);
  await expect(train(model, batches(), {loss: 'crossEntropy', steps: 0})).rejects.toThrow(
    /expected steps to be a whole number/,
  );
  await expect(train(model, batches(), {loss: 'crossEntropy', steps: 1, learningRate: NaN})).rejects.toThrow(
    /learning rate/,
  );
  await expect(train(model, batches(), {loss: 'hinge' as 'crossEntropy', steps: 1})).rejects.toThrow(
    /expected a loss of/,
  );
  const none = tf.data.array<{xs: tf.Tensor; ys: tf.Tensor}>([]);
  await expect(train(model, none, {loss: 'crossEntropy', epochs: 1})).rejects.toThrow(
    /at least one mini-batch/,
  );
  model.dispose();
});

test('train() on an objective without a gradient throws what tfjs says and leaks nothing', async () => {
  const model = net();
  const before = tf.memory().numTensors;
  await expect(train(model, batches(), {loss: accuracy, steps: 1})).rejects.toThrow(
    /gradient function not found for Equal/,
  );
  expect(tf.memory().numTensors).toBe(before);
  model.dispose();
});
