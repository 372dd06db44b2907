/** On wasm a step is recorded and run again: the weights have to be those of steps taken anew, bit for bit. */
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {minibatches, type Minibatch, type MinibatchOptions} from '../../src/data/minibatches';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {losses, lossTraits, type LossName} from '../../src/losses';
import {outputFor} from '../../src/losses/lossTraits';
import type {HiddenActivation} from '../../src/models/activations';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {NonFiniteLossError} from '../../src/errors';
import {RecordedStep} from '../../src/wasm/RecordedStep';
import {train, type TrainOptions} from '../../src/training/train';

// 17 batches of 12 and one of 6 in an epoch.
const digits = syntheticDigits({size: 210, seed: 1});

beforeAll(() => selectBackend('wasm'));
afterEach(() => jest.restoreAllMocks());

interface Run {
  weights: number[][];
  losses: number[];
  replayed: number;
}

async function run(
  options: Partial<TrainOptions> & {loss: TrainOptions['loss']},
  net: {activation?: HiddenActivation; output?: 'softmax' | 'sigmoid' | 'linear'} = {},
  data: MinibatchOptions = {},
): Promise<Run> {
  const take = jest.spyOn(RecordedStep.prototype, 'take');
  const model = twoLayerNet({hidden: 9, seed: 3, ...net});
  const seen: number[] = [];
  await train(model, minibatches(digits, {batchSize: 12, seed: 2, ...data}), {
    epochs: 2,
    ...(options.optimizer ? {} : {learningRate: 0.5}),
    onStep: ({loss}) => seen.push(loss),
    ...options,
  });
  const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
  model.dispose();
  const replayed = take.mock.calls.length;
  take.mockRestore();
  return {weights, losses: seen, replayed};
}

test.each(Object.keys(losses) as LossName[])('train() with %s replays its steps bit for bit', async name => {
  const {labels} = lossTraits[name];
  const net = {output: outputFor(name)};
  const replayed = await run({loss: name}, net, {labels});
  // A function of the caller's own is never recorded.
  const anew = await run({loss: (t, y) => losses[name](t, y)}, net, {labels});
  expect(replayed.replayed).toBe(33);
  expect(anew.replayed).toBe(0);
  expect(replayed.weights).toEqual(anew.weights);
  expect(replayed.losses).toEqual(anew.losses);
});

test('train() takes every step anew beside a tfjs on which replaying was not proven', async () => {
  // The very object that tf.version_core is read from.
  const core = jest.requireActual<{version_core: string}>('@tensorflow/tfjs-core');
  const other = jest.replaceProperty(core, 'version_core', '4.23.0');
  try {
    expect((await run({loss: 'crossEntropy'})).replayed).toBe(0);
  } finally {
    other.restore();
  }
});

test.each(['sigmoid', 'relu', 'step', 'straight-through'] as const)(
  'train() replays the steps of a net with %s bit for bit',
  async activation => {
    const replayed = await run({loss: 'crossEntropy'}, {activation});
    const anew = await run({loss: (t, y) => losses.crossEntropy(t, y)}, {activation});
    expect(replayed.replayed).toBe(33);
    expect(replayed.weights).toEqual(anew.weights);
  },
);

test('train() leaves no tensor and no memory of the backend behind, replayed or stopped', async () => {
  const backend = tf.backend() as unknown as {numDataIds(): number};
  await run({loss: 'crossEntropy'});
  const before = [tf.memory().numTensors, tf.memory().numDataBuffers, backend.numDataIds()];
  await run({loss: 'crossEntropy'});
  const stop = new AbortController();
  const onStep = ({step}: {step: number}) => {
    if (step === 5) stop.abort(new Error('enough'));
  };
  const model = twoLayerNet({hidden: 4, seed: 1});
  const stopped = train(model, minibatches(digits), {
    loss: 'crossEntropy',
    epochs: 9,
    onStep,
    signal: stop.signal,
  });
  await expect(stopped).rejects.toThrow('enough');
  model.dispose();
  expect([tf.memory().numTensors, tf.memory().numDataBuffers, backend.numDataIds()]).toEqual(before);
});

test('20 epochs take no more tensors and no more of the heap than 3', async () => {
  const backend = tf.backend() as unknown as {wasm: {HEAPU8: Uint8Array}; numDataIds(): number};
  const model = twoLayerNet({hidden: 50, seed: 1});
  const seen: number[][] = [];
  const onEpoch = () =>
    void seen.push([tf.memory().numTensors, backend.numDataIds(), backend.wasm.HEAPU8.length]);
  await train(model, minibatches(digits, {batchSize: 30}), {loss: 'crossEntropy', epochs: 20, onEpoch});
  for (const epoch of seen.slice(3)) expect(epoch).toEqual(seen[2]);
  model.dispose();
});

