import * as tf from '@tensorflow/tfjs';
import type {Shape4D} from './convolution';
import {forEachDilation} from './forEachDilation';
import {allocate, type KernelArguments, type RunStockKernel} from './wasmBackend';

type Attributes = Pick<tf.Dilation2DAttrs, 'strides' | 'pad' | 'dilations'>;
type Arguments = KernelArguments<'x' | 'filter', Attributes>;

/**
 * Grey-scale dilation: the greatest sum of input and filter in each window. The stock kernel finds none below 0; it is right
 * for integers, which are left to it.
 *
 * `x` is `[batch, height, width, channels]`, `filter` `[height, width, channels]`, the result float32 of the rank of `x`. Where
 * no cell of a dilated filter meets the input, it is −(2⁵³ − 1), as on tfjs's cpu backend. NaN yields to any number.
 */
export function dilation2D(stock: RunStockKernel) {
  return (args: Arguments): tf.TensorInfo => {
    const {inputs, backend, attrs} = args;
    const {x, filter} = inputs;
    if (x.dtype !== 'float32' || filter.dtype !== 'float32') return stock(tf.Dilation2D, args);
    const {strides, pad, dilations} = attrs;
    const [inShape, window] = [x.shape as Shape4D, filter.shape as [number, number, number]];
    const info = tf.backend_util.computeDilation2DInfo(inShape, window, strides, pad, 'NHWC', dilations);
    const out = allocate(backend, info.outShape, 'float32');
    const views = {x: backend.typedArrayFromHeap(x), filter: backend.typedArrayFromHeap(filter)};
    const maxima = backend.typedArrayFromHeap(out);
    forEachDilation(views, info, (output, at) => {
      maxima[output] = at ? views.x[at.x]! + views.filter[at.filter]! : Number.MIN_SAFE_INTEGER;
    });
    return out;
  };
}
