import {cacheDirectory} from '../node/mnist/loadDataset';
import {hideHome} from '../node/environment';
import {writeAtomically} from '../node/writeAtomically';
import {UnwritableError} from '../errors';
import {say} from '../lab/language/language';
import {formatNumber} from '../lab/report';
import {t, type Text} from '../text';
import type {Lab} from '../lab/experiments/experiment';
import type {OptionsOf} from './commands';
import {printResult, type CliContext} from './context';
import {contactSheet} from './contactSheet';
import {exitCodes} from './exitCodes';
import {library as real, openData} from './openData';
import {describeData} from './terminal/runText';
import {padColumns, wrapText} from './terminal/wrapText';

/** `losslab data`: gets the data, downloading them if necessary, and describes them. */
export async function data(options: OptionsOf<'data'>, context: CliContext, library = real): Promise<number> {
  const {train, test, record} = await openData(options, context, library);
  const cache = hideHome(cacheDirectory(options.cacheDir));
  const facts = {train: describeSplit(train), test: describeSplit(test)};
  const row = (name: Text, value: Text) => padColumns(name, 9) + say(value);
  const lines = () => [
    say(describeData(record)),
    ...(record.note === undefined ? [] : [wrapText(record.note)]),
    row(t`from`, record.origin),
    row(t`cache`, cache),
    row('SHA-256', record.digest),
    ...(record.attribution === undefined ? [] : [wrapText(record.attribution)]),
    ...[...splitLines(t`train`, facts.train), ...splitLines(t`test`, facts.test)],
    ...(options.show === undefined ? [] : ['', say(t`images of each class in ${options.show}`)]),
    '',
  ];
  if (options.show !== undefined) await writeSheet(options.show, contactSheet(train));
  printResult(context, {
    json: options.json,
    document: {...record, cache, ...facts, ...(options.show !== undefined && {show: options.show})},
    text: () => lines().join('\n'),
  });
  return exitCodes.ok;
}

async function writeSheet(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeAtomically(file, bytes);
  } catch (error) {
    throw new UnwritableError(file, error as NodeJS.ErrnoException, 'file');
  }
}

/** Mean and standard deviation are of the grey values in [0, 1]. */
function describeSplit({images, labels, size, rows, columns, classes}: Lab['train']) {
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

function splitLines(name: Text, facts: ReturnType<typeof describeSplit>): string[] {
  const {size, rows, columns, perClass, mean, standardDeviation} = facts;
  const grey = `${mean.toFixed(4)} ± ${standardDeviation.toFixed(4)}`;
  return [
    '',
    say(t`${name}: ${formatNumber(size)} images of ${rows}x${columns}, grey values ${grey}`),
    wrapText(t`of each class: ${perClass.map(formatNumber).join('  ')}`, {indent: '  '}),
  ];
}
