import * as fs from 'node:fs';
import {createRequire} from 'node:module';
import * as path from 'node:path';
import {t, type Text} from '../../text';
import {npmCommand, runProgram, type ProgramOptions} from './runProgram';

/**
 * Lets tfjs-node's own install script download its addon and TensorFlow's library.
 *
 * @param folder Of tfjs-node.
 * @returns Why there is no addon afterwards, or undefined.
 * @throws The signal's reason if it is aborted.
 */
export async function takePrebuilt(folder: string, options: ProgramOptions): Promise<Text | undefined> {
  const {env, signal} = options;
  const asked = await runProgram([...npmCommand(env), 'config', 'get', 'ignore-scripts'], options);
  if (asked.output.trim() === 'true') return t`npm's setting ignore-scripts forbids its script`;
  const reason = await reasonUnreachable(folder, env, signal);
  if (reason !== undefined) return reason;
  const script = path.join(folder, 'scripts/install.js');
  const end = await runProgram([process.execPath, script], {
    ...options,
    cwd: folder,
    env: {...env, [pathName(env)]: [...binFolders(folder), env[pathName(env)]].join(path.delimiter)},
  });
  return end.ok ? undefined : t`its script failed: ${end.reason}`;
}

/** The script waits for ever for a host that does not answer. With a proxy nobody knows before it has tried. */
async function reasonUnreachable(
  folder: string,
  env: ProgramOptions['env'],
  signal: AbortSignal,
): Promise<Text | undefined> {
  if (['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some(name => env[name])) return undefined;
  const host = new URL(env['TFJS_NODE_CDN_STORAGE'] ?? hostOf(folder));
  try {
    await fetch(host.origin, {
      method: 'HEAD',
      signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
    });
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    const {message, cause} = error as Error;
    const {code} = (cause ?? {}) as NodeJS.ErrnoException;
    return t`${host.host} cannot be reached (${code ?? message})`;
  }
}

function hostOf(folder: string): string {
  const {binary} = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    binary: {host: string};
  };
  return binary.host;
}

/** The script calls `node-pre-gyp`, which a package manager would have put on the PATH. */
function binFolders(folder: string): string[] {
  const tool = createRequire(path.join(folder, 'package.json')).resolve('@mapbox/node-pre-gyp/package.json');
  return [path.join(folder, 'node_modules/.bin'), path.resolve(tool, '../../../.bin')];
}

/** On Windows it is `Path`. */
function pathName(env: ProgramOptions['env']): string {
  return Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH';
}
