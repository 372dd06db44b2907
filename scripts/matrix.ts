/**
 * Runs the packed losslab beside other versions of TensorFlow.js and of Node, from the package registry, and writes the table
 * in docs/integrations.md.
 *
 *     npx tsx scripts/matrix.ts              all of them; some ten minutes
 *     npx tsx scripts/matrix.ts 4.10 4.22    only these versions of tfjs; the table is printed, not written
 */
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {cpuBundleDigests} from '../src/tfjs/provenVersions';
import {pack} from './checkPackage/packed';
import {attempt, CheckFailure, npm} from './checkPackage/run';

/** Releases of Node, newest first; the package `node` of the registry brings their programs. */
const nodeVersions = ['26', '24', '22', '20'];

const newestTfjs = Object.keys(cpuBundleDigests).at(-1)!;
const root = path.join(__dirname, '..');

async function main(): Promise<void> {
  const asked = process.argv
    .slice(2)
    .map(version => (version.split('.').length === 2 ? `${version}.0` : version));
  const tfjsVersions = asked.length > 0 ? asked : Object.keys(cpuBundleDigests);
  const folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-matrix-')));
  try {
    const {tarball} = await pack(root, folder);
    const rows: Row[] = [];
    for (const tfjs of tfjsVersions) rows.push(await tour(folder, tarball, {tfjs, node: undefined}));
    if (asked.length === 0) {
      for (const node of nodeVersions) rows.push(await tour(folder, tarball, {tfjs: newestTfjs, node}));
    }
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const table = [
      line(columns),
      line(columns.map(() => '---')),
      ...rows.map(row => line(columns.map(column => row[column] ?? ''))),
    ].join('\n');
    console.log(table);
    if (asked.length === 0) await writeTable(table);
    if (rows.some(row => Object.values(row).some(result => result.startsWith('FAILED'))))
      process.exitCode = 5;
  } finally {
    await fs.rm(folder, {recursive: true, force: true});
  }
}

type Row = Readonly<Record<string, string>>;

const columns = [
  ...['tfjs', 'node', 'losses', 'training', 'saving', 'float64', 'wasm kernels', 'replayed training on wasm'],
  'command line',
];

/** One project with these versions, and what `tour.cjs` says in it. */
async function tour(
  folder: string,
  tarball: string,
  versions: {tfjs: string; node: string | undefined},
): Promise<Row> {
  const {tfjs, node} = versions;
  const project = path.join(folder, `tfjs-${tfjs}-node-${node ?? 'own'}`);
  await fs.mkdir(project);
  const dependencies = {
    losslab: `file:${tarball}`,
    '@tensorflow/tfjs': tfjs,
    '@tensorflow/tfjs-backend-wasm': tfjs,
    ...(node && {node}),
  };
  await fs.writeFile(path.join(project, 'package.json'), JSON.stringify({private: true, dependencies}));
  const install = () => npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent'], project);
  await install().catch(async () => {
    // There is no release 4.18 of the wasm backend.
    const others = {...dependencies, '@tensorflow/tfjs-backend-wasm': undefined};
    await fs.writeFile(
      path.join(project, 'package.json'),
      JSON.stringify({private: true, dependencies: others}),
    );
    await install();
  });
  await fs.copyFile(
    path.join(__dirname, 'checkPackage/consumers/node/tour.cjs'),
    path.join(project, 'tour.cjs'),
  );
  const program = node ? path.join(project, 'node_modules/node/bin/node') : process.execPath;
  const {stdout, output} = await attempt(program, ['tour.cjs'], project);
  const line = stdout.split('\n').find(text => text.startsWith('{'));
  if (line === undefined) throw new CheckFailure(`tfjs ${tfjs}, Node ${node ?? 'own'}: ${output}`);
  const row = {...(JSON.parse(line) as Row), 'command line': await commandLine(program, project)};
  console.error(JSON.stringify(row));
  return row;
}

/** What people type first, and a check of a function in a module. */
async function commandLine(program: string, project: string): Promise<string> {
  const losslab = path.join(project, 'node_modules/losslab/dist/cli/main.cjs');
  await fs.writeFile(
    path.join(project, 'question.cjs'),
    'exports.fn = x => x.square().sum();\nexports.inputs = [[1, 2, 3]];\n',
  );
  const model = path.join(project, 'node_modules/losslab/models/convolution');
  for (const args of [
    ['--help'],
    ['doctor'],
    ['gradcheck', 'question.cjs'],
    ['evaluate', model, '--dataset', 'synthetic'],
  ]) {
    const {status, output} = await attempt(program, [losslab, ...args], project);
    if (status !== 0)
      return `FAILED: ${args[0]!} ends with ${String(status)}: ${output.trim().split('\n').at(-1)!}`;
  }
  return 'ok';
}

/** Between the two comments of docs/integrations.md that mark its place. */
async function writeTable(table: string): Promise<void> {
  const file = path.join(root, 'docs/integrations.md');
  const [before, rest] = (await fs.readFile(file, 'utf8')).split('<!-- matrix -->\n', 2) as [string, string];
  const after = rest.slice(rest.indexOf('<!-- end of matrix -->'));
  await fs.writeFile(file, `${before}<!-- matrix -->\n\n${table}\n\n${after}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof CheckFailure ? error.message : error);
  process.exitCode = 1;
});
