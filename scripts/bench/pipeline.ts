import type * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../src/data/minibatches';
import type {Split} from '../../src/data/split';
import {imageByImage, shuffledIndices} from './imageByImage';
import {goTo, native, stockCpu, usable, wasm} from './place';
import {race, type Contestant, type RaceOptions} from './race';
import {randomSplit} from './randomSplit';
import {comparedWith, type SuiteTable} from './suite';

const batchSize = 100;
const images = 60_000;

/** Three ways of making mini-batches, as float32 `[100, 784]` and one-hot labels, out of 60,000 images. */
export async function* pipeline(progress?: RaceOptions['progress']): AsyncGenerator<SuiteTable> {
  for (const place of await usable([stockCpu, wasm, native])) {
    await goTo(place);
    const peer = 'image by image: shuffle, map, batch';
    const timings = await race(
      [
        way(peer, 2_000, imageByImage),
        way('indices: shuffle, batch, map', 10_000, shuffledIndices),
        way('minibatches()', images, minibatches),
      ],
      {progress},
    );
    yield {
      title: `What do 60,000 images in batches of ${batchSize} cost on ${place.backend}?`,
      lines: comparedWith(peer, timings),
      limits:
        'minibatches(): copying the bytes into a batch, and dividing them by 255 (on the device for wasm and native, in JavaScript for cpu). The others: a promise, two tensors and a copy for every image, or an index for every image.',
    };
  }
}

/** Slow ways are run on fewer images than they are reckoned for. */
function way(
  name: string,
  sample: number,
  dataset: (split: Split, options: {batchSize: number}) => tf.data.Dataset<tf.TensorContainer>,
): Contestant {
  const split = randomSplit(sample);
  const run = () => dataset(split, {batchSize}).forEachAsync(() => undefined);
  return {name, run, runsOfWhole: images / sample};
}
