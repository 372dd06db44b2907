import * as tf from '@tensorflow/tfjs';
import {freshPacking} from './freshPacking';
import {canMultiply, plainOperands} from './plainOperands';
import {allocate, withTemporaries, type KernelArguments, type RunStockKernel} from './wasmBackend';

type Arguments = KernelArguments<'a' | 'b', tf._FusedMatMulAttrs>;

/** Matrix product, bias and activation in one; operands that are stored transposed are transposed first. */
export function fusedMatMul(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
    const {inputs, backend, attrs} = args;
    if (!canMultiply({...inputs, attrs})) return stock(tf._FusedMatMul, args);
    return withTemporaries(backend, own => {
      const {a, b} = plainOperands({...inputs, attrs, backend}, stock, own);
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
      const shape = [...batch, a.shape.at(-2)!, b.shape.at(-1)!];
      if (shape.includes(0)) return allocate(backend, shape, 'float32');
      freshPacking(b, backend);
      return stock(tf._FusedMatMul, {
        inputs: {...inputs, a, b},
        backend,
        attrs: {...attrs, transposeA: false, transposeB: false},
      });
    });
  };
}
