import * as tf from '@tensorflow/tfjs';
import {allocate, type Own, type RunStockKernel, type WasmBackend} from './wasmBackend';

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
