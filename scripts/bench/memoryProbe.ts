/** A process of its own that trains in one way for 20 epochs, and prints what memory it took: see memory.ts. */
import * as tf from '@tensorflow/tfjs';
import {minibatches, train, twoLayerNet} from '../../src';
import {selectBackend} from '../../src/node';
import {randomSplit} from './randomSplit';
import {batchesInOrder} from '../../src/data/minibatches/assembleBatch';
import type {Footprint} from './memory';

void main(process.argv[2]!, process.argv[3]!);

async function main(way: string, backend: string): Promise<void> {
  await selectBackend(backend, {stock: way === 'fit'});
  const split = randomSplit(10_000);
  const model = twoLayerNet();
  const marks: ReturnType<typeof mark>[] = [];
  const onEpoch = () => void marks.push(mark());
  if (way === 'fit') {
    model.compile({optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy'});
    const [all] = [...batchesInOrder(split, split.size, {labels: 'one-hot', layout: 'flat'})];
    const callbacks = {onEpochEnd: onEpoch};
    await model.fit(all!.xs, all!.ys, {batchSize: 100, epochs: 20, verbose: 0, callbacks});
  } else {
    await train(model, minibatches(split), {loss: 'crossEntropy', epochs: 20, onEpoch});
  }
  const [after5, after20] = [marks[4]!, marks[19]!];
  const footprint: Footprint = {
    peak: process.resourceUsage().maxRSS / 1024,
    grownTensors: after20.tensors - after5.tensors,
    grownHeap: after20.heap - after5.heap,
    grownResident: after20.resident - after5.resident,
  };
  console.log(JSON.stringify(footprint));
}

/** Tensors, and MB. */
function mark(): {tensors: number; heap: number; resident: number} {
  global.gc?.();
  const {wasm} = tf.backend() as unknown as {wasm?: {HEAPU8: Uint8Array}}; // tfjs's own type leaves it out.
  return {
    tensors: tf.memory().numTensors,
    heap: (wasm?.HEAPU8.length ?? 0) / 2 ** 20,
    resident: process.memoryUsage.rss() / 2 ** 20,
  };
}
