import {performance} from 'node:perf_hooks';
import type {Experiment, Lab} from '../lab/experiments/experiment';
import {environment} from '../node/environment';
import type {ExperimentRecord, ResultsDocument} from '../results';
import {t} from '../text';
import {startBeside, type Beside} from './beside';
import type {CliContext} from './context';
import {chooseBackend, openData, type OpenedData} from './openData';
import {ProgressLine} from './terminal/wrapText';
import {UsageError} from './exitCodes';
import {runOne, secondsSince, textbookWeights, type RunParts} from './runOne';

/** A run of all chosen experiments with one seed. */
export type SeedRun = Pick<ResultsDocument, 'seed' | 'data' | 'seconds' | 'experiments'>;

/** What is told of a run while it goes on. */
export interface RunEvents {
  /** Before the first experiment. */
  onStart(run: RunSettings): void;
  onExperiment(finished: ExperimentRecord): void;
  /** With all that the seed came to; what the listener does not keep is gone. */
  onSeed(run: SeedRun): void;
}

/** What all seeds have in common, and the data of the first. */
export type RunSettings = Omit<ResultsDocument, 'seed' | 'seconds' | 'experiments' | 'seeds'>;

/** How many synthetic digits to train on. */
const trainSizes = {quick: 20_000, full: 60_000} as const;

/**
 * Runs the chosen experiments with one seed after the other. Files are read once; synthetic digits are drawn from each seed.
 *
 * @throws {UsageError} If the images are too few for an experiment, before anything runs.
 */
export async function runExperiments(
  chosen: readonly Experiment[],
  seeds: readonly number[],
  parts: RunParts,
  events: RunEvents,
): Promise<RunSettings> {
  const {options, context, library} = parts;
  const startedAt = new Date().toISOString();
  const backend = await chooseBackend(options, context, library, textbookWeights);
  const trainSize = trainSizes[options.profile];
  const open = (seed: number, dataset = options.dataset) =>
    openData({...options, dataset, seed}, context, library, trainSize);
  const first = await open(seeds[0]!);
  assertEnoughImages(chosen, first.train.size);
  const {losslab, tfjs, node} = environment();
  const {profile} = options;
  const versions = {schemaVersion: 2, losslab, tfjs, node} as const;
  const run = {...versions, profile, backend, data: first.record, startedAt};
  events.onStart(run);
  const seedless = new Map<string, ExperimentRecord>();
  for (const [i, seed] of seeds.entries()) {
    const data = i === 0 || first.record.kind !== 'synthetic' ? first : await open(seed, 'synthetic');
    const lab = {...ownSets(data), backend, profile, seed, signal: context.signal};
    events.onSeed(await runSeed(chosen, lab, {data, parts, seedless}, events));
  }
  return run;
}

/** The same bytes as splits of their own: what is remembered of a split, its trained nets, goes when its seed is done. */
function ownSets({train, test, source}: OpenedData): Pick<Lab, 'train' | 'test' | 'source'> {
  return {train: {...train}, test: {...test}, source};
}

/** Those that may run alone do so beside the others, where there are processors for both. */
async function runSeed(
  chosen: readonly Experiment[],
  lab: Omit<Lab, 'progress'>,
  {data, parts, seedless}: {data: OpenedData; parts: RunParts; seedless: Map<string, ExperimentRecord>},
  events: RunEvents,
): Promise<SeedRun> {
  const started = performance.now();
  const {context} = parts;
  const finished = new Map(seedless);
  const isAlone = ({id, alone}: Experiment) => alone === true && !finished.has(id);
  const apart = (context.cores ?? 1) > 1 && !chosen.every(isAlone) ? chosen.filter(isAlone) : [];
  const beside = apart.length > 0 ? startBeside(apart, lab, parts) : undefined;
  const experiments: ExperimentRecord[] = [];
  // In the order of the list, whichever is done first.
  const tell = () => {
    for (const {id} of chosen.slice(experiments.length)) {
      const record = finished.get(id);
      if (record === undefined) return;
      events.onExperiment(record);
      experiments.push(record);
    }
  };
  try {
    for (const each of chosen) {
      if (!finished.has(each.id) && !apart.includes(each)) {
        const record = await runOne(each, lab, context);
        finished.set(each.id, record);
        if (each.seedless) seedless.set(each.id, record);
      }
      for (const record of beside?.answered ?? []) finished.set(record.id, record);
      tell();
    }
    for (const record of (await waitFor(beside, context)) ?? []) finished.set(record.id, record);
    // What has no answer from there, for whatever reason, runs here, and says what is wrong if something is.
    for (const each of apart.filter(({id}) => !finished.has(id))) {
      finished.set(each.id, await runOne(each, lab, context));
    }
    tell();
  } finally {
    beside?.stop();
  }
  return {seed: lab.seed, data: data.record, seconds: secondsSince(started), experiments};
}

async function waitFor(beside: Beside | undefined, {stderr, language}: CliContext) {
  if (beside === undefined) return undefined;
  const line = new ProgressLine(stderr, {language});
  try {
    line.update(NaN, t`${beside.ids.join(', ')}: in a process of its own`);
    return await beside.answer;
  } finally {
    line.clear();
  }
}

/** Any IDX directory will do, but a minute into a run is too late to say that its images are too few. */
function assertEnoughImages(chosen: readonly Experiment[], size: number): void {
  for (const {id, leastImages = 0} of chosen) {
    if (size >= leastImages) continue;
    throw new UsageError(
      t`experiment: expected at least ${leastImages} training images for ${id}, got ${size}`,
    );
  }
}
