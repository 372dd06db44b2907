import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {BackendUnavailableError, DataUnavailableError} from '../../errors';
import {t, type Text} from '../../text';
import {makeDirectory, temporaryName} from '../writeAtomically';
import {runProgram, type ProgramEnd, type ProgramOptions} from './runProgram';

/** The parts of TensorFlow that an addon is linked against. */
export const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] as const;

export interface TensorflowOptions extends ProgramOptions {
  /** Where downloads are kept. */
  readonly store: string;
  readonly onMessage: (message: Text) => void;
}

/**
 * Finds a TensorFlow for Python, whose package has the C library: the one that `LOSSLAB_TENSORFLOW` names (unpacked, or
 * a wheel), else an installed one, else one that pip downloads, of `LOSSLAB_TENSORFLOW_VERSION` or 2.21.0.
 *
 * @returns The folder with `include` and the libraries.
 * @throws {DataUnavailableError} If there is none to be had, or what was named is none.
 * @throws {BackendUnavailableError} If it cannot be unpacked.
 */
export async function findTensorflow(options: TensorflowOptions): Promise<string> {
  const {env, store} = options;
  const given = env['LOSSLAB_TENSORFLOW'];
  if (given) return useGiven(path.resolve(options.cwd, given), options);
  const installed = await runProgram(['python3', '-c', whereInstalled], options);
  const folder = installed.output.trim();
  if (installed.ok && (await isTensorflow(folder))) return folder;
  const wanted = `tensorflow-cpu==${env['LOSSLAB_TENSORFLOW_VERSION'] || '2.21.0'}`;
  const kept = path.join(store, wanted);
  if (!(await isTensorflow(path.join(kept, 'tensorflow')))) await download(wanted, kept, options);
  return path.join(kept, 'tensorflow');
}

async function useGiven(given: string, options: TensorflowOptions): Promise<string> {
  if (given.endsWith('.whl')) {
    const folder = path.join(options.store, path.basename(given, '.whl'));
    if (!(await isTensorflow(path.join(folder, 'tensorflow')))) await unpack(given, folder, options);
    return path.join(folder, 'tensorflow');
  }
  if (await isTensorflow(given)) return given;
  throw new DataUnavailableError(
    t`native: expected LOSSLAB_TENSORFLOW to be a wheel, or a folder with include and ${libraries.join(' ')}, got ${given}`,
    {place: given},
  );
}

/** Without importing it, which takes seconds. */
const whereInstalled = `
import importlib.util as u
s = u.find_spec("tensorflow")
print(s and s.submodule_search_locations[0] or "")`;

async function isTensorflow(folder: string): Promise<boolean> {
  const files = ['include/tensorflow/c/eager/c_api.h', ...libraries].map(name => path.join(folder, name));
  const looks = await Promise.allSettled(files.map(file => fs.stat(file)));
  return folder !== '' && looks.every(({status}) => status === 'fulfilled');
}

async function download(wanted: string, folder: string, options: TensorflowOptions): Promise<void> {
  const {store, onMessage} = options;
  onMessage(t`downloading ${wanted}, about 270 MB`);
  await makeDirectory(store);
  const place = path.join(store, temporaryName('wheel'));
  const pip = (...more: string[]): Promise<ProgramEnd> => {
    const how = ['--no-deps', '--only-binary=:all:', '--no-cache-dir', '--dest', place, ...more];
    return runProgram(['python3', '-m', 'pip', 'download', ...how, wanted], options);
  };
  try {
    let end = await pip();
    // The wheels of all Pythons hold the same library: where there is none for this one, that of another will do.
    if (!end.ok) end = await pip('--python-version', '3.11');
    if (/No module named pip/.test(end.output)) {
      throw new BackendUnavailableError(
        t`native: expected pip to download TensorFlow with, got none; install it (Debian: apt-get install python3-pip) or set LOSSLAB_TENSORFLOW`,
      );
    }
    if (!end.ok) {
      throw new DataUnavailableError(
        t`native: expected a TensorFlow to build against, got none: pip has no ${wanted} (${end.reason}); set LOSSLAB_TENSORFLOW to a wheel or to an unpacked one`,
      );
    }
    const [wheel] = await fs.readdir(place);
    await unpack(path.join(place, wheel!), folder, options);
  } finally {
    await fs.rm(place, {recursive: true, force: true});
  }
}

/** Of a wheel's 1 GB only what a build needs. The folder gets its name last: there is no half-unpacked one. */
async function unpack(wheel: string, folder: string, options: TensorflowOptions): Promise<void> {
  options.onMessage(t`unpacking ${path.basename(wheel)}`);
  await makeDirectory(options.store);
  const place = path.join(options.store, temporaryName('unpacking'));
  try {
    const end = await runProgram(['python3', '-c', unpackWheel, wheel, place, ...libraries], options);
    if (!end.ok) throw new BackendUnavailableError(t`native: cannot unpack ${wheel}: ${end.reason}`);
    if (!(await isTensorflow(path.join(place, 'tensorflow')))) {
      throw new DataUnavailableError(
        t`native: expected a TensorFlow wheel for Linux, with include and ${libraries.join(' ')}, got ${wheel}`,
      );
    }
    await fs.rm(folder, {recursive: true, force: true});
    await fs.rename(place, folder);
  } finally {
    await fs.rm(place, {recursive: true, force: true});
  }
}

const unpackWheel = `
import sys, zipfile
wheel, folder, *libraries = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    wanted = tuple('tensorflow/' + name for name in ('include/', *libraries))
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(wanted)])`;
