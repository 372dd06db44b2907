import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {DataUnavailableError} from '../errors';
import {assertWritable, writeFiles} from '../node/writeAtomically';
import {pageTools} from '../node/pageTools';
import {inLanguage} from '../lab/language/language';
import {parseResults, renderPage} from '../lab/report';
import type {ResultsDocument} from '../results';
import type {CliContext} from './context';
import {exitCodes} from './exitCodes';
import type {reportOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {openPngRenderer, pngFiles} from './pngFiles';
import {wrapText} from './terminal/wrapText';

/**
 * `losslab report`: makes the page again out of stored results, beside them or in another directory. A page that is
 * there is replaced as a whole.
 *
 * @throws {DataUnavailableError} If there are no results.
 * @throws {CorruptDataError} If the file holds something else, or results of another schema version.
 */
export async function report(
  options: OptionValues<typeof reportOptions>,
  context: CliContext,
): Promise<number> {
  const renderer = options.png ? openPngRenderer() : undefined;
  const {results, file} = await readResults(options.file, context);
  const directory = options.out ?? path.dirname(file);
  await assertWritable(directory);
  const tools = pageTools();
  const {language = 'en'} = context;
  const pictures =
    renderer === undefined
      ? {files: {}}
      : inLanguage(language, () => pngFiles(results, tools.plot, renderer));
  const files = {'index.html': renderPage(results, tools, language), ...pictures.files};
  await writeFiles(directory, files);
  const places = Object.keys(files).map(name => path.relative(context.cwd, path.join(directory, name)));
  const note = pictures.note === undefined ? '' : `${wrapText(pictures.note)}\n`;
  context.stdout.write(
    options.json
      ? `${JSON.stringify({files: places, note: pictures.note}, null, 2)}\n`
      : `${places.join('\n')}\n${note}`,
  );
  return exitCodes.ok;
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
