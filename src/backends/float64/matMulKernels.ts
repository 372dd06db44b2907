import * as tf from '@tensorflow/tfjs';
import type {CpuBackend, Kernels} from './compileCpuBackend';
import {asBackendValues, isFloat64Array} from './exactNumbers';
import {multiplyMatrices, transposeMatrix} from './multiplyMatrices';

/** BatchMatMul in float64; integer matrices are left to the compiled kernel. */
export function matMulKernel(compiled: Kernels): tf.KernelFunc {
  return args => {
    const {a, b} = args.inputs as unknown as MatMulInputs; // tfjs types every input as possibly absent
    const {transposeA, transposeB} = args.attrs as {transposeA: boolean; transposeB: boolean};
    const backend = args.backend as CpuBackend;
    const left = rowMajorMatrices(backend, a, transposeA);
    const right = rowMajorMatrices(backend, b, transposeB);
    // The compiled kernel also refuses what cannot be multiplied.
    if (!left || !right || left.columns !== right.rows) return compiled.get(tf.BatchMatMul)!.kernelFunc(args);
    const [rows, inner, columns] = [left.rows, left.columns, right.columns];
    const result = new Float64Array(Math.max(left.count, right.count) * rows * columns);
    for (let start = 0, p = 0; start < result.length; start += rows * columns, p++) {
      // The smaller batch starts over where it ends, as in the compiled kernel.
      const product = result.subarray(start, start + rows * columns);
      multiplyMatrices(matrix(left, p % left.count), matrix(right, p % right.count), product, inner, columns);
    }
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    return backend.makeTensorInfo([...batch, rows, columns], 'float32', asBackendValues(result));
  };
}

/** The product with bias and activation, which are kernels of their own. */
export function fusedMatMulKernel(compiled: Kernels): tf.KernelFunc {
  const matMul = matMulKernel(compiled);
  return args => {
    const {bias, preluActivationWeights: alpha} = args.inputs as unknown as MatMulInputs; // as above
    const {activation, leakyreluAlpha} = args.attrs as {activation?: string; leakyreluAlpha?: number};
    const backend = args.backend as CpuBackend;
    let result = matMul(args) as tf.TensorInfo;
    if (bias) replace(tf.Add, {a: result, b: bias});
    if (activation && activation !== 'linear') {
      replace(activationKernel(activation), {x: result, ...(alpha && {alpha})}, {alpha: leakyreluAlpha});
    }
    return result;

    function replace(kernelName: string, inputs: tf.NamedTensorInfoMap, attrs: object = {}): void {
      const before = result;
      const kernel = compiled.get(kernelName)!;
      result = kernel.kernelFunc({inputs, backend, attrs: attrs as tf.NamedAttrMap}) as tf.TensorInfo;
      backend.disposeIntermediateTensorInfo(before);
    }
  };
}

interface MatMulInputs {
  a: tf.TensorInfo;
  b: tf.TensorInfo;
  bias?: tf.TensorInfo;
  preluActivationWeights?: tf.TensorInfo;
}

/** `count` matrices of `[rows, columns]`, one after the other. */
interface Matrices {
  values: Float64Array;
  count: number;
  rows: number;
  columns: number;
}

function matrix({values, rows, columns}: Matrices, index: number): Float64Array {
  return values.subarray(index * rows * columns, (index + 1) * rows * columns);
}

function rowMajorMatrices(
  backend: CpuBackend,
  info: tf.TensorInfo,
  transposed: boolean,
): Matrices | undefined {
  const {values} = backend.data.get(info.dataId);
  if (!isFloat64Array(values)) return undefined;
  const [rows, columns] = info.shape.slice(-2) as [number, number];
  const stored = {values, count: tf.util.sizeFromShape(info.shape.slice(0, -2)), rows, columns};
  if (!transposed) return stored;
  const turned = {...stored, values: new Float64Array(values.length), rows: columns, columns: rows};
  for (let i = 0; i < stored.count; i++) transposeMatrix(matrix(stored, i), matrix(turned, i), rows, columns);
  return turned;
}

function activationKernel(activation: string): string {
  const kernels: Partial<Record<string, string>> = {
    relu: tf.Relu,
    elu: tf.Elu,
    relu6: tf.Relu6,
    prelu: tf.Prelu,
    leakyrelu: tf.LeakyRelu,
    sigmoid: tf.Sigmoid,
  };
  const kernel = kernels[activation];
  if (kernel === undefined)
    throw new RangeError(`matMul: expected an activation that float64 knows, got ${activation}`);
  return kernel;
}
