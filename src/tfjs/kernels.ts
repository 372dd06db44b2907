/**
 * Watching and changing the kernels that run. With a new tfjs: `runKernelFunc`, `runKernel` and `readSync` of `Engine` in
 * tfjs-core/src/engine.ts, and kernel_registry.ts beside it.
 */
import * as tf from '@tensorflow/tfjs';
import {
  type CustomGradient,
  type CustomOp,
  type KernelRequest,
  type KernelResult,
  withEngineMethod,
} from './engine';

/**
 * Runs `work` with `around` in place of the run of every kernel and every custom gradient, those inside another one included.
 *
 * @param around Calls `run` for what would have run, or returns a result of its own.
 */
export function interceptKernels<T>(
  around: (request: KernelRequest, run: () => KernelResult) => KernelResult,
  work: () => T,
): T {
  return withEngineMethod('runKernelFunc', own => request => around(request, () => own(request)), work);
}

/** Runs `work` with `around` in place of every kernel's run. What `around` runs itself is left alone. */
export function watchKernels(
  work: () => void,
  around: (request: KernelRequest, run: () => KernelResult) => KernelResult,
): void {
  let inside = false;
  interceptKernels((request, run) => {
    if (inside || request.kernelName === undefined) return run();
    inside = true;
    try {
      return around(request, run);
    } finally {
      inside = false;
    }
  }, work);
}

/** Runs `work` and reports every tensor whose data a kernel or `work` itself reads. */
export function watchData(onRead: (id: tf.DataId) => void, work: () => void): void {
  const watchingReads = () =>
    watchKernels(work, ({inputs}, run) => {
      for (const input of Object.values(inputs)) if (input instanceof tf.Tensor) onRead(input.dataId);
      return run();
    });
  watchReads(onRead, watchingReads);
}

/** Runs `work` and reports every tensor whose numbers JavaScript reads; what a kernel reads is its own affair. */
export function watchReads(onRead: (id: tf.DataId) => void, work: () => void): void {
  const watching = (readSync: (id: tf.DataId) => tf.BackendValues) => (id: tf.DataId) => {
    onRead(id);
    return readSync(id);
  };
  withEngineMethod('readSync', watching, work);
}

/** Runs `work` with `wrap` around every function that `tf.customGrad` makes meanwhile. */
export function watchCustomGradients<T>(
  wrap: (definition: CustomGradient, op: CustomOp) => CustomOp,
  work: () => T,
): T {
  return withEngineMethod('customGrad', own => definition => wrap(definition, own(definition)), work);
}

/** Runs a kernel by its name on the current backend; kernels that take a list, such as Concat, are given one. */
export function runKernel(
  name: string,
  inputs: tf.NamedTensorMap | tf.Tensor[],
  attrs: tf.NamedAttrMap | undefined,
): KernelResult {
  return tf.engine().runKernel<KernelResult>(name, inputs as unknown as tf.NamedTensorMap, attrs);
}

/** Whether a backend has a kernel of this name. tfjs's types promise one for every name. */
export function hasKernel(name: string, backend = tf.getBackend()): boolean {
  return (tf.getKernel(name, backend) as tf.KernelConfig | undefined) !== undefined;
}

const mended = new WeakSet<tf.KernelConfig>();

/** Notes that a kernel is losslab's, in the place of a stock one that is wrong. */
export function markMended(config: tf.KernelConfig): void {
  mended.add(config);
}

/** Whether the kernel that is registered now is losslab's. */
export function isMended(name: string, backend: string): boolean {
  return hasKernel(name, backend) && mended.has(tf.getKernel(name, backend));
}
