/**
 * Trains on wasm with a number of threads, which a process chooses once: one pass over the data for each line on stdin.
 *
 *     threadsChild.ts THREADS train HIDDEN BATCH IMAGES
 *     threadsChild.ts THREADS convolution IMAGES
 */
import {createInterface} from 'node:readline';
import {selectBackend} from '../../src/backends/selectBackend';
import {batchesInOrder} from '../../src/data/minibatches/assembleBatch';
import {minibatches} from '../../src/data/minibatches';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {train} from '../../src/training/train';
import {compiledConvolution} from './compiledNet';
import {randomSplit} from './randomSplit';

void main(process.argv.slice(2));

async function main([threads, way, ...numbers]: readonly string[]): Promise<void> {
  await selectBackend('wasm', {threads: Number(threads), onFallback: fail});
  const run = way === 'train' ? training(numbers.map(Number)) : convolution(numbers.map(Number));
  console.log(`ready ${threads} threads`);
  const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]();
  while (!(await lines.next()).done) {
    await run();
    console.log('done');
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function training([hidden, batchSize, images]: readonly number[]): () => Promise<unknown> {
  const model = twoLayerNet({hidden: hidden!});
  const data = minibatches(randomSplit(images!), {batchSize: batchSize!});
  return () => train(model, data, {loss: 'crossEntropy', epochs: 1});
}

function convolution([images]: readonly number[]): () => Promise<unknown> {
  const model = compiledConvolution();
  const size = images!;
  const [all] = [...batchesInOrder(randomSplit(size), size, {labels: 'one-hot', layout: 'image'})];
  return () => model.fit(all!.xs, all!.ys, {batchSize: 100, epochs: 1, verbose: 0, yieldEvery: 'never'});
}
