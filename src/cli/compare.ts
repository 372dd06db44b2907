import {compareResults, sayAll} from '../lab/report';
import {spoken} from './chooseLanguage';
import type {CliContext} from './context';
import {exitCodes} from './exitCodes';
import type {compareOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {readResults} from './report';
import {comparisonText} from './terminal/comparisonText';
import {choosePalette} from './terminal/wrapText';

/**
 * `losslab compare`: two stored runs side by side. That they differ is an answer and not a failure.
 *
 * @throws {DataUnavailableError} If one of them is not there.
 * @throws {CorruptDataError} If one of them is no results document.
 */
export async function compare(
  options: OptionValues<typeof compareOptions>,
  context: CliContext,
): Promise<number> {
  const [a, b] = [await readResults(options.a, context), await readResults(options.b, context)];
  const text = () => {
    const comparison = compareResults(a.results, b.results);
    return options.json
      ? `${JSON.stringify(sayAll(comparison), null, 2)}\n`
      : comparisonText(comparison, choosePalette(context));
  };
  context.stdout.write(spoken(context, text));
  return exitCodes.ok;
}
