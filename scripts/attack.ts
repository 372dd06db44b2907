/**
 * Tries to break losslab, at every door through which something comes in that others made.
 *
 *     npm run attack                         a short form: some thousand cases
 *     npm run attack -- --cases 1000000      the long one, of all doors together
 *     npm run attack -- models --cases 5000 --seed 7
 *     npm run attack -- endurance            long runs: does anything grow?
 *     npm run attack -- kills                processes that are killed, and what they leave
 *
 * Prints for each door how many cases were tried and how many failed; every failure is a line on stderr. Ends with 5 if there was
 * one. The same seed gives the same cases.
 */
import * as os from 'node:os';
import {parseArgs} from 'node:util';
import * as tf from '@tensorflow/tfjs';
import {silenceCpuAdvertisement} from '../src/backends/openBackend';
import {attackDoors, formatOutcomes} from './attack/attackDoors';
import {doors} from './attack/doors';
import {endurance} from './attack/endurance';
import {kills} from './attack/kills';

const usage = `npm run attack -- [${doors.map(({name}) => name).join('|')}|endurance|kills …] [--cases N] [--seed N] [--scale X]`;

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === undefined) {
    console.error(`attack: expected ${usage}`);
    process.exitCode = 2;
    return;
  }
  const {names, cases, seed, scale} = options;
  await tf.setBackend('cpu');
  silenceCpuAdvertisement(tf.backend());
  const fail = (line: string) => console.error(line);
  console.log(
    `losslab attack, seed ${seed}, Node ${process.versions.node}, tfjs ${tf.version_core}, ${os.platform()}`,
  );
  const chosen = doors.filter(({name}) => names.length === 0 || names.includes(name));
  const outcomes = await attackDoors(chosen, {cases, seed, onFailure: fail});
  if (names.includes('endurance')) outcomes.push(...(await endurance(scale, fail)));
  if (names.includes('kills')) outcomes.push(...(await kills(scale, seed, fail)));
  console.log(formatOutcomes(outcomes));
  process.exitCode = outcomes.some(({failed}) => failed > 0) ? 5 : 0;
}

function readOptions(args: readonly string[]) {
  try {
    const {values, positionals} = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        cases: {type: 'string', default: '4000'},
        seed: {type: 'string', default: '1'},
        scale: {type: 'string', default: '1'},
      },
    });
    const [cases, seed, scale] = [Number(values.cases), Number(values.seed), Number(values.scale)];
    const known = [...doors.map(({name}) => name), 'endurance', 'kills'];
    const isRight =
      Number.isSafeInteger(cases) && cases > 0 && Number.isSafeInteger(seed) && seed >= 0 && scale > 0;
    if (!isRight || positionals.some(name => !known.includes(name))) return undefined;
    return {names: positionals, cases, seed, scale};
  } catch {
    return undefined;
  }
}
