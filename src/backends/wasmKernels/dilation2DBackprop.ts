import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Shape4D} from './convolution';
import {forEachDilation} from './forEachDilation';
import {allocate, type KernelArguments} from './wasmBackend';

type Attributes = Pick<tf.Dilation2DAttrs, 'strides' | 'pad' | 'dilations'>;
type Arguments = KernelArguments<'x' | 'filter' | 'dy', Attributes>;

/**
 * The gradient of a grey-scale dilation's input: each element of `dy` goes to where input + filter is greatest.
 * The stock kernel takes the window's first element where all sums are negative.
 *
 * @returns Float32 of the input's shape, `[batch, height, width, channels]`.
 * @throws {TypeError} If `dy` has not the shape of the dilation's output.
 */
export function dilation2DBackpropInput() {
  return toMaxima(tf.Dilation2DBackpropInput, 'x');
}

/**
 * The gradient of a grey-scale dilation's filter; its stock kernel has the same fault.
 *
 * @returns Float32 of the filter's shape, `[height, width, channels]`.
 * @throws {TypeError} If `dy` has not the shape of the dilation's output.
 */
export function dilation2DBackpropFilter() {
  return toMaxima(tf.Dilation2DBackpropFilter, 'filter');
}

function toMaxima(who: string, to: 'x' | 'filter') {
  return ({inputs, backend, attrs}: Arguments): tf.TensorInfo => {
    const {x, filter, dy} = inputs;
    const {strides, pad, dilations} = attrs;
    const [inShape, window] = [x.shape as Shape4D, filter.shape as [number, number, number]];
    const info = tf.backend_util.computeDilation2DInfo(inShape, window, strides, pad, 'NHWC', dilations);
    assertOutputShape(who, dy.shape, info);
    const out = allocate(backend, inputs[to].shape, 'float32');
    const views = {x: backend.typedArrayFromHeap(x), filter: backend.typedArrayFromHeap(filter)};
    const slopes = backend.typedArrayFromHeap(dy);
    // A filter's element may be the greatest at every pixel: too many terms to leave to float32.
    const total = new Float64Array(tf.util.sizeFromShape(inputs[to].shape));
    forEachDilation(views, info, (output, maximum) => {
      if (maximum) total[maximum[to]]! += slopes[output]!;
    });
    backend.typedArrayFromHeap(out).set(total);
    return out;
  };
}
