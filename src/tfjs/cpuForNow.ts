/**
 * For a moment another backend than the current one, without waiting. With a new tfjs: `setBackend`,
 * `initializeBackend` and the getter `backend` of `Engine` in tfjs-core/src/engine.ts.
 */
import * as tf from '@tensorflow/tfjs';

/** What the engine knows of its current backend, and of one that is still being made. */
interface CurrentBackend {
  backendName: string | undefined;
  backendInstance: tf.KernelBackend | null;
  pendingBackendInit: Promise<boolean> | null | undefined;
}

/**
 * Runs `work` on tfjs's cpu backend, which is made at once, whichever backend is current, chosen, or still
 * being made. That one is so again when this returns. Where no cpu backend is registered, `work` runs on the
 * current one.
 */
export function onCpu<T>(work: () => T): T {
  // tfjs's types promise one.
  const cpu = tf.findBackend('cpu') as (tf.KernelBackend & {firstUse?: boolean}) | null;
  if (cpu === null) return work();
  const engine = tf.engine() as unknown as CurrentBackend;
  const {backendName, backendInstance, pendingBackendInit} = engine;
  // The caller did not choose this backend, and has no use for its advertisement of tfjs-node.
  const {firstUse} = cpu;
  if (firstUse) cpu.firstUse = false;
  Object.assign(engine, {backendName: 'cpu', backendInstance: cpu, pendingBackendInit: null});
  try {
    return work();
  } finally {
    Object.assign(engine, {backendName, backendInstance, pendingBackendInit});
    if (firstUse) cpu.firstUse = true;
  }
}
