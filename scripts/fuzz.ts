/**
 * Compositions of random ops against an independent derivative: `npm run fuzz -- gradients --count 20000 --seed 0`.
 *
 * Progress and fouls go to stderr, the counts to stdout; `--jsonl <file>` writes every foul as a line. Ends with 5 if
 * there was a foul. A foul of seed s is seen again by `--seed s --count 1`.
 */
import * as fs from 'node:fs';
import {parseArgs} from 'node:util';
import * as tf from '@tensorflow/tfjs';
import {silenceCpuAdvertisement} from '../src/backends/openBackend';
import {describeTrial, trialLine} from '../test/gradients/fuzz/describeTrial';
import {tryOut, type Trial} from '../test/gradients/fuzz/referee';
import {formatTally, Tally} from '../test/gradients/fuzz/Tally';

const USAGE = 'npm run fuzz -- gradients [--count <trials>] [--seed <first>] [--jsonl <file>] [--quiet]';

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === undefined) {
    console.error(`fuzz: expected ${USAGE}`);
    process.exitCode = 2;
    return;
  }
  await tf.setBackend('cpu');
  silenceCpuAdvertisement(tf.backend());
  const tally = new Tally();
  for (let i = 0; i < options.count; i++) {
    const trial = await tryOut(options.seed + i);
    tally.add(trial);
    if (trial.foul !== undefined) reportFoul(trial, options);
    if ((i + 1) % 100 === 0) console.error(`${i + 1} of ${options.count}, ${tally.fouls} fouls`);
  }
  console.log(formatTally(tally));
  if (tally.fouls > 0) process.exitCode = 5;
}

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly jsonl?: string | undefined;
  readonly quiet: boolean;
}

function readOptions(args: readonly string[]): Options | undefined {
  try {
    const {values, positionals} = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        count: {type: 'string', default: '20000'},
        seed: {type: 'string', default: '0'},
        jsonl: {type: 'string'},
        quiet: {type: 'boolean', default: false},
      },
    });
    const [count, seed] = [Number(values.count), Number(values.seed)];
    const isRight = Number.isSafeInteger(count) && count > 0 && Number.isSafeInteger(seed) && seed >= 0;
    if (!isRight || positionals.join() !== 'gradients') return undefined;
    return {count, seed, jsonl: values.jsonl, quiet: values.quiet};
  } catch {
    return undefined;
  }
}

function reportFoul(trial: Trial, {jsonl, quiet}: Options): void {
  if (jsonl !== undefined) fs.appendFileSync(jsonl, `${trialLine(trial)}\n`);
  if (!quiet) console.error(`\n${describeTrial(trial)}\n`);
}
