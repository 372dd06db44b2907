import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {attempt, CheckFailure, npm, run} from '../checkPackage/run';

/** npm gives a global package a tfjs of its own: what `doctor` and `gradcheck` then advise is typed, and helps. */
export async function runGlobal(project: string): Promise<string> {
  const manifest = await fs.readFile(path.join(project, 'package.json'), 'utf8');
  const {losslab} = (JSON.parse(manifest) as {dependencies: Record<string, string>}).dependencies;
  // No folder above it is a project.
  const home = await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-global-'));
  try {
    const prefix = path.join(home, 'prefix');
    await type(['install', '--global', '--prefix', prefix, losslab!.replace('file:', '')], home);
    const command = path.join(prefix, 'bin/losslab');
    await assertBringsWasm(command, home);
    await assertOutside(command, home);
    return '`doctor` says the line that brings wasm, `gradcheck` that for a module outside a project';
  } finally {
    await fs.rm(home, {recursive: true, force: true});
  }
}

function type(args: readonly string[], folder: string): Promise<string> {
  return npm([...args, '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'], folder);
}

async function assertBringsWasm(command: string, home: string): Promise<void> {
  const doctor = async (program: string) =>
    JSON.parse(await run(program, ['doctor', '--json', '--lang', 'en'], home)) as {
      backend: {detail: string};
      backends: {name: string; detail: string}[];
    };
  const {backends} = await doctor(command);
  const said = backends.find(({name}) => name === 'wasm')!.detail;
  const line = /\(npm (install --install-links .*), and from then on (\S+)\)/.exec(said);
  if (line === null) throw new CheckFailure(`expected a line that brings wasm, got ${said}`);
  const [args, moved] = [line[1]!, line[2]!].map(text => text.replaceAll('~', home));
  await type(args!.split(' '), home);
  const {backend} = await doctor(moved!);
  if (backend.detail !== 'wasm') throw new CheckFailure(`expected wasm after ${said}, got ${backend.detail}`);
}

/** A module of no project that asks for tfjs. */
async function assertOutside(command: string, home: string): Promise<void> {
  const folder = path.join(home, 'outside');
  await fs.mkdir(folder);
  const module = `require('@tensorflow/tfjs'); exports.fn = x => x.square().sum(); exports.inputs = [[1, 2]];`;
  await fs.writeFile(path.join(folder, 'module.js'), module);
  const {output} = await attempt(command, ['gradcheck', 'module.js', '--lang', 'en'], folder);
  const line = /run npm (install --install-links .*), and npx losslab/.exec(output);
  if (line === null) throw new CheckFailure(`expected a line for a module outside a project, got ${output}`);
  await type(['--prefix', folder, ...line[1]!.split(' ')], folder);
  await run(path.join(folder, 'node_modules/.bin/losslab'), ['gradcheck', 'module.js'], folder);
}
