import * as tf from '@tensorflow/tfjs';
import {assertText} from '../argumentKinds';
import {assertBoolean, assertCallback, assertKnownOptions, assertWhole, describe} from '../checks';
import {BackendUnavailableError, InvalidTypeError, InvalidValueError} from '../errors';
import {loadPackage, type LoadPackage} from './loadPackage';
import {openBackend, restoreBackend, type Opening} from './openBackend';
import {isInitialized} from '../tfjs/engine';
import {isProven, provenRange} from '../tfjs/provenVersions';
import {installWasmKernels, restoreWasmKernels} from '../wasm/installWasmKernels';
import {useWasmThreads} from '../wasm/useWasmThreads';

/** How `selectBackend` finds and sets up a backend. */
export interface SelectBackendOptions {
  /** Leave the wasm backend's kernels as they come instead of installing the corrected ones. Default false. */
  readonly stock?: boolean;
  /** How many weights the dense net has that is to be trained; `auto` decides by it. */
  readonly weights?: number;
  /**
   * In how many threads the wasm backend computes, in Node. `auto` takes wasm if this is given. Otherwise `auto` decides by `weights`,
   * and a named `wasm` has one.
   */
  readonly threads?: number;
  /** Called with one sentence if threads cannot be had and the wasm backend computes in one. */
  readonly onFallback?: (sentence: string) => void;
  /** Loads a package by name; default `require`. */
  readonly load?: LoadPackage;
}

/** The backends that losslab knows, the fastest for large networks first: the order in which `auto` tries them. */
const knownBackends = ['tensorflow', 'wasm', 'cpu'] as const;

/**
 * Up to so many weights `train` is faster on wasm than on TensorFlow's library, where every op costs a call. Measured at
 * batch 100: see docs/performance.md, "by hidden units".
 */
const weightsOfSmallNet = 60_000;

/**
 * From so many weights on threads make `train` on wasm faster; below, waking them for every op costs more. Measured at batch 100:
 * see docs/performance.md.
 */
const weightsForThreads = 300_000;

/**
 * Makes a tfjs backend the current one, loading its package if need be, and proves with an op that it works here.
 *
 * `auto` takes the first that works of `tensorflow` (native, from @tensorflow/tfjs-node), `wasm` (from
 * @tensorflow/tfjs-backend-wasm) and `cpu` (plain JavaScript, always there); for a dense net of up to 60,000 `weights`
 * it tries `wasm` first, which is the faster for those, and for one of 300,000 or more it gives wasm a thread for each core. It prints nothing, and a backend that turns out unusable leaves
 * neither a registration nor another current backend behind.
 *
 * Loading @tensorflow/tfjs-node makes it tfjs's default and gives `fit` a progress bar, unless `verbose: 0`.
 *
 * @param name `auto`, `tensorflow` (or `native`), `wasm`, `cpu`, or any backend registered with tfjs.
 * @returns The registered name: `tensorflow` for `native`.
 * @throws {BackendUnavailableError} If a known backend cannot be used here; the sentence gives the reason.
 *   Of `wasm` also if its package or tfjs is of another version than the corrected kernels are for, unless
 *   the stock ones are asked for, and if it is initialized with another number of threads.
 * @throws {TypeError} If an option is of another type.
 * @throws {RangeError} If nobody knows the name, an option is not known, `weights` or `threads` is not a count, or `threads` is given
 *   for another backend than wasm.
 *
 * @example
 * await selectBackend('auto');                     // 'tensorflow', 'wasm' or 'cpu'
 * await selectBackend('auto', {weights: 39_760});  // 'wasm' where it is installed
 */
export async function selectBackend(name = 'auto', options: SelectBackendOptions = {}): Promise<string> {
  assertText('selectBackend', 'the name of a backend', name);
  const {weights, stock, load, ...wanted} = checkedOptions(name, options);
  const reasons: string[] = [];
  for (const candidate of wanted.threads === undefined ? candidatesFor(name, weights) : ['wasm']) {
    const previous = tf.getBackend();
    const prepare = candidate === 'wasm' ? () => setThreads(name, weights, wanted) : undefined;
    const opening = await openBackend(candidate, load, prepare);
    const reason = opening.usable ? setKernels(candidate, stock, opening.version, load) : opening.reason;
    if (reason === undefined) return candidate;
    if (opening.usable) await restoreBackend(previous);
    reasons.push(`${candidate} cannot be used here: ${reason}`);
  }
  throw new BackendUnavailableError(`selectBackend: ${reasons.join('; ')}`);
}

type Checked = SelectBackendOptions & Required<Pick<SelectBackendOptions, 'weights' | 'stock' | 'load'>>;

