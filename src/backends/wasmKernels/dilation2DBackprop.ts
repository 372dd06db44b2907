import * as tf from '@tensorflow/tfjs';
import {assertOutputShape, type Convolution, type Shape4D} from './convolution';
import {allocate, type HeapView, type KernelArguments} from './wasmBackend';

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
    let output = 0;
    for (let image = 0; image < info.batchSize; image++) {
      for (let i = 0; i < info.outHeight; i++) {
        for (let j = 0; j < info.outWidth; j++) {
          for (let channel = 0; channel < info.inChannels; channel++, output++) {
            const maximum = firstMaximum(views, info, image, i, j, channel);
            if (maximum) total[maximum[to]]! += slopes[output]!;
          }
        }
      }
    }
    backend.typedArrayFromHeap(out).set(total);
    return out;
  };
}

/** Where the first maximum of input + filter is in both; undefined if the window lies in the padding altogether. */
function firstMaximum(
  {x, filter}: {readonly x: HeapView; readonly filter: HeapView},
  info: Convolution,
  image: number,
  i: number,
  j: number,
  channel: number,
): {readonly x: number; readonly filter: number} | undefined {
  const {inHeight, inWidth, inChannels, padInfo} = info;
  let best = -Infinity;
  let found: {readonly x: number; readonly filter: number} | undefined;
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
      if (sum > best || found === undefined) {
        best = sum;
        found = at;
      }
    }
  }
  return found;
}
