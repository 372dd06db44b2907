import {inEnglish} from '../text';
import {installation} from './installation';
import type {LoadPackage} from './loadPackage';

/** A backend that comes in a package of its own and registers itself when that package is loaded. */
interface OptionalPackage {
  readonly id: string;
  /** The part of tfjs through which the package uses the engine; it must be the one that losslab uses. */
  readonly engine: string;
  /** Called before the package is loaded. */
  prepare?(load: LoadPackage): void;
  /** The version, read from the package's exports. */
  version(exports: Record<string, unknown>): unknown;
}

/** The packages of the backends that tfjs itself does not bring, by backend name. */
export const optionalPackages: Readonly<Record<string, OptionalPackage>> = {
  tensorflow: {
    id: '@tensorflow/tfjs-node',
    engine: '@tensorflow/tfjs',
    prepare: prepareNative,
    version: exports => (exports['version'] as Record<string, unknown> | undefined)?.['tfjs-node'],
  },
  wasm: {
    id: '@tensorflow/tfjs-backend-wasm',
    engine: '@tensorflow/tfjs-core',
    version: exports => exports['version_wasm'],
  },
};

/**
 * Loads an optional package.
 *
 * @returns The version it states.
 * @throws {Error} Whose message is the reason why the package cannot be used: part of a sentence, on one line.
 */
export function loadOptionalPackage(optional: OptionalPackage, load: LoadPackage): string {
  try {
    assertOneEngine(optional, load);
    optional.prepare?.(load);
    return String(optional.version(load(optional.id) as Record<string, unknown>));
  } catch (error) {
    throw new Error(reasonNotLoaded(optional.id, error, load), {cause: error});
  }
}

/**
 * A package with a tfjs of its own would register kernels of another version over ours, and its tensors would not be
 * ours. This is checked before the package is loaded, since loading it does the harm.
 */
function assertOneEngine({id, engine}: OptionalPackage, load: LoadPackage): void {
  const ours = load.resolve(engine, {paths: [load.resolve('@tensorflow/tfjs')]});
  if (load.resolve(engine, {paths: [load.resolve(id)]}) !== ours) {
    const {kind, advice} = installation(load, id);
    throw new Error(
      kind === 'global'
        ? `a global installation gives each package a ${engine} of its own; run ${inEnglish(advice)}`
        : `it brings a second copy of ${engine}; install the same version of both (${inEnglish(advice)})`,
    );
  }
}

function reasonNotLoaded(id: string, error: unknown, load: LoadPackage): string {
  const {code, message} = error as {code?: unknown; message?: unknown};
  const firstLine = String(message ?? error)
    .split('\n', 1)[0]!
    .trim();
  if (code === 'MODULE_NOT_FOUND' && firstLine.includes(`'${id}'`))
    return `${id} is not installed (${inEnglish(installation(load, id).advice)})`;
  if (firstLine.includes('native addon module')) {
    return `${id} is installed without its native binding; ${inEnglish(installation(load, id).advice)} brings it`;
  }
  return `${id} cannot be loaded: ${firstLine}`;
}

function prepareNative(load: LoadPackage): void {
  // Node 23 took away two functions of `util` that every op of tfjs-node calls.
  const util = load('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] ??= (value: unknown) => value == null;
  util['isArray'] ??= Array.isArray;
  // Warnings and errors, not the library's notes on the processor; a level that the user has set stays.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '1';
  // Newer libraries announce oneDNN's kernels whatever the level; a step of a net takes as long without them.
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '0';
}
