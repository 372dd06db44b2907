/**
 * How many images a second three ways of making mini-batches deliver, as float32 `[100, 784]` and one-hot labels.
 *
 *     npx tsx scripts/benchPipeline.ts [backend …]      (default: cpu wasm)
 *
 * The ways take turns and each is shown at its best, so that what else the machine does falls on all alike. The
 * ratios say more than the rates.
 */
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../src/backends/selectBackend';
import {minibatches, type Minibatch} from '../src/data/minibatches';
import {assembleBatch} from '../src/data/minibatches/assembleBatch';
import type {Split} from '../src/data/split';
import {Random} from '../src/random';

const turns = 5;
const batchSize = 100;
const flatOneHot = {labels: 'one-hot', layout: 'flat'} as const;

interface Way {
  readonly name: string;
  /** Slow ways get fewer images: it is rates that are compared. */
  readonly images: number;
  readonly dataset: (split: Split) => tf.data.Dataset<tf.TensorContainer>;
}

const ways: readonly Way[] = [
  {name: 'image by image: array → shuffle → map → batch', images: 2_000, dataset: imageByImage},
  {name: 'indices: array → shuffle → batch → map', images: 10_000, dataset: shuffledIndices},
  {name: 'minibatches()', images: 10_000, dataset: split => minibatches(split, {batchSize})},
];

void main();

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  for (const name of named.length > 0 ? named : ['cpu', 'wasm']) {
    const backend = await selectBackend(name);
    const rates = await bestRates();
    console.log(`\n${backend}`);
    ways.forEach(({name: way}, i) => {
      const ratio = rates[i]! / rates[0]!;
      console.log(
        `${way.padEnd(48)} ${rates[i]!.toFixed(0).padStart(9)} images/s  ${ratio.toFixed(1).padStart(6)} x`,
      );
    });
  }
}

async function bestRates(): Promise<number[]> {
  const rates = ways.map(() => 0);
  for (let turn = 0; turn < turns; turn++) {
    for (const [i, {images, dataset}] of ways.entries()) {
      const stream = dataset(randomSplit(images));
      const start = performance.now();
      await stream.forEachAsync(() => undefined);
      rates[i] = Math.max(rates[i]!, (1000 * images) / (performance.now() - start));
    }
  }
  return rates;
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
