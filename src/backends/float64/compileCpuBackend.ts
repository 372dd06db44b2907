import * as tf from '@tensorflow/tfjs';
import type {CpuBundle} from './cpuBundle';
import {isFloat64Array} from './exactNumbers';

/** The part of tfjs's cpu backend beyond KernelBackend that is used here. */
export interface CpuBackend extends tf.KernelBackend {
  data: tf.DataStorage<{values: tf.BackendValues}>;
  write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.BackendValues): tf.TensorInfo;
  disposeIntermediateTensorInfo(info: tf.TensorInfo): void;
}

/** Kernels by their names. */
export type Kernels = ReadonlyMap<string, tf.KernelConfig>;

interface CompiledCpuBackend {
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
    throw new Error(`float64: expected ${policy()}, got one that forbids it`, {cause: error});
  }
}

/** What can forbid evaluation here, by its name. */
function policy(): string {
  const {versions} = (globalThis as {process?: Partial<NodeJS.Process>}).process ?? {};
  return versions?.node === undefined
    ? "a Content-Security-Policy that allows evaluation ('unsafe-eval' in script-src)"
    : 'a process that allows evaluation, without --disallow-code-generation-from-strings';
}

/**
 * tfjs's core as the float64 kernels see it: what allocates float32 values in it allocates Float64Arrays.
 *
 * The engine, the environment and all the rest are the caller's own.
 *
 * @param registerKernel Takes each kernel in the registry's place.
 * @returns What the bundle's `require('@tensorflow/tfjs-core')` returns.
 */
function widenedCore(registerKernel: (kernel: tf.KernelConfig) => void): object {
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

/** Interleaved complex numbers, [re₀, im₀, re₁, im₁, …], and their parts. */
interface ComplexParts {
  real: Float64Array;
  imag: Float64Array;
}

/**
 * The functions of `tf.backend_util` for complex numbers and the FFT, with Float64Arrays as results.
 *
 * Written anew and not compiled from tfjs's text: a minifier may have changed that in any way.
 */
export const wideComplexUtil = {
  mergeRealAndImagArrays(real: ArrayLike<number>, imag: ArrayLike<number>): Float64Array {
    if (real.length !== imag.length) {
      throw new RangeError(
        `mergeRealAndImagArrays: expected as many real as imaginary parts, got ${real.length} and ${imag.length}`,
      );
    }
    return Float64Array.from({length: 2 * real.length}, (_, i) => (i % 2 === 0 ? real : imag)[i >> 1]!);
  },

  splitRealAndImagArrays: (complex: ArrayLike<number>): ComplexParts =>
    everyOther(complex, 0, 1, complex.length / 2),

  complexWithEvenIndex: (complex: ArrayLike<number>): ComplexParts =>
    everyOther(complex, 0, 2, Math.ceil(complex.length / 4)),

  complexWithOddIndex: (complex: ArrayLike<number>): ComplexParts =>
    everyOther(complex, 1, 2, Math.floor(complex.length / 4)),

  /** exp(∓2πi k / n) for the first half of the k. */
  exponents(n: number, inverse: boolean): ComplexParts {
    const angle = (k: number) => ((inverse ? 2 : -2) * Math.PI * k) / n;
    const length = Math.floor(n / 2);
    return {
      real: Float64Array.from({length}, (_, k) => Math.cos(angle(k))),
      imag: Float64Array.from({length}, (_, k) => Math.sin(angle(k))),
    };
  },
};

/** `count` of the complex numbers, from the index `first` on, every `stride`-th. */
function everyOther(complex: ArrayLike<number>, first: number, stride: number, count: number): ComplexParts {
  const part = (offset: number) =>
    Float64Array.from({length: count}, (_, i) => complex[2 * (first + stride * i) + offset]!);
  return {real: part(0), imag: part(1)};
}
