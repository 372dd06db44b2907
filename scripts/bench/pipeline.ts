import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {minibatches, type Minibatch} from '../../src/data/minibatches';
import {assembleBatch} from '../../src/data/minibatches/assembleBatch';
import type {Split} from '../../src/data/split';
import {Random} from '../../src/random';
import {race} from './race';
import {comparedWith, type SuiteTable} from './suite';

const batchSize = 100;
const images = 60_000;
const flatOneHot = {labels: 'one-hot', layout: 'flat'} as const;

/** Three ways of making mini-batches, as float32 `[100, 784]` and one-hot labels, out of 60,000 images. */
export async function* pipeline(): AsyncGenerator<SuiteTable> {
  for (const backend of ['cpu', 'wasm']) {
    await selectBackend(backend);
    const peer = 'image by image: shuffle, map, batch';
    const timings = await race([
      way(peer, 2_000, imageByImage),
      way('indices: shuffle, batch, map', 10_000, shuffledIndices),
      way('minibatches()', images, split => minibatches(split, {batchSize})),
    ]);
    yield {title: `60,000 images in batches, ${backend}`, lines: comparedWith(peer, timings)};
  }
}

/** Slow ways are run on fewer images than they are reckoned for. */
function way(name: string, sample: number, dataset: (split: Split) => tf.data.Dataset<tf.TensorContainer>) {
  const split = randomSplit(sample);
  const run = () => dataset(split).forEachAsync(() => undefined);
  return {name, run, runsOfWhole: images / sample};
}

/** The chain that tf.data's own documentation shows. */
function imageByImage(split: Split): tf.data.Dataset<tf.TensorContainer> {
  return tf.data
    .array(Array.from({length: split.size}, (_, i) => i))
    .shuffle(split.size, '1')
    .map(index => {
      const {xs, ys} = assembleBatch(split, Int32Array.of(index), flatOneHot);
      return {xs: xs.reshape([-1]), ys: ys.reshape([-1])};
    })
    .batch(batchSize);
}

function shuffledIndices(split: Split): tf.data.Dataset<tf.TensorContainer> {
  return tf.data
    .array(Array.from({length: split.size}, (_, i) => i))
    .shuffle(split.size, '1')
    .batch(batchSize)
    .map((indices): Minibatch =>
      assembleBatch(split, Int32Array.from((indices as tf.Tensor).dataSync()), flatOneHot),
    );
}

/** Noise of MNIST's form: how fast a batch is made does not depend on what it shows. */
function randomSplit(size: number): Split {
  const random = new Random(size);
  const images = new Uint8Array(size * 784).map(() => random.bits());
  return {
    images,
    labels: images.slice(0, size).map(byte => byte % 10),
    size,
    rows: 28,
    columns: 28,
    classes: 10,
  };
}
