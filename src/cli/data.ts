import {cacheDirectory} from '../node/mnist/loadDataset';
import {hideHome} from '../node/environment';
import {say} from '../lab/language/language';
import {formatNumber, sayAll} from '../lab/report';
import {t, type Text} from '../text';
import {spoken} from './chooseLanguage';
import type {Lab} from '../lab/experiments/experiment';
import type {CliContext, Library} from './context';
import {exitCodes} from './exitCodes';
import {openData} from './openData';
import type {dataCommandOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {describeData} from './terminal/runText';
import {padColumns, wrapText} from './terminal/wrapText';

type Split = Lab['train'];

/** What `losslab data` says of a split. Mean and standard deviation are of the grey values in [0, 1]. */
interface SplitFacts {
  readonly size: number;
  readonly rows: number;
  readonly columns: number;
  readonly perClass: readonly number[];
  readonly mean: number;
  readonly standardDeviation: number;
}

/** `losslab data`: gets the data, downloading them if need be, and says what they are. */
export async function data(
  options: OptionValues<typeof dataCommandOptions>,
  context: CliContext,
  library: Library,
): Promise<number> {
  const {train, test, record} = await openData(options, context, library);
  const cache = hideHome(cacheDirectory(options.cacheDir));
  const facts = {train: describeSplit(train), test: describeSplit(test)};
  if (options.json) {
    context.stdout.write(`${JSON.stringify({...sayAll(record), cache, ...facts}, null, 2)}\n`);
    return exitCodes.ok;
  }
  const row = (name: Text, value: Text) => padColumns(name, 9) + say(value);
  const lines = () => [
    say(describeData(record)),
    ...(record.note === undefined ? [] : [wrapText(record.note)]),
    row(t`from`, record.origin),
    row(t`cache`, cache),
    row('SHA-256', record.digest),
    ...(record.attribution === undefined ? [] : [wrapText(record.attribution)]),
    ...[...splitLines(t`train`, facts.train), ...splitLines(t`test`, facts.test)],
    '',
  ];
  context.stdout.write(spoken(context, () => lines().join('\n')));
  return exitCodes.ok;
}

function describeSplit({images, labels, size, rows, columns, classes}: Split): SplitFacts {
  const perClass = new Array<number>(classes).fill(0);
  for (const label of labels) perClass[label]!++;
  // Sums of whole numbers far below 2^53: exact in any order.
  let sum = 0;
  let squares = 0;
  for (const grey of images) {
    sum += grey;
    squares += grey * grey;
  }
  const mean = sum / images.length;
  const standardDeviation = Math.sqrt(squares / images.length - mean * mean) / 255;
  return {size, rows, columns, perClass, mean: mean / 255, standardDeviation};
}

function splitLines(name: Text, facts: SplitFacts): string[] {
  const {size, rows, columns, perClass, mean, standardDeviation} = facts;
  const grey = `${mean.toFixed(4)} ± ${standardDeviation.toFixed(4)}`;
  return [
    '',
    say(t`${name}: ${formatNumber(size)} images of ${rows}x${columns}, grey values ${grey}`),
    wrapText(t`of each class: ${perClass.map(formatNumber).join('  ')}`, {indent: '  '}),
  ];
}
