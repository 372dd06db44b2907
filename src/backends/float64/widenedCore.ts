import * as tf from '@tensorflow/tfjs';
import {isFloat64Array} from './exactNumbers';
import {wideComplexUtil} from './wideComplexUtil';

/**
 * tfjs's core as the float64 kernels see it: whatever allocates float32 values in it allocates Float64Arrays.
 *
 * The engine, the environment and all the rest are the caller's own.
 *
 * @param registerKernel Takes each kernel in the registry's place.
 * @returns What `require('@tensorflow/tfjs-core')` is to answer.
 */
export function widenedCore(registerKernel: (kernel: tf.KernelConfig) => void): object {
  const util = {...tf.util, ...wideUtil()};
  class TensorBuffer extends tf.TensorBuffer<tf.Rank> {
    constructor(shape: number[], dtype: tf.DataType, values?: tf.DataValues) {
      super(
        shape,
        dtype as 'float32',
        (values as Float32Array | undefined) ??
          (util.getArrayFromDType(dtype, tf.util.sizeFromShape(shape)) as Float32Array),
      );
    }
  }
  return {
    ...tf,
    util,
    backend_util: {...tf.backend_util, ...wideComplexUtil},
    KernelBackend: callableKernelBackend(),
    TensorBuffer,
    buffer: (shape: number[], dtype: tf.DataType = 'float32', values?: tf.DataValues) =>
      new TensorBuffer(shape, dtype, values),
    registerBackend: () => true,
    registerKernel,
  };
}

/**
 * The bundle is written for engines without classes and calls its base as a function, which browsers' builds of the
 * core, where the base is a class, do not allow. That class has no constructor of its own: nothing is left out.
 */
function callableKernelBackend(): unknown {
  function KernelBackend(): void {}
  KernelBackend.prototype = tf.KernelBackend.prototype;
  return KernelBackend;
}

function wideUtil() {
  const isFloat = (dtype: tf.DataType | null | undefined) => (dtype ?? 'float32') === 'float32';
  const getArrayFromDType = (dtype: tf.DataType, size: number) =>
    isFloat(dtype) ? new Float64Array(size) : tf.util.getArrayFromDType(dtype, size);
  const makeZerosTypedArray = (size: number, dtype: tf.DataType) =>
    isFloat(dtype) || dtype === 'complex64'
      ? new Float64Array(size)
      : tf.util.makeZerosTypedArray(size, dtype);
  const toTypedArray = (values: tf.TensorLike, dtype: tf.DataType) =>
    dtype === 'float32'
      ? Float64Array.from(tf.util.flatten(values as number[]))
      : tf.util.toTypedArray(values, dtype);
  return {
    getArrayFromDType,
    getTypedArrayFromDType: getArrayFromDType,
    makeZerosTypedArray,
    makeOnesTypedArray: (size: number, dtype: tf.DataType) =>
      (makeZerosTypedArray(size, dtype) as Float64Array).fill(1),
    convertBackendValuesAndArrayBuffer: (data: tf.BackendValues | ArrayBuffer, dtype: tf.DataType) => {
      if (dtype !== 'float32' || Array.isArray(data))
        return tf.util.convertBackendValuesAndArrayBuffer(data, dtype);
      return isFloat64Array(data) ? data : new Float64Array(data);
    },
    toTypedArray,
    createScalarValue: (value: tf.DataType, dtype: tf.DataType) =>
      dtype === 'string' ? tf.util.createScalarValue(value, dtype) : toTypedArray([value], dtype),
  };
}
