/**
 * Whether this tree computes what another revision computes: `scripts/sameNumbers <revision> [experiments…]`.
 *
 * Both run `experiment` in the quick profile, for seeds 1 and 2, on synthetic digits and, with `LOSSLAB_DATA`, on MNIST, on
 * this machine and one after the other. Every metric and every claim has to be the same, bit for bit. Ends with 5 if
 * one is not. Names that change on purpose stand in {@link RENAMED} for as long as the older ones are compared with.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Old name of a metric or claim → its new one, both after their experiment; empty where no name is on its way. */
const RENAMED: Readonly<Record<string, string>> = {
  'losses sse.right.float64': 'losses float64.sse.right',
  'losses sse.wrong.float64': 'losses float64.sse.wrong',
  'losses cee.right.float64': 'losses float64.cee.right',
  'losses cee.wrong.float64': 'losses float64.cee.wrong',
  'losses sparse.right.float64': 'losses float64.sparse.right',
  'losses sparse.wrong.float64': 'losses float64.sparse.wrong',
  'losses cee.batchMean.float64': 'losses float64.cee.batchMean',
  'losses cee.right.withoutEpsilon.nan': 'losses withoutEpsilon.cee.nan',
  'losses cee.right.withoutEpsilon.gradientNaN': 'losses withoutEpsilon.cee.gradientNaN',
  'losses cee.right.gradientNaN': 'losses cee.gradientNaN',
  'losses sparse.right.withoutEpsilon': 'losses withoutEpsilon.sparse',
  'losses cee.sure.withoutEpsilon': 'losses withoutEpsilon.sure',
  'losses push.greatest.sse.at': 'losses push.greatestAt.sse',
  'losses push.greatest.cee.at': 'losses push.greatestAt.cee',
  'losses push.greatest.logits.at': 'losses push.greatestAt.logits',
  'step sigmoid.greatestSlope.at': 'step sigmoid.greatestSlopeAt',
  'step sigmoid.slopeAt100.onPaper': 'step sigmoid.slopeAt100OnPaper',
};

/** What these claims measure is a time, which no two runs share. */
const TIMED = new Set(['gradient-check.price']);

const SEEDS = [1, 2];

interface Run {
  readonly dataset: 'synthetic' | 'mnist';
  readonly seed: number;
}

interface Claim {
  readonly id: string;
  readonly holds?: boolean | undefined;
  readonly skipped?: unknown;
  readonly expected: unknown;
  readonly measured: unknown;
}

interface Experiment {
  readonly id: string;
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly claims: readonly Claim[];
}

main(process.argv.slice(2));

function main([revision, ...experiments]: readonly string[]): void {
  if (revision === undefined || revision.startsWith('-')) {
    console.error('sameNumbers: expected scripts/sameNumbers <revision> [experiments…]');
    process.exitCode = 2;
    return;
  }
  const here = path.join(__dirname, '..');
  const there = fs.mkdtempSync(path.join(os.tmpdir(), 'same-numbers-'));
  let different = 0;
  try {
    checkOut(here, there, revision);
    for (const run of runs()) {
      const [before, after] = [there, here].map(tree => numbersOf(tree, run, experiments));
      different += compare(before!, after!, run);
    }
  } finally {
    fs.rmSync(there, {recursive: true, force: true});
  }
  console.log(different === 0 ? 'All numbers are the same.' : `${different} numbers differ.`);
  if (different > 0) process.exitCode = 5;
}

function checkOut(here: string, there: string, revision: string): void {
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', here, there]);
  const commit = execFileSync('git', ['rev-parse', '--verify', `${revision}^{commit}`], {
    cwd: here,
    encoding: 'utf8',
  });
  execFileSync('git', ['checkout', '--quiet', commit.trim()], {cwd: there});
  fs.symlinkSync(path.join(here, 'node_modules'), path.join(there, 'node_modules'));
}

function runs(): Run[] {
  const datasets = process.env['LOSSLAB_DATA'] ? (['synthetic', 'mnist'] as const) : (['synthetic'] as const);
  return datasets.flatMap(dataset => SEEDS.map(seed => ({dataset, seed})));
}

/** Every number of a run by its name; an experiment's answer is compared as well. */
function numbersOf(tree: string, {dataset, seed}: Run, experiments: readonly string[]): Map<string, string> {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'same-numbers-out-'));
  const args = [
    'experiment',
    ...experiments,
    '--json',
    '--dataset',
    dataset,
    '--seed',
    String(seed),
    '--out',
    out,
  ];
  const child = spawnSync('npx', ['tsx', 'src/cli/main.ts', ...args], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1e9,
    // The backend is named: what the machine offers must not decide.
    env: {...process.env, LOSSLAB_BACKEND: process.env['LOSSLAB_BACKEND'] ?? 'wasm'},
  });
  fs.rmSync(out, {recursive: true, force: true});
  if (child.status !== 0 && child.status !== 5) throw new Error(`${tree}: ${child.stderr}`);
  const {experiments: found} = JSON.parse(child.stdout) as {experiments: Experiment[]};
  const numbers = new Map<string, string>();
  for (const {id, metrics, claims} of found) {
    for (const [name, value] of Object.entries(metrics)) numbers.set(`${id} ${name}`, String(value));
    for (const {id: claim, holds, expected, measured} of claims)
      numbers.set(
        `claim ${claim}`,
        JSON.stringify([holds, textOf(expected), TIMED.has(claim) || textOf(measured)]),
      );
  }
  return numbers;
}

/** A text as it is read, whichever form it is stored in. */
function textOf(text: unknown): unknown {
  return typeof text === 'object' && text !== null && 'text' in text ? text.text : text;
}

function compare(before: Map<string, string>, after: Map<string, string>, {dataset, seed}: Run): number {
  let different = 0;
  const renamed = new Map([...before].map(([name, value]) => [RENAMED[name] ?? name, value]));
  for (const name of new Set([...renamed.keys(), ...after.keys()])) {
    const [was, is] = [renamed.get(name), after.get(name)];
    if (was === is) continue;
    different++;
    console.log(`${dataset}, seed ${seed}, ${name}: was ${was ?? 'not there'}, is ${is ?? 'not there'}`);
  }
  console.log(`${dataset}, seed ${seed}: ${renamed.size} numbers compared, ${different} differ`);
  return different;
}
