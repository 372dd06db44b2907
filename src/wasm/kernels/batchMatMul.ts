import * as tf from '@tensorflow/tfjs';
import {
  freshPacking,
  allocate,
  withTemporaries,
  type KernelArguments,
  type RunStockKernel,
  type WasmBackend,
  heapCopier,
  type Own,
} from '../heap';

type Arguments = KernelArguments<'a' | 'b', tf.BatchMatMulAttrs>;

/**
 * Batched matrix product `[…, M, K] · […, K, N]`, of which either side may be stored transposed.
 *
 * The stock kernel multiplies at full speed only where nothing is transposed and the batch is 1, which no
 * gradient's product is; it pairs the wrong matrices when both batches are broadcast, and writes nothing when
 * K = 0. This one transposes first and multiplies matrix by matrix.
 */
export function batchMatMul(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
    const {inputs, backend, attrs} = args;
    if (!canMultiply({...inputs, attrs})) return stock(tf.BatchMatMul, args);
    if (isSingleByTransposed(args) && isCheaperTurned(inputs)) {
      const shape = [...inputs.a.shape.slice(0, -1), inputs.b.shape.at(-2)!];
      const {dataId, dtype} = turnedProduct({...inputs, backend}, stock);
      return {dataId, shape, dtype};
    }
    return withTemporaries(backend, own => {
      const {a, b} = plainOperands({...inputs, attrs, backend}, stock, own);
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
      const shape = [...batch, a.shape.at(-2)!, b.shape.at(-1)!];
      if (shape.includes(0)) return allocate(backend, shape, 'float32');
      if (matrices(b) === 1) return multiply(rowsTogether(a), oneMatrix(b), shape, backend, stock);
      if (isSmall(a, b) && sameBatch(a, b)) return multiply(a, b, shape, backend, stock);
      return multiplyEach(a, b, shape, backend, stock);
    });
  };
}

function isSingleByTransposed({inputs: {a, b}, attrs}: Arguments): boolean {
  const single = a.shape.length === b.shape.length && matrices(a) === 1 && matrices(b) === 1;
  return single && attrs.transposeB && !attrs.transposeA;
}

/** The stock product of operands as they are, under the shape that was asked for. */
function multiply(
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  shape: number[],
  backend: WasmBackend,
  stock: RunStockKernel,
): tf.TensorInfo {
  const attrs = {transposeA: false, transposeB: false};
  freshPacking(b, backend);
  const {dataId, dtype} = stock(tf.BatchMatMul, {inputs: {a, b}, backend, attrs});
  return {dataId, shape, dtype};
}

/** Multiplies each pair of matrices on its own, which is where the backend is fast. */
function multiplyEach(
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  shape: number[],
  backend: WasmBackend,
  stock: RunStockKernel,
): tf.TensorInfo {
  const batch = shape.slice(0, -2);
  const matrixOfA = broadcastIndices(batch, a.shape.slice(0, -2));
  const matrixOfB = broadcastIndices(batch, b.shape.slice(0, -2));
  const size = shape.at(-2)! * shape.at(-1)!;
  const out = allocate(backend, shape, 'float32');
  for (let i = 0; i < matrixOfA.length; i++) {
    withTemporaries(backend, own => {
      const left = own(copyMatrix(a, matrixOfA[i]!, backend));
      // Always a new tensor: the backend packs the right operand once and remembers it by the tensor's id.
      const right = own(copyMatrix(b, matrixOfB[i]!, backend));
      const product = own(multiply(left, right, shape.slice(-2), backend, stock));
      heapCopier(backend, product, out)(0, i * size, size);
    });
  }
  return out;
}

function copyMatrix(x: tf.TensorInfo, index: number, backend: WasmBackend): tf.TensorInfo {
  const shape = x.shape.slice(-2);
  const size = tf.util.sizeFromShape(shape);
  const copy = allocate(backend, shape, 'float32');
  heapCopier(backend, x, copy)(index * size, 0, size);
  return copy;
}

/** For each matrix of the broadcast batch, its number in an operand whose own batch is `own`. */
function broadcastIndices(batch: readonly number[], own: readonly number[]): Int32Array {
  return Int32Array.from({length: tf.util.sizeFromShape([...batch])}, (_, index) => {
    let found = 0;
    let stride = 1;
    let rest = index;
    for (let axis = batch.length - 1, ownAxis = own.length - 1; ownAxis >= 0; axis--, ownAxis--) {
      if (own[ownAxis]! > 1) found += (rest % batch[axis]!) * stride;
      stride *= own[ownAxis]!;
      rest = Math.floor(rest / batch[axis]!);
    }
    return found;
  });
}

/** Whether one call for all is cheaper, slow loop and all, than 20 µs of overhead for each matrix. */
function isSmall(a: tf.TensorInfo, b: tf.TensorInfo): boolean {
  return a.shape.at(-2)! * a.shape.at(-1)! * b.shape.at(-1)! < 8192;
}

function sameBatch(a: tf.TensorInfo, b: tf.TensorInfo): boolean {
  return tf.util.arraysEqual(a.shape.slice(0, -2), b.shape.slice(0, -2));
}

