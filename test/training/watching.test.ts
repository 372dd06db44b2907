/** What `train` does besides steps: validation, patience, callbacks, metrics, schedules, weights, early ends. */
import * as tf from '@tensorflow/tfjs';
import {minibatches, type Minibatch as Batch} from '../../src/data/minibatches';
import type {Split} from '../../src/data/split';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {crossEntropy, perExample} from '../../src/losses';
import {softmaxRegression} from '../../src/models/softmaxRegression';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {evaluate} from '../../src/training/evaluate';
import {train, type EpochReport, type TrainOptions} from '../../src/training/train';

const digits = syntheticDigits({size: 200, seed: 1});
const others = syntheticDigits({size: 60, seed: 1, split: 'test'});
const net = () => twoLayerNet({hidden: 8, seed: 2});
const batches = (labels: 'one-hot' | 'integer' = 'one-hot') =>
  minibatches(digits, {batchSize: 20, seed: 3, labels});
const weightsOf = (model: tf.LayersModel) => model.getWeights().flatMap(weight => [...weight.dataSync()]);

/** Trains a fresh net; nothing may be left behind. */
async function run(options: Partial<TrainOptions>, data = batches()) {
  const before = tf.memory().numTensors;
  const model = net();
  const result = await train(model, data, {loss: 'crossEntropy', ...options});
  const weights = weightsOf(model);
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return {result, weights};
}

test('with none of the options the result says why it ended', async () => {
  expect((await run({epochs: 2})).result.stopped).toBe('epochs');
  expect((await run({steps: 3})).result).toMatchObject({stopped: 'steps', steps: 3});
});