test('a replayed step whose loss is not finite leaves the weights of before', async () => {
  const model = twoLayerNet({hidden: 4, seed: 1});
  let before: number[] = [];
  const onStep = ({step}: {step: number}) => {
    if (step !== 3) return;
    model.setWeights(model.getWeights().map(weight => tf.fill(weight.shape, NaN)));
    before = Array.from(model.getWeights()[0]!.dataSync());
  };
  const training = train(model, minibatches(digits), {loss: 'crossEntropy', epochs: 4, onStep});
  await expect(training).rejects.toThrow(NonFiniteLossError);
  await expect(training).rejects.toMatchObject({step: 4});
  expect(Array.from(model.getWeights()[0]!.dataSync())).toEqual(before);
  model.dispose();
});

test('weights that are set between two steps are those that the next step starts from', async () => {
  const zeroed = (loss: TrainOptions['loss']) => {
    const model = twoLayerNet({hidden: 4, seed: 1});
    const onStep = ({step}: {step: number}) => {
      if (step === 7) tf.tidy(() => model.setWeights(model.getWeights().map(weight => weight.mul(0.5))));
    };
    const data = minibatches(digits, {batchSize: 12, seed: 2});
    return train(model, data, {loss, steps: 12, onStep}).then(() => {
      const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
      model.dispose();
      return weights;
    });
  };
  expect(await zeroed('crossEntropy')).toEqual(await zeroed((t, y) => losses.crossEntropy(t, y)));
});

test('a learning rate that changes between two steps is that of the next', async () => {
  const trained = async (loss: TrainOptions['loss']) => {
    const model = twoLayerNet({hidden: 4, seed: 1});
    const optimizer = tf.train.sgd(0.5);
    const onStep = ({step}: {step: number}) => optimizer.setLearningRate(0.5 / (1 + step));
    const take = jest.spyOn(RecordedStep.prototype, 'take');
    await train(model, minibatches(digits, {batchSize: 12, seed: 2}), {loss, optimizer, steps: 6, onStep});
    const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
    model.dispose();
    optimizer.dispose();
    return {weights, replayed: take.mock.calls.length};
  };
  const recorded = await trained('crossEntropy');
  expect(recorded).toEqual(await trained((t, y) => losses.crossEntropy(t, y)));
});

test('an optimizer of the caller is replayed where it is plain gradient descent, and only there', async () => {
  const sgd = tf.train.sgd(0.5);
  const momentum = tf.train.momentum(0.5, 0.9);
  expect((await run({loss: 'crossEntropy', optimizer: sgd})).replayed).toBe(33);
  expect((await run({loss: 'crossEntropy', optimizer: momentum})).replayed).toBe(0);
  sgd.dispose();
  momentum.dispose();
});

test('a net with a regularizer is not recorded: a regularizer may be anybody’s', async () => {
  const kernelRegularizer = tf.regularizers.l2();
  let calls = 0;
  kernelRegularizer.apply = weight => weight.sum().mul(calls++ % 2);
  const model = tf.sequential();
  model.add(tf.layers.dense({units: 10, activation: 'softmax', inputShape: [784], kernelRegularizer}));
  const take = jest.spyOn(RecordedStep.prototype, 'take');
  await train(model, minibatches(digits, {batchSize: 12}), {loss: 'crossEntropy', steps: 3});
  expect(take.mock.calls).toHaveLength(0);
  model.dispose();
});

/** Trains with a ragged last batch, once more afterwards, and tells what `look` saw after every step. */
async function watched(loss: TrainOptions['loss'], look: (model: tf.LayersModel, step: number) => number[]) {
  const model = twoLayerNet({hidden: 20, seed: 1});
  const optimizer = tf.train.sgd(1);
  const seen: number[][] = [];
  const options = {loss, optimizer, onStep: ({step}: {step: number}) => void seen.push(look(model, step))};
  const training: number[] = [];
  for (const epochs of [2, 1]) {
    const data = minibatches(digits, {batchSize: 40, seed: 2});
    training.push(...(await train(model, data, {...options, epochs})).losses);
  }
  const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
  const iterations = optimizer.iterations;
  model.dispose();
  optimizer.dispose();
  return {weights, training, seen, iterations};
}

