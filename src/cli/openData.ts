import {createHash} from 'node:crypto';
import type {DatasetName} from '../data/datasets';
import {DataUnavailableError} from '../errors';
import type {Lab} from '../lab/experiments/experiment';
import {encodeIdx, syntheticDigits} from '..';
import {experiments} from '../lab/experiments';
import {loadMnist, probeBackends, selectBackend} from '../node';
import {attributionOf, hideHome} from '../node/environment';
import {openInBrowser} from '../node/openInBrowser';
import {assertUsableCache} from '../node/mnist/fromCache';
import {installLine} from '../node/tfjsParts';
import {render} from '../lab/language/language';
import type {DataRecord} from '../results';
import {t, type Text} from '../text';
import type {CliContext, Library} from './context';
import type {OptionsOf} from './commands';
import {ProgressLine} from './terminal/wrapText';

/** A training and a test set, and all that an output has to say of them. */
export interface OpenedData extends Pick<Lab, 'train' | 'test' | 'source'> {
  readonly record: DataRecord;
}

type DataOptions = Pick<OptionsOf<'data'>, 'dataset' | 'dataDir' | 'cacheDir' | 'seed' | 'classes'>;

/** The library that commands get where no test hands over another. */
export const library: Library = {
  experiments,
  loadMnist,
  syntheticDigits,
  selectBackend,
  probeBackends,
  openInBrowser,
};

const testSize = 10_000;

/**
 * The policy of where data come from. `mnist` insists on files; `synthetic` never looks for any; `auto` takes files
 * and falls back to synthetic digits, with a note that says why, which is for the caller to show. A directory that somebody named is used or
 * refused, never replaced, and so is a count of classes that synthetic digits do not have. Damaged files are an error in every case.
 *
 * @param trainSize How many synthetic digits to draw for training.
 * @throws {DataUnavailableError} If `mnist` was asked for or a directory was named, and is not available.
 * @throws {CorruptDataError} If files are there and damaged.
 */
export async function openData(
  options: DataOptions,
  context: CliContext,
  library: Library,
  trainSize = 20_000,
): Promise<OpenedData> {
  if (options.dataset === 'synthetic') return drawDigits(options.seed, library, trainSize);
  await assertNamedCache(options);
  try {
    return await readFiles(options, context, library);
  } catch (error) {
    const insisted = options.dataDir !== undefined || options.dataset !== 'auto' || !isTen(options.classes);
    if (insisted || !(error instanceof DataUnavailableError)) throw error;
    const note = t`MNIST is not available, so these are synthetic digits (${hideHome(error.message)}).`;
    return drawDigits(options.seed, library, trainSize, note);
  }
}

/** Whether synthetic digits have as many classes as were asked for. */
function isTen(classes: number | undefined): boolean {
  return classes === undefined || classes === 10;
}

/**
 * @throws {DataUnavailableError} If a cache was named that cannot be used. (One that nobody named may be missing: that
 *     costs a download each time, and a warning.)
 */
export async function assertNamedCache({
  dataDir,
  cacheDir,
}: Pick<DataOptions, 'dataDir' | 'cacheDir'>): Promise<void> {
  if (dataDir === undefined && cacheDir !== undefined) await assertUsableCache(cacheDir);
}

async function readFiles(
  {dataset, dataDir, cacheDir, classes}: DataOptions,
  context: CliContext,
  library: Library,
): Promise<OpenedData> {
  const {stderr, signal, language} = context;
  const progress = new ProgressLine(stderr, {language});
  try {
    const {train, test, source} = await library.loadMnist({
      dataset: namedDataset(dataset),
      classes,
      dataDir,
      cacheDir,
      signal,
      onProgress: ({file, received, total}) =>
        progress.update(received / (total ?? NaN), t`downloading ${file}`),
      onWarning: sentence => {
        progress.clear();
        tell(context, sentence);
      },
    });
    return describe({train, test, source: {...source, origin: hideHome(source.origin)}});
  } finally {
    progress.clear();
  }
}

/** The data set that was named; undefined where MNIST is only the first to be looked for. */
export function namedDataset(dataset: DataOptions['dataset']): DatasetName | undefined {
  return dataset === 'auto' || dataset === 'synthetic' ? undefined : dataset;
}

/**
 * Selects the backend of a command. Where `auto` finds none but cpu, stderr says what brings a faster one.
 *
 * @returns The registered name.
 */
export async function chooseBackend(
  {backend, threads}: Place,
  context: CliContext,
  {selectBackend}: Library,
  weights?: number,
): Promise<string> {
  const chosen = await selectBackend(backend, {
    ...(weights !== undefined && {weights}),
    ...(threads !== undefined && {threads}),
    onFallback: sentence => warn(context, sentence),
  });
  if (backend === 'auto' && chosen === 'cpu') {
    const line = installLine('@tensorflow/tfjs-backend-wasm');
    warn(context, t`computing on cpu, tfjs's slowest backend; a faster one: ${line}`);
  }
  return chosen;
}

/** A message for whoever watches. */
export function tell(context: CliContext, sentence: Text): void {
  if (context.stderr.isTTY) warn(context, sentence);
}

/** A message for logs, too. */
function warn({stderr, language = 'en'}: CliContext, sentence: Text): void {
  stderr.write(`losslab: ${render(sentence, language)}\n`);
}

function drawDigits(seed: number, {syntheticDigits}: Library, trainSize: number, note?: Text): OpenedData {
  const train = syntheticDigits({size: trainSize, seed, split: 'train'});
  const test = syntheticDigits({size: testSize, seed, split: 'test'});
  const origin = t`drawn by losslab from seed ${seed}`;
  const source = {kind: 'synthetic', origin: render(origin, 'en'), digest: digestOf(train, test)} as const;
  return describe({train, test, source}, {origin, ...(note !== undefined && {note})});
}

function describe(
  data: Pick<Lab, 'train' | 'test' | 'source'>,
  remarks: Partial<Pick<DataRecord, 'origin' | 'note'>> = {},
): OpenedData {
  const {train, test, source} = data;
  const credit = attributionOf(source);
  // Its key stands where the data are described.
  const whose = credit === undefined ? {} : {attribution: {key: credit, args: []}};
  return {...data, record: {...source, train: train.size, test: test.size, ...remarks, ...whose}};
}

/** The digest that the digits would have as files. */
function digestOf(...splits: readonly Lab['train'][]): string {
  const hash = createHash('sha256');
  for (const {images, labels, size, rows, columns} of splits) {
    hash.update(encodeIdx({type: 'uint8', shape: [size, rows, columns], values: images}));
    hash.update(encodeIdx({type: 'uint8', shape: [size], values: labels}));
  }
  return hash.digest('hex');
}

/** The options that say where to compute. */
interface Place {
  readonly backend: string;
  readonly threads: number | undefined;
}
