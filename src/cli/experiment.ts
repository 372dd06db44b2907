import * as path from 'node:path';
import {performance} from 'node:perf_hooks';
import type {Experiment} from '../lab/experiments/experiment';
import {pageTools} from '../node/pageTools';
import type {PngRenderer} from '../node/loadPngRenderer';
import {assertWritable, writeDirectory} from '../node/writeAtomically';
import {inLanguage, type Language} from '../lab/language/language';
import {countClaims, outcomeOverSeeds, renderPage, sayAll, SeedTally, serializeResults} from '../lab/report';
import type {ResultsDocument} from '../results';
import {spoken} from './chooseLanguage';
import type {CliContext, Library} from './context';
import {exitCodes, UsageError} from './exitCodes';
import {runExperiments, type ExperimentOptions, type SeedRun} from './runExperiments';
import {openPngRenderer, pngFiles} from './pngFiles';
import {experimentText, runHeading, runSummary} from './terminal/runText';
import {choosePalette, wrapText} from './terminal/wrapText';
import {seedText, seedTableText} from './terminal/seedText';

/**
 * `losslab experiment`: runs experiments, prints each as it finishes, and writes results.json and index.html. With `--seeds` it runs
 * them once a seed, and prints, in place of each experiment, how often each claim holds.
 *
 * @returns 0, or 5 if a claim failed, with several seeds for any of them.
 * @throws {UsageError} If an experiment is not known, the images are too few for it, or the reports cannot be written,
 *     before anything runs.
 */
export async function experiment(
  options: ExperimentOptions,
  context: CliContext,
  library: Library,
): Promise<number> {
  const chosen = chooseExperiments(library.experiments, options.ids);
  if (options.list) return listExperiments(chosen, options.json, context);
  assertOneKindOfSeed(options);
  await assertWritable(options.out);
  const renderer = options.png ? openPngRenderer() : undefined;
  const {language = 'en'} = context;
  // Written by a function, so that it is made in the language of the summary.
  const print = (text: () => string) => {
    if (!options.json) context.stdout.write(spoken(context, text));
  };
  const results = await collectResults(chosen, {options, context, library, print});
  const {files, note} = reportFiles(results, renderer, language);
  const directory = await writeDirectory(options.out, fileTime(results.startedAt), files);
  const page = path.relative(context.cwd, path.join(directory, 'index.html'));
  print(() => runSummary(results, page, choosePalette(context)));
  if (note !== undefined) print(() => `${wrapText(note)}\n`);
  if (options.json) context.stdout.write(serializeResults(results));
  return hasFailed(results) ? exitCodes.claimFailed : exitCodes.ok;
}

function hasFailed({experiments, seeds}: ResultsDocument): boolean {
  const claims =
    seeds === undefined ? experiments.flatMap(each => each.claims) : seeds.claims.map(outcomeOverSeeds);
  return countClaims(claims).failed > 0;
}

/** Runs one seed or several. Of several the first is kept whole, of the others what became of their claims. */
async function collectResults(
  chosen: readonly Experiment[],
  {options, context, library, print}: Parts & {print: (text: () => string) => void},
): Promise<ResultsDocument> {
  const started = performance.now();
  const palette = choosePalette(context);
  const {seeds} = options;
  const tally = new SeedTally();
  let first: SeedRun | undefined;
  const wanted = seeds ?? [options.seed ?? 1];
  const run = await runExperiments(
    chosen,
    wanted,
    {options, context, library},
    {
      onStart: settings => print(() => runHeading({...settings, seeds: wanted}, palette)),
      onExperiment: (_seed, finished) => {
        if (seeds === undefined) print(() => experimentText(finished, palette));
      },
      onSeed: finished => {
        first ??= finished;
        tally.add(finished.seed, finished.experiments);
        if (seeds !== undefined) print(() => seedText(finished, palette));
      },
    },
  );
  const {seed, experiments} = first!;
  const seconds = (performance.now() - started) / 1000;
  if (seeds === undefined) return {...run, seed, seconds, experiments};
  const table = tally.table();
  print(() => seedTableText(table, palette));
  return {...run, seed, seconds, experiments, seeds: table};
}

interface Parts {
  readonly options: ExperimentOptions;
  readonly context: CliContext;
  readonly library: Library;
}

function assertOneKindOfSeed({seed, seeds}: ExperimentOptions): void {
  if (seed === undefined || seeds === undefined) return;
  throw new UsageError('experiment: expected --seed or --seeds, got both');
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
      : inLanguage(language, () => pngFiles(results, tools.plot, renderer));
  const page = {
    'results.json': serializeResults(results),
    'index.html': renderPage(results, tools, language),
  };
  return {...pictures, files: {...page, ...pictures.files}};
}

function listExperiments(experiments: readonly Experiment[], json: boolean, context: CliContext): number {
  const list = experiments.map(({id, question}) => ({id, question}));
  const width = Math.max(...list.map(({id}) => id.length)) + 2;
  const lines = () =>
    list.map(({id, question}) => wrapText(question, {indent: ' '.repeat(width), first: id.padEnd(width)}));
  context.stdout.write(
    json ? `${JSON.stringify(sayAll(list), null, 2)}\n` : `${spoken(context, () => lines().join('\n'))}\n`,
  );
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

/** `2025-01-31T12:00:00.000Z` as a name that every file system takes. */
function fileTime(time: string): string {
  return time.slice(0, 19).replaceAll(':', '-');
}
