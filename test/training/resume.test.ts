import * as tf from '@tensorflow/tfjs';
import {minibatches, type MinibatchOptions} from '../../src/data/minibatches';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {optimizerState, restoreOptimizerState} from '../../src/models/optimizerState';
import {train, type TrainingPosition, type TrainOptions} from '../../src/training/train';

// 8 batches of 12 and one of 4 in an epoch.
const digits = syntheticDigits({size: 100, seed: 1});

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.3),
  momentum: () => tf.train.momentum(0.1, 0.9),
  nesterov: () => tf.train.momentum(0.1, 0.9, true),
  adagrad: () => tf.train.adagrad(0.1),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9, 0.5),
  adam: () => tf.train.adam(0.01),
};

/** A training at rest, as a checkpoint keeps it. */
interface Rest {
  position: TrainingPosition;
  weights: tf.Tensor[];
  state: {name: string; value: tf.Tensor}[];
}

interface Outcome {
  weights: number[][];
  losses: number[];
  steps: number;
  rests: Rest[];
}

async function run(
  optimizerName: string,
  data: MinibatchOptions,
  {from, ...options}: Partial<TrainOptions> & {from?: Rest},
): Promise<Outcome> {
  const model = twoLayerNet({hidden: 5, seed: 3});
  const optimizer = optimizers[optimizerName]!();
  if (from) {
    model.setWeights(from.weights);
    restoreOptimizerState(optimizer, from.state);
  }
  const rests: Rest[] = [];
  const onCheckpoint = (position: TrainingPosition) => {
    const weights = model.getWeights().map(weight => weight.clone());
    const state = optimizerState(optimizer).map(({name, value}) => ({name, value: value.clone()}));
    rests.push({position: JSON.parse(JSON.stringify(position)) as TrainingPosition, weights, state});
  };
  const start = {startEpoch: from?.position.epoch ?? 0, startBatch: from?.position.batch ?? 0};
  const batches = minibatches(digits, {batchSize: 12, seed: 2, ...data, ...start});
  const startAt = from?.position;
  const {steps, losses} = await train(model, batches, {
    ...{loss: 'crossEntropy', optimizer, onCheckpoint, startAt},
    ...options,
  });
  const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
  model.dispose();
  optimizer.dispose();
  return {weights, losses, steps, rests};
}

const free = (rests: readonly Rest[]) =>
  tf.dispose(rests.map(({weights, state}) => [weights, state.map(({value}) => value)]));

describe.each(Object.keys(optimizers))('a training with %s that stops and goes on', name => {
  test.each(['epoch', 'replacement'] as const)(
    'ends as one that never stopped, sampling by %s',
    async sampling => {
      const whole = await run(name, {sampling}, {steps: 25, checkpointEvery: 4});
      // Within an epoch, at the end of one (9, 18), and where all is done.
      expect(whole.rests.map(({position}) => position.step)).toEqual([4, 8, 12, 16, 20, 24, 25]);
      for (const from of whole.rests) {
        const rest = await run(name, {sampling}, {steps: 25, from});
        expect(rest.weights).toEqual(whole.weights);
        expect(rest.losses).toEqual(whole.losses);
      }
      free(whole.rests);
    },
  );
});

test('a training that stops at the end of an epoch, or is done, goes on from there too', async () => {
  const whole = await run('sgd', {}, {epochs: 3, checkpointEvery: 9});
  expect(whole.rests.map(({position}) => position.batch)).toEqual([9, 9, 9]);
  for (const from of whole.rests) {
    const {weights, losses, steps} = await run('sgd', {}, {epochs: 3, from});
    expect({weights, losses, steps}).toEqual({weights: whole.weights, losses: whole.losses, steps: 27});
  }
  free(whole.rests);
});

test('a training that is aborted keeps a checkpoint first', async () => {
  const stop = new AbortController();
  const kept: TrainingPosition[] = [];
  const model = twoLayerNet({hidden: 5, seed: 3});
  const before = tf.memory().numTensors;
  const aborted = train(model, minibatches(digits, {batchSize: 12}), {
    loss: 'crossEntropy',
    epochs: 9,
    signal: stop.signal,
    onStep: ({step}) => {
      if (step === 11) stop.abort(new Error('enough'));
    },
    onCheckpoint: position => void kept.push(position),
  });
  await expect(aborted).rejects.toThrow('enough');
  expect(kept).toMatchObject([{step: 11, epoch: 1, batch: 2}]);
  expect(tf.memory().numTensors).toBe(before);
  model.dispose();
});

test('a training keeps a checkpoint at its end, whatever checkpointEvery says, and can be made longer from there', async () => {
  const part = await run('adam', {}, {steps: 13});
  expect(part.rests.map(({position}) => position.step)).toEqual([13]);
  const whole = await run('adam', {}, {epochs: 2, checkpointEvery: 18});
  expect(whole.rests.map(({position}) => position.step)).toEqual([18]);
  const rest = await run('adam', {}, {epochs: 2, from: part.rests[0]!});
  expect(rest.weights).toEqual(whole.weights);
  expect(rest.losses).toEqual(whole.losses);
  [part, whole, rest].forEach(({rests}) => free(rests));
});

test('train() refuses to begin behind the end that it is asked for', async () => {
  const {rests} = await run('sgd', {}, {steps: 13});
  const from = rests[0]!;
  await expect(run('sgd', {}, {steps: 12, from})).rejects.toThrow(
    new RangeError('train: expected at least the 13 steps that the checkpoint has taken, got 12'),
  );
  await expect(run('sgd', {}, {epochs: 1, from})).rejects.toThrow(
    new RangeError('train: expected at least the 2 epochs that the checkpoint has begun, got 1'),
  );
  free(rests);
});

test('restoreOptimizerState() refuses what the optimizer does not have', () => {
  const optimizer = tf.train.sgd(0.1);
  const value = tf.scalar(1);
  expect(() => restoreOptimizerState(optimizer, [{name: 'accBeta1', value}])).toThrow(
    new RangeError('restoreOptimizerState: expected a field of SGD, got accBeta1'),
  );
  value.dispose();
  optimizer.dispose();
});
