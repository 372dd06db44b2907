import type {ResultsDocument, Shard} from '../../results';
import {t, type Text} from '../../text';
import {SeedTally} from './seedTable';

/** The seeds of one part: runs of neighbours, as even as can be. */
export function seedsOf({index, count, seeds}: Shard): readonly number[] {
  const at = (part: number) => Math.floor((part * seeds.length) / count);
  return seeds.slice(at(index - 1), at(index));
}

/** One run, or why there is none. */
type Merged =
  | {readonly merged: ResultsDocument; readonly problem?: undefined}
  | {readonly merged?: undefined; readonly problem: Text};

/**
 * Puts the parts of a run over several seeds together, in whatever order they come.
 *
 * @returns The document of the whole run: that of one process, but for times. It started when the first part did, and took as long
 *   as all of them.
 */
export function mergeShards(documents: readonly ResultsDocument[]): Merged {
  const parts = [...documents].sort((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0));
  const problem = problemOf(parts);
  if (problem !== undefined) return {problem};
  const tally = new SeedTally();
  for (const {seeds} of parts) tally.addTable(seeds!);
  const startedAt = parts.map(part => part.startedAt).sort()[0]!;
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  const whole = {...parts[0]!, startedAt, seconds, seeds: tally.table()};
  delete (whole as {shard?: Shard}).shard;
  return {merged: whole};
}

function problemOf(parts: readonly ResultsDocument[]): Text | undefined {
  const shards = parts.flatMap(({shard}) => (shard === undefined ? [] : [shard]));
  const [first] = shards;
  if (first === undefined || shards.length < parts.length) {
    return t`expected results of experiment --shard, got ${parts.length - shards.length} without a part`;
  }
  const indices = shards.map(({index}) => index);
  const missing = Array.from({length: first.count}, (_, i) => i + 1).filter(i => !indices.includes(i));
  if (missing.length > 0) return t`expected all ${first.count} parts, got none of ${missing.join(', ')}`;
  if (indices.length > first.count) return t`expected each part once, got ${indices.join(', ')}`;
  const settings = parts.map(settingsOf);
  const other = settings.findIndex(setting => setting !== settings[0]);
  return other < 0
    ? undefined
    : t`expected parts of one run, got parts ${indices[0]!} and ${indices[other]!} with other settings`;
}

/** All that must be the same. Synthetic digits are drawn from each seed: their digest is the first seed's. */
function settingsOf({
  schemaVersion,
  losslab,
  tfjs,
  node,
  backend,
  profile,
  data,
  shard,
  ...rest
}: ResultsDocument) {
  const {kind, digest, train, test} = data;
  const experiments = rest.experiments.map(({id}) => id);
  const images = kind === 'synthetic' ? [kind, train, test] : [kind, digest];
  const {count, seeds} = shard!;
  return JSON.stringify([
    schemaVersion,
    losslab,
    tfjs,
    node,
    backend,
    profile,
    images,
    experiments,
    count,
    seeds,
  ]);
}
