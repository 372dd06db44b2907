import * as tf from '@tensorflow/tfjs';
import {batchesInOrder} from '../../src/data/minibatches/assembleBatch';
import {minibatches} from '../../src/data/minibatches';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {train} from '../../src/training/train';
import {compiledNet, disposeNet} from './compiledNet';
import {goTo, native, stockWasm, usable, wasm, type Place} from './place';
import {race, timingOf, type Contestant, type RaceOptions} from './race';
import {randomSplit} from './randomSplit';
import {standingAt} from './standingAt';
import {streamedDigits} from './streamedDigits';
import {comparedWith, type Line, type SuiteTable} from './suite';
import {threadedTraining} from './threads';

type Progress = RaceOptions['progress'];

/** How the time to train changes with the size of the net, of the batch and of the data. */
export async function* scaling(progress?: Progress): AsyncGenerator<SuiteTable> {
  yield* [await byHidden(progress), await byBatch(progress), await epochs([1_000, 10_000, 60_000], progress)];
  yield await streamed(200_000, progress);
}

interface Size {
  readonly hidden: number;
  readonly batchSize: number;
}

async function byHidden(progress: Progress): Promise<SuiteTable> {
  const sizes = [50, 100, 200, 500, 1000, 2000].map(hidden => ({hidden, batchSize: 100}));
  return {
    title: 'How long is a step of batch 100, by hidden units?',
    lines: await stepsOf(sizes, ({hidden}) => `${hidden} hidden`, progress),
    limits:
      'Arithmetic grows with the hidden units, what surrounds it does not. Native has all cores and AVX for the arithmetic, but pays 20 µs for every op; so wasm is ahead for small nets and native for large ones.',
  };
}

async function byBatch(progress: Progress): Promise<SuiteTable> {
  const sizes = [10, 32, 100, 320, 1000].map(batchSize => ({hidden: 50, batchSize}));
  return {
    title: 'How long is a step of 50 hidden units, by batch size?',
    lines: await stepsOf(sizes, ({batchSize}) => `batch ${batchSize}`, progress),
    limits:
      'Packing the weights and running some 40 small kernels costs the same for any batch: larger ones share it.',
  };
}

async function stepsOf(
  sizes: readonly Size[],
  nameOf: (size: Size) => string,
  progress: Progress,
): Promise<Line[]> {
  const places = await usable([wasm, native]);
  const lines: Line[] = [];
  for (const size of sizes) {
    const peer = `${nameOf(size)}: model.fit, stock wasm`;
    const trainings = places.map(place =>
      training(`${nameOf(size)}: train(), ${place.backend}`, place, size),
    );
    const steps = 40;
    const threaded = await threadedTraining(`${nameOf(size)}: `, {...size, steps}, 1 / steps);
    const timings = await race([fitting(peer, size), ...trainings, ...threaded], {progress});
    lines.push(...comparedWith(peer, timings));
  }
  return lines;
}

function fitting(name: string, {hidden, batchSize}: Size): Contestant {
  // Stock wasm needs a second a step for the largest: few will do.
  const steps = Math.max(2, Math.round(20 / (hidden / 50)));
  const stand = standingAt(stockWasm, () => {
    const model = compiledNet(hidden);
    const size = steps * batchSize;
    const [all] = [...batchesInOrder(randomSplit(size), size, {labels: 'one-hot', layout: 'flat'})];
    const {xs, ys} = all!;
    const dispose = () => {
      disposeNet(model);
      tf.dispose([xs, ys]);
    };
    return {run: () => model.fit(xs, ys, {batchSize, epochs: 1, verbose: 0}), dispose};
  });
  return {name, ...stand, runsOfWhole: 1 / steps};
}

function training(name: string, place: Place, {hidden, batchSize}: Size): Contestant {
  const steps = 40;
  const stand = standingAt(place, () => {
    const model = twoLayerNet({hidden});
    const data = minibatches(randomSplit(1_000), {batchSize, sampling: 'replacement', batches: steps});
    return {run: () => train(model, data, {loss: 'crossEntropy', steps}), dispose: () => model.dispose()};
  });
  return {name, ...stand, runsOfWhole: 1 / steps};
}

async function epochs(sizes: readonly number[], progress: Progress): Promise<SuiteTable> {
  await goTo(wasm);
  const timings = await race(
    sizes.map((size): Contestant => {
      const model = twoLayerNet();
      const data = minibatches(randomSplit(size));
      const run = () => train(model, data, {loss: 'crossEntropy', epochs: 1});
      const dispose = () => void model.dispose();
      return {name: `${size.toLocaleString('en-US')} images`, run, dispose, runsOfWhole: 1_000 / size};
    }),
    {progress},
  );
  return {
    title: 'Does more data cost more for each image? 1,000 images on wasm, by how many there are',
    lines: comparedWith(timings[0]!.name, timings),
    limits:
      'The first step of a call is recorded, at the price of three; a short epoch has few others to spread it on.',
  };
}

async function streamed(images: number, progress: Progress): Promise<SuiteTable> {
  await goTo(wasm);
  const model = twoLayerNet();
  let [first, most] = [0, 0];
  const began = performance.now();
  const onStep = ({step}: {step: number}) => {
    if (step % 100 !== 0) return;
    const resident = process.memoryUsage.rss();
    first ||= resident;
    most = Math.max(most, resident);
    progress?.((step * 100) / images, 'a stream of digits');
  };
  await train(model, streamedDigits(images, 100), {loss: 'crossEntropy', epochs: 1, onStep});
  const each = ((performance.now() - began) / images) * 1_000;
  const [atHand] = await race([
    {
      name: 'digits at hand',
      run: () => train(model, minibatches(randomSplit(10_000)), {loss: 'crossEntropy', epochs: 1}),
      runsOfWhole: 0.1,
    },
  ]);
  const name = `${images.toLocaleString('en-US')} digits, drawn as they come`;
  // Once through all of them is a turn that says enough.
  const drawn = timingOf(
    name,
    atHand!.turns.map(() => each),
  );
  model.dispose();
  return {
    title: 'Can data come as a stream? 1,000 images on wasm',
    lines: comparedWith(atHand!.name, [atHand!, drawn]),
    limits:
      `Drawing a digit takes several times as long as training on it. After the first 10,000 digits resident memory grew by ` +
      `${Math.round((most - first) / 2 ** 20)} MB; all of them are ${Math.round((images * 784) / 2 ** 20)} MB.`,
  };
}
