/**
 * Measures losslab against its peers, each line as a ratio within one run.
 *
 *     npm run bench                 the suites of docs/performance.md
 *     npm run bench -- gradients    one; the names are below
 *     npm run bench -- peers        PyTorch, Keras and NumPy, of the Python that LOSSLAB_PYTHON names, and jax-js
 *     npm run bench -- --write      the same, and the results into docs/performance.md and .json
 *
 * What runs beside it falls on all lines of a table alike, since they take turns: trust the ratios, not the times.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {browser} from './bench/browser';
import {corrections} from './bench/corrections';
import {formatTable, markdownTable} from './bench/formatTable';
import {passes} from './bench/passes';
import {pipeline} from './bench/pipeline';
import {peers} from './bench/peers';
import {scaling} from './bench/scaling';
import type {Suite, SuiteTable} from './bench/suite';
import {training} from './bench/training';
import {probeBackends} from '../src/node';
import {environment} from '../src/node/environment';
import {gradients} from './bench/gradients';
import {kernels} from './bench/kernels';
import {memory} from './bench/memory';
import {startup} from './bench/startup';
import {workers} from './bench/workers';

/** In the order of the page. */
const suites: Readonly<Record<string, Suite>> = {
  training,
  peers,
  scaling,
  pipeline,
  passes,
  kernels,
  gradients,
  corrections,
  memory,
  startup,
  browser,
  workers,
};

/** Parts of what other suites measure whole, and what was measured for a decision: only when they are asked for. */
const details: readonly string[] = ['passes', 'kernels', 'workers'];

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter(arg => arg !== '--write');
  const stranger = names.find(name => !Object.hasOwn(suites, name));
  if (stranger !== undefined) {
    console.error(`bench: expected --write or names of ${Object.keys(suites).join(', ')}, got ${stranger}`);
    process.exitCode = 2;
    return;
  }
  const tables: SuiteTable[] = [];
  for (const name of names.length > 0 ? names : usualSuites()) {
    for await (const table of suites[name]!()) {
      console.log(`${formatTable(table)}\n${table.limits}\n`);
      tables.push(table);
    }
  }
  if (args.includes('--write')) await write(tables);
}

/** All that go onto the page; the peers only where there is a Python to ask. */
function usualSuites(): string[] {
  const left = process.env['LOSSLAB_PYTHON'] ? details : [...details, 'peers'];
  return Object.keys(suites).filter(name => !left.includes(name));
}

async function write(tables: readonly SuiteTable[]): Promise<void> {
  const docs = path.join(__dirname, '../docs');
  const machine = await describeMachine();
  fs.writeFileSync(path.join(docs, 'performance.json'), `${JSON.stringify({machine, tables}, null, 2)}\n`);
  fs.writeFileSync(path.join(docs, 'performance.md'), page(machine, tables));
}

async function describeMachine() {
  const {losslab, tfjs, node} = environment();
  const backends = await probeBackends();
  const versions = backends.flatMap(probe => (probe.usable ? [`${probe.name} ${probe.version}`] : []));
  const cpu = os.cpus()[0]?.model ?? 'unknown';
  const date = new Date().toISOString().slice(0, 10);
  return {losslab, tfjs, node, backends: versions, cpu, cores: os.availableParallelism(), date};
}

function page(machine: Awaited<ReturnType<typeof describeMachine>>, tables: readonly SuiteTable[]): string {
  const {losslab, tfjs, node, backends, cpu, cores, date} = machine;
  return [
    '# Performance',
    'Written by `npm run bench -- --write`; not by hand. A table answers one question: medians of turns that all its lines take together, and the least and the most of them. The last column is the ratio to another line: trust it, and not the times, which are those of one machine on one day. Below each table: what limits it.',
    `losslab ${losslab}, tfjs ${tfjs}, Node ${node}, backends ${backends.join(', ')}; ${cores} cores (${cpu}); ${date}.`,
    ...tables.map(markdownTable),
    '',
  ].join('\n\n');
}
