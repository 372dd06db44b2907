import * as tf from '@tensorflow/tfjs';
import {batchMatMul, canMultiply, plainOperands} from './batchMatMul';
import {
  freshPacking,
  allocate,
  withTemporaries,
  type KernelArguments,
  type RunStockKernel,
  type WasmBackend,
} from '../heap';

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
export function fusedMatMul(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
    const {inputs, backend, attrs} = args;
    const known = attrs.activation === 'linear' || activationKernels[attrs.activation] !== undefined;
    if (!known || !canMultiply({...inputs, attrs})) return stock(tf._FusedMatMul, args);
    return withTemporaries(backend, own => {
      const {a, b} = plainOperands({...inputs, attrs, backend}, stock, own);
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
      const shape = [...batch, a.shape.at(-2)!, b.shape.at(-1)!];
      if (shape.includes(0)) return allocate(backend, shape, 'float32');
      const plain = {
        inputs: {...inputs, a: asOneMatrix(a), b: asOneMatrix(b)},
        backend,
        attrs: {...attrs, transposeA: false, transposeB: false},
      };
      if (!isSingleProduct(b, inputs.bias, backend))
        return stepByStep({...plain, inputs: {...inputs, a, b}}, stock);
      freshPacking(b, backend);
      const {dataId, dtype} = stock(tf._FusedMatMul, plain);
      return {dataId, shape, dtype};
    });
  };
}

/** Whether all rows of `a` meet the same matrix, so that they may as well be one matrix's, and a bias that fits it. */
function isSingleProduct(b: tf.TensorInfo, bias: tf.TensorInfo | undefined, backend: WasmBackend): boolean {
  if (tf.util.sizeFromShape(b.shape.slice(0, -2)) > 1) return false;
  // The stock kernel looks at the memory's shape, and refuses a vector that was a matrix once.
  return (
    bias === undefined ||
    tf.util.arraysEqual([...backend.dataIdMap.get(bias.dataId).shape], b.shape.slice(-1))
  );
}

/** All of a tensor's rows in a batch of one matrix. */
function asOneMatrix({dataId, shape, dtype}: tf.TensorInfo): tf.TensorInfo {
  return {dataId, shape: [1, tf.util.sizeFromShape(shape.slice(0, -1)), shape.at(-1)!], dtype};
}

/** The product, then the sum, then the activation, each by its own kernel. */
function stepByStep({inputs, backend, attrs}: Arguments, stock: RunStockKernel): tf.TensorInfo {
  const {a, b, bias, preluActivationWeights: alpha} = inputs;
  return withTemporaries(backend, own => {
    const product = batchMatMul(stock)({inputs: {a, b}, backend, attrs});
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
