import * as tf from '@tensorflow/tfjs';
import {compileCpuBackend} from './compileCpuBackend';
import {float64Backend} from './float64Backend';
import {improvedKernels} from './improvedKernels';

/** Whether this process can compute in float64, and if not, why, in one sentence. */
export type Float64Availability = {available: true} | {available: false; reason: string};

/** The one release that the backend was proven against: it leans on internals that another may have changed. */
const PROVEN_VERSION = '4.22.0';

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
 * Does nothing the second time, and never switches the backend. Needs Node 20.16 or newer and the files of
 * `@tensorflow/tfjs` 4.22.0; elsewhere, as in a browser, it says what is missing.
 *
 * @returns `{available: true}`, or `{available: false, reason}` with one sentence. Never throws.
 *
 * @example
 * prepareFloat64();  // {available: true}
 */
export function prepareFloat64(): Float64Availability {
  // Undefined where there is none, whatever tfjs's types say; getKernel below is of the same kind.
  if (tf.findBackendFactory('float64') as unknown) return {available: true};
  try {
    registerFloat64();
    return {available: true};
  } catch (error) {
    return {available: false, reason: error instanceof Error ? error.message : String(error)};
  }
}

function registerFloat64(): void {
  assertProven('@tensorflow/tfjs-core', tf.version_core);
  const cpu = compileCpuBackend();
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

function assertProven(name: string, version: string): void {
  if (version !== PROVEN_VERSION) {
    throw new Error(`float64: expected ${name} ${PROVEN_VERSION}, on which it was proven, got ${version}`);
  }
}
