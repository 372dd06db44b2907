import * as tf from '@tensorflow/tfjs';
import {type Shape4D, assertOutputShape, type Convolution} from './conv2DBackpropFilter';
import {allocate, type KernelArguments, type RunStockKernel, type HeapView} from '../heap';

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

type Dilation2DBackpropAttributes = Pick<tf.Dilation2DAttrs, 'strides' | 'pad' | 'dilations'>;
type Dilation2DBackpropArguments = KernelArguments<'x' | 'filter' | 'dy', Dilation2DBackpropAttributes>;

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
  return ({inputs, backend, attrs}: Dilation2DBackpropArguments): tf.TensorInfo => {
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

/** What a dilation adds up. */
interface Operands {
  readonly x: HeapView;
  readonly filter: HeapView;
}

/** An index into each. */
interface Place {
  readonly x: number;
  readonly filter: number;
}

/**
 * Visits each window of a grey-scale dilation in the order of the output: `output` is its number, `maximum` where input +
 * filter is greatest; undefined if no cell of the filter meets the input.
 */
export function forEachDilation(
  operands: Operands,
  info: Convolution,
  visit: (output: number, maximum: Place | undefined) => void,
): void {
  let output = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let i = 0; i < info.outHeight; i++) {
      for (let j = 0; j < info.outWidth; j++) {
        for (let channel = 0; channel < info.inChannels; channel++, output++) {
          visit(output, firstMaximum(operands, info, image, i, j, channel));
        }
      }
    }
  }
}

/** Where the first maximum of input + filter is in both; undefined if the window lies in the padding altogether. NaN yields to any number. */
function firstMaximum(
  {x, filter}: Operands,
  info: Convolution,
  image: number,
  i: number,
  j: number,
  channel: number,
): Place | undefined {
  const {inHeight, inWidth, inChannels, padInfo} = info;
  let best = NaN;
  let found: Place | undefined;
  for (let row = 0; row < info.filterHeight; row++) {
    const y = i * info.strideHeight + row * info.dilationHeight - padInfo.top;
    if (y < 0 || y >= inHeight) continue;
    for (let column = 0; column < info.filterWidth; column++) {
      const z = j * info.strideWidth + column * info.dilationWidth - padInfo.left;
      if (z < 0 || z >= inWidth) continue;
      const at = {
        x: ((image * inHeight + y) * inWidth + z) * inChannels + channel,
        filter: (row * info.filterWidth + column) * inChannels + channel,
      };
      const sum = x[at.x]! + filter[at.filter]!;
      if (sum > best || Number.isNaN(best)) {
        best = sum;
        found = at;
      }
    }
  }
  return found;
}
