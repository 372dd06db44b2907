import {formatTable, passes, pipeline, scaling, training} from '../bench';
import type {Suite, SuiteTable} from '../bench';
import type {CliContext} from './context';
import {exitCodes} from './exitCodes';
import type {benchOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {ProgressLine} from './terminal/progressLine';
import {wrapText} from './terminal/wrapText';
import {UsageError} from './usageError';

const suites: Readonly<Record<string, Suite>> = {training, pipeline, passes, scaling};

/**
 * `losslab bench`: how fast the backends of this machine train, each against tfjs's own way in the same run.
 *
 * @throws {UsageError} If a suite is not known, before anything is measured.
 */
export async function bench(
  {ids, json}: OptionValues<typeof benchOptions>,
  {stdout, stderr, signal}: CliContext,
): Promise<number> {
  const stranger = ids.find(id => !Object.hasOwn(suites, id));
  if (stranger !== undefined) {
    throw new UsageError(`bench: expected names of ${Object.keys(suites).join(', ')}, got ${stranger}`);
  }
  const tables: SuiteTable[] = [];
  const line = new ProgressLine(stderr);
  const progress = (fraction: number, doing: string) => {
    signal.throwIfAborted();
    line.update(fraction, doing);
  };
  try {
    for (const id of ids.length > 0 ? ids : ['training']) {
      for await (const table of suites[id]!(progress)) {
        line.clear();
        tables.push(table);
        if (!json) stdout.write(`${formatTable(table)}\n\n${wrapText(table.limits)}\n\n`);
      }
    }
  } finally {
    line.clear();
  }
  if (json) stdout.write(`${JSON.stringify(tables, null, 2)}\n`);
  return exitCodes.ok;
}
