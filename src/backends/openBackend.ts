import * as tf from '@tensorflow/tfjs';
import {loadOptionalPackage, optionalPackages} from './optionalPackages';
import type {LoadPackage} from './loadPackage';
import {withoutCrashListeners} from '../wasm/crashListeners';

/** Whether a backend can be used: the version of its package, or the reason why not. */
export type Opening =
  {readonly usable: true; readonly version: string} | {readonly usable: false; readonly reason: string};

/**
 * Makes a backend the current one and proves it with an op.
 *
 * If that fails, the backend that was current is so again, and the failed one is not registered, unless it was before.
 *
 * @param prepare Called between loading and initializing it.
 */
export async function openBackend(
  name: string,
  load: LoadPackage,
  prepare?: () => Promise<void>,
): Promise<Opening> {
  const previous = tf.getBackend();
  const wasRegistered = isRegistered(name);
  const opening = await withoutNoise(() => attempt(name, load, prepare));
  if (opening.usable) return opening;
  if (!wasRegistered && isRegistered(name)) {
    tf.removeBackend(name);
    removed.set(name, opening.reason);
  }
  await restoreBackend(previous);
  return opening;
}

/** Sets the backend that was current before. If there was none, tfjs chooses at its next op, as it would have. */
export async function restoreBackend(name: string | undefined): Promise<void> {
  if (name && name !== tf.getBackend()) await tf.setBackend(name);
}

/**
 * Why a backend was removed again. A package registers its backend only when it is loaded first; a second attempt then
 * gives the first reason, and not merely that nothing is registered.
 */
const removed = new Map<string, string>();

async function attempt(name: string, load: LoadPackage, prepare?: () => Promise<void>): Promise<Opening> {
  let version = tf.version['tfjs-core'];
  try {
    const optional = optionalPackages[name];
    if (optional) version = loadOptionalPackage(optional, load);
    await prepare?.();
  } catch (error) {
    return {usable: false, reason: (error as Error).message};
  }
  const reason = await reasonUnusable(name);
  return reason === undefined ? {usable: true, version} : {usable: false, reason};
}

async function reasonUnusable(name: string): Promise<string | undefined> {
  if (!isRegistered(name))
    return removed.get(name) ?? 'its package is loaded but the backend is not registered';
  if (!(await tf.setBackend(name))) return 'it cannot be initialized';
  return reasonNotComputing();
}

function isRegistered(name: string): boolean {
  // The types promise a factory; the engine returns null where there is none.
  return (tf.findBackendFactory(name) as unknown) != null;
}

/** Multiplies two small matrices on the current backend. Returns what is wrong with the product, or undefined. */
async function reasonNotComputing(): Promise<string | undefined> {
  let product: tf.Tensor | undefined;
  try {
    product = tf.tidy(() =>
      tf.matMul(tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]), tf.tensor2d([7, 8, 9, 10, 11, 12], [3, 2])),
    );
    const values = Array.from(await product.data()).join();
    return values === '58,64,139,154' ? undefined : `its matMul gives ${values} for 58,64,139,154`;
  } catch (error) {
    return `its matMul fails: ${(error as Error).message.split('\n', 1)[0]!}`;
  } finally {
    product?.dispose();
  }
}

/**
 * Runs `work` without tfjs's warnings and without the listeners that the wasm module adds to the process.
 *
 * tfjs warns of every step at which an unusable backend fails; the caller reports the reason once.
 */
async function withoutNoise<T>(work: () => Promise<T>): Promise<T> {
  const production = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  try {
    return await withoutCrashListeners(work);
  } finally {
    tf.env().set('PROD', production);
  }
}

/**
 * Keeps tfjs's cpu backend from printing its advertisement for tfjs-node at its first op. The backend has no
 * option for that; it asks a public field of its own, `firstUse`, before it prints.
 */
export function silenceCpuAdvertisement(backend: unknown): void {
  if (typeof backend === 'object' && backend !== null && 'firstUse' in backend) backend.firstUse = false;
}
