import * as tf from '@tensorflow/tfjs';
import {avgPoolGrad, maxPool3D, maxPool3DGrad, maxPoolGrad} from './maxPoolGrad';
import {batchMatMul} from './batchMatMul';
import {
  conv2DBackpropFilter,
  depthwiseConv2dBackpropFilter,
  depthwiseConv2dBackpropInput,
} from './conv2DBackpropFilter';
import {conv3DBackpropFilter, conv3DBackpropInput} from './conv3DBackpropInput';
import {dilation2D, dilation2DBackpropFilter, dilation2DBackpropInput} from './dilation2D';
import {
  avgPool,
  conv2D,
  depthwiseConv2dNative,
  fusedConv2D,
  fusedDepthwiseConv2D,
  maxPool,
} from './fittedPadding';
import {fusedMatMul} from './fusedMatMul';
import {gatherV2, slice, identity, unsortedSegmentSum, prelu} from './gatherV2';
import type {RunStockKernel} from '../heap';

/** What is replaced or added, by the name under which tfjs registers it. */
const kernels: Readonly<Record<string, (stock: RunStockKernel) => (args: never) => tf.TensorInfo>> = {
  [tf.BatchMatMul]: batchMatMul,
  [tf._FusedMatMul]: fusedMatMul,
  [tf.GatherV2]: gatherV2,
  [tf.Slice]: slice,
  [tf.Identity]: identity,
  [tf.AvgPool]: avgPool,
  [tf.MaxPool]: maxPool,
  [tf.MaxPool3D]: maxPool3D,
  [tf.AvgPoolGrad]: avgPoolGrad,
  [tf.MaxPoolGrad]: maxPoolGrad,
  [tf.MaxPool3DGrad]: maxPool3DGrad,
  [tf.Dilation2D]: dilation2D,
  [tf.Dilation2DBackpropInput]: dilation2DBackpropInput,
  [tf.Dilation2DBackpropFilter]: dilation2DBackpropFilter,
  [tf.Conv2D]: conv2D,
  [tf.FusedConv2D]: fusedConv2D,
  [tf.DepthwiseConv2dNative]: depthwiseConv2dNative,
  [tf.FusedDepthwiseConv2D]: fusedDepthwiseConv2D,
  [tf.Conv2DBackpropFilter]: conv2DBackpropFilter,
  [tf.Conv3DBackpropFilterV2]: conv3DBackpropFilter,
  [tf.Conv3DBackpropInputV2]: conv3DBackpropInput,
  [tf.DepthwiseConv2dNativeBackpropFilter]: depthwiseConv2dBackpropFilter,
  [tf.DepthwiseConv2dNativeBackpropInput]: depthwiseConv2dBackpropInput,
  [tf.Prelu]: prelu,
  [tf.UnsortedSegmentSum]: unsortedSegmentSum,
};

/** What is registered now, and what was before; empty while the stock kernels are in place. */
const installed = new Map<string, {ours: tf.KernelConfig; stock: tf.KernelConfig | undefined}>();

/**
 * Replaces the kernels of tfjs-backend-wasm 4.22 that are slow or wrong, and adds the gradients that it lacks.
 *
 * Training a dense network on the wasm backend then takes a sixth to a ninth of the time, and convolutional networks can be
 * trained at all. What the stock kernels get wrong and these do not: the gradients of max pooling, dilation and 3-D
 * convolution; 3-D max pooling and dilation of negative numbers; convolutions with 'same' padding that leave some of the input
 * out; convolutions and pools whose `dimRoundingMode` is not `floor`, or padded by one number where the window is oblong or its
 * strides differ, which write beyond their output; pools of windows of one pixel; prelu with weights other than one number for
 * all or one a channel; fused products of several matrices with a bias; a tensor that is the right operand of two products under
 * two shapes.
 * Known to be wrong as before: the greatest of negative numbers by `maxPoolWithArgmax`, and pools of windows larger than a pixel
 * that lie in the padding altogether, where cpu says −∞ or NaN.
 *
 * Works in Node and in browsers, before or after the backend is initialized; a second call changes nothing.
 *
 * @returns `restoreWasmKernels`.
 * @throws {Error} If tfjs-backend-wasm has not been imported.
 *
 * @example
 * const restore = installWasmKernels();
 * await tf.setBackend('wasm');
 * const x = tf.tensor4d([-2, -1, -3, -4], [1, 2, 2, 1]);
 * tf.grad(x => tf.maxPool(x, 2, 2, 'valid'))(x).dataSync();  // [0, 1, 0, 0], where the stock kernel says [1, 0, 0, 0]
 * restore();
 */
export function installWasmKernels(): () => void {
  // The types promise a kernel; tfjs returns undefined where there is none.
  if ((tf.getKernel(tf.Transpose, 'wasm') as unknown) === undefined) {
    throw new Error(
      "installWasmKernels: expected the wasm backend to be registered, got none; import '@tensorflow/tfjs-backend-wasm' first",
    );
  }
  for (const [name, build] of Object.entries(kernels)) {
    // Another copy of the package, imported since, registers its own over ours.
    const ours = installed.get(name)?.ours;
    if (!ours || ours !== tf.getKernel(name, 'wasm')) install(name, build(runStockKernel));
  }
  return restoreWasmKernels;
}

/** Puts the stock kernels back, and takes the added ones away. Changes nothing where another has since been registered. */
export function restoreWasmKernels(): void {
  for (const [name, {ours, stock}] of installed) {
    if (tf.getKernel(name, 'wasm') === ours) {
      tf.unregisterKernel(name, 'wasm');
      if (stock !== undefined) tf.registerKernel(stock);
    }
  }
  installed.clear();
}

function install(kernelName: string, kernel: (args: never) => tf.TensorInfo): void {
  // tfjs types it as never undefined.
  const stock = tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined;
  // The stock kernel's set-up stays: it binds the wasm function when the backend is initialized.
  const ours: tf.KernelConfig = {
    ...stock,
    kernelName,
    backendName: 'wasm',
    kernelFunc: kernel as tf.KernelFunc,
  };
  if (stock !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel(ours);
  installed.set(kernelName, {ours, stock});
}

const runStockKernel: RunStockKernel = (name, args) => {
  const {kernelFunc} = installed.get(name)?.stock ?? tf.getKernel(name, 'wasm');
  return kernelFunc(args as Parameters<tf.KernelFunc>[0]) as tf.TensorInfo;
};
