import * as tf from '@tensorflow/tfjs';
import type {LoadPackage} from './loadPackage';
import {loadOptionalPackage, optionalPackages} from './optionalPackages';
import {reasonNotComputing} from './reasonNotComputing';
import {withoutNoise} from './withoutNoise';

/** Whether a backend can be used: the version of its package, or the reason why not. */
export type Opening =
  {readonly usable: true; readonly version: string} | {readonly usable: false; readonly reason: string};

/**
 * Makes a backend the current one and proves it with an op.
 *
 * If that fails, the backend that was current is so again, and the failed one is not registered, unless it was before.
 */
export async function openBackend(name: string, load: LoadPackage): Promise<Opening> {
  const previous = tf.getBackend();
  const wasRegistered = isRegistered(name);
  const opening = await withoutNoise(() => attempt(name, load));
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
 * Why a backend was removed again. A package registers its backend once in a process, when it is loaded first; whoever
 * asks a second time is to hear the first reason, and not merely that nothing is registered.
 */
const removed = new Map<string, string>();

async function attempt(name: string, load: LoadPackage): Promise<Opening> {
  let version = tf.version['tfjs-core'];
  try {
    const optional = optionalPackages[name];
    if (optional) version = loadOptionalPackage(optional, load);
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
