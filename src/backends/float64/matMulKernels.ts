import * as tf from '@tensorflow/tfjs';
import type {CpuBackend, Kernels} from './compileCpuBackend';
import {asBackendValues, isFloat64Array} from './exactNumbers';

/** BatchMatMul in float64; integer matrices go to the compiled kernel. */
export function matMulKernel(compiled: Kernels): tf.KernelFunc {
  return args => {
    const {a, b} = args.inputs as MatMulInputs; // tfjs types every input as possibly absent
    const {transposeA, transposeB} = args.attrs as {transposeA: boolean; transposeB: boolean};
    const backend = args.backend as CpuBackend;
    const left = rowMajorMatrices(backend, a, transposeA);
    const right = rowMajorMatrices(backend, b, transposeB);
    // The compiled kernel also throws for what cannot be multiplied.
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
export function fusedMatMulKernel(
  compiled: Kernels,
  improved: ReadonlyMap<string, tf.KernelFunc>,
): tf.KernelFunc {
  const matMul = matMulKernel(compiled);
  return args => {
    const {bias, preluActivationWeights: alpha} = args.inputs as MatMulInputs;
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
      const kernel = improved.get(kernelName) ?? compiled.get(kernelName)!.kernelFunc;
      result = kernel({inputs, backend, attrs: attrs as tf.NamedAttrMap}) as tf.TensorInfo;
      backend.disposeIntermediateTensorInfo(before);
    }
  };
}

type MatMulInputs = {
  a: tf.TensorInfo;
  b: tf.TensorInfo;
  bias?: tf.TensorInfo;
  preluActivationWeights?: tf.TensorInfo;
};

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

/**
 * Adds the product of two matrices in row-major order to a third.
 *
 * Four rows of `b` at a time: every inner loop then runs along rows, and touches each sum a quarter as often. Zeros of
 * `a`, four fifths of a batch of handwritten digits, are skipped unless `b` holds a NaN or an infinity: 0 times
 * those is NaN.
 *
 * @param a `[rows, inner]`.
 * @param b `[inner, columns]`.
 * @param sums `[rows, columns]`; zeros for the product itself.
 */
function multiplyMatrices(
  a: Float64Array,
  b: Float64Array,
  sums: Float64Array,
  inner: number,
  columns: number,
): void {
  if (!a.includes(0)) {
    multiplyRowsTogether(a, b, sums, inner, columns);
    return;
  }
  const skipsZeros = isFinite64(b);
  const used = new Int32Array(inner);
  for (let row = 0, sum0 = 0; sum0 < sums.length; row += inner, sum0 += columns) {
    let count = 0;
    for (let k = 0; k < inner; k++) if (a[row + k] !== 0 || !skipsZeros) used[count++] = k;
    const even = count - (count % 4);
    for (let i = 0; i < even; i += 4) {
      const [k0, k1, k2, k3] = [used[i]!, used[i + 1]!, used[i + 2]!, used[i + 3]!];
      const [a0, a1, a2, a3] = [a[row + k0]!, a[row + k1]!, a[row + k2]!, a[row + k3]!];
      const [b0, b1, b2, b3] = [k0 * columns, k1 * columns, k2 * columns, k3 * columns];
      for (let j = 0; j < columns; j++) {
        sums[sum0 + j]! += a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
      }
    }
    for (let i = even; i < count; i++) {
      const k = used[i]!;
      const factor = a[row + k]!;
      for (let j = 0; j < columns; j++) sums[sum0 + j]! += factor * b[k * columns + j]!;
    }
  }
}

/**
 * The same sums in the same order, where there is no zero to skip: two rows of `a` share what is read of `b`, and all of them have
 * used four rows of `b` before the next four are read, which of a large `b` come from memory and not from a cache.
 */
function multiplyRowsTogether(
  a: Float64Array,
  b: Float64Array,
  sums: Float64Array,
  inner: number,
  columns: number,
): void {
  const rows = sums.length / columns;
  const even = inner - (inner % 4);
  for (let k = 0; k < even; k += 4) {
    const [b0, b1, b2, b3] = [k * columns, (k + 1) * columns, (k + 2) * columns, (k + 3) * columns];
    for (let row = 0; row + 1 < rows; row += 2) {
      const [p, q, sumP, sumQ] = [row * inner + k, (row + 1) * inner + k, row * columns, (row + 1) * columns];
      const [p0, p1, p2, p3] = [a[p]!, a[p + 1]!, a[p + 2]!, a[p + 3]!];
      const [q0, q1, q2, q3] = [a[q]!, a[q + 1]!, a[q + 2]!, a[q + 3]!];
      for (let j = 0; j < columns; j++) {
        const [x0, x1, x2, x3] = [b[b0 + j]!, b[b1 + j]!, b[b2 + j]!, b[b3 + j]!];
        sums[sumP + j]! += p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3;
        sums[sumQ + j]! += q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3;
      }
    }
    if (rows % 2 === 0) continue;
    const [p, sumP] = [(rows - 1) * inner + k, (rows - 1) * columns];
    const [p0, p1, p2, p3] = [a[p]!, a[p + 1]!, a[p + 2]!, a[p + 3]!];
    for (let j = 0; j < columns; j++) {
      sums[sumP + j]! += p0 * b[b0 + j]! + p1 * b[b1 + j]! + p2 * b[b2 + j]! + p3 * b[b3 + j]!;
    }
  }
  for (let k = even; k < inner; k++) {
    for (let row = 0; row < rows; row++) {
      const factor = a[row * inner + k]!;
      for (let j = 0; j < columns; j++) sums[row * columns + j]! += factor * b[k * columns + j]!;
    }
  }
}

function isFinite64(values: Float64Array): boolean {
  let zero = 0;
  // 0 times a NaN or an infinity is NaN, and stays so.
  for (let i = 0; i < values.length; i++) zero += 0 * values[i]!;
  return zero === 0;
}

/**
 * @param from `[rows, columns]`, row-major.
 * @param to `[columns, rows]`, row-major.
 */
function transposeMatrix(from: Float64Array, to: Float64Array, rows: number, columns: number): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) to[column * rows + row] = from[row * columns + column]!;
  }
}
