/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- tfjs-layers declares a Dataset class of its own, which tf.data's does not extend. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {minibatches, type Minibatch, type MinibatchOptions} from '../../src/data/minibatches';
import {epochOrder} from '../../src/data/minibatches/MinibatchDataset';
import type {Split} from '../../src/data/split';
import {sparseCrossEntropy} from '../../src/losses/crossEntropy';

/** Images that tell who they are: image i is 2x3 pixels, the first two of which spell i; its label is i mod 10. */
function numberedSplit(size: number): Split {
  const images = new Uint8Array(size * 6);
  const labels = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    images.set([i >> 8, i & 255, 255, 0, 128, 7], i * 6);
    labels[i] = i % 10;
  }
  return {images, labels, size, rows: 2, columns: 3, classes: 10};
}

/** Who is in a batch; disposes of it. */
function imagesIn({xs, ys}: Minibatch): number[] {
  const values = xs.dataSync();
  const indices = Array.from({length: xs.shape[0]}, (_, i) => {
    return Math.round(values[i * 6]! * 255) * 256 + Math.round(values[i * 6 + 1]! * 255);
  });
  tf.dispose([xs, ys]);
  return indices;
}

/** Who is in each batch of one pass. */
async function pass(dataset: tf.data.Dataset<Minibatch>): Promise<number[][]> {
  const batches: number[][] = [];
  await dataset.forEachAsync(batch => batches.push(imagesIn(batch)));
  return batches;
}

async function firstBatch(split: Split, options: MinibatchOptions): Promise<Minibatch> {
  const iterator = await minibatches(split, options).iterator();
  return (await iterator.next()).value as Minibatch;
}

const ascending = (a: number, b: number) => a - b;
const upTo = (size: number) => Array.from({length: size}, (_, i) => i);

describe('minibatches() sampling by epoch', () => {
  it('shows every image exactly once an epoch, whatever the sizes', async () => {
    const anySizes = fc.asyncProperty(
      fc.integer({min: 1, max: 400}),
      fc.integer({min: 1, max: 150}),
      fc.nat(),
      async (size, batchSize, seed) => {
        const batches = await pass(minibatches(numberedSplit(size), {batchSize, seed}));
        expect(batches.flat().sort(ascending)).toEqual(upTo(size));
        expect(batches).toHaveLength(Math.ceil(size / batchSize));
        expect(batches.slice(0, -1).every(batch => batch.length === batchSize)).toBe(true);
      },
    );
    await fc.assert(anySizes, {numRuns: 25, seed: 7});
  });

  it('reshuffles every epoch, and the same seed does it in the same way', async () => {
    const [one, other] = [1, 1].map(seed => minibatches(numberedSplit(60), {batchSize: 20, seed}));
    const epochs = [await pass(one!), await pass(one!), await pass(one!)];
    expect([await pass(other!), await pass(other!), await pass(other!)]).toEqual(epochs);
    expect(new Set(epochs.map(String)).size).toBe(3);
    expect(await pass(minibatches(numberedSplit(60), {batchSize: 20, seed: 2}))).not.toEqual(epochs[0]);
  });

  it('goes on at startEpoch as if it had never stopped', async () => {
    const whole = minibatches(numberedSplit(60), {seed: 5});
    await pass(whole);
    await pass(whole);
    expect(await pass(minibatches(numberedSplit(60), {seed: 5, startEpoch: 2}))).toEqual(await pass(whole));
  });

  it.each(['epoch', 'replacement'] as const)(
    'goes on at startBatch as if it had never stopped, sampling by %s',
    async sampling => {
      const options = {seed: 5, batchSize: 10, sampling};
      const whole = minibatches(numberedSplit(60), options);
      await pass(whole);
      const [second, third] = [await pass(whole), await pass(whole)];
      const later = minibatches(numberedSplit(60), {...options, startEpoch: 1, startBatch: 4});
      await later.iterator();
      expect(await pass(later)).toEqual(second.slice(4));
      expect(await pass(later)).toEqual(third);
      expect(await pass(minibatches(numberedSplit(60), {...options, startBatch: 6}))).toEqual([]);
    },
  );

  it('does not lose an epoch to an iterator that nobody reads', async () => {
    const dataset = minibatches(numberedSplit(60), {seed: 5});
    await dataset.iterator();
    expect((await pass(dataset)).flat()).toEqual([...epochOrder(5, 0, 60)]);
  });

  it('keeps a smaller last batch or drops it', async () => {
    const sizes = async (remainder: 'keep' | 'drop') =>
      (await pass(minibatches(numberedSplit(25), {batchSize: 10, remainder}))).map(batch => batch.length);
    expect(await sizes('keep')).toEqual([10, 10, 5]);
    expect(await sizes('drop')).toEqual([10, 10]);
  });

  it('goes on into the next epoch when a pass is to have more batches than an epoch', async () => {
    const batches = await pass(minibatches(numberedSplit(30), {batchSize: 10, seed: 3, batches: 5}));
    expect(batches.flat()).toEqual([...epochOrder(3, 0, 30), ...epochOrder(3, 1, 30).slice(0, 20)]);
  });
});

