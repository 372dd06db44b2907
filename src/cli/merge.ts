import * as path from 'node:path';
import {assertWritable} from '../node/writeAtomically';
import {inLanguage} from '../lab/language/language';
import {mergeShards} from '../lab/report';
import {t} from '../text';
import type {OptionsOf} from './commands';
import type {CliContext} from './context';
import {UsageError} from './exitCodes';
import {publishResults} from './publishResults';
import {readResults} from './report';
import {openPngRenderer} from './reportFiles';
import {seedTableText} from './terminal/seedText';
import {choosePalette} from './terminal/wrapText';

/**
 * `losslab merge`: makes one run of the parts that `experiment --seeds … --shard i/n` ran, in any order. It is the run that one process
 * would have made, bit for bit but for times.
 *
 * @returns 0, or 5 if a claim failed for any seed.
 * @throws {UsageError} If they are not all parts of one run.
 * @throws {DataUnavailableError} If one of them is not there.
 * @throws {CorruptDataError} If one of them is no results document.
 */
export async function merge(options: OptionsOf<'merge'>, context: CliContext): Promise<number> {
  await assertWritable(options.out);
  const renderer = options.png ? openPngRenderer() : undefined;
  const {language = 'en'} = context;
  const parts = [];
  for (const part of options.parts) {
    parts.push(await readResults(path.resolve(context.cwd, part), context));
  }
  const {merged, problem} = mergeShards(parts);
  if (merged === undefined) throw new UsageError(t`merge: ${problem}`);
  const print = (text: () => string) => {
    if (!options.json) context.stdout.write(inLanguage(language, text));
  };
  print(() => seedTableText(merged.seeds!, choosePalette(context)));
  return (await publishResults(merged, {options, context, renderer, print})).code;
}
