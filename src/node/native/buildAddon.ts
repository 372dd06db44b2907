import * as fs from 'node:fs/promises';
import {existsSync} from 'node:fs';
import * as path from 'node:path';
import {BackendUnavailableError, DataUnavailableError} from '../../errors';
import {t, type Text} from '../../text';
import {makeDirectory} from '../writeAtomically';
import {findTensorflow, libraries, type TensorflowOptions} from './findTensorflow';
import {npmCommand, runProgram} from './runProgram';

/**
 * Builds tfjs-node's addon against the C library in a TensorFlow for Python. Linux only.
 *
 * @param folder Of tfjs-node.
 * @throws {DataUnavailableError} If there is no TensorFlow to build against: not for this platform, or not on this network.
 * @throws {BackendUnavailableError} If a tool is missing or the build fails; the sentence says which, or has its reason.
 */
export async function buildAddon(folder: string, options: TensorflowOptions): Promise<void> {
  if (process.platform !== 'linux') {
    throw new DataUnavailableError(t`native: expected Linux to build the addon on, got ${process.platform}`);
  }
  await assertTools(folder, options);
  const tensorflow = await findTensorflow(options);
  options.onMessage(t`building against ${tensorflow}`);
  await linkLibrary(folder, tensorflow);
  await compile(folder, options);
}

async function assertTools(folder: string, options: TensorflowOptions): Promise<void> {
  const missing = (name: string, advice: Text): never => {
    throw new BackendUnavailableError(t`native: expected ${name} on the PATH, got none; ${advice}`);
  };
  const has = async (...command: string[]) => (await runProgram(command, options)).ok;
  if (folder.includes(' ')) {
    throw new BackendUnavailableError(
      t`native: expected a folder without spaces in its path, as make needs, got ${folder}`,
    );
  }
  const essential = t`install it (Debian: apt-get install build-essential)`;
  if (!(await has('python3', '--version'))) missing('python3', t`install Python 3`);
  if (!(await has('make', '--version'))) missing('make', essential);
  const compiler = options.env['CXX'] || 'g++';
  if (!(await has(compiler, '--version'))) missing(compiler, essential);
}

/** As tfjs-node's binding.gyp expects them: what it links by name, and what it loads from there at run time. */
async function linkLibrary(folder: string, tensorflow: string): Promise<void> {
  const [deps, lib] = [path.join(folder, 'deps'), path.join(folder, 'deps/lib')];
  await fs.rm(deps, {recursive: true, force: true});
  await fs.mkdir(lib, {recursive: true});
  await fs.symlink(path.join(tensorflow, 'include'), path.join(deps, 'include'));
  for (const name of libraries) {
    await fs.symlink(path.join(tensorflow, name), path.join(lib, name));
    await fs.symlink(name, path.join(lib, name.replace('_cc', '').replace(/\.2$/, '')));
  }
}

async function compile(folder: string, options: TensorflowOptions): Promise<void> {
  const {env, store} = options;
  const headers = await findHeaders(options);
  const napi = process.versions['napi'] ?? '8';
  const level = Math.min(Number(napi), 8);
  const command = [
    ...[process.execPath, await findGyp(options), 'rebuild'],
    ...(headers === undefined ? [] : [`--nodedir=${headers}`]),
    ...[`--devdir=${path.join(store, 'node-gyp')}`, '--module_name=tfjs_binding'],
    `--module_path=${path.join(folder, `lib/napi-v${level}`)}`,
    ...[`--napi_build_version=${level}`, `--napi_version=${napi}`],
  ];
  const end = await runProgram(command, {...options, cwd: folder, env});
  const log = path.join(store, 'build.log');
  await makeDirectory(store);
  await fs.writeFile(log, end.output);
  if (!end.ok) {
    throw new BackendUnavailableError(
      t`native: node-gyp cannot build the addon: ${end.reason}; its log is ${log}`,
    );
  }
}

/** npm brings a node-gyp of its own and tells the commands that it runs where. */
async function findGyp(options: TensorflowOptions): Promise<string> {
  const said = options.env['npm_config_node_gyp'];
  if (said !== undefined && existsSync(said)) return said;
  const print = 'node -p process.env.npm_config_node_gyp';
  const {output} = await runProgram([...npmCommand(options.env), 'exec', '--call', print], options);
  const found = output.trim().split('\n').at(-1)!;
  if (existsSync(found)) return found;
  throw new BackendUnavailableError(t`native: expected npm with its node-gyp, got none; install npm`);
}

/** Where Node's headers are, as npm's configuration says or beside the running Node; undefined if node-gyp is to fetch them. */
async function findHeaders(options: TensorflowOptions): Promise<string | undefined> {
  const {output} = await runProgram([...npmCommand(options.env), 'config', 'get', 'nodedir'], options);
  return [output.trim(), path.resolve(process.execPath, '../..')].find(folder =>
    existsSync(path.join(folder, 'include/node/node_api.h')),
  );
}
