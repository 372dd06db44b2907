import * as os from 'node:os';
import * as path from 'node:path';
import {startContestant, type Child} from './startContestant';
import {race, type Contestant, type RaceOptions} from './race';
import {comparedWith, type SuiteTable} from './suite';

const cores = os.availableParallelism();

/** Steps of `train()` on wasm with a thread for each core, in a process of its own; none where threads cannot be had. */
export function threadedTraining(
  prefix: string,
  {hidden, batchSize, steps}: {hidden: number; batchSize: number; steps: number},
  runsOfWhole: number,
): Promise<Contestant[]> {
  const child = inThreads(cores, 'train', hidden, batchSize, steps * batchSize);
  return startContestant(child, {name: `${prefix}train(), wasm, ${cores} threads`, runsOfWhole});
}

/** tfjs's own training of a small convolution, in one thread and in one for each core. */
export async function threadedConvolution(progress: RaceOptions['progress']): Promise<SuiteTable> {
  const images = 1_000;
  const contestants: Contestant[] = [];
  for (const threads of [1, cores]) {
    const child = inThreads(threads, 'convolution', images);
    const name = `model.fit, wasm, ${threads} thread${threads === 1 ? '' : 's'}`;
    contestants.push(...(await startContestant(child, {name, runsOfWhole: 1})));
  }
  const timings = await race(contestants, {progress, turns: 7});
  return {
    title: 'Do threads help a small convolution? 1,000 images of 28×28: 8 filters of 5×5, pooling, dense',
    lines: comparedWith('model.fit, wasm, 1 thread', timings),
    limits:
      "XNNPACK's convolution and products, an eighth of the time, share their work among the threads; two thirds are the gradients of the filters and of the pooling, which run in one, as tfjs's other kernels do.",
  };
}

/** A process that computes on wasm in a number of threads. */
export function inThreads(threads: number, ...work: (string | number)[]): Child {
  const script = path.join(__dirname, 'threadsChild.ts');
  return {command: process.execPath, args: ['--import', 'tsx', script, `${threads}`, ...work.map(String)]};
}
