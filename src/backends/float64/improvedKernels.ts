import * as tf from '@tensorflow/tfjs';
import type {CpuBackend, Kernels} from './compileCpuBackend';
import {asBackendValues} from './exactNumbers';
import {fusedMatMulKernel, matMulKernel} from './matMulKernels';
import {erf, softplus} from './specialFunctions';

/**
 * Kernels to use in place of the compiled ones: matrix products that are several times as fast, two functions
 * that tfjs approximates to float32, so that they would be the weakest digit of every float64 result, and a gradient that would
 * never come back.
 */
export function improvedKernels(compiled: Kernels): Map<string, tf.KernelFunc> {
  return new Map([
    [tf.BatchMatMul, matMulKernel(compiled)],
    [tf._FusedMatMul, fusedMatMulKernel(compiled)],
    [tf.Erf, elementwise(erf)],
    [tf.Softplus, elementwise(softplus)],
    [tf.ResizeNearestNeighborGrad, endingResizeGradient(compiled)],
  ]);
}

function elementwise(apply: (x: number) => number): tf.KernelFunc {
  return ({inputs, backend}) => {
    const {x} = inputs as unknown as {x: tf.TensorInfo}; // tfjs types every input as possibly absent
    const cpu = backend as CpuBackend;
    const values = Float64Array.from(cpu.data.get(x.dataId).values as Float32Array, apply);
    return cpu.makeTensorInfo(x.shape, 'float32', asBackendValues(values));
  };
}

/** The compiled kernel, but for an image one pixel high or wide with aligned corners: there it searches a window without end. */
function endingResizeGradient(compiled: Kernels): tf.KernelFunc {
  return args => {
    const {images, dy} = args.inputs as unknown as Record<'images' | 'dy', tf.TensorInfo>; // as above
    const {alignCorners} = args.attrs as {alignCorners?: boolean};
    const isEndless = [1, 2].some(axis => images.shape[axis] === 1 && dy.shape[axis]! > 1);
    if (alignCorners && isEndless) {
      throw new RangeError(
        `${tf.ResizeNearestNeighborGrad}: expected an image of two pixels or more along each axis that grows with aligned corners, ` +
          `got [${images.shape.join()}]; tfjs's own gradient never comes back`,
      );
    }
    return compiled.get(tf.ResizeNearestNeighborGrad)!.kernelFunc(args);
  };
}
