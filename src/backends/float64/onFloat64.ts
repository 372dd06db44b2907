import * as tf from '@tensorflow/tfjs';
import type {Float64Backend} from './float64Backend';
import {prepareFloat64} from './prepareFloat64';

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
