import * as tf from '@tensorflow/tfjs';
import {withTemporaries, type RunStockKernel, type WasmBackend} from './wasmBackend';

/** `a · bᵀ` of single matrices, `a` `[rows, inner]` and `b` `[columns, inner]`, as both lie in memory. */
interface Product {
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
export function isCheaperTurned({a, b}: Omit<Product, 'backend'>): boolean {
  const [rows, inner] = sizes(a);
  const [columns] = sizes(b);
  const asItIs = columns * inner * (cost.transpose + cost.pack);
  const turned = rows * inner * (cost.transpose + cost.pack) + rows * columns * cost.transpose;
  return Math.min(rows, inner, columns) > 1 && turned < asItIs;
}

/** `a · bᵀ` by way of `b · aᵀ`. */
export function turnedProduct({a, b, backend}: Product, stock: RunStockKernel): tf.TensorInfo {
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
