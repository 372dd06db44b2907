/**
 * The page that `npm run bench -- browser` opens: tfjs's own training on wasm, with its kernels as they come and with losslab's.
 */
import * as tf from '@tensorflow/tfjs';
import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm';
import {batchesInOrder} from '../../../src/data/minibatches/assembleBatch';
import {train} from '../../../src/training/train';
import {minibatches} from '../../../src/data/minibatches';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {compiledNet} from '../compiledNet';
import {race, type Timing} from '../race';
import {randomSplit} from '../randomSplit';

/** What the bench asks the page. */
export interface BenchPage {
  trainTextbookNet(): Promise<Timing[]>;
  trainConvolution(kernels: 'stock' | 'corrected'): Promise<string>;
}

const page: BenchPage = {trainTextbookNet, trainConvolution};
Object.assign(globalThis, {benchPage: page});

const batchSize = 100;
const steps = 100;

/** An epoch of 60,000 images, of which each turn trains on 10,000. */
async function trainTextbookNet(): Promise<Timing[]> {
  await openWasm();
  const split = randomSplit(batchSize * steps);
  const model = compiledNet(50);
  const [all] = [...batchesInOrder(split, split.size, {labels: 'one-hot', layout: 'flat'})];
  const {xs, ys} = all!;
  const fit = () => model.fit(xs, ys, {batchSize, epochs: 1, verbose: 0});
  const ours = () =>
    train(model, minibatches(split, {batchSize}), {loss: 'crossEntropy', learningRate: 0.1, epochs: 1});
  const runsOfWhole = 60_000 / split.size;
  return race(
    [
      {name: 'model.fit, stock wasm', prepare: restoreWasmKernels, run: fit, runsOfWhole},
      {name: 'model.fit, our kernels', prepare: installWasmKernels, run: fit, runsOfWhole},
      {name: 'train(), our kernels', prepare: installWasmKernels, run: ours, runsOfWhole},
    ],
    {turns: 7},
  );
}

/** @returns The loss before and after ten steps, or what tfjs throws. */
async function trainConvolution(kernels: 'stock' | 'corrected'): Promise<string> {
  await openWasm();
  if (kernels === 'stock') restoreWasmKernels();
  else installWasmKernels();
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({inputShape: [28, 28, 1], filters: 4, kernelSize: 5, activation: 'relu'}),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 10, activation: 'softmax'}),
    ],
  });
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy'});
  const [batch] = [...batchesInOrder(randomSplit(50), 50, {labels: 'one-hot', layout: 'image'})];
  try {
    const {history} = await model.fit(batch!.xs, batch!.ys, {batchSize: 50, epochs: 10, verbose: 0});
    const [first, last] = [history['loss']!.at(0), history['loss']!.at(-1)] as number[];
    return `trains, loss ${first!.toFixed(3)} → ${last!.toFixed(3)}`;
  } catch (error) {
    return `throws: ${(error as Error).message.split('\n', 1)[0]!}`;
  } finally {
    model.dispose();
    tf.dispose([batch!.xs, batch!.ys]);
  }
}

async function openWasm(): Promise<void> {
  setWasmPaths('/wasm/');
  if (!(await tf.setBackend('wasm'))) throw new Error('bench: expected the wasm backend to start, got none');
}
