import * as tf from '@tensorflow/tfjs';
import {hasKernel} from '../tfjs/kernels';
import {isProven, provenRange} from '../tfjs/provenVersions';
import type {Kernel, RunStockKernel} from './heap';
import {kernels} from './kernels';

/** What is registered now, and what was before; empty while the stock kernels are in place. */
const installed = new Map<string, {ours: tf.KernelConfig; stock: tf.KernelConfig | undefined}>();

/**
 * Replaces the kernels of tfjs-backend-wasm that are slow or wrong, and adds the gradients that it lacks.
 *
 * Training a dense network on the wasm backend then takes a sixth to a ninth of the time, and convolutional networks can be
 * trained at all. What the stock kernels get wrong and these do not: the gradients of max pooling, dilation and 3-D
 * convolution; 3-D max pooling and dilation of negative numbers; convolutions with 'same' padding that leave out some of the
 * input; convolutions and pools whose `dimRoundingMode` is not `floor`, or padded by one number where the window is oblong or its
 * strides differ, which write beyond their output; pools of windows of one pixel; prelu with weights other than one number for
 * all or one a channel; fused products of several matrices with a bias; a tensor that is the right operand of two products under
 * two shapes.
 * Known to be wrong as before: the greatest of negative numbers by `maxPoolWithArgmax`, and pools of windows larger than a pixel
 * that lie in the padding altogether, where cpu says −∞ or NaN.
 *
 * Works in Node and in browsers, before or after the backend is initialized; a second call changes nothing.
 *
 * @returns Undoes it: puts the stock kernels back, and takes the added ones away.
 * @throws {Error} If tfjs-backend-wasm has not been imported, or tfjs is of a version that the kernels were not proven on.
 *
 * @example
 * const restore = installWasmKernels();
 * await tf.setBackend('wasm');
 * const x = tf.tensor4d([-2, -1, -3, -4], [1, 2, 2, 1]);
 * tf.grad(x => tf.maxPool(x, 2, 2, 'valid'))(x).dataSync();  // [0, 1, 0, 0], where the stock kernel says [1, 0, 0, 0]
 * restore();
 */
export function installWasmKernels(): () => void {
  if (!hasKernel(tf.Transpose, 'wasm')) {
    throw new Error(
      "installWasmKernels: expected the wasm backend to be registered, got none; import '@tensorflow/tfjs-backend-wasm' first",
    );
  }
  if (!isProven()) {
    throw new Error(
      `installWasmKernels: expected tfjs ${provenRange}, whose kernels these were compared with, got ${tf.version_core}`,
    );
  }
  for (const [name, kernel] of Object.entries(kernels)) {
    // Another copy of the package, imported since, registers its own over ours.
    const ours = installed.get(name)?.ours;
    if (!ours || ours !== tf.getKernel(name, 'wasm')) install(name, kernel);
  }
  return restoreWasmKernels;
}

/** What `installWasmKernels` returns. Leaves a kernel alone that somebody else has registered since. */
export function restoreWasmKernels(): void {
  for (const [name, {ours, stock}] of installed) {
    if (tf.getKernel(name, 'wasm') === ours) {
      tf.unregisterKernel(name, 'wasm');
      if (stock !== undefined) tf.registerKernel(stock);
    }
  }
  installed.clear();
}

function install(kernelName: string, kernel: Kernel<never>): void {
  const stock = hasKernel(kernelName, 'wasm') ? tf.getKernel(kernelName, 'wasm') : undefined;
  // The stock kernel's set-up stays: it binds the wasm function when the backend is initialized.
  const ours: tf.KernelConfig = {
    ...stock,
    kernelName,
    backendName: 'wasm',
    kernelFunc: args => kernel(args as never, runStockKernel),
  };
  if (stock !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel(ours);
  installed.set(kernelName, {ours, stock});
}

const runStockKernel: RunStockKernel = (name, args) => {
  const {kernelFunc} = installed.get(name)?.stock ?? tf.getKernel(name, 'wasm');
  return kernelFunc(args as Parameters<tf.KernelFunc>[0]) as tf.TensorInfo;
};
