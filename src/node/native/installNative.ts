import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {BackendUnavailableError} from '../../errors';
import {t, type Text} from '../../text';
import {cacheDirectory} from '../mnist/loadDataset';
import {buildAddon} from './buildAddon';
import {nativePlace, type NativePlace} from './nativePlace';
import {takePrebuilt} from './prebuiltAddon';
import {npmCommand, runProgram, type ProgramOptions} from './runProgram';

/** Whether the native backend computes: what it is, or the reason why not. */
export type NativeProof =
  | {readonly ok: true; readonly version: string; readonly tensorflow: string}
  | {readonly ok: false; readonly reason: string};

export interface NativeOptions extends Omit<ProgramOptions, 'cwd'> {
  /** `prebuilt`: only tfjs-node's own addon; `wheel`: only one that is built here; `auto`: the first, else the second. */
  readonly source: 'auto' | 'prebuilt' | 'wheel';
  /** Install also where there is a native backend that works. */
  readonly force: boolean;
  readonly cacheDir: string | undefined;
  readonly onMessage: (message: Text) => void;
  /** Tries the backend with an op, in a process of its own: what breaks there does not take this one along. */
  readonly prove: () => Promise<NativeProof>;
  /** Where it belongs; a test hands over another place. */
  readonly place?: NativePlace;
}

/** How the native backend came to work. */
export interface NativeOutcome {
  readonly how: 'present' | 'prebuilt' | 'wheel';
  /** Of tfjs-node. */
  readonly version: string;
  /** Of TensorFlow's library. */
  readonly tensorflow: string;
}

/**
 * Installs @tensorflow/tfjs-node, the native backend, beside losslab's TensorFlow.js, in its version: its own prebuilt addon
 * where that can be downloaded and scripts are allowed, else one that is built against a TensorFlow for Python. It is
 * proved with an op. package.json and the lock file stay as they are.
 *
 * @throws {BackendUnavailableError} If it does not work in the end; the sentence says what can be done.
 * @throws {DataUnavailableError} If neither an addon nor a TensorFlow to build one against can be had.
 */
export async function installNative(options: NativeOptions): Promise<NativeOutcome> {
  if (!options.force) {
    const proof = await options.prove();
    if (proof.ok) return {how: 'present', ...known(proof)};
  }
  const place = options.place ?? nativePlace();
  const {source, onMessage} = options;
  const folder = place.installed ?? (await putPackage(place, options));
  const own = {...options, cwd: place.root};
  try {
    if (source !== 'wheel') {
      onMessage(t`downloading the addon of @tensorflow/tfjs-node ${place.version}`);
      const outcome = await proved('prebuilt', await takePrebuilt(folder, own), options);
      if ('how' in outcome) return outcome;
      const reason = t`native: the prebuilt addon cannot be had: ${outcome.reason}`;
      if (source === 'prebuilt') throw new BackendUnavailableError(reason);
      onMessage(reason);
    }
    await buildAddon(folder, {...own, store: path.join(cacheDirectory(options.cacheDir), 'native')});
    const outcome = await proved('wheel', undefined, options);
    if ('how' in outcome) return outcome;
    throw new BackendUnavailableError(t`native: the addon is built but does not work: ${outcome.reason}`);
  } catch (error) {
    // Something half-built must not stay where require() finds it.
    await removeParts(place, folder);
    throw error;
  }
}

async function proved(
  how: 'prebuilt' | 'wheel',
  failed: Text | undefined,
  {prove}: NativeOptions,
): Promise<NativeOutcome | {reason: Text}> {
  if (failed !== undefined) return {reason: failed};
  const proof = await prove();
  return proof.ok ? {how, ...known(proof)} : {reason: proof.reason};
}

function known({version, tensorflow}: {version: string; tensorflow: string}) {
  return {version, tensorflow};
}

/** Without its install script. `--save-dev` only makes npm place what package.json may have as an optional peer. */
async function putPackage({root, version}: NativePlace, options: NativeOptions): Promise<string> {
  const id = '@tensorflow/tfjs-node';
  const how = ['--no-save', '--save-dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const command = [...npmCommand(options.env), 'install', '--prefix', root, ...how, `${id}@${version}`];
  const end = await runProgram(command, {...options, cwd: root});
  if (end.ok) return path.join(root, 'node_modules', id);
  throw new BackendUnavailableError(t`native: npm cannot install ${id}@${version}: ${end.reason}`);
}

async function removeParts({installed}: NativePlace, folder: string): Promise<void> {
  const parts = installed === undefined ? [folder] : ['deps', 'lib'].map(part => path.join(folder, part));
  for (const part of parts) await fs.rm(part, {recursive: true, force: true});
}
