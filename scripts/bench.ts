/**
 * Measures losslab against its peers, each line as a ratio within one run.
 *
 *     npm run bench                 every suite
 *     npm run bench -- gradients    one; the names are below
 *
 * What runs beside it falls on all lines of a table alike, since they take turns: trust the ratios, not the times.
 */
import {formatTable} from './bench/formatTable';
import {gradients} from './bench/gradients';
import {kernels} from './bench/kernels';
import {pipeline} from './bench/pipeline';
import type {Suite} from './bench/suite';

const suites: Readonly<Record<string, Suite>> = {pipeline, kernels, gradients};

void main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<void> {
  const stranger = names.find(name => !Object.hasOwn(suites, name));
  if (stranger !== undefined) {
    console.error(`bench: expected names of ${Object.keys(suites).join(', ')}, got ${stranger}`);
    process.exitCode = 2;
    return;
  }
  for (const name of names.length > 0 ? names : Object.keys(suites)) {
    for await (const table of suites[name]!()) console.log(`${formatTable(table)}\n`);
  }
}