function matrices(x: tf.TensorInfo): number {
  return tf.util.sizeFromShape(x.shape.slice(0, -2));
}

/** Where every matrix on the left meets the same one on the right, their rows may as well be one tall matrix's. */
function rowsTogether({dataId, shape, dtype}: tf.TensorInfo): tf.TensorInfo {
  return {dataId, shape: [tf.util.sizeFromShape(shape.slice(0, -1)), shape.at(-1)!], dtype};
}

function oneMatrix({dataId, shape, dtype}: tf.TensorInfo): tf.TensorInfo {
  return {dataId, shape: shape.slice(-2), dtype};
}

/** The two sides of a product, `[…, rows, inner]` and `[…, inner, columns]`, and what it takes to prepare them. */
interface Product {
  readonly a: tf.TensorInfo;
  readonly b: tf.TensorInfo;
  readonly attrs: {readonly transposeA: boolean; readonly transposeB: boolean};
  readonly backend: WasmBackend;
}

/** Whether `a` and `b` can be multiplied at all; if not, the stock kernel has the words for it. */
export function canMultiply({a, b, attrs}: Omit<Product, 'backend'>): boolean {
  const inner = a.shape.at(attrs.transposeA ? -2 : -1);
  return (
    a.shape.length >= 2 &&
    b.shape.length >= 2 &&
    a.dtype === 'float32' &&
    b.dtype === 'float32' &&
    inner === b.shape.at(attrs.transposeB ? -1 : -2)
  );
}

/**
 * Both operands the way round that the backend's fast multiplication takes them, with an inner dimension of at
 * least 1: the stock kernels leave the output unwritten where there is nothing to sum over.
 */
export function plainOperands(
  {a, b, attrs, backend}: Product,
  stock: RunStockKernel,
  own: Own,
): {a: tf.TensorInfo; b: tf.TensorInfo} {
  const plainA = attrs.transposeA ? transposed(a, backend, stock, own) : a;
  const plainB = attrs.transposeB ? transposed(b, backend, stock, own) : b;
  if (plainA.shape.at(-1) !== 0) return {a: plainA, b: plainB};
  return {
    a: own(zeros(backend, plainA.shape.with(-1, 1))),
    b: own(zeros(backend, plainB.shape.with(-2, 1))),
  };
}

function transposed(x: tf.TensorInfo, backend: WasmBackend, stock: RunStockKernel, own: Own): tf.TensorInfo {
  const rank = x.shape.length;
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
  const shape = perm.map(axis => x.shape[axis]!);
  // A single row or column lies in memory as its transpose does, and no elements lie nowhere.
  const moves = shape.at(-1)! > 1 && shape.at(-2)! > 1 && !shape.includes(0);
  if (!moves) return {dataId: x.dataId, shape, dtype: x.dtype};
  return own(stock(tf.Transpose, {inputs: {x}, backend, attrs: {perm}}));
}

function zeros(backend: WasmBackend, shape: readonly number[]): tf.TensorInfo {
  const info = allocate(backend, shape, 'float32');
  backend.typedArrayFromHeap(info).fill(0);
  return info;
}

/** `a · bᵀ` of single matrices, `a` `[rows, inner]` and `b` `[columns, inner]`, as both lie in memory. */
interface TurnedProductProduct {
  readonly a: tf.TensorInfo;
  readonly b: tf.TensorInfo;
  readonly backend: WasmBackend;
}

/** What it costs, in about nanoseconds a number, to transpose a matrix and to pack one for multiplication. */
const cost = {transpose: 0.5, pack: 2.4};

/**
 * Whether `a · bᵀ` is cheaper as `(b · aᵀ)ᵀ`. The backend packs the right operand before it multiplies, at several times
 * the price of transposing; in the gradient of a dense layer's input, `dy · Wᵀ`, the right one is the larger by far.
 */
export function isCheaperTurned({a, b}: Omit<TurnedProductProduct, 'backend'>): boolean {
  const [rows, inner] = sizes(a);
  const [columns] = sizes(b);
  const asItIs = columns * inner * (cost.transpose + cost.pack);
  const turned = rows * inner * (cost.transpose + cost.pack) + rows * columns * cost.transpose;
  return Math.min(rows, inner, columns) > 1 && turned < asItIs;
}

/** `a · bᵀ` by way of `b · aᵀ`. */
export function turnedProduct({a, b, backend}: TurnedProductProduct, stock: RunStockKernel): tf.TensorInfo {
  return withTemporaries(backend, own => {
    const transposed = own(transpose(matrix(a)));
    const attrs = {transposeA: false, transposeB: false};
    const product = stock(tf.BatchMatMul, {inputs: {a: matrix(b), b: transposed}, backend, attrs});
    return transpose(matrix(own(product)));
  });

  function transpose(x: tf.TensorInfo): tf.TensorInfo {
    return stock(tf.Transpose, {inputs: {x}, backend, attrs: {perm: [1, 0]}});
  }
}

function sizes({shape}: tf.TensorInfo): [number, number] {
  return [shape.at(-2)!, shape.at(-1)!];
}

function matrix(x: tf.TensorInfo): tf.TensorInfo {
  return {dataId: x.dataId, shape: sizes(x), dtype: x.dtype};
}
