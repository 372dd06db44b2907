import type * as tf from '@tensorflow/tfjs';
import type {CpuBundle} from './cpuBundle';
import {widenedCore} from './widenedCore';

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
