import * as tf from '@tensorflow/tfjs';
import type {CpuBundle} from './cpuBundle';
import {isFloat64Array} from './exactNumbers';
import {wideComplexUtil} from './wideComplexUtil';

/** What tfjs's cpu backend has beyond a KernelBackend, as far as it is used here. */
export interface CpuBackend extends tf.KernelBackend {
  data: tf.DataStorage<{values: tf.BackendValues}>;
  write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.BackendValues): tf.TensorInfo;
  disposeIntermediateTensorInfo(info: tf.TensorInfo): void;
}

/** Kernels by their names. */
export type Kernels = ReadonlyMap<string, tf.KernelConfig>;

export interface CompiledCpuBackend {
  MathBackendCPU: new () => CpuBackend;
  /** Not yet registered. */
  kernels: Kernels;
  version: string;
}

/**
 * Evaluates the bundle of `@tensorflow/tfjs-backend-cpu` with the name `Float32Array` bound to Float64Array.
 *
 * The bundle is plain JavaScript that imports the core and allocates its results as `new Float32Array(size)`; bound
 * to the other constructor the same arithmetic is float64. Nothing is registered: the kernels are handed back.
 *
 * @throws {Error} Where code from strings is barred.
 */
export function compileCpuBackend({source, load}: CpuBundle): CompiledCpuBackend {
  const kernels = new Map<string, tf.KernelConfig>();
  const core = widenedCore(kernel => kernels.set(kernel.kernelName, kernel));
  const module = {exports: {} as {MathBackendCPU: new () => CpuBackend; version_cpu: string}};
  const evaluate = compile(source);
  evaluate(module.exports, id => (id === '@tensorflow/tfjs-core' ? core : load(id)), module, Float64Array);
  return {MathBackendCPU: module.exports.MathBackendCPU, kernels, version: module.exports.version_cpu};
}

type Evaluate = (
  exports: object,
  require: (id: string) => unknown,
  module: object,
  float32Array: Float64ArrayConstructor,
) => void;

function compile(source: string): Evaluate {
  try {
    // Not vm.compileFunction: no browser has it, and under Jest it would run outside the realm of the caller's tfjs.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is an installed dependency's own code
    return new Function('exports', 'require', 'module', 'Float32Array', source) as Evaluate;
  } catch (error) {
    // By its name: under Jest the error is of another realm.
    if (!(error instanceof Error && error.name === 'EvalError')) throw error;
    throw new Error(
      "float64: expected a Content-Security-Policy that allows evaluation ('unsafe-eval' in script-src), " +
        'got one that forbids it',
      {cause: error},
    );
  }
}

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
