import {performance} from 'node:perf_hooks';
import type {Experiment, Lab} from '../lab/experiments/experiment';
import {environment} from '../node/environment';
import type {ExperimentRecord, ResultsDocument} from '../results';
import {t} from '../text';
import type {CliContext, Library} from './context';
import {chooseBackend, openData, type OpenedData} from './openData';
import type {OptionsOf} from './commands';
import {ProgressLine} from './terminal/wrapText';
import {UsageError} from './exitCodes';

/** What a run is made with. */
export interface RunParts {
  readonly options: OptionsOf<'experiment'>;
  readonly context: CliContext;
  readonly library: Library;
}

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

/** Those of 784-50-10, the net of most experiments. */
const textbookWeights = 39_760;

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
  {options, context, library}: RunParts,
  events: RunEvents,
): Promise<RunSettings> {
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
    events.onSeed(await runSeed(chosen, lab, {data, context, seedless}, events));
  }
  return run;
}

/** The same bytes as splits of their own: what is remembered of a split, its trained nets, goes when its seed is done. */
function ownSets({train, test, source}: OpenedData): Pick<Lab, 'train' | 'test' | 'source'> {
  return {train: {...train}, test: {...test}, source};
}

async function runSeed(
  chosen: readonly Experiment[],
  lab: Omit<Lab, 'progress'>,
  {data, context, seedless}: {data: OpenedData; context: CliContext; seedless: Map<string, ExperimentRecord>},
  events: RunEvents,
): Promise<SeedRun> {
  const started = performance.now();
  const experiments: ExperimentRecord[] = [];
  for (const each of chosen) {
    const finished = seedless.get(each.id) ?? (await runOne(each, lab, context));
    if (each.seedless) seedless.set(each.id, finished);
    events.onExperiment(finished);
    experiments.push(finished);
  }
  return {seed: lab.seed, data: data.record, seconds: secondsSince(started), experiments};
}

async function runOne(
  chosen: Experiment,
  lab: Omit<Lab, 'progress'>,
  {stderr, signal, language}: CliContext,
): Promise<ExperimentRecord> {
  const {id, question} = chosen;
  signal.throwIfAborted();
  const started = performance.now();
  const line = new ProgressLine(stderr, {language});
  try {
    const progress: Lab['progress'] = (fraction, doing) => line.update(fraction, t`${id}: ${doing}`);
    const result = await chosen.run({...lab, progress});
    signal.throwIfAborted();
    return {id, question, ...result, seconds: secondsSince(started)};
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

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