describe('epochOrder()', () => {
  it('puts every image in every position equally often', () => {
    // 10 images, 2,000 epochs: 200 expected in each of the 100 cells. Rows and columns are fixed, so the statistic has
    // (10 - 1)^2 = 81 degrees of freedom, mean 81 and standard deviation 12.7; 134 is its 0.9998 quantile. Epochs of
    // one seed, so a relation between neighbouring forks would show as well.
    const counts = new Float64Array(100);
    for (let epoch = 0; epoch < 2000; epoch++)
      epochOrder(1, epoch, 10).forEach((image, at) => counts[image * 10 + at]!++);
    const statistic = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    expect(statistic).toBeLessThan(134);
    expect(statistic).toBeGreaterThan(40);
  });
});

describe('minibatches() sampling with replacement', () => {
  it('draws full batches of independent images and misses 1/e of them in an epoch', async () => {
    const dataset = minibatches(numberedSplit(2050), {batchSize: 100, seed: 4, sampling: 'replacement'});
    const batches = await pass(dataset);
    expect(batches.map(batch => batch.length)).toEqual(Array<number>(21).fill(100));
    // 2,100 draws from 2,050 leave (1 - 1/2050)^2100 = 0.359 unseen; its standard deviation is below 0.01.
    const unseen = 1 - new Set(batches.flat()).size / 2050;
    expect(Math.abs(unseen - 0.359)).toBeLessThan(0.03);
    expect(await pass(dataset)).not.toEqual(batches);
  });

  it('fills batches that are larger than the split', async () => {
    const batches = await pass(
      minibatches(numberedSplit(3), {batchSize: 8, sampling: 'replacement', batches: 2}),
    );
    expect(batches.map(batch => batch.length)).toEqual([8, 8]);
    expect(batches.flat().every(image => image < 3)).toBe(true);
  });
});

describe('the tensors of minibatches()', () => {
  it('are float32 grey values b / 255 and one-hot rows', async () => {
    const {xs, ys} = await firstBatch(numberedSplit(300), {batchSize: 300, seed: 2});
    expect([xs.dtype, xs.shape, ys.dtype, ys.shape]).toEqual(['float32', [300, 6], 'float32', [300, 10]]);
    const order = epochOrder(2, 0, 300);
    expect([...xs.dataSync()]).toEqual(
      [...order].flatMap(i => [i >> 8, i & 255, 255, 0, 128, 7].map(byte => Math.fround(byte / 255))),
    );
    expect([...ys.dataSync()]).toEqual([...order].flatMap(i => upTo(10).map(k => (k === i % 10 ? 1 : 0))));
    tf.dispose([xs, ys]);
  });

  it('are int32 class numbers and images with a channel where asked', async () => {
    const {xs, ys} = await firstBatch(numberedSplit(40), {seed: 2, labels: 'integer', layout: 'image'});
    expect([xs.shape, ys.dtype, ys.shape]).toEqual([[40, 2, 3, 1], 'int32', [40]]);
    expect([...ys.dataSync()]).toEqual([...epochOrder(2, 0, 40)].map(i => i % 10));
    tf.dispose([xs, ys]);
  });
});

