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
  for (let row = 0, sum = 0; sum < sums.length; row += inner, sum += columns) {
    let count = 0;
    for (let k = 0; k < inner; k++) if (a[row + k] !== 0 || !skipsZeros) used[count++] = k;
    const even = count - (count % 4);
    for (let i = 0; i < even; i += 4) addFourToRow(a, row, used, i, b, sums, sum, columns);
    for (let i = even; i < count; i++) {
      const k = used[i]!;
      const factor = a[row + k]!;
      for (let j = 0; j < columns; j++) sums[sum + j]! += factor * b[k * columns + j]!;
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
  const all = Int32Array.from({length: even}, (_, k) => k);
  for (let k = 0; k < even; k += 4) {
    for (let row = 0; row + 1 < rows; row += 2) addFourToTwoRows(a, row, k, b, sums, inner, columns);
    if (rows % 2 === 1) addFourToRow(a, (rows - 1) * inner, all, k, b, sums, (rows - 1) * columns, columns);
  }
  for (let k = even; k < inner; k++) {
    for (let row = 0; row < rows; row++) {
      const factor = a[row * inner + k]!;
      for (let j = 0; j < columns; j++) sums[row * columns + j]! += factor * b[k * columns + j]!;
    }
  }
}

// The inner loops are functions of their own, without arrays for lists of numbers: V8 boxes what lives around the loop at
// which it optimizes a function, and the numbers of a large product came to gigabytes.

/** Adds to the sums of `row` and of the next one what the columns from `k` to `k + 3` of `a` give. */
function addFourToTwoRows(
  a: Float64Array,
  row: number,
  k: number,
  b: Float64Array,
  sums: Float64Array,
  inner: number,
  columns: number,
): void {
  const p = row * inner + k;
  const q = p + inner;
  const p0 = a[p]!;
  const p1 = a[p + 1]!;
  const p2 = a[p + 2]!;
  const p3 = a[p + 3]!;
  const q0 = a[q]!;
  const q1 = a[q + 1]!;
  const q2 = a[q + 2]!;
  const q3 = a[q + 3]!;
  const b0 = k * columns;
  const b1 = b0 + columns;
  const b2 = b1 + columns;
  const b3 = b2 + columns;
  const sumP = row * columns;
  const sumQ = sumP + columns;
  for (let j = 0; j < columns; j++) {
    const x0 = b[b0 + j]!;
    const x1 = b[b1 + j]!;
    const x2 = b[b2 + j]!;
    const x3 = b[b3 + j]!;
    sums[sumP + j]! += p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3;
    sums[sumQ + j]! += q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3;
  }
}

/** Adds to the sums of one row what four of the columns `used` of `a` give; `row` and `sum` are where the rows begin. */
function addFourToRow(
  a: Float64Array,
  row: number,
  used: Int32Array,
  i: number,
  b: Float64Array,
  sums: Float64Array,
  sum: number,
  columns: number,
): void {
  const k0 = used[i]!;
  const k1 = used[i + 1]!;
  const k2 = used[i + 2]!;
  const k3 = used[i + 3]!;
  const a0 = a[row + k0]!;
  const a1 = a[row + k1]!;
  const a2 = a[row + k2]!;
  const a3 = a[row + k3]!;
  const b0 = k0 * columns;
  const b1 = k1 * columns;
  const b2 = k2 * columns;
  const b3 = k3 * columns;
  for (let j = 0; j < columns; j++) {
    sums[sum + j]! += a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
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
