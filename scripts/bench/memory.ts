import {spawnSync} from 'node:child_process';
import * as path from 'node:path';
import {native, usable} from './place';
import {comparedWith, type SuiteTable} from './suite';
import {timingOf} from './race';

/** What a process takes that trains the textbook net for 20 epochs of 10,000 images; in MB but for the tensors. */
export interface Footprint {
  readonly peak: number;
  /** From the end of epoch 5 to the end of epoch 20. */
  readonly grownTensors: number;
  readonly grownHeap: number;
  readonly grownResident: number;
}

/** Peak memory of whole processes, and what they grow by while they train. */
export async function* memory(): AsyncGenerator<SuiteTable> {
  const hasNative = (await usable([native])).length > 0;
  const peer = 'model.fit, stock wasm';
  const ways = [
    [peer, 'fit', 'wasm'],
    ['train(), wasm', 'train', 'wasm'],
    ...(hasNative
      ? [
          ['model.fit, native', 'fit', 'tensorflow'],
          ['train(), native', 'train', 'tensorflow'],
        ]
      : []),
  ] as const;
  const footprints = ways.map(([name, way, backend]) => ({name, ...probe(way, backend)}));
  const sizes = footprints.map(({name, peak}) => timingOf(name, [peak]));
  yield {
    title: 'How much memory do 20 epochs of 10,000 images take at most?',
    unit: 'MB',
    lines: comparedWith(peer, sizes),
    limits: `tfjs itself is 90 MB of it, TensorFlow's library 400. ${footprints.map(describeGrowth).join(' ')}`,
  };
}

function probe(way: string, backend: string): Footprint {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', path.join(__dirname, 'memoryProbe.ts'), way, backend],
    {encoding: 'utf8', cwd: path.join(__dirname, '../..')},
  );
  if (status !== 0) throw new Error(`bench: the memory probe ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Footprint;
}

function describeGrowth({name, grownTensors, grownHeap, grownResident}: Footprint & {name: string}): string {
  return (
    `From epoch 5 to 20 ${name} grew by ${grownTensors} tensors, ${grownHeap.toFixed(1)} MB of wasm heap and ` +
    `${grownResident.toFixed(1)} MB of resident memory.`
  );
}
