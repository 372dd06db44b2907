import {readdirSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../../src/index';
import {selectBackend} from '../../src/node';
import type {Outcome} from './attackDoors';

/** What may grow and shall not. */
interface Footprint {
  readonly tensors: number;
  /** Megabytes. */
  readonly heap: number;
  readonly resident: number;
  readonly descriptors: number;
}

/** A long run in rounds, of which the first fifth may warm up. */
interface LongRun {
  readonly name: string;
  readonly about: string;
  readonly rounds: number;
  readonly round: () => Promise<void>;
}

/** Megabytes by which the resident memory may differ: V8 gives pages back when it likes. */
const residentSlack = 40;

/**
 * Long runs, looked at after a fifth and at the end: tensors, the wasm heap and open descriptors may not grow at all, resident memory
 * not by more than V8's own moods.
 *
 * @param scale 1 for the whole: 500 epochs, 2,000 gradient checks, a million streamed images.
 */
export async function endurance(scale: number, fail: (line: string) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await selectBackend('wasm');
  for (const run of longRuns(scale)) {
    const started = performance.now();
    const warm = Math.ceil(run.rounds / 5);
    let early: Footprint | undefined;
    for (let i = 0; i < run.rounds; i++) {
      await run.round();
      if (i + 1 === warm) early = footprint();
    }
    const late = footprint();
    const failures = grown(early!, late);
    for (const failure of failures) fail(`${run.name}: ${failure}`);
    console.log(`${run.name}: ${formatFootprint(early!)} → ${formatFootprint(late)}`);
    const seconds = (performance.now() - started) / 1000;
    outcomes.push({name: run.name, about: run.about, tried: run.rounds, failed: failures.length, seconds});
  }
  await tf.setBackend('cpu');
  return outcomes;
}

function longRuns(scale: number): LongRun[] {
  const count = (whole: number) => Math.max(5, Math.round(whole * scale));
  const split = losslab.syntheticDigits({size: 1000, seed: 1});
  const model = losslab.twoLayerNet({seed: 1});
  const batches = losslab.minibatches(split, {batchSize: 100});
  const x = tf.tensor2d([
    [0.1, 0.2],
    [0.3, 0.4],
  ]);
  const optimizer = tf.train.adam(0.001);
  return [
    {
      name: 'epochs',
      about: 'of a training, 1,000 images each',
      rounds: count(500),
      round: async () => {
        await losslab.train(model, batches, {loss: 'crossEntropy', epochs: 1, optimizer});
      },
    },
    {
      name: 'checks',
      about: 'of a gradient',
      rounds: count(2000),
      round: async () => {
        await losslab.checkGradients((at: tf.Tensor) => at.square().sum(), [x]);
      },
    },
    {
      name: 'streams',
      about: 'of 10,000 images through minibatches',
      rounds: count(100),
      round: async () => {
        const long = losslab.minibatches(losslab.sliceSplit(split, 0, 1000), {batchSize: 100});
        for (let pass = 0; pass < 10; pass++) await long.forEachAsync(batch => tf.dispose(batch));
      },
    },
  ];
}

function footprint(): Footprint {
  global.gc?.();
  const {wasm} = tf.backend() as unknown as {wasm?: {HEAPU8: Uint8Array}}; // tfjs's own type leaves it out
  return {
    tensors: tf.memory().numTensors,
    heap: (wasm?.HEAPU8.length ?? 0) / 2 ** 20,
    resident: process.memoryUsage.rss() / 2 ** 20,
    descriptors: openDescriptors(),
  };
}

/** Where the system tells; else always the same. */
function openDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

function grown(early: Footprint, late: Footprint): string[] {
  const allowed: Footprint = {tensors: 0, heap: 0, resident: residentSlack, descriptors: 0};
  const names = Object.keys(allowed) as (keyof Footprint)[];
  return names
    .filter(name => late[name] > early[name] + allowed[name])
    .map(name => `${name} grew from ${early[name].toFixed(0)} to ${late[name].toFixed(0)}`);
}

function formatFootprint({tensors, heap, resident, descriptors}: Footprint): string {
  return `${tensors} tensors, ${heap.toFixed(0)} MB of wasm, ${resident.toFixed(0)} MB resident, ${descriptors} descriptors`;
}
