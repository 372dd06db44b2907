/** How trainings end, and who hears of it: callbacks of classes, metrics by name, batches and models that are wrong. */
import * as tf from '@tensorflow/tfjs';
import {MinibatchDataset} from '../../src/data/minibatches/MinibatchDataset';
import {minibatches, type Minibatch as Batch} from '../../src/data/minibatches';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {crossEntropy, perExample} from '../../src/losses';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {evaluate} from '../../src/training/evaluate';
import {train, type EpochReport, type TrainOptions} from '../../src/training/train';

const digits = syntheticDigits({size: 200, seed: 1});
const net = () => twoLayerNet({hidden: 8, seed: 2});
const batches = () => minibatches(digits, {batchSize: 20, seed: 3});
const weightsOf = (model: tf.LayersModel) => model.getWeights().flatMap(weight => [...weight.dataSync()]);

let tensors: number;
let model: tf.LayersModel;
beforeEach(() => {
  tensors = tf.memory().numTensors;
  model = net();
});
afterEach(() => {
  model.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
});

describe('callbacks', () => {
  test('that set stopTraining end the training after the present step, as in fit', async () => {
    const stepsSeen = async (fit: (callbacks: tf.CustomCallbackArgs) => Promise<unknown>) => {
      let seen = 0;
      let epochEnds = 0;
      await fit({
        onBatchEnd: batch => {
          seen++;
          if (batch === 3) model.stopTraining = true;
        },
        onEpochEnd: () => {
          epochEnds++;
        },
      });
      return {seen, epochEnds};
    };
    model.compile({loss: 'categoricalCrossentropy', optimizer: 'sgd'});
    const fitted = await stepsSeen(callbacks =>
      model.fitDataset(batches(), {epochs: 3, verbose: 0, callbacks}),
    );
    model.optimizer.dispose();
    const positions: number[] = [];
    const onCheckpoint = ({step, batch}: {step: number; batch: number}) => void positions.push(step, batch);
    const trained = await stepsSeen(async callbacks => {
      const result = await train(model, batches(), {
        loss: 'crossEntropy',
        epochs: 3,
        callbacks,
        onCheckpoint,
      });
      expect(result).toMatchObject({stopped: 'callback', steps: 4, epochs: 1});
    });
    expect(fitted).toEqual({seen: 4, epochEnds: 1});
    expect(trained).toEqual(fitted);
    // Within the pass, so that a training that goes on sees the rest of it.
    expect(positions).toEqual([4, 4]);
  });

  test('of a class keep their state in this', async () => {
    class Curves {
      readonly losses: number[] = [];
      private readonly scale = 2;
      onEpochEnd(_epoch: number, logs?: tf.Logs) {
        this.losses.push(this.scale * logs!['loss']!);
      }
    }
    const curves = new Curves();
    const {losses} = await train(model, batches(), {
      loss: 'crossEntropy',
      epochs: 2,
      callbacks: curves,
    });
    expect(curves.losses).toEqual(losses.map(loss => 2 * loss));
  });

  class Misspelt {
    onEpochEnds() {
      return 0;
    }
  }
  test.each([
    [{onEpochEnd: 5}, 'train: expected the callback onEpochEnd to be a function, got 5'],
    [null, 'train: expected callbacks to be objects with functions such as onEpochEnd, got null'],
    [new Misspelt(), 'train: unknown callback onEpochEnds, did you mean onEpochEnd?'],
  ])('refuses %p', async (callbacks, sentence) => {
    const options = {loss: 'crossEntropy', steps: 1, callbacks} as unknown as TrainOptions;
    await expect(train(model, batches(), options)).rejects.toThrow(sentence);
  });
});

describe('an error', () => {
  /** An epoch's loss on the validation data, and its weights. */
  type Epoch = {readonly loss: number; readonly weights: number[]};
  const options = (epochs: Epoch[]) => ({
    learningRate: ({epoch}: {epoch: number}) => (epoch <= 2 ? 0.5 : 30),
    epochs: 9,
    validation: 0.2,
    patience: 8,
    onEpoch: ({validation}: EpochReport) =>
      void epochs.push({loss: validation!['loss']!, weights: weightsOf(model)}),
  });
  const expectBest = (epochs: Epoch[]) => {
    const best = epochs.reduce((a, b) => (b.loss < a.loss ? b : a));
    expect(best).not.toBe(epochs.at(-1));
    expect(weightsOf(model)).toEqual(best.weights);
  };

  test('of an abort leaves the weights of the best epoch with patience', async () => {
    const epochs: Epoch[] = [];
    const controller = new AbortController();
    const onStep = ({epoch}: {epoch: number}) => {
      if (epoch === 5) controller.abort();
    };
    const training = train(model, batches(), {
      loss: 'crossEntropy',
      ...options(epochs),
      onStep,
      signal: controller.signal,
    });
    await expect(training).rejects.toThrow(/abort/i);
    expect(epochs).toHaveLength(4);
    expectBest(epochs);
  });

  test('of a loss that is NaN does so, too', async () => {
    const epochs: Epoch[] = [];
    const loss = (labels: tf.Tensor, y: tf.Tensor) =>
      crossEntropy(labels, y).mul(epochs.length === 3 ? NaN : 1);
    await expect(train(model, batches(), {loss, ...options(epochs)})).rejects.toThrow('is NaN');
    expectBest(epochs);
  });
});

