import * as tf from '@tensorflow/tfjs';

/**
 * Runs `work` without tfjs's warnings, and without what the wasm module does to the process.
 *
 * tfjs warns of everything that an unusable backend does on its way; the caller has the reason and says it once.
 */
export async function withoutNoise<T>(work: () => Promise<T>): Promise<T> {
  const production = tf.env().getBool('PROD');
  const listeners = CRASH_EVENTS.map(event => new Set(process.listeners(event as 'exit')));
  tf.env().set('PROD', true);
  try {
    return await work();
  } finally {
    tf.env().set('PROD', production);
    CRASH_EVENTS.forEach((event, i) => removeRethrowing(event, listeners[i]!));
  }
}

const CRASH_EVENTS = ['uncaughtException', 'unhandledRejection'];

/**
 * Emscripten's start-up code adds listeners that throw what they are given. With them every error that nobody caught
 * prints a line of the wasm loader and ends the process with 7 in place of Node's own message and 1.
 */
function removeRethrowing(event: string, before: ReadonlySet<unknown>): void {
  for (const listener of process.listeners(event as 'exit')) {
    if (!before.has(listener) && /throw (ex|reason)\b/.test(String(listener))) process.off(event, listener);
  }
}
