import * as tf from '@tensorflow/tfjs';

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
    backend_util: {...tf.backend_util, ...wideComplexUtil()},
    TensorBuffer,
    buffer: (shape: number[], dtype: tf.DataType = 'float32', values?: tf.DataValues) =>
      new TensorBuffer(shape, dtype, values),
    registerBackend: () => true,
    registerKernel,
  };
}

function wideUtil() {
  const getArrayFromDType = widen(tf.util.getArrayFromDType);
  const makeZerosTypedArray = widen(tf.util.makeZerosTypedArray);
  const toTypedArray = (values: tf.TensorLike, dtype: tf.DataType) =>
    dtype === 'float32'
      ? Float64Array.from(tf.util.flatten(values as number[]))
      : tf.util.toTypedArray(values, dtype);
  return {
    getArrayFromDType,
    getTypedArrayFromDType: getArrayFromDType,
    makeZerosTypedArray,
    makeOnesTypedArray: (size: number, dtype: tf.DataType) =>
      makeZerosTypedArray(size, dtype as 'float32').fill(1),
    convertBackendValuesAndArrayBuffer: widen(tf.util.convertBackendValuesAndArrayBuffer),
    toTypedArray,
    createScalarValue: (value: tf.DataType, dtype: tf.DataType) =>
      dtype === 'string' ? tf.util.createScalarValue(value, dtype) : toTypedArray([value], dtype),
  };
}

function wideComplexUtil() {
  const {
    mergeRealAndImagArrays,
    splitRealAndImagArrays,
    complexWithEvenIndex,
    complexWithOddIndex,
    exponents,
  } = tf.backend_util;
  return {
    mergeRealAndImagArrays: widen(mergeRealAndImagArrays),
    splitRealAndImagArrays: widen(splitRealAndImagArrays),
    complexWithEvenIndex: widen(complexWithEvenIndex),
    complexWithOddIndex: widen(complexWithOddIndex),
    exponents: widen(exponents),
  };
}

/** The same function with Float64Array for Float32Array. Only for one that uses nothing else from around it. */
function widen<F extends (...args: never[]) => unknown>(selfContained: F): F {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is an installed dependency's own code
  const bind = new Function('Float32Array', `return ${String(selfContained)}`) as (
    array: Float64ArrayConstructor,
  ) => F;
  return bind(Float64Array);
}
