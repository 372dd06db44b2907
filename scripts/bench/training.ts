import * as tf from '@tensorflow/tfjs';
import {batchesInOrder} from '../../src/data/minibatches/assembleBatch';
import {minibatches} from '../../src/data/minibatches';
import type {Split} from '../../src/data/split';
import {train} from '../../src/training/train';
import {compiledNet, disposeNet} from './compiledNet';
import {imageByImage} from './imageByImage';
import {native, stockCpu, stockWasm, usable, wasm, type Place} from './place';
import {race, type Contestant, type RaceOptions, type Timing} from './race';
import {randomSplit} from './randomSplit';
import {standingAt} from './standingAt';
import {comparedWith, type SuiteTable} from './suite';
import {threadedConvolution, threadedTraining} from './threads';

const form = {labels: 'one-hot', layout: 'flat'} as const;

/** The net and how much of an epoch of 60,000 images each turn trains on. */
export interface Bout {
  readonly hidden: number;
  readonly batchSize: number;
  /** Steps a turn on wasm and native. */
  readonly steps: number;
  /** Steps a turn where a step takes a hundred times as long. */
  readonly slowSteps: number;
}

export const bouts: readonly Bout[] = [
  {hidden: 50, batchSize: 100, steps: 200, slowSteps: 20},
  {hidden: 512, batchSize: 128, steps: 40, slowSteps: 2},
];

/** An epoch of 60,000 images: tfjs's own ways to train against `train()`, on every backend that is there. */
export async function* training(progress?: RaceOptions['progress']): AsyncGenerator<SuiteTable> {
  const hasNative = (await usable([native])).length > 0;
  for (const bout of bouts) {
    const all = contestants(bout).filter(({place}) => hasNative || place !== native);
    const threaded = await threadedTraining('', bout, 60_000 / (bout.steps * bout.batchSize));
    const timings = await race([...all, ...threaded], {progress, turns: 7});
    yield {
      title: `How long is an epoch of 784-${bout.hidden}-10, batch ${bout.batchSize}?`,
      lines: comparedWith('model.fit, stock wasm', timings),
      limits: `${limitsOf(bout)} ${speeds(bout, timings)}`,
    };
  }
  yield await threadedConvolution(progress);
}

function limitsOf({hidden}: Bout): string {
  return hidden < 200
    ? 'wasm: the products, packing the weights for them and some 40 small kernels; native: the calls into TensorFlow. Waking threads costs more than they save.'
    : 'The two products with 784 rows or columns: on wasm without fused multiply-add, and weights are packed anew after every step; native has AVX and all cores.';
}

/** How fast the arithmetic goes, beside products alone. */
function speeds({hidden}: Bout, timings: readonly Timing[]): string {
  const flops = 2 * 60_000 * (2 * 784 * hidden + 3 * hidden * 10);
  const names = [...['wasm', 'native'].map(way => `train(), ${way}`), ...Object.values(productsAlone)];
  const measured = timings.filter(({name}) => names.includes(name));
  const each = measured.map(({name, median}) => `${name} ${(flops / median / 1e6).toFixed(1)}`);
  return `In GFLOP/s: ${each.join('; ')}.`;
}

/** `train()` on an epoch of so many images, on the backends that are there. */
export async function ownContestants(bout: Bout, images: number): Promise<Contestant[]> {
  const steps = images / bout.batchSize;
  const hasNative = (await usable([native])).length > 0;
  return [
    ours('train(), wasm', wasm, bout, steps),
    ...(hasNative ? [ours('train(), native', native, bout, steps)] : []),
    ...(await threadedTraining('', {...bout, steps}, 1)),
  ];
}

function contestants(bout: Bout): (Contestant & {place: Place})[] {
  const {steps, slowSteps} = bout;
  return [
    fit('model.fit, stock wasm', stockWasm, bout, steps),
    fit('model.fit, stock cpu', stockCpu, bout, slowSteps),
    fit('model.fit, native', native, bout, steps),
    fitDataset('fitDataset, image by image, stock wasm', stockWasm, bout, slowSteps, imageByImage),
    fit('model.fit, wasm with our kernels', wasm, bout, steps),
    fitDataset('fitDataset, minibatches(), our kernels', wasm, bout, steps, minibatches),
    ours('train(), cpu', stockCpu, bout, slowSteps),
    ours('train(), wasm', wasm, bout, steps),
    ours('train(), native', native, bout, steps),
    products(productsAlone.wasm, wasm, bout, steps),
    products(productsAlone.native, native, bout, steps),
  ];
}

function fit(name: string, place: Place, bout: Bout, steps: number) {
  const {batchSize} = bout;
  return contestant(name, place, bout, steps, ({split, model}) => {
    const [all] = [...batchesInOrder(split, split.size, form)];
    return {run: () => model.fit(all!.xs, all!.ys, {batchSize, epochs: 1, verbose: 0}), held: {...all!}};
  });
}

type Batches = (split: Split, options: {batchSize: number}) => tf.data.Dataset<tf.TensorContainer>;

function fitDataset(name: string, place: Place, bout: Bout, steps: number, batches: Batches) {
  return contestant(name, place, bout, steps, ({split, model}) => {
    const data = batches(split, {batchSize: bout.batchSize});
    return {run: () => model.fitDataset(data, {epochs: 1, verbose: 0})};
  });
}

function ours(name: string, place: Place, bout: Bout, steps: number) {
  return contestant(name, place, bout, steps, ({split, model}) => {
    const data = minibatches(split, {batchSize: bout.batchSize});
    return {run: () => train(model, data, {loss: 'crossEntropy', epochs: 1})};
  });
}

const productsAlone = {wasm: 'its products alone, wasm', native: 'its products alone, native'} as const;

/** The matrix products of a step and nothing else, with weights that stay as they are: no training is faster with these kernels. */
function products(name: string, place: Place, bout: Bout, steps: number) {
  const {hidden, batchSize} = bout;
  return contestant(name, place, bout, steps, () => {
    const normal = (...shape: [number, number]) => tf.randomNormal(shape, 0, 1, 'float32', 1);
    const held = [normal(batchSize, 784), normal(784, hidden), normal(batchSize, hidden), normal(hidden, 10)];
    const [x, first, h, second] = held as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const dz = normal(batchSize, 10);
    const step = () =>
      tf.tidy(() => {
        const last = [x.matMul(first), h.matMul(second), tf.matMul(h, dz, true), tf.matMul(x, h, true)];
        last.push(tf.matMul(dz, second, false, true));
        last.at(-1)!.dataSync();
      });
    const run = () => {
      for (let k = 0; k < steps; k++) step();
    };
    return {run, held: [...held, dz]};
  });
}

/** What a contestant trains, and on what. */
interface Task {
  readonly split: Split;
  readonly model: tf.LayersModel;
}

/** One turn, and the tensors that all turns share. */
interface Turn {
  readonly run: () => unknown;
  readonly held?: tf.TensorContainer;
}

function contestant(
  name: string,
  place: Place,
  {hidden, batchSize}: Bout,
  steps: number,
  build: (task: Task) => Turn,
): Contestant & {place: Place} {
  const stand = standingAt(place, () => {
    const model = compiledNet(hidden);
    const {run, held} = build({split: randomSplit(steps * batchSize), model});
    const dispose = () => {
      disposeNet(model);
      if (held !== undefined) tf.dispose(held);
    };
    return {run, dispose};
  });
  return {name, place, ...stand, runsOfWhole: 60_000 / (steps * batchSize)};
}
