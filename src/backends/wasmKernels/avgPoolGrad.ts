import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Shape4D} from './convolution';
import type {KernelArguments, RunStockKernel} from './wasmBackend';

type Arguments = KernelArguments<'dy' | 'input', tf.AvgPoolGradAttrs>;

/**
 * The gradient of mean pooling. Of a `dy` of another shape than its windows give the stock kernel reads the wrong numbers, and
 * some from beyond its end.
 *
 * @throws {TypeError} If `dy` has not the shape of the pooling's output.
 */
export function avgPoolGrad(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
    const {filterSize, strides, pad} = args.attrs;
    const inShape = args.inputs.input.shape as Shape4D;
    const pool = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad);
    assertOutputShape(tf.AvgPoolGrad, args.inputs.dy.shape, pool);
    return stock(tf.AvgPoolGrad, args);
  };
}
