import * as tf from '@tensorflow/tfjs';
import {onFloat64, prepareFloat64} from './float64';
import {selectBackend} from './selectBackend';

/** A set of kernels: a backend, and for wasm whether its kernels are as they come or losslab's corrections of them. */
export type Kernels = 'float64' | 'wasm, stock' | 'wasm' | 'tensorflow';

/**
 * Runs `work` on other kernels, and goes back to those of before, whether `work` returns or throws.
 *
 * @returns What `work` returns, or undefined if those kernels cannot be had here.
 */
export async function onKernels<T>(kernels: Kernels, work: () => T): Promise<T | undefined> {
  if (kernels === 'float64') return prepareFloat64().available ? onFloat64(work) : undefined;
  const before = tf.getBackend();
  const stock = kernels === 'wasm, stock';
  const name = stock ? 'wasm' : kernels;
  if (!(await canSelect(name, stock))) return undefined;
  try {
    return work();
  } finally {
    // The corrected kernels are what everybody else expects of wasm.
    if (stock) await selectBackend('wasm');
    await tf.setBackend(before);
  }
}

async function canSelect(name: string, stock: boolean): Promise<boolean> {
  try {
    await selectBackend(name, {stock});
    return true;
  } catch {
    return false;
  }
}
