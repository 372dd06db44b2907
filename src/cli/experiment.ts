import * as path from 'node:path';
import {performance} from 'node:perf_hooks';
import type {Experiment, Lab} from '../experiments/experiment';
import {environment} from '../node/environment';
import {pageTools} from '../node/pageTools';
import type {PngRenderer} from '../node/loadPngRenderer';
import {writeDirectory} from '../node/resultFiles';
import {
  countClaims,
  inLanguage,
  renderPage,
  say as speak,
  serializeResults,
  translateResults,
} from '../report';
import type {ExperimentRecord, Language, ResultsDocument} from '../report';
import {assertWritableOption, asWritableOption} from './assertWritableOption';
import {chooseLanguage, spoken} from './chooseLanguage';
import type {CliContext} from './context';
import {exitCodes} from './exitCodes';
import type {Library} from './library';
import {openData} from './openData';
import type {experimentOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {openPngRenderer, pngFiles} from './pngFiles';
import {experimentText} from './terminal/experimentText';
import {choosePalette} from './terminal/palette';
import {ProgressLine} from './terminal/progressLine';
import {runHeading, runSummary} from './terminal/runText';
import {wrapText} from './terminal/wrapText';
import {asUsage, UsageError} from './usageError';

type Options = OptionValues<typeof experimentOptions>;

/** Those of 784-50-10, the net of most experiments. */
const textbookWeights = 39_760;

/** How many synthetic digits to train on. */
const trainSizes = {quick: 20_000, full: 60_000} as const;

/**
 * `losslab experiment`: runs experiments, prints each as it finishes, and writes results.json and index.html.
 *
 * @returns 0, or 5 if a claim failed.
 * @throws {UsageError} If an experiment is not known, the images are too few for it, or the reports cannot be written,
 *     before anything runs.
 */
export async function experiment(options: Options, context: CliContext, library: Library): Promise<number> {
  const chosen = chooseExperiments(library.experiments, options.ids);
  if (options.list) return listExperiments(chosen, options.json, context);
  await assertWritableOption('--out', options.out);
  const renderer = options.png ? openPngRenderer() : undefined;
  const language = chooseLanguage(options.lang, context.env);
  // Written by a function, so that it is made in the language of the summary.
  const say = (text: () => string) => {
    if (!options.json) context.stdout.write(spoken(options, context, text));
  };
  const results = await runExperiments(chosen, options, {context, library, say});
  const {files, note} = reportFiles(results, renderer, language);
  const directory = await asWritableOption('--out', () =>
    writeDirectory(options.out, fileTime(results.startedAt), files),
  );
  const page = path.relative(context.cwd, path.join(directory, 'index.html'));
  say(() => runSummary(results, page, choosePalette(context)));
  if (note !== undefined) say(() => `${wrapText(note)}\n`);
  if (options.json) context.stdout.write(serializeResults(results));
  const failed = countClaims(results.experiments.flatMap(({claims}) => claims)).failed;
  return failed > 0 ? exitCodes.claimFailed : exitCodes.ok;
}

/** What a run leaves behind: the numbers, the page, and with `--png` the pictures. */
function reportFiles(
  results: ResultsDocument,
  renderer: PngRenderer | undefined,
  language: Language,
): {files: Record<string, string | Uint8Array>; note?: string} {
  const tools = pageTools();
  const pictures =
    renderer === undefined
      ? {files: {}}
      : pngFiles(
          inLanguage(language, () => translateResults(results, speak)),
          tools.plot,
          renderer,
        );
  const page = {
    'results.json': serializeResults(results),
    'index.html': renderPage(results, tools, language),
  };
  return {...pictures, files: {...page, ...pictures.files}};
}

async function runExperiments(
  chosen: readonly Experiment[],
  options: Options,
  {context, library, say}: {context: CliContext; library: Library; say: (text: () => string) => void},
): Promise<ResultsDocument> {
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const backend = await asUsage(() => library.selectBackend(options.backend, {weights: textbookWeights}));
  const {record: data, ...sets} = await openData(options, context, library, trainSizes[options.profile]);
  assertEnoughImages(chosen, sets.train.size);
  const {losslab, tfjs, node} = environment();
  const {seed, profile} = options;
  const run = {schemaVersion: 1, losslab, tfjs, node, seed, profile, backend, data, startedAt} as const;
  const palette = choosePalette(context);
  say(() => runHeading(run, palette));
  const experiments: ExperimentRecord[] = [];
  for (const each of chosen) {
    const finished = await runOne(each, {...sets, backend, profile, seed, signal: context.signal}, context);
    say(() => experimentText(finished, palette));
    experiments.push(finished);
  }
  return {...run, seconds: secondsSince(started), experiments};
}

async function runOne(
  chosen: Experiment,
  lab: Omit<Lab, 'progress'>,
  {stderr, signal}: CliContext,
): Promise<ExperimentRecord> {
  const {id, question} = chosen;
  signal.throwIfAborted();
  const started = performance.now();
  const line = new ProgressLine(stderr);
  try {
    const progress: Lab['progress'] = (fraction, doing) => line.update(fraction, `${id}: ${doing}`);
    const result = await chosen.run({...lab, progress});
    signal.throwIfAborted();
    return {id, question, ...result, seconds: secondsSince(started)};
  } finally {
    line.clear();
  }
}

function listExperiments(experiments: readonly Experiment[], json: boolean, {stdout}: CliContext): number {
  const list = experiments.map(({id, question}) => ({id, question}));
  const width = Math.max(...list.map(({id}) => id.length)) + 2;
  const lines = list.map(({id, question}) =>
    wrapText(question, {indent: ' '.repeat(width), first: id.padEnd(width)}),
  );
  stdout.write(json ? `${JSON.stringify(list, null, 2)}\n` : `${lines.join('\n')}\n`);
  return exitCodes.ok;
}

function chooseExperiments(
  experiments: readonly Experiment[],
  ids: readonly string[],
): readonly Experiment[] {
  const known = new Set(experiments.map(({id}) => id));
  const stranger = ids.find(id => !known.has(id));
  if (stranger !== undefined) {
    throw new UsageError(`experiment: expected names of ${[...known].join(', ')}, got ${stranger}`);
  }
  return ids.length === 0 ? experiments : experiments.filter(({id}) => ids.includes(id));
}

/** Any IDX directory will do, but a minute into a run is too late to say that its images are too few. */
function assertEnoughImages(chosen: readonly Experiment[], size: number): void {
  for (const {id, leastImages = 0} of chosen) {
    if (size >= leastImages) continue;
    throw new UsageError(
      `experiment: expected at least ${leastImages} training images for ${id}, got ${size}`,
    );
  }
}

/** `2025-01-31T12:00:00.000Z` as a name that every file system takes. */
function fileTime(time: string): string {
  return time.slice(0, 19).replaceAll(':', '-');
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
