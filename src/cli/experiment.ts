import {performance} from 'node:perf_hooks';
import type {Experiment} from '../lab/experiments/experiment';
import {assertWritable} from '../node/writeAtomically';
import {inLanguage} from '../lab/language/language';
import {seedsOf, SeedTally} from '../lab/report';
import type {ResultsDocument, Shard} from '../results';
import {t} from '../text';
import type {OptionsOf} from './commands';
import {printResult, type CliContext} from './context';
import {exitCodes, UsageError} from './exitCodes';
import {library as real, tell} from './openData';
import {unknownName} from './options/resolveOptions';
import {publishResults} from './publishResults';
import {openPngRenderer} from './reportFiles';
import {runExperiments, type SeedRun} from './runExperiments';
import type {RunParts} from './runOne';
import {experimentText, runHeading} from './terminal/runText';
import {choosePalette, wrapText} from './terminal/wrapText';
import {seedText, seedTableText} from './terminal/seedText';
import {duration} from './terminal/trainText';

/**
 * `losslab experiment`: runs experiments, prints each as it finishes, and writes results.json and index.html. With `--seeds` it runs
 * them once a seed, and prints, in place of each experiment, how often each claim holds.
 *
 * @returns 0, or 5 if a claim failed, with several seeds for any of them.
 * @throws {UsageError} If an experiment is not known, the images are too few for it, or the reports cannot be written,
 *     before anything runs.
 */
export async function experiment(
  options: OptionsOf<'experiment'>,
  context: CliContext,
  library = real,
): Promise<number> {
  const chosen = chooseExperiments(library.experiments, options.ids);
  if (options.list) return listExperiments(chosen, options.json, context);
  await assertWritable(options.out);
  const renderer = options.png ? openPngRenderer() : undefined;
  announce(chosen, options, context);
  const {language = 'en'} = context;
  // Written by a function, so that it is made in the language of the summary.
  const print = (text: () => string) => {
    if (!options.json) context.stdout.write(inLanguage(language, text));
  };
  const results = await collectResults(chosen, {options, context, library, print});
  const {code, page} = await publishResults(results, {options, context, renderer, print});
  // Last, so that a system without a browser loses nothing.
  if (options.open) await library.openInBrowser(page);
  return code;
}

/** Says how long a run will take, where that is more than a minute. */
function announce(
  chosen: readonly Experiment[],
  {profile, seeds = [0]}: OptionsOf<'experiment'>,
  context: CliContext,
): void {
  if (profile === 'full') {
    tell(context, t`The full profile takes some minutes: the sizes of the book.`);
    return;
  }
  const seconds = chosen.reduce(
    (sum, {seconds: each = 0, seedless}) => sum + each * (seedless ? 1 : seeds.length),
    0,
  );
  if (seconds > 60) tell(context, t`this takes about ${duration(seconds)}`);
}

/** Runs one seed or several. Of several the first is kept whole, of the others what became of their claims. */
async function collectResults(
  chosen: readonly Experiment[],
  {print, ...parts}: RunParts & {print: (text: () => string) => void},
): Promise<ResultsDocument> {
  const started = performance.now();
  const palette = choosePalette(parts.context);
  const {seeds, seed: only = 1, claims: allClaims} = parts.options;
  const shard = shardOf(parts.options);
  const wanted = shard === undefined ? (seeds ?? [only]) : seedsOf(shard);
  const tally = new SeedTally();
  let first: SeedRun | undefined;
  const run = await runExperiments(chosen, wanted, parts, {
    onStart: settings => print(() => runHeading({...settings, seeds: wanted}, palette)),
    onExperiment: finished => {
      if (seeds === undefined) print(() => experimentText(finished, palette, {allClaims}));
    },
    onSeed: finished => {
      first ??= finished;
      tally.add(finished.seed, finished.experiments);
      if (seeds !== undefined) print(() => seedText(finished, palette));
    },
  });
  const {seed, experiments} = first!;
  const results = {...run, seed, seconds: (performance.now() - started) / 1000, experiments};
  if (seeds === undefined) return results;
  const table = tally.table();
  print(() => seedTableText(table, palette));
  return {...results, seeds: table, ...(shard !== undefined && {shard})};
}

/** The part of the run that was asked for. */
function shardOf({seeds, shard}: OptionsOf<'experiment'>): Shard | undefined {
  if (shard === undefined || seeds === undefined) return undefined;
  if (shard.count > seeds.length) {
    throw new UsageError(
      t`--shard: expected at most as many parts as seeds, ${seeds.length}, got ${shard.count}`,
    );
  }
  return {...shard, seeds};
}

function listExperiments(experiments: readonly Experiment[], json: boolean, context: CliContext): number {
  const document = experiments.map(({id, question, seconds}) => ({
    id,
    question,
    ...(seconds !== undefined && {seconds}),
  }));
  const width = Math.max(...document.map(({id}) => id.length)) + 2;
  const text = () =>
    document
      .map(({id, question, seconds}) => {
        const what = seconds === undefined ? question : t`${question} (about ${duration(seconds)})`;
        return `${wrapText(what, {indent: ' '.repeat(width), first: id.padEnd(width)})}\n`;
      })
      .join('');
  printResult(context, {json, document, text});
  return exitCodes.ok;
}

function chooseExperiments(
  experiments: readonly Experiment[],
  ids: readonly string[],
): readonly Experiment[] {
  const known = experiments.map(({id}) => id);
  const unknown = ids.find(id => !known.includes(id));
  if (unknown !== undefined) {
    throw unknownName(t`experiment: expected names of ${known.join(', ')}, got ${unknown}`, unknown, known);
  }
  return ids.length === 0 ? experiments : experiments.filter(({id}) => ids.includes(id));
}