describe('minibatches() as a tf.data.Dataset', () => {
  /** One softmax layer; `loss` may be one of tfjs's own or a function. */
  function compiled(loss: string | ((labels: tf.Tensor, outputs: tf.Tensor) => tf.Tensor)): tf.Sequential {
    const kernelInitializer = tf.initializers.zeros();
    const model = tf.sequential({
      layers: [tf.layers.dense({units: 10, inputShape: [6], activation: 'softmax', kernelInitializer})],
    });
    model.compile({optimizer: 'sgd', loss});
    return model;
  }

  type Stream = ReturnType<typeof minibatches>;

  /** The loss of each of three epochs. */
  async function trainedOn(stream: Stream, loss: Parameters<typeof compiled>[0]): Promise<number[]> {
    const model = compiled(loss);
    const {history} = await model.fitDataset(stream, {epochs: 3, verbose: 0});
    model.dispose();
    return history['loss'] as number[];
  }

  it('trains a model to the same losses from one-hot and from integer labels', async () => {
    const train = numberedSplit(200);
    const integer = minibatches(train, {labels: 'integer'});
    const oneHot = await trainedOn(minibatches(train), 'categoricalCrossentropy');
    expect(oneHot[2]).toBeLessThan(oneHot[0]!);
    const asFloat = minibatches(train, {labels: 'integer'}).map(({xs, ys}: Minibatch) => ({
      xs,
      ys: ys.toFloat(),
    }));
    const before = tf.memory().numTensors;
    for (const losses of [
      await trainedOn(integer, sparseCrossEntropy),
      await trainedOn(asFloat, 'sparseCategoricalCrossentropy'),
    ]) {
      // The same float32 arithmetic in another order, with an epsilon of 1e-7 in another place: 1e-6 of a loss near 2.
      losses.forEach((value, epoch) => expect(Math.abs(value - oneHot[epoch]!)).toBeLessThan(1e-5));
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives fitDataset epoch 0 first, and evaluateDataset a whole epoch', async () => {
    const model = compiled(sparseCrossEntropy);
    const dataset = minibatches(numberedSplit(50), {labels: 'integer', seed: 6});
    await model.fitDataset(dataset, {epochs: 2, verbose: 0});
    expect((await pass(dataset)).flat()).toEqual([...epochOrder(6, 2, 50)]);
    const loss = (await model.evaluateDataset(dataset, {})) as tf.Scalar;
    expect(Number.isFinite(loss.dataSync()[0])).toBe(true);
    loss.dispose();
    model.dispose();
  });

  it('leaves no tensor behind after ten epochs', async () => {
    const dataset = minibatches(numberedSplit(70), {batchSize: 20});
    const before = tf.memory().numTensors;
    for (let epoch = 0; epoch < 10; epoch++) await dataset.forEachAsync(() => undefined);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves no tensor behind when its consumer stops early, prefetching or not', async () => {
    const before = tf.memory().numTensors;
    const dataset = minibatches(numberedSplit(70), {batchSize: 10});
    for (const stream of [dataset, dataset.prefetch(4), dataset.repeat(), dataset.skip(1)]) {
      const iterator = await stream.iterator();
      imagesIn((await iterator.next()).value as Minibatch);
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('works with take, repeat, prefetch and a known size', async () => {
    const dataset = minibatches(numberedSplit(70), {batchSize: 20, seed: 9});
    expect([dataset.size, dataset.take(2).size, dataset.repeat(3).size]).toEqual([4, 2, 12]);
    expect((await pass(dataset.take(2))).flat()).toEqual([...epochOrder(9, 0, 70).slice(0, 40)]);
    expect((await pass(dataset.repeat(2).prefetch(3))).flat()).toEqual([
      ...epochOrder(9, 1, 70),
      ...epochOrder(9, 2, 70),
    ]);
    expect((await pass(dataset.prefetch(3))).flat()).toEqual([...epochOrder(9, 3, 70)]);
  });

  it('gives overlapping calls of next() their batches in order', async () => {
    const iterator = await minibatches(numberedSplit(30), {batchSize: 10, seed: 9}).iterator();
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next()]);
    expect(results.slice(0, 3).flatMap(result => imagesIn(result.value as Minibatch))).toEqual([
      ...epochOrder(9, 0, 30),
    ]);
    expect(results[3].done).toBe(true);
  });

  it('stops training with the reason of an aborted signal', async () => {
    const controller = new AbortController();
    const dataset = minibatches(numberedSplit(70), {batchSize: 10, signal: controller.signal});
    const model = compiled('categoricalCrossentropy');
    const callbacks = {onBatchEnd: (batch: number) => (batch === 2 ? controller.abort() : undefined)};
    const outcome: unknown = await model
      .fitDataset(dataset, {epochs: 2, callbacks, verbose: 0})
      .catch((e: unknown) => e);
    expect(outcome).toBe(controller.signal.reason);
    expect(outcome).toMatchObject({name: 'AbortError'});
    model.dispose();
  });

  it('leaves no tensor behind when its signal is aborted', async () => {
    const controller = new AbortController();
    const dataset = minibatches(numberedSplit(70), {batchSize: 10, signal: controller.signal});
    const before = tf.memory().numTensors;
    await expect(dataset.forEachAsync(() => controller.abort())).rejects.toThrow('aborted');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('runs its docstring example', async () => {
    const [train, model] = [numberedSplit(100), compiled('categoricalCrossentropy')];
    const batches = minibatches(train, {batchSize: 100, seed: 1});
    const {epoch} = await model.fitDataset(batches, {epochs: 5, verbose: 0});
    expect(epoch).toHaveLength(5);
    model.dispose();
  });
});

describe('minibatches() refuses', () => {
  const split = numberedSplit(50);
  it.each<[string, Split, object, string]>([
    [
      'a batch size of 0',
      split,
      {batchSize: 0},
      'minibatches: expected batchSize to be a whole number of at least 1, got 0',
    ],
    [
      'NaN for a batch size',
      split,
      {batchSize: NaN},
      'minibatches: expected batchSize to be a whole number of at least 1, got NaN',
    ],
    [
      'half a seed',
      split,
      {seed: 0.5},
      'minibatches: expected seed to be a whole number of at least 0, got 0.5',
    ],
    [
      'a negative epoch',
      split,
      {startEpoch: -1},
      'minibatches: expected startEpoch to be a whole number of at least 0, got -1',
    ],
    [
      'a start beyond the pass',
      split,
      {startBatch: 2},
      'minibatches: expected startBatch to be at most the 1 batches of a pass, got 2',
    ],
    [
      'half a batch',
      split,
      {startBatch: 0.5},
      'minibatches: expected startBatch to be a whole number of at least 0, got 0.5',
    ],
    [
      'no batches',
      split,
      {batches: 0},
      'minibatches: expected batches to be a whole number of at least 1, got 0',
    ],
    [
      'an unknown sampling',
      split,
      {sampling: 'all'},
      'minibatches: expected sampling to be one of epoch, replacement, got all',
    ],
    [
      'an unknown label form',
      split,
      {labels: 'sparse'},
      'minibatches: expected labels to be one of one-hot, integer, got sparse',
    ],
    [
      'an unknown layout',
      split,
      {layout: 'nchw'},
      'minibatches: expected layout to be one of flat, image, got nchw',
    ],
    [
      'an unknown remainder',
      split,
      {remainder: 'pad'},
      'minibatches: expected remainder to be one of keep, drop, got pad',
    ],
    [
      'an empty split',
      numberedSplit(0),
      {},
      'minibatches: expected split.size to be a whole number of at least 1, got 0',
    ],
    [
      'labels beyond the classes',
      {...split, classes: 7},
      {},
      'minibatches: expected labels below 7, got 7 at index 7',
    ],
    [
      'to drop everything',
      split,
      {batchSize: 51, remainder: 'drop'},
      'minibatches: expected a batchSize of at most the 50 images where the remainder is dropped, got 51',
    ],
  ])('%s', (_, data, options, message) => {
    expect(() => minibatches(data, options)).toThrow(new RangeError(message));
  });

  it('images that do not have the promised length, and a prefetch of nothing', () => {
    expect(() => minibatches({...split, images: new Uint8Array(6)}, {})).toThrow(TypeError);
    expect(() => minibatches(split).prefetch(0)).toThrow(
      'prefetch: expected a bufferSize of at least 1, got 0',
    );
  });
});

test('forEachAsync() leaves nothing behind where the function that it calls throws', async () => {
  const before = tf.memory().numTensors;
  const batches = minibatches(numberedSplit(20), {batchSize: 10});
  let seen = 0;
  const failing = () => {
    if (++seen === 2) throw new Error('mine');
  };
  await expect(batches.forEachAsync(failing)).rejects.toThrow('mine');
  expect(seen).toBe(2);
  expect(tf.memory().numTensors).toBe(before);
});
