import * as tf from '@tensorflow/tfjs';
import {assertFunction} from '../../argumentKinds';
import {type Float64Backend, float64Backend} from './float64Backend';
import {assertKnownOptions} from '../../checks';
import {compileCpuBackend} from './compileCpuBackend';
import {isProven, provenRange} from '../../tfjs/provenVersions';
import {bundleOfText, installedBundle, type CpuBundle} from './cpuBundle';
import {improvedKernels} from './improvedKernels';
import {InvalidTypeError} from '../../errors';

/** Calls that are under way, and the backend that was active before the first of them. */
const underWay = {calls: 0, callersBackend: ''};

/**
 * Runs `work` with float64 as the active backend and then makes the caller's backend the active one again, whether
 * `work` returns or throws.
 *
 * Tensors of the caller's that `work` used are back on their own backend afterwards, their values unchanged.
 *
 * Calls may be nested. Calls that overlap in time share the backend: the last to end switches back.
 *
 * @param work Anything; what it returns is passed on. Tensors it returns stay in float64 until another backend uses
 *   them, and are the caller's to dispose.
 * @returns What `work` returns.
 * @throws {Error} If this process has no float64; the sentence says why. Whatever `work` throws.
 *
 * @example
 * await onFloat64(() => tf.tidy(() => tf.scalar(0.1).add(0.2).dataSync()[0]));  // 0.30000000000000004
 */
export async function onFloat64<T>(work: () => T | Promise<T>): Promise<T> {
  assertFunction('onFloat64', 'work', work);
  const availability = prepareFloat64();
  if (!availability.available) throw new Error(availability.reason);
  await tf.ready();
  if (underWay.calls === 0) underWay.callersBackend = tf.getBackend();
  underWay.calls += 1;
  try {
    await tf.setBackend('float64');
    return await work();
  } finally {
    underWay.calls -= 1;
    await switchTo(underWay.calls === 0 ? underWay.callersBackend : 'float64');
  }
}

async function switchTo(backendName: string): Promise<void> {
  await tf.setBackend(backendName);
  if (backendName !== 'float64') (tf.findBackend('float64') as Partial<Float64Backend> | null)?.leave?.();
}

/** Whether this process or page can compute in float64, and if not, why, in one sentence. */
export type Float64Availability = {available: true} | {available: false; reason: string};

export interface Float64Options {
  /**
   * The text of `@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.node.js` of the installed version, for a browser,
   * which cannot read it: imported with `?raw`, or fetched. Node reads the file itself if this is not given.
   */
  source?: string | undefined;
}

/**
 * Registers the backend `float64`: tfjs's own cpu backend, with 53-bit numbers in place of 24-bit ones.
 *
 * It stands beside the other backends in the same engine, so whatever runs on them runs on it unchanged, gradients,
 * layers and optimizers included: `tf.setBackend('float64')`, or {@link onFloat64}, which also switches back. Its
 * tensors call themselves `float32`, the only name tfjs has, and read as Float64Array. Constants (`x.mul(0.1)`,
 * `tf.tensor([0.1])`, `tf.buffer`) keep 53 bits while the backend is active; a tensor that was made on another
 * backend keeps the 24 bits it was made with, and goes back to that backend when float64 is left. `model.save` takes no
 * tensor that was made here: it knows no Float64Arrays.
 *
 * Does nothing the second time, and never switches the backend. Needs `@tensorflow/tfjs` 4.22.0 and either its files,
 * with Node 20.16 or newer, or `source`. A page can call it once with `source`; {@link checkGradients} and all else
 * then use float64 as they do in Node.
 *
 * The text is compiled with `new Function`. It is compared with the digest (SHA-256) of the release first, so that
 * nothing but tfjs's own code is ever evaluated, wherever the text came from. A page whose Content-Security-Policy
 * lacks `'unsafe-eval'` has no float64.
 *
 * @returns `{available: true}`, or `{available: false, reason}` with one sentence: another tfjs, a text that is not the
 *   bundle's, a policy that forbids evaluation, no Node and no text.
 * @throws {RangeError} If an option is unknown.
 * @throws {TypeError} If `source` is not a string.
 *
 * @example
 * prepareFloat64();  // {available: true}
 *
 * @example
 * // In a browser. With Vite: import source from '@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.node.js?raw'
 * const source = await (await fetch('/tf-backend-cpu.node.js')).text();
 * prepareFloat64({source});  // {available: true}
 */
export function prepareFloat64(options: Float64Options = {}): Float64Availability {
  assertKnownOptions('prepareFloat64', options, ['source']);
  const {source} = options;
  if (source !== undefined && typeof source !== 'string') {
    throw new InvalidTypeError(`prepareFloat64: expected source to be a string, got ${describe(source)}`);
  }
  try {
    // A text that is given is looked at whether it is still needed or not: the same call has the same answer.
    const given = source === undefined ? undefined : provenBundle(source);
    if (!isRegistered()) registerFloat64(given ?? provenBundle());
    return {available: true};
  } catch (error) {
    return {available: false, reason: error instanceof Error ? error.message : String(error)};
  }
}

function isRegistered(): boolean {
  // Null where there is none, whatever tfjs's types say; getKernel below is of the same kind.
  return Boolean(tf.findBackendFactory('float64') as unknown);
}

function provenBundle(source?: string): CpuBundle {
  assertProven('@tensorflow/tfjs-core', tf.version_core);
  return source === undefined ? installedBundle(tf.version_core) : bundleOfText(source, tf.version_core);
}

function registerFloat64(bundle: CpuBundle): void {
  const cpu = compileCpuBackend(bundle);
  assertProven('@tensorflow/tfjs-backend-cpu', cpu.version);
  const backend = float64Backend(cpu.MathBackendCPU);
  const improved = improvedKernels(cpu.kernels);
  for (const [kernelName, {kernelFunc}] of cpu.kernels) {
    // Left from a float64 backend that was removed; registering it again would print a warning.
    if (tf.getKernel(kernelName, 'float64') as unknown) tf.unregisterKernel(kernelName, 'float64');
    tf.registerKernel({
      kernelName,
      kernelFunc: improved.get(kernelName) ?? kernelFunc,
      backendName: 'float64',
    });
  }
  announceActivation(backend.activate);
  // A lower priority than any other backend's: tfjs must never choose it by itself.
  tf.registerBackend('float64', backend.create, 0);
}

/** tf.setBackend calls the `setupFunc` of the backend's kernels; one that has nothing else to set up passes it on. */
function announceActivation(activate: () => void): void {
  tf.getKernel(tf.Identity, 'float64').setupFunc = activate;
}

/** Another release may have changed the internals that the backend leans on. */
function assertProven(name: string, version: string): void {
  if (!isProven(version)) {
    throw new Error(`float64: expected ${name} ${provenRange}, on which it was proven, got ${version}`);
  }
}

function describe(value: unknown): string {
  if (value instanceof Promise) return 'a promise: await the text';
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}
