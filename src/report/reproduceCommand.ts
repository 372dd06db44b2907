import type {ResultsDocument} from './resultsDocument';
import {formatSeeds} from './seedTable';

/**
 * The command that repeats a run: same experiments, data, profile, seeds and backend.
 *
 * @returns One line for a POSIX shell.
 *
 * @example
 * reproduceCommand(results);
 * // 'npx losslab experiment accuracy --dataset mnist --profile quick --seed 1 --backend wasm'
 */
export function reproduceCommand({
  experiments,
  data,
  profile,
  seed,
  seeds,
  backend,
}: ResultsDocument): string {
  const source = data.kind === 'synthetic' ? ['--dataset', 'synthetic'] : ['--dataset', 'mnist'];
  // Another data set in MNIST's format is found only where it lies.
  const directory = data.kind === 'idx' ? ['--data-dir', quote(data.origin)] : [];
  const ids = experiments.map(experiment => experiment.id);
  const seeding = seeds === undefined ? ['--seed', String(seed)] : ['--seeds', formatSeeds(seeds.seeds)];
  const settings = ['--profile', profile, ...seeding, '--backend', backend];
  return ['npx losslab experiment', ...ids, ...source, ...directory, ...settings].join(' ');
}

/** A leading `~/` stays outside the quotes, where the shell still reads it as the home directory. */
function quote(path: string): string {
  if (/^[\w./~:@%+-]+$/.test(path)) return path;
  const [home, rest] = path.startsWith('~/') ? ['~/', path.slice(2)] : ['', path];
  return `${home}'${rest.replaceAll("'", String.raw`'\''`)}'`;
}
