import * as tf from '@tensorflow/tfjs';
import {
  allocate,
  freshPacking,
  heapCopier,
  withTemporaries,
  type KernelArguments,
  type Own,
  type RunStockKernel,
  type WasmBackend,
} from '../heap';

type Arguments = KernelArguments<'a' | 'b', tf.BatchMatMulAttrs>;

/** Attributes of a product of operands as they are. */
const asTheyAre = {transposeA: false, transposeB: false};

/**
 * Batched matrix product `[…, M, K] · […, K, N]`, of which either side may be stored transposed.
 *
 * The stock kernel multiplies at full speed only where nothing is transposed and the batch is 1, which no
 * gradient's product is; it pairs the wrong matrices when both batches are broadcast, and writes nothing when
 * K = 0. This one transposes first and multiplies matrix by matrix.
 */
export function batchMatMul(args: Arguments, stock: RunStockKernel): tf.TensorInfo {
  const {inputs, backend} = args;
  if (!canMultiply(args)) return stock(tf.BatchMatMul, args);
  if (isSingleByTransposed(args) && isCheaperReversed(inputs)) return reversedProduct(args, stock);
  return withTemporaries(backend, own => {
    const {a, b} = plainOperands(args, stock, own);
    const shape = productShape(a, b);
    if (shape.includes(0)) return allocate(backend, shape, 'float32');
    // Where every matrix on the left meets the same one on the right, their rows may as well be one tall matrix's.
    if (matrices(b) === 1)
      return multiply(withShape(a, rowsOf(a)), withShape(b, sizes(b)), shape, backend, stock);
    if (isSmall(a, b) && sameBatch(a, b)) return multiply(a, b, shape, backend, stock);
    return multiplyEach(a, b, shape, backend, stock);
  });
}

/** The shape of the product of two operands that are not transposed. */
export function productShape(a: tf.TensorInfo, b: tf.TensorInfo): number[] {
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return [...batch, a.shape.at(-2)!, b.shape.at(-1)!];
}

/** The shape `[rows, columns]` of a tensor whose matrices lie one below the other. */
export function rowsOf({shape}: tf.TensorInfo): [number, number] {
  return [tf.util.sizeFromShape(shape.slice(0, -1)), shape.at(-1)!];
}

/** The same memory under another shape. */
export function withShape({dataId, dtype}: tf.TensorInfo, shape: number[]): tf.TensorInfo {
  return {dataId, shape, dtype};
}

/** The stock product of operands as they are, under the shape that was asked for. */
function multiply(
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  shape: number[],
  backend: WasmBackend,
  stock: RunStockKernel,
): tf.TensorInfo {
  freshPacking(b, backend);
  return withShape(stock(tf.BatchMatMul, {inputs: {a, b}, backend, attrs: asTheyAre}), shape);
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

/** For each matrix of the broadcast batch, its index in an operand whose own batch is `own`. */
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

/** Whether `a` and `b` can be multiplied; if not, the stock kernel throws the error. */
export function canMultiply({inputs: {a, b}, attrs}: Omit<Arguments, 'backend'>): boolean {
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
 * Both operands transposed as the backend's fast multiplication takes them, with an inner dimension of at least 1: the stock
 * kernels leave the output unwritten where there is nothing to sum over.
 */
export function plainOperands(
  {inputs: {a, b}, attrs, backend}: Arguments,
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
  if (!moves) return withShape(x, shape);
  return own(stock(tf.Transpose, {inputs: {x}, backend, attrs: {perm}}));
}

function zeros(backend: WasmBackend, shape: readonly number[]): tf.TensorInfo {
  const info = allocate(backend, shape, 'float32');
  backend.typedArrayFromHeap(info).fill(0);
  return info;
}

/** What it costs, in about nanoseconds a number, to transpose a matrix and to pack one for multiplication. */
const cost = {transpose: 0.5, pack: 2.4};

function isSingleByTransposed({inputs: {a, b}, attrs}: Arguments): boolean {
  const single = a.shape.length === b.shape.length && matrices(a) === 1 && matrices(b) === 1;
  return single && attrs.transposeB && !attrs.transposeA;
}

/**
 * Whether `a · bᵀ` is cheaper as `(b · aᵀ)ᵀ`, for `a` `[rows, inner]` and `b` `[columns, inner]`. The backend packs the right
 * operand before it multiplies, at several times the price of transposing; in the gradient of a dense layer's input, `dy · Wᵀ`,
 * the right one is the larger by far.
 */
function isCheaperReversed({a, b}: Arguments['inputs']): boolean {
  const [rows, inner] = sizes(a);
  const [columns] = sizes(b);
  const asItIs = columns * inner * (cost.transpose + cost.pack);
  const reversed = rows * inner * (cost.transpose + cost.pack) + rows * columns * cost.transpose;
  return Math.min(rows, inner, columns) > 1 && reversed < asItIs;
}

/** `a · bᵀ` by way of `b · aᵀ`. */
function reversedProduct({inputs: {a, b}, backend}: Arguments, stock: RunStockKernel): tf.TensorInfo {
  const transpose = (x: tf.TensorInfo) =>
    stock(tf.Transpose, {inputs: {x: withShape(x, sizes(x))}, backend, attrs: {perm: [1, 0]}});
  return withTemporaries(backend, own => {
    const operands = {a: withShape(b, sizes(b)), b: own(transpose(a))};
    const product = own(stock(tf.BatchMatMul, {inputs: operands, backend, attrs: asTheyAre}));
    return withShape(transpose(product), [...a.shape.slice(0, -1), b.shape.at(-2)!]);
  });
}

function sizes({shape}: tf.TensorInfo): [number, number] {
  return [shape.at(-2)!, shape.at(-1)!];
}