const inputs = () => tf.ones([3, 784]);
const looks: Record<string, (model: tf.LayersModel, step: number) => number[]> = {
  predicts: model => tf.tidy(() => Array.from((model.predict(inputs()) as tf.Tensor).dataSync())),
  'multiplies by a weight': model =>
    tf.tidy(() => Array.from(tf.matMul(inputs(), model.getWeights()[0]!).dataSync())),
  'sets a frozen weight': (model, step) => {
    const [frozen] = model.layers.slice(-1);
    frozen!.trainable = false;
    if (step % 3 === 0)
      tf.tidy(() => frozen!.setWeights(frozen!.getWeights().map(weight => weight.mul(0.9))));
    return [];
  },
};

test.each(Object.keys(looks))(
  'a callback that %s sees and leaves what it would without a recording',
  async name => {
    const recorded = await watched('crossEntropy', looks[name]!);
    const anew = await watched((t, y) => losses.crossEntropy(t, y), looks[name]!);
    expect(recorded).toEqual(anew);
    expect(recorded.iterations).toBe(18);
  },
);

test('a learning rate that is set to what it was does no harm', async () => {
  const model = twoLayerNet({hidden: 4, seed: 1});
  const optimizer = tf.train.sgd(0.5);
  const onStep = () => optimizer.setLearningRate(0.5);
  const {losses: seen} = await train(model, minibatches(digits, {batchSize: 30}), {
    ...{loss: 'crossEntropy', optimizer, epochs: 2, onStep},
  });
  const same = await run({loss: 'crossEntropy', epochs: 2}, {}, {batchSize: 30});
  expect(seen).toHaveLength(2);
  expect(same.losses.every(Number.isFinite)).toBe(true);
  model.dispose();
  optimizer.dispose();
});

test('clones and reshaped weights that the caller keeps stay what they were', async () => {
  const model = twoLayerNet({hidden: 4, seed: 1});
  const kernel = () => model.getWeights()[0]!;
  const kept = [kernel().clone(), kernel().flatten()];
  const seen = [kernel().dataSync(), kernel().dataSync()].map(values => Array.from(values));
  const onStep = () => {
    kept.push(kernel().clone(), kernel().flatten());
    seen.push(Array.from(kernel().dataSync()), Array.from(kernel().dataSync()));
  };
  const anew = twoLayerNet({hidden: 4, seed: 1});
  const data = minibatches(digits, {batchSize: 12, seed: 2});
  await train(model, data, {loss: 'crossEntropy', steps: 5, onStep});
  await train(model, data, {loss: 'crossEntropy', steps: 5});
  expect(kept.map(tensor => Array.from(tensor.dataSync()))).toEqual(seen);
  const sameData = minibatches(digits, {batchSize: 12, seed: 2});
  for (let i = 0; i < 2; i++)
    await train(anew, sameData, {loss: (t, y) => losses.crossEntropy(t, y), steps: 5});
  expect(Array.from(kernel().dataSync())).toEqual(Array.from(anew.getWeights()[0]!.dataSync()));
  tf.dispose(kept);
  for (const net of [model, anew]) net.dispose();
});

test('batches that the caller keeps stay what they were', async () => {
  const model = twoLayerNet({hidden: 4, seed: 1});
  const kept: Minibatch[] = [];
  await minibatches(digits, {batchSize: 30}).forEachAsync(({xs, ys}) => {
    kept.push({xs: xs.clone(), ys: ys.clone()});
  });
  const sums = () => kept.map(({xs, ys}) => [xs.sum().dataSync()[0], ys.argMax(1).sum().dataSync()[0]]);
  const before = sums();
  const data = tf.data.generator(function* () {
    for (const {xs, ys} of kept) yield {xs: xs.clone(), ys: ys.clone()};
  });
  await train(model, data, {loss: 'crossEntropy', epochs: 1});
  expect(new Set(before.map(String)).size).toBe(kept.length);
  expect(sums()).toEqual(before);
  for (const {xs, ys} of kept) tf.dispose([xs, ys]);
  model.dispose();
});

test('train() goes on where its backend is changed between two steps', async () => {
  const model = twoLayerNet({hidden: 4, seed: 1});
  const seen: string[] = [];
  const epochs = train(model, minibatches(digits), {
    loss: 'crossEntropy',
    epochs: 6,
    onEpoch: async ({epoch}) => {
      seen.push(tf.getBackend());
      await tf.setBackend(epoch % 2 === 1 ? 'cpu' : 'wasm');
    },
  });
  expect((await epochs).epochs).toBe(6);
  expect(seen).toEqual(['wasm', 'cpu', 'wasm', 'cpu', 'wasm', 'cpu']);
  model.dispose();
  await tf.setBackend('wasm');
});
