import * as tf from '@tensorflow/tfjs';
import {
  allocate,
  freshPacking,
  withTemporaries,
  type KernelArguments,
  type RunStockKernel,
  type WasmBackend,
} from '../heap';
import {batchMatMul, canMultiply, plainOperands, productShape, rowsOf, withShape} from './batchMatMul';

type Arguments = KernelArguments<'a' | 'b', tf._FusedMatMulAttrs> & {
  readonly inputs: {readonly bias?: tf.TensorInfo; readonly preluActivationWeights?: tf.TensorInfo};
};

/** The activations that tfjs fuses with a product, by the kernel that computes each. */
const activationKernels: Readonly<Record<string, string | undefined>> = {
  relu: tf.Relu,
  relu6: tf.Relu6,
  prelu: tf.Prelu,
  leakyrelu: tf.LeakyRelu,
  elu: tf.Elu,
  sigmoid: tf.Sigmoid,
};

/**
 * Matrix product, bias and activation in one; operands that are stored transposed are transposed first.
 *
 * The stock kernel gives the right bias to a single product, if the bias has an element for each column; where there are
 * several matrices, all rows but each one's first get another element. What it gets wrong is computed step by step.
 */
export function fusedMatMul(args: Arguments, stock: RunStockKernel): tf.TensorInfo {
  const {inputs, backend, attrs} = args;
  const known = attrs.activation === 'linear' || activationKernels[attrs.activation] !== undefined;
  if (!known || !canMultiply(args)) return stock(tf._FusedMatMul, args);
  return withTemporaries(backend, own => {
    const {a, b} = plainOperands(args, stock, own);
    const shape = productShape(a, b);
    if (shape.includes(0)) return allocate(backend, shape, 'float32');
    const plain = {backend, attrs: {...attrs, transposeA: false, transposeB: false}};
    if (!isSingleProduct(b, inputs.bias, backend)) {
      return stepByStep({...plain, inputs: {...inputs, a, b}}, stock);
    }
    freshPacking(b, backend);
    const matrices = {a: withShape(a, [1, ...rowsOf(a)]), b: withShape(b, [1, ...rowsOf(b)])};
    return withShape(stock(tf._FusedMatMul, {...plain, inputs: {...inputs, ...matrices}}), shape);
  });
}

/** Whether all rows of `a` are multiplied by one matrix, so that they may as well be one matrix's, and the bias fits it. */
function isSingleProduct(b: tf.TensorInfo, bias: tf.TensorInfo | undefined, backend: WasmBackend): boolean {
  if (tf.util.sizeFromShape(b.shape.slice(0, -2)) > 1) return false;
  if (bias === undefined) return true;
  // The stock kernel compares the shape that the memory was allocated for: it refuses a vector that was reshaped.
  return tf.util.arraysEqual([...backend.dataIdMap.get(bias.dataId).shape], b.shape.slice(-1));
}

/** The product, then the sum, then the activation, each by its own kernel. */
function stepByStep({inputs, backend, attrs}: Arguments, stock: RunStockKernel): tf.TensorInfo {
  const {a, b, bias, preluActivationWeights: alpha} = inputs;
  return withTemporaries(backend, own => {
    const product = batchMatMul({inputs: {a, b}, backend, attrs}, stock);
    const sum =
      bias === undefined
        ? product
        : stock(tf.Add, {inputs: {a: own(product), b: bias}, backend, attrs: undefined});
    const kernel = activationKernels[attrs.activation];
    if (kernel === undefined) return sum;
    const x = own(sum);
    return stock(kernel, {
      inputs: alpha === undefined ? {x} : {x, alpha},
      backend,
      attrs: {alpha: attrs.leakyreluAlpha},
    });
  });
}
