import {createHash} from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {DataUnavailableError} from '../errors';
import type {Lab} from '../lab/experiments/experiment';
import {encodeIdx} from '..';
import {attributionOf, hideHome} from '../node/environment';
import {assertUsableCache} from '../node/mnist/assertUsableCache';
import {render} from '../lab/language/language';
import {parseResults} from '../lab/report';
import type {DataRecord, ResultsDocument} from '../results';
import {t, type Text} from '../text';
import type {CliContext} from './context';
import type {Library} from './library';
import {namingWho} from './namingWho';
import type {dataOptions, dataPlaceOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {ProgressLine} from './terminal/wrapText';
import {assertWritable} from '../node/writeAtomically';
import {UsageError} from './usageError';

/** A training and a test set, and all that an output has to say of them. */
export interface OpenedData extends Pick<Lab, 'train' | 'test' | 'source'> {
  readonly record: DataRecord;
}

const testSize = 10_000;

/**
 * The policy of where data come from. `mnist` insists on files; `synthetic` never looks for any; `auto` takes files
 * and, where none can be had, synthetic digits, with a note that says why. A directory that somebody named is used or
 * refused, never replaced. Damaged files are an error in every case.
 *
 * @param trainSize How many synthetic digits to draw for training.
 * @throws {DataUnavailableError} If `mnist` is insisted on, or a directory was named, and cannot be had.
 * @throws {CorruptDataError} If files are there and damaged.
 */
export async function openData(
  options: OptionValues<typeof dataOptions>,
  context: CliContext,
  library: Library,
  trainSize = 20_000,
): Promise<OpenedData> {
  if (options.dataset === 'synthetic') return drawDigits(options.seed, library, trainSize);
  await assertNamedCache(options, context);
  try {
    return await readFiles(options, context, library);
  } catch (error) {
    if (options.dataDir !== undefined) throw namingWho(error, context.origins?.dataDir);
    if (options.dataset === 'mnist' || !(error instanceof DataUnavailableError)) throw error;
    const note = t`MNIST cannot be had, so these are synthetic digits (${hideHome(error.message)}).`;
    if (context.stderr.isTTY) context.stderr.write(`losslab: ${render(note, context.language ?? 'en')}\n`);
    return drawDigits(options.seed, library, trainSize, note);
  }
}

/**
 * @throws {DataUnavailableError} If a cache was named that cannot be used. (One that nobody named may be missing: that
 *     costs a download each time, and a warning.)
 */
export async function assertNamedCache(
  {dataDir, cacheDir}: OptionValues<typeof dataPlaceOptions>,
  {origins}: CliContext,
): Promise<void> {
  if (dataDir !== undefined || cacheDir === undefined) return;
  await assertUsableCache(cacheDir, origins?.cacheDir?.where ?? '--cache-dir');
}

async function readFiles(
  {dataDir, cacheDir}: OptionValues<typeof dataOptions>,
  {stderr, signal, language}: CliContext,
  library: Library,
): Promise<OpenedData> {
  const progress = new ProgressLine(stderr, {language});
  try {
    const {train, test, source} = await library.loadMnist({
      dataDir,
      cacheDir,
      signal,
      onProgress: ({file, received, total}) =>
        progress.update(received / (total ?? NaN), t`downloading ${file}`),
      onWarning: sentence => {
        progress.clear();
        if (stderr.isTTY) stderr.write(`losslab: ${sentence}\n`);
      },
    });
    return describe({train, test, source: {...source, origin: hideHome(source.origin)}});
  } finally {
    progress.clear();
  }
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

/**
 * Refuses a directory that cannot be written before the long work whose result is to go there.
 *
 * @param flag The option that named it, for the sentence.
 * @throws {UsageError} With the file system's reason.
 */
export async function assertWritableOption(flag: string, directory: string): Promise<void> {
  await asWritableOption(flag, () => assertWritable(directory));
}

/**
 * Runs work that writes to where an option said. A disk may fill up, and a directory be taken away, long after it was looked at.
 *
 * @throws {UsageError} With the file system's reason.
 */
export async function asWritableOption<T>(flag: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // Only the file system's errors name the call that failed.
    const {syscall, message} = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UsageError(`${flag}: expected a directory that can be written, got ${message}`);
  }
}

/**
 * Reads a `results.json`, or that of a report's directory.
 *
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {CorruptDataError} If it does not hold results.
 */
export async function readResults(
  place: string,
  {cwd}: Pick<CliContext, 'cwd'>,
): Promise<{results: ResultsDocument; file: string}> {
  const file = (await isDirectory(place)) ? path.join(place, 'results.json') : place;
  const name = path.relative(cwd, file) || file;
  let json: string;
  try {
    json = await fs.readFile(file, 'utf8');
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    throw new DataUnavailableError(
      `${name}: expected a results.json that can be read, got ${code ?? message}`,
    );
  }
  return {results: parseResults(json, name), file};
}

async function isDirectory(place: string): Promise<boolean> {
  return fs.stat(place).then(
    stats => stats.isDirectory(),
    () => false,
  );
}
