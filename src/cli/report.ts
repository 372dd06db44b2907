import * as path from 'node:path';
import {makeDirectory, writeAtomically} from '../node/writeAtomically';
import {pageTools} from '../node/pageTools';
import {inLanguage} from '../lab/language/language';
import {renderPage} from '../lab/report';
import {assertWritableOption, asWritableOption, readResults} from './openData';
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
  await assertWritableOption('--out', directory);
  const tools = pageTools();
  const {language = 'en'} = context;
  const pictures =
    renderer === undefined
      ? {files: {}}
      : inLanguage(language, () => pngFiles(results, tools.plot, renderer));
  const files = {'index.html': renderPage(results, tools, language), ...pictures.files};
  await asWritableOption('--out', async () => {
    await makeDirectory(directory);
    for (const [name, content] of Object.entries(files)) {
      await writeAtomically(path.join(directory, name), content);
    }
  });
  const places = Object.keys(files).map(name => path.relative(context.cwd, path.join(directory, name)));
  const note = pictures.note === undefined ? '' : `${wrapText(pictures.note)}\n`;
  context.stdout.write(
    options.json
      ? `${JSON.stringify({files: places, note: pictures.note}, null, 2)}\n`
      : `${places.join('\n')}\n${note}`,
  );
  return exitCodes.ok;
}