describe('validation', () => {
  test('of a split is its loss and accuracy after each epoch, as evaluate() has them', async () => {
    const reports: EpochReport[] = [];
    const model = net();
    const options = {
      epochs: 2,
      validation: others,
      onEpoch: (report: EpochReport) => void reports.push(report),
    };
    const {validation} = await train(model, batches(), {loss: 'crossEntropy', learningRate: 0.5, ...options});
    const last = await evaluate(model, others);
    expect(validation).toHaveLength(2);
    expect(validation![1]!['accuracy']).toBeCloseTo(last.accuracy, 6);
    expect(validation![1]!['loss']).toBeCloseTo(last.crossEntropy, 5);
    expect(reports.map(report => report.validation)).toEqual(validation);
    model.dispose();
  });

  test('does not change the weights, by a bit', async () => {
    const plain = await run({epochs: 2, learningRate: 0.5});
    const watched = await run({epochs: 2, learningRate: 0.5, validation: others});
    expect(watched.weights).toEqual(plain.weights);
  });

  test('of a fraction is held out before the shuffle, stratified, and never trained on', async () => {
    const seen = new Set<number>();
    const loss = (labels: tf.Tensor, y: tf.Tensor) => {
      for (const first of labels.argMax(-1).dataSync()) seen.add(first);
      return crossEntropy(labels, y);
    };
    const {result} = await run({loss, epochs: 1, validation: 0.1});
    // 180 of 200 images are left: 9 batches of 20.
    expect(result).toMatchObject({steps: 9, epochs: 1});
    expect(seen.size).toBe(10);
    // Two of each class are held out, as there are 20 of each.
    const {rest, held} = (
      batches() as unknown as {
        holdOut(fraction: number): {rest: {split: Split}; held: Split};
      }
    ).holdOut(0.1);
    for (let label = 0; label < 10; label++) {
      expect(held.labels.filter(each => each === label)).toHaveLength(2);
    }
    const images = ({images, size}: Split) =>
      Array.from({length: size}, (_, i) => images.slice(i * 784, (i + 1) * 784).join());
    const all = [...images(rest.split), ...images(held)].sort();
    expect(all).toEqual(images(digits).sort());
  });

  test('of batches of the caller’s own is their mean by example, the last batch being smaller', async () => {
    const data = minibatches(others, {batchSize: 25, labels: 'integer'});
    const own = data.map<Batch>(batch => batch);
    const ofBatches = await run({loss: 'sparseCrossEntropy', epochs: 1, validation: own}, batches('integer'));
    const ofSplit = await run(
      {loss: 'sparseCrossEntropy', epochs: 1, validation: others},
      batches('integer'),
    );
    expect(ofBatches.result.validation![0]!['loss']).toBeCloseTo(ofSplit.result.validation![0]!['loss']!, 5);
  });

  test.each([
    [{validation: 0}, 'train: expected validation to be a fraction above 0 and below 1, got 0'],
    [{validation: NaN}, 'train: expected validation to be a fraction above 0 and below 1, got NaN'],
    [{validation: '0.1'}, 'train: expected validation to be a fraction, a split or batches, got "0.1"'],
    [{patience: 3}, 'train: expected validation beside patience, got none'],
    [{patience: 0, validation: 0.1}, 'train: expected patience to be a whole number of at least 1, got 0'],
    [{metrics: ['acc']}, 'train: expected a metric to be one of accuracy, got acc'],
    [{metrics: 'accuracy'}, 'train: expected metrics to be a list, got "accuracy"'],
    [{onAbort: 'stop'}, 'train: expected onAbort to be one of throw, return, got stop'],
    [
      {classWeight: [1, 2]},
      'train: expected classWeight to be an object such as {0: 1, 1: 10}, got an array',
    ],
    [
      {classWeight: {1: -1}},
      'train: expected the weight of class 1 to be a finite number of at least 0, got -1',
    ],
    [{classWeight: {10: 2}}, 'train: expected classWeight for classes below 10, got 10'],
    [{checkpointEvery: 5}, 'train: expected onCheckpoint beside checkpointEvery, got none'],
    [{sampleWeight: [1, 2]}, 'train: expected sampleWeight for 200 images, got 2'],
    [{callbacks: {onEpochEn: () => 0}}, 'train: unknown callback onEpochEn, did you mean onEpochEnd?'],
    [{callbacks: [7]}, 'train: expected callbacks to be objects with functions such as onEpochEnd, got 7'],
    [
      {learningRate: () => NaN},
      'train: expected the learning rate of step 1 to be a finite number of at least 0, got NaN',
    ],
  ])('refuses %j', async (options, sentence) => {
    const before = tf.memory().numTensors;
    const model = net();
    // What JavaScript may pass.
    const wrong = {loss: 'crossEntropy', steps: 1, ...options} as unknown as TrainOptions;
    await expect(train(model, batches(), wrong)).rejects.toThrow(sentence);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([null, '2', NaN, -1, undefined])('refuses %p among the weights of the images', async wrong => {
    const model = net();
    const sampleWeight = Array.from({length: 200}, (_, i) => (i === 7 ? wrong : 1)) as number[];
    await expect(train(model, batches(), {loss: 'crossEntropy', steps: 1, sampleWeight})).rejects.toThrow(
      'train: expected sampleWeight[7] to be a finite number of at least 0, got ',
    );
    model.dispose();
  });

  test('a fraction wants minibatches, for of other batches nobody knows the labels beforehand', async () => {
    const model = net();
    const data = batches().map<Batch>(batch => batch);
    await expect(train(model, data, {loss: 'crossEntropy', steps: 1, validation: 0.1})).rejects.toThrow(
      'train: expected data of minibatches(split) to hold a fraction of it out, got other batches; give validation batches',
    );
    model.dispose();
  });
});

describe('patience', () => {
  /** A rate that learns for three epochs and then goes astray. */
  const learningRate = ({epoch}: {epoch: number}) => (epoch <= 3 ? 0.5 : 30);

  test('ends the training, and the model has the weights of its best epoch', async () => {
    const model = net();
    const kept: number[][] = [];
    const result = await train(model, batches(), {
      loss: 'crossEntropy',
      learningRate,
      epochs: 50,
      validation: others,
      patience: 2,
      onEpoch: () => void kept.push(weightsOf(model)),
    });
    const losses = result.validation!.map(({loss}) => loss!);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(result).toMatchObject({stopped: 'patience', bestEpoch: best, epochs: best + 2});
    expect(best).toBeLessThan(48);
    expect(weightsOf(model)).toEqual(kept[best - 1]);
    expect(weightsOf(model)).not.toEqual(kept.at(-1));
    model.dispose();
  });

  test('restores the best epoch where the epochs were over first, too, and leaks nothing', async () => {
    const {result} = await run({learningRate, epochs: 4, validation: others, patience: 9});
    expect(result).toMatchObject({stopped: 'epochs', epochs: 4, bestEpoch: 3});
  });
});

describe('an early end', () => {
  test('onEpoch that returns false ends it', async () => {
    const {result} = await run({epochs: 9, onEpoch: ({epoch}: EpochReport) => epoch < 2});
    expect(result).toMatchObject({stopped: 'callback', epochs: 2, steps: 20});
  });

  test('an aborted signal returns what there is where that is asked for, a part of an epoch included', async () => {
    const controller = new AbortController();
    const onStep = ({step}: {step: number}) => {
      if (step === 13) controller.abort();
    };
    const {result} = await run({epochs: 9, signal: controller.signal, onAbort: 'return', onStep});
    expect(result).toMatchObject({stopped: 'aborted', steps: 13, epochs: 2});
    expect(result.losses).toHaveLength(2);
    await expect(run({epochs: 9, signal: controller.signal})).rejects.toThrow(/abort/i);
  });
});

describe('callbacks', () => {
  test('are called as fit calls them: in the same order, with the same numbers and keys', async () => {
    const calls = (log: unknown[][]): tf.CustomCallbackArgs => ({
      onTrainBegin: () => void log.push(['onTrainBegin']),
      onTrainEnd: () => void log.push(['onTrainEnd']),
      onEpochBegin: epoch => void log.push(['onEpochBegin', epoch]),
      onEpochEnd: (epoch, logs) => void log.push(['onEpochEnd', epoch, Object.keys(logs!).sort()]),
      onBatchBegin: batch => void log.push(['onBatchBegin', batch]),
      onBatchEnd: (batch, logs) => void log.push(['onBatchEnd', batch, logs!['size']]),
    });
    const [ours, theirs]: [unknown[][], unknown[][]] = [[], []];
    await run({epochs: 2, callbacks: calls(ours), validation: others, metrics: ['accuracy']});
    const model = net();
    model.compile({optimizer: 'sgd', loss: crossEntropy, metrics: ['accuracy']});
    await model.fitDataset(batches(), {
      epochs: 2,
      verbose: 0,
      validationData: minibatches(others),
      callbacks: calls(theirs),
    });
    model.dispose();
    expect(ours).toEqual(theirs);
  });

  test('early stopping of tfjs ends it, and the weights stay where they are', async () => {
    const callbacks = [tf.callbacks.earlyStopping({monitor: 'val_loss', patience: 1})];
    const learningRate = ({epoch}: {epoch: number}) => (epoch <= 2 ? 0.5 : 30);
    const {result} = await run({epochs: 30, learningRate, validation: others, callbacks});
    const losses = result.validation!.map(({loss}) => loss!);
    expect(result.stopped).toBe('callback');
    expect(losses.at(-1)).toBeGreaterThanOrEqual(losses.at(-2)!);
    expect(result.epochs).toBeLessThan(30);
  });

  test('onBatchEnd has the loss of its batch', async () => {
    const [fromSteps, fromCallbacks]: [number[], number[]] = [[], []];
    await run({
      steps: 12,
      onStep: ({loss}) => fromSteps.push(loss),
      callbacks: {onBatchEnd: (_: number, logs?: tf.Logs) => void fromCallbacks.push(Number(logs!['loss']))},
    });
    expect(fromCallbacks).toEqual(fromSteps);
  });
});

test('metrics are the means over the batches, as fit has them', async () => {
  const model = net();
  model.compile({optimizer: tf.train.sgd(0.5), loss: crossEntropy, metrics: ['accuracy']});
  const {history} = await model.fitDataset(batches(), {epochs: 2, verbose: 0});
  model.dispose();
  const {result} = await run({epochs: 2, learningRate: 0.5, metrics: ['accuracy', squared]});
  result.metrics!.forEach((each, i) => {
    expect(each['accuracy']).toBeCloseTo(history['acc']![i] as number, 5);
    expect(each['squared']).toBeGreaterThan(0);
  });
});

function squared(labels: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return labels.sub(y).square();
}

describe('a schedule', () => {
  test('that gives a constant gives the weights of that constant', async () => {
    const constant = await run({epochs: 2, learningRate: 0.25});
    expect((await run({epochs: 2, learningRate: () => 0.25})).weights).toEqual(constant.weights);
  });

  test.each(['sgd', 'momentum', 'adagrad', 'adadelta', 'adam', 'adamax', 'rmsprop'] as const)(
    'sets the rate of %s: of two steps the second, at a rate of 0, changes nothing',
    async rule => {
      const after = async (steps: number) => {
        const model = net();
        // Momentum of 0, for what has gathered would go on.
        const optimizer = rule === 'momentum' ? tf.train.momentum(1, 0) : tf.train[rule](1);
        const learningRate = ({step}: {step: number}) => (step === 1 ? 0.1 : 0);
        await train(model, batches(), {loss: 'crossEntropy', steps, optimizer, learningRate});
        const weights = weightsOf(model);
        model.dispose();
        optimizer.dispose();
        return weights;
      };
      const [one, two] = [await after(1), await after(2)];
      const start = net();
      expect(one).not.toEqual(weightsOf(start));
      start.dispose();
      expect(two).toEqual(one);
    },
  );

  test('by epoch or by step gives the same weights as steps with optimizers of those rates', async () => {
    for (const rateAt of [
      ({epoch}: {epoch: number}) => 0.5 / epoch,
      ({step}: {step: number}) => 0.5 / step,
    ]) {
      const scheduled = await run({epochs: 2, learningRate: rateAt});
      const model = net();
      const data = minibatches(digits, {batchSize: 20, seed: 3});
      for (let epoch = 1; epoch <= 2; epoch++) {
        const iterator = await data.iterator();
        for (let batch = 1; batch <= 10; batch++) {
          const {xs, ys} = (await iterator.next()).value as Batch;
          const one = tf.data.array([0]).map<Batch>(() => ({xs: xs.clone(), ys: ys.clone()}));
          const learningRate = rateAt({epoch, step: (epoch - 1) * 10 + batch});
          await train(model, one, {loss: 'crossEntropy', steps: 1, learningRate});
          tf.dispose([xs, ys]);
        }
      }
      expect(scheduled.weights).toEqual(weightsOf(model));
      model.dispose();
    }
  });

  test('onEpoch is told the rate', async () => {
    const rates: (number | undefined)[] = [];
    await run({
      epochs: 3,
      learningRate: ({epoch}) => 1 / epoch,
      onEpoch: ({learningRate}: EpochReport) => void rates.push(learningRate),
    });
    expect(rates).toEqual([1, 1 / 2, 1 / 3]);
  });
});

describe('weights', () => {
  const classWeight = {0: 3, 7: 0.25};
  const byImage = Float32Array.from(digits.labels, label => (label === 0 ? 3 : label === 7 ? 0.25 : 1));

  test('of classes are those of model.fit, whose loss keeps its examples apart', async () => {
    const model = net();
    model.compile({optimizer: tf.train.sgd(0.5), loss: perExample(crossEntropy)});
    const data = minibatches(digits, {batchSize: 20, seed: 3});
    // tfjs wants a weight for each class.
    const all = {0: 3, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 0.25, 8: 1, 9: 1};
    await model.fitDataset(data, {epochs: 1, verbose: 0, classWeight: all});
    const ours = await run({epochs: 1, learningRate: 0.5, classWeight});
    const theirs = weightsOf(model);
    model.dispose();
    ours.weights.forEach((weight, i) => expect(Math.abs(weight - theirs[i]!)).toBeLessThan(1e-5));
  });

  test('of classes and of examples, one-hot and integer labels, a split and batches give the same', async () => {
    const common = {epochs: 1, learningRate: 0.5};
    const expected = await run({...common, classWeight});
    const sparse = {...common, loss: 'sparseCrossEntropy'} as const;
    const brought = batches().map<Batch>(batch => {
      const {xs, ys} = batch;
      const sampleWeight = tf.tidy(() => ys.mul(tf.tensor1d([3, 1, 1, 1, 1, 1, 1, 0.25, 1, 1])).sum(-1));
      return {xs, ys, sampleWeight};
    });
    const all = [
      await run({...common, sampleWeight: byImage}),
      await run({...sparse, classWeight}, batches('integer')),
      await run({...sparse, sampleWeight: byImage}, batches('integer')),
      await run(common, brought),
    ];
    for (const {weights} of all) {
      weights.forEach((weight, i) => expect(Math.abs(weight - expected.weights[i]!)).toBeLessThan(1e-5));
    }
    const plain = await run(common);
    expect(plain.weights.some((weight, i) => Math.abs(weight - expected.weights[i]!) > 1e-3)).toBe(true);
  });

  test('of examples stay with their images where a fraction is held out', async () => {
    const common = {epochs: 1, learningRate: 0.5, validation: 0.2};
    const byClass = await run({...common, classWeight});
    const byExample = await run({...common, sampleWeight: byImage});
    byExample.weights.forEach((weight, i) =>
      expect(Math.abs(weight - byClass.weights[i]!)).toBeLessThan(1e-5),
    );
  });

  test('of yes and no, for one output', async () => {
    const model = softmaxRegressionOfOne();
    const xs = tf.tensor2d([[1], [2]]);
    const ys = tf.tensor2d([[1], [0]]);
    const data = tf.data.array([0]).map<Batch>(() => ({xs: xs.clone(), ys: ys.clone()}));
    const {losses} = await train(model, data, {
      loss: 'binaryCrossEntropy',
      steps: 1,
      classWeight: {0: 1, 1: 5},
    });
    // Weights of 0: each example has the loss ln 2.
    expect(losses[0]).toBeCloseTo((6 * Math.LN2) / 2, 5);
    model.dispose();
  });

  test('want a loss that keeps its examples apart, and one class an example', async () => {
    await expect(run({loss: (t, y) => crossEntropy(t, y), classWeight, steps: 1})).rejects.toThrow(
      'train: expected a loss that keeps its examples apart to weight them, got one number; give perExample(loss)',
    );
    const model = twoLayerNet({hidden: 3, output: 'sigmoid'});
    await expect(
      train(model, batches(), {loss: 'binaryCrossEntropy', classWeight, steps: 1}),
    ).rejects.toThrow('train: expected one class an example for classWeight, got 10 yes-or-no outputs');
    model.dispose();
  });
});

function softmaxRegressionOfOne(): tf.LayersModel {
  return tf.sequential({
    layers: [tf.layers.dense({units: 1, inputShape: [1], activation: 'sigmoid', kernelInitializer: 'zeros'})],
  });
}

test('softmaxRegression() is trained by the options as any model is', async () => {
  const model = softmaxRegression();
  const result = await train(model, batches(), {loss: 'crossEntropy', epochs: 1, validation: 0.5});
  expect(result.steps).toBe(5);
  model.dispose();
});