describe('metrics', () => {
  test('of one name are all reported, and none takes the place of the loss', async () => {
    const loss = () => tf.scalar(-5);
    const metrics = [
      loss,
      crossEntropy,
      perExample(crossEntropy),
      ...[(_: tf.Tensor, y: tf.Tensor) => y.max(), (_: tf.Tensor, y: tf.Tensor) => y.min()],
    ];
    const result = await train(model, batches(), {loss: 'crossEntropy', epochs: 1, validation: 0.1, metrics});
    const names = ['crossEntropy', 'crossEntropy_1', 'loss_1', 'metric', 'metric_1'];
    expect(Object.keys(result.metrics![0]!).sort()).toEqual(names);
    const {validation} = result;
    expect(Object.keys(validation![0]!).sort()).toEqual([...names, 'loss'].sort());
    expect(validation![0]!['loss']).toBeGreaterThan(0);
    expect(validation![0]!['loss_1']).toBe(-5);
    expect(validation![0]!['metric']).toBeGreaterThan(validation![0]!['metric_1']!);
  });

  test.each([
    [() => 3, '3'],
    [() => undefined, 'undefined'],
    [() => Promise.resolve(3), 'an object'],
  ])('that give no tensor are refused: %p', async (mine, got) => {
    const options = {loss: 'crossEntropy', epochs: 1, metrics: [mine]} as unknown as TrainOptions;
    await expect(train(model, batches(), options)).rejects.toThrow(
      `train: expected what the metric metric returns to be a tensor, got ${got}`,
    );
  });
});

test.each([{}, {validation: 0.1}, {sampleWeight: new Float32Array(200).fill(1)}])(
  'a second training on the same batches shows the next epoch, with %j',
  async options => {
    const orders: string[] = [];
    const loss = (labels: tf.Tensor, y: tf.Tensor) => {
      orders.push(labels.argMax(-1).dataSync().join());
      return crossEntropy(labels, y, {reduction: 'none'});
    };
    const data = batches();
    expect(data).toBeInstanceOf(MinibatchDataset);
    const weighted = (labels: tf.Tensor, y: tf.Tensor) => (labels.rank === 2 ? loss(labels, y) : y);
    for (let i = 0; i < 2; i++) await train(model, data, {loss: weighted, steps: 1, ...options});
    const seen = orders.filter((_, i) => i === 0 || i === orders.length / 2);
    expect(new Set(seen).size).toBe(2);
  },
);

describe('batches', () => {
  const disposed = () => {
    const tensor = tf.ones([2, 784]);
    tensor.dispose();
    return tensor;
  };
  const labels = () => tf.oneHot([1, 2], 10);
  test.each<[string, () => unknown, string]>([
    ['numbers', () => ({xs: [1, 2], ys: labels()}), 'xs that is an array'],
    ['null', () => ({xs: tf.ones([2, 784]), ys: null}), 'ys that is null'],
    ['a dictionary', () => ({xs: {a: tf.ones([2, 784])}, ys: labels()}), 'xs that is an object'],
    ['what is disposed', () => ({xs: disposed(), ys: labels()}), 'xs that is disposed'],
    [
      'weights as numbers',
      () => ({xs: tf.ones([2, 784]), ys: labels(), sampleWeight: [1, 2]}),
      'sampleWeight that is an array',
    ],
    [
      'weights by another name',
      () => ({xs: tf.ones([2, 784]), ys: labels(), sampleWeights: tf.ones([2])}),
      'sampleWeights; weights are called sampleWeight',
    ],
  ])('of %s are refused by train() and evaluate()', async (_, batch, got) => {
    // eslint-disable-next-line @typescript-eslint/require-await -- the form that an iterator of tf.data has
    const iterator = async () => ({next: async () => ({value: batch(), done: false})});
    const data = {iterator} as unknown as tf.data.Dataset<Batch>;
    const sentence = `expected batches {xs, ys} of tensors, got ${got}`;
    await expect(train(model, data, {loss: 'crossEntropy', steps: 1})).rejects.toThrow(`train: ${sentence}`);
    await expect(evaluate(model, data)).rejects.toThrow(`evaluate: ${sentence}`);
  });
});

test('a model and an optimizer that are disposed are called so', async () => {
  const gone = net();
  gone.dispose();
  const sentence = 'expected model to be a tf.LayersModel, got one that is disposed';
  await expect(train(gone, batches(), {loss: 'crossEntropy', steps: 1})).rejects.toThrow(
    `train: ${sentence}`,
  );
  await expect(evaluate(gone, digits)).rejects.toThrow(`evaluate: ${sentence}`);
  const optimizer = tf.train.adam(0.1);
  optimizer.dispose();
  await expect(train(model, batches(), {loss: 'crossEntropy', steps: 1, optimizer})).rejects.toThrow(
    'train: expected optimizer to be one of tf.train, such as tf.train.adam(0.001), got one that is disposed',
  );
});