function checkedOptions(name: string, options: SelectBackendOptions): Checked {
  assertKnownOptions('selectBackend', options, ['stock', 'weights', 'threads', 'onFallback', 'load']);
  const {weights = Infinity, stock = false, load = loadPackage, threads, onFallback} = options;
  assertBoolean('selectBackend', 'stock', stock);
  assertCallback('selectBackend', 'load', load);
  assertCallback('selectBackend', 'onFallback', onFallback);
  if (threads !== undefined) assertThreads(name, threads);
  const isNumber = typeof weights === 'number';
  if (!(isNumber && weights >= 0)) {
    const message = `selectBackend: expected weights to be a count of at least 0, got ${describe(weights)}`;
    throw isNumber ? new InvalidValueError(message) : new InvalidTypeError(message);
  }
  return {...options, weights, stock, load};
}

function assertThreads(name: string, threads: unknown): void {
  assertWhole('selectBackend', 'threads', threads, 1);
  if (name === 'wasm' || name === 'auto') return;
  throw new InvalidValueError(`selectBackend: expected backend wasm or auto beside threads, got ${name}`);
}

/** Gives the wasm backend the threads that were asked for, or those that pay for a net of so many weights. */
async function setThreads(
  name: string,
  weights: number,
  {threads, onFallback}: Pick<SelectBackendOptions, 'threads' | 'onFallback'>,
): Promise<void> {
  const options = onFallback === undefined ? {} : {onFallback};
  if (threads !== undefined) await useWasmThreads(threads, options);
  else if (name === 'auto' && weights >= weightsForThreads && weights < Infinity && !isInitialized('wasm')) {
    await useWasmThreads(undefined, options);
  }
}

/** Installs the kernels that were asked for; the reason why that is impossible, or undefined. */
function setKernels(name: string, stock: boolean, version: string, load: LoadPackage): string | undefined {
  if (name !== 'wasm') return undefined;
  if (stock) {
    restoreWasmKernels();
    return undefined;
  }
  const {BackendWasm} = load('@tensorflow/tfjs-backend-wasm') as {BackendWasm?: unknown};
  const reason = reasonNotCorrected(version, BackendWasm);
  if (reason === undefined) installWasmKernels();
  return reason;
}

/**
 * Why the corrected kernels do not fit the registered wasm backend, or undefined if they do. They use fields of the backend
 * that tfjs does not promise, and rely on what is right in that version.
 *
 * @param version The loaded package's.
 * @param Backend The class that it registers.
 */
function reasonNotCorrected(version: string, Backend: unknown): string | undefined {
  const id = '@tensorflow/tfjs-backend-wasm';
  // Typed as the version that it was compiled with; another one may be installed.
  const core: string = tf.version_core;
  if (!isProven(core) || version !== core) {
    return (
      `its corrected kernels are for ${id} and @tensorflow/tfjs-core of one version, ${provenRange}, got ${version} ` +
      `and ${core}; install those, or take the stock kernels with {stock: true}`
    );
  }
  if (typeof Backend === 'function' && !(tf.findBackend('wasm') instanceof Backend)) {
    return (
      `its corrected kernels are for the ${id} that losslab loads, got a backend that another copy has registered; ` +
      'install only one, or take the stock kernels with {stock: true}'
    );
  }
  return undefined;
}

function candidatesFor(name: string, weights: number): readonly string[] {
  if (name === 'auto') return weights <= weightsOfSmallNet ? ['wasm', 'tensorflow', 'cpu'] : knownBackends;
  const registered = name === 'native' ? 'tensorflow' : name;
  if ([...knownBackends, ...tf.engine().backendNames()].includes(registered)) return [registered];
  throw new InvalidValueError(
    `selectBackend: expected auto, tensorflow (or native), wasm, cpu or a backend registered with tfjs, got ${name}`,
  );
}

/** What `probeBackends` found about one backend: its package's version, or the reason why it cannot be used. */
export type BackendProbe = Opening & {readonly name: string};

/**
 * Tries every known backend, in the order in which `selectBackend('auto')` does.
 *
 * @param options.load Loads a package by name; default `require`.
 * @returns One entry a backend. The backend that was current before is so again; usable ones stay registered.
 * @throws {RangeError} If an option is not known; a TypeError if `load` is no function.
 *
 * @example
 * const probes = await probeBackends();
 * probes.filter(probe => probe.usable).map(probe => probe.name);   // ['wasm', 'cpu']
 */
export async function probeBackends(options: {readonly load?: LoadPackage} = {}): Promise<BackendProbe[]> {
  assertKnownOptions('probeBackends', options, ['load']);
  assertCallback('probeBackends', 'load', options.load);
  // Asked first, so that there is a backend to go back to.
  await tf.ready();
  const previous = tf.getBackend();
  const probes: BackendProbe[] = [];
  for (const name of knownBackends) {
    probes.push({name, ...(await openBackend(name, options.load ?? loadPackage))});
  }
  await restoreBackend(previous);
  return probes;
}
