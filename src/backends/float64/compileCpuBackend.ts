import type * as tf from '@tensorflow/tfjs';
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
 * Evaluates the installed `@tensorflow/tfjs-backend-cpu` with the name `Float32Array` bound to Float64Array.
 *
 * The bundle is plain JavaScript that imports the core and allocates its results as `new Float32Array(size)`; bound
 * to the other constructor the same arithmetic is float64. Nothing is registered: the kernels are handed back.
 *
 * @throws {Error} Outside Node 20.16 or newer, where the bundle cannot be found, or where code from strings is barred.
 */
export function compileCpuBackend(): CompiledCpuBackend {
  const {source, require} = readBundle();
  const kernels = new Map<string, tf.KernelConfig>();
  const core = widenedCore(kernel => kernels.set(kernel.kernelName, kernel));
  const module = {exports: {} as {MathBackendCPU: new () => CpuBackend; version_cpu: string}};
  // Not vm.compileFunction: under Jest it would run outside the realm that the caller's tfjs lives in.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is an installed dependency's own code
  const evaluate = new Function('exports', 'require', 'module', 'Float32Array', source) as Evaluate;
  evaluate(module.exports, id => (id === '@tensorflow/tfjs-core' ? core : require(id)), module, Float64Array);
  return {MathBackendCPU: module.exports.MathBackendCPU, kernels, version: module.exports.version_cpu};
}

type Evaluate = (
  exports: object,
  require: (id: string) => unknown,
  module: object,
  float32Array: Float64ArrayConstructor,
) => void;

/** The bundle that the installed tfjs itself would load, and a `require` for what it asks for. */
function readBundle(): {source: string; require: (id: string) => unknown} {
  const {createRequire, readFileSync} = nodeBuiltins();
  const tfjs = createRequire(__filename).resolve('@tensorflow/tfjs');
  const file = createRequire(tfjs).resolve('@tensorflow/tfjs-backend-cpu');
  return {
    source: `${readFileSync(file, 'utf8')}\n//# sourceURL=${file}?float64`,
    require: createRequire(file),
  };
}

/** Node's own modules, without an import that would break a browser bundle. */
function nodeBuiltins() {
  const load = (globalThis as {process?: Partial<NodeJS.Process>}).process?.getBuiltinModule;
  if (load === undefined) {
    throw new Error(
      'float64: expected Node 20.16 or newer, which can read the installed tfjs, got another platform',
    );
  }
  return {createRequire: load('node:module').createRequire, readFileSync: load('node:fs').readFileSync};
}
