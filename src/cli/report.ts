import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {DataUnavailableError} from '../errors';
import {readRegularFile} from '../node/readRegularFile';
import {assertWritable, writeFiles} from '../node/writeAtomically';
import {parseResults} from '../lab/report';
import type {ResultsDocument} from '../results';
import {t} from '../text';
import {visible} from '../visibleText';
import type {OptionsOf} from './commands';
import {printResult, type CliContext} from './context';
import {exitCodes} from './exitCodes';
import {openPngRenderer, reportFiles} from './reportFiles';
import {wrapText} from './terminal/wrapText';

/**
 * `losslab report`: makes the page again from stored results, beside them or in another directory. A page that is
 * there is replaced as a whole.
 *
 * @throws {DataUnavailableError} If there are no results.
 * @throws {CorruptDataError} If the file holds something else, or results of another schema version.
 */
export async function report(options: OptionsOf<'report'>, context: CliContext): Promise<number> {
  const renderer = options.png ? openPngRenderer() : undefined;
  const file = await resultsFile(options.file);
  const results = await readResults(file, context);
  const directory = options.out ?? path.dirname(file);
  await assertWritable(directory);
  const {files, note} = reportFiles(results, renderer, context.language);
  await writeFiles(directory, files);
  const places = Object.keys(files).map(name => path.relative(context.cwd, path.join(directory, name)));
  const text = () => [...places.map(visible), ...(note === undefined ? [] : [wrapText(note)]), ''].join('\n');
  printResult(context, {json: options.json, document: {files: places, note}, text});
  return exitCodes.ok;
}

/** A `results.json`, or that of a report's directory. */
async function resultsFile(place: string): Promise<string> {
  const isDirectory = await fs.stat(place).then(
    stats => stats.isDirectory(),
    () => false,
  );
  return isDirectory ? path.join(place, 'results.json') : place;
}

/**
 * Reads a `results.json`, or that of a report's directory.
 *
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {CorruptDataError} If it does not hold results.
 */
export async function readResults(place: string, {cwd}: Pick<CliContext, 'cwd'>): Promise<ResultsDocument> {
  const file = await resultsFile(place);
  const name = path.relative(cwd, file) || file;
  try {
    return parseResults((await readRegularFile(file)).toString('utf8'), name);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === undefined) throw error; // not the file system's
    throw new DataUnavailableError(t`${name}: expected a results.json that can be read, got ${code}`);
  }
}
