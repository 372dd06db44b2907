import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {cpuBundleDigests} from '../../src/tfjs/provenVersions';
import {attempt, CheckFailure} from '../checkPackage/run';
import {addTour, install, makeProject} from './project';

/** Releases of Node, newest first; the package `node` of the registry brings their programs. */
export const nodeVersions = ['26', '24', '22', '20'];

const newestTfjs = Object.keys(cpuBundleDigests).at(-1)!;

/** What a tour says: a result for each part of losslab. */
export type Row = Readonly<Record<string, string>>;

export const columns = [
  ...['tfjs', 'node', 'losses', 'training', 'saving', 'float64', 'wasm kernels', 'replayed training on wasm'],
  'command line',
];

interface Versions {
  readonly tfjs: string;
  readonly node?: string;
  /** What the installed tfjs is made to call itself: a release that losslab knows nothing of. */
  readonly pretended?: string;
}

/** Every release of tfjs on the running Node, the newest one on every Node, and one that nobody has proven. */
export const allVersions: readonly Versions[] = [
  ...Object.keys(cpuBundleDigests).map(tfjs => ({tfjs})),
  ...nodeVersions.map(node => ({tfjs: newestTfjs, node})),
  {tfjs: newestTfjs, pretended: '4.99.0'},
];

/** One project with these versions, and what `tour.cjs` says in it. */
export async function tour(folder: string, tarball: string, versions: Versions): Promise<Row> {
  const {tfjs, node, pretended} = versions;
  const name = `tfjs-${pretended ?? tfjs}-node-${node ?? 'own'}`;
  const dependencies = {
    losslab: `file:${tarball}`,
    '@tensorflow/tfjs': tfjs,
    ...(node && {node}),
  };
  const wasm = {'@tensorflow/tfjs-backend-wasm': tfjs};
  const project = await makeProject(folder, name, {dependencies: {...dependencies, ...wasm}});
  await install(project).catch(async () => {
    // There is no release 4.18 of the wasm backend.
    await makeProject(folder, name, {dependencies});
    await install(project);
  });
  await addTour(project);
  if (pretended !== undefined) await pretend(project, tfjs, pretended);
  const program = node ? path.join(project, 'node_modules/node/bin/node') : process.execPath;
  const {stdout, output} = await attempt(program, ['tour.cjs'], project);
  const line = stdout.split('\n').find(text => text.startsWith('{'));
  if (line === undefined) throw new CheckFailure(`${name}: ${output}`);
  const row = {...(JSON.parse(line) as Row), 'command line': await commandLine(program, project)};
  if (pretended !== undefined) assertNamed(row);
  console.error(JSON.stringify(row));
  return row;
}

/** Beside a tfjs that nobody knows, what leans on its private parts is off, and the sentences name it; the rest runs. */
function assertNamed(row: Row): void {
  const off = ['float64', 'wasm kernels'].filter(part => !row[part]?.includes('4.99.0'));
  const notRunning = ['losses', 'training', 'saving', 'command line'].filter(part => row[part] !== 'ok');
  if (off.length + notRunning.length === 0) return;
  throw new CheckFailure(
    `expected only float64 and wasm to be off beside tfjs 4.99.0, and to name it, got ${JSON.stringify(row)}`,
  );
}

async function pretend(project: string, from: string, to: string): Promise<void> {
  const file = path.join(project, 'node_modules/@tensorflow/tfjs-core/dist/tf-core.node.js');
  const text = await fs.readFile(file, 'utf8');
  await fs.rm(file); // it may be one file with that of npm's cache
  await fs.writeFile(file, text.replaceAll(`'${from}'`, `'${to}'`));
}

/** What people type first, and a check of a function in a module. */
async function commandLine(program: string, project: string): Promise<string> {
  const losslab = path.join(project, 'node_modules/losslab/dist/cli/main.cjs');
  await fs.writeFile(
    path.join(project, 'question.cjs'),
    'exports.fn = x => x.square().sum();\nexports.inputs = [[1, 2, 3]];\n',
  );
  await fs.writeFile(
    path.join(project, 'typed.ts'),
    'import type * as tf from "@tensorflow/tfjs";\nexport const fn = (x: tf.Tensor) => x.square().sum();\nexport const inputs = [[1, 2, 3]];\n',
  );
  const model = path.join(project, 'node_modules/losslab/models/convolution');
  for (const args of [
    ['--help'],
    ['doctor'],
    ['gradcheck', 'question.cjs'],
    ...((await readsTypeScript(program, project)) ? [['gradcheck', 'typed.ts']] : []),
    ['evaluate', model, '--dataset', 'synthetic'],
  ]) {
    const {status, output} = await attempt(program, [losslab, ...args], project);
    if (status !== 0)
      return `FAILED: ${args.slice(0, 2).join(' ')} ends with ${String(status)}: ${output.trim().split('\n').at(-1)!}`;
  }
  return 'ok';
}

/** Node does from 22.18 on. */
async function readsTypeScript(program: string, project: string): Promise<boolean> {
  const {stdout} = await attempt(program, ['-p', 'Boolean(process.features.typescript)'], project);
  return stdout.trim() === 'true';
}
