import * as tf from '@tensorflow/tfjs';
import {freshPacking} from './freshPacking';
import {heapCopier} from './heapCopier';
import {canMultiply, plainOperands} from './plainOperands';
import {isCheaperTurned, turnedProduct} from './turnedProduct';
import {
  allocate,
  withTemporaries,
  type KernelArguments,
  type RunStockKernel,
  type WasmBackend,
} from './wasmBackend';

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
