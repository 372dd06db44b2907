/** On the native backend a step is recorded and its ops run again: the weights have to be those of steps taken anew. */
import * as tf from '@tensorflow/tfjs';
import {minibatches, type MinibatchOptions} from '../../src/data/minibatches';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {losses, lossTraits, type LossName} from '../../src/losses';
import {outputFor} from '../../src/losses/lossTraits';
import {NonFiniteLossError} from '../../src/errors';
import type {HiddenActivation} from '../../src/models/activations';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {NativeStep} from '../../src/tfjs/NativeStep';
import {train, type TrainOptions} from '../../src/training/train';

// 17 batches of 12 and one of 6 in an epoch.
const digits = syntheticDigits({size: 210, seed: 1});

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
  const take = jest.spyOn(NativeStep.prototype, 'take');
  const model = twoLayerNet({hidden: 9, seed: 3, ...net});
  const seen: number[] = [];
  await train(model, minibatches(digits, {batchSize: 12, seed: 2, ...data}), {
    epochs: 2,
    learningRate: 0.5,
    onStep: ({loss}) => seen.push(loss),
    ...options,
  });
  const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
  model.dispose();
  return {weights, losses: seen, replayed: take.mock.calls.length};
}

/** The difference of the largest weights that TensorFlow's own threads could make; at this size there is none. */
const tolerance = 1e-6;

function expectSame(some: Run, others: Run): void {
  some.weights.forEach((weights, i) => {
    const distance = Math.max(...weights.map((weight, k) => Math.abs(weight - others.weights[i]![k]!)));
    expect(distance).toBeLessThan(tolerance);
  });
  some.losses.forEach((loss, i) => expect(Math.abs(loss - others.losses[i]!)).toBeLessThan(tolerance));
}

(tf.getBackend() === 'tensorflow' ? describe : describe.skip)('train() on the native backend', () => {
  test.each(Object.keys(losses) as LossName[])('replays the steps of %s', async name => {
    const {labels} = lossTraits[name];
    const net = {output: outputFor(name)};
    const replayed = await run({loss: name}, net, {labels});
    jest.restoreAllMocks();
    // A function of the caller's own is never recorded.
    const anew = await run({loss: (t, y) => losses[name](t, y)}, net, {labels});
    expect([replayed.replayed, anew.replayed]).toEqual([33, 0]);
    expectSame(replayed, anew);
  });

  test.each(['sigmoid', 'relu', 'step', 'straight-through'] as const)(
    'replays the steps of a net with %s',
    async activation => {
      const replayed = await run({loss: 'crossEntropy'}, {activation});
      const anew = await run({loss: (t, y) => losses.crossEntropy(t, y)}, {activation});
      expectSame(replayed, anew);
    },
  );

  test('leaves no tensor behind, and no handle of the library', async () => {
    await run({loss: 'crossEntropy'});
    const before = tf.memory().numTensors;
    const handles = countHandles();
    await run({loss: 'crossEntropy'});
    expect(handles()).toBe(0);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('keeps a clone of a weight as it was, and goes on', async () => {
    const model = twoLayerNet({hidden: 4, seed: 1});
    let kept: tf.Tensor | undefined;
    let values: number[] = [];
    const onStep = ({step}: {step: number}) => {
      if (step !== 5) return;
      kept = model.getWeights()[0]!.clone();
      values = Array.from(kept.dataSync());
    };
    await train(model, minibatches(digits, {batchSize: 12}), {loss: 'crossEntropy', steps: 12, onStep});
    expect(Array.from(kept!.dataSync())).toEqual(values);
    expect(Array.from(model.getWeights()[0]!.dataSync())).not.toEqual(values);
    kept!.dispose();
    model.dispose();
  });

  test('leaves the weights of before where the loss of a replayed step is not finite', async () => {
    const model = twoLayerNet({hidden: 4, seed: 1});
    let before: number[] = [];
    const onStep = ({step}: {step: number}) => {
      if (step !== 3) return;
      tf.tidy(() => model.setWeights(model.getWeights().map(weight => tf.fill(weight.shape, NaN))));
      before = Array.from(model.getWeights()[0]!.dataSync());
    };
    const training = train(model, minibatches(digits), {loss: 'crossEntropy', epochs: 4, onStep});
    await expect(training).rejects.toThrow(NonFiniteLossError);
    expect(Array.from(model.getWeights()[0]!.dataSync())).toEqual(before);
    model.dispose();
  });

  test('starts from weights and learning rates that are set between two steps', async () => {
    const trained = async (loss: TrainOptions['loss']): Promise<Run> => {
      const optimizer = tf.train.sgd(0.5);
      const model = twoLayerNet({hidden: 4, seed: 1});
      const onStep = ({step}: {step: number}) => {
        optimizer.setLearningRate(0.5 / (1 + step));
        if (step === 7) tf.tidy(() => model.setWeights(model.getWeights().map(weight => weight.mul(0.5))));
      };
      await train(model, minibatches(digits, {batchSize: 12, seed: 2}), {loss, optimizer, steps: 12, onStep});
      const weights = model.getWeights().map(weight => Array.from(weight.dataSync()));
      model.dispose();
      optimizer.dispose();
      return {weights, losses: [], replayed: 0};
    };
    expectSame(await trained('crossEntropy'), await trained((t, y) => losses.crossEntropy(t, y)));
  });
});

/** Counts tensors that are made in the library from here on, less those that are deleted. */
function countHandles(): () => number {
  const backend = tf.backend() as unknown as {binding: Record<string, (...args: unknown[]) => unknown>};
  const {binding} = backend;
  let count = 0;
  backend.binding = Object.create(binding, {
    executeOp: {
      value: (...args: unknown[]) => {
        const made = binding.executeOp!(...args) as unknown[];
        count += made.length;
        return made;
      },
    },
    createTensor: {
      value: (...args: unknown[]) => {
        count++;
        return binding.createTensor!(...args);
      },
    },
    deleteTensor: {
      value: (handle: unknown) => {
        count--;
        binding.deleteTensor!(handle);
      },
    },
  }) as typeof binding;
  return () => {
    backend.binding = binding;
    return count;
  };
}
