import * as tf from '@tensorflow/tfjs';
import type {HeapView} from '../heap';

/** Shapes that tfjs's own types want as tuples. */
export type Shape4D = [number, number, number, number];
export type Shape5D = [number, number, number, number, number];

/** Sizes, strides and padding of a convolution or pooling in two dimensions, as tfjs computes them. */
export type Windows2D = tf.backend_util.Conv2DInfo;

/** The same in three dimensions. */
export type Windows = Pick<
  tf.backend_util.Conv3DInfo,
  | 'batchSize'
  | 'inChannels'
  | 'outChannels'
  | `${'in' | 'out' | 'filter' | 'stride' | 'dilation'}${'Depth' | 'Height' | 'Width'}`
> & {readonly padInfo: {readonly front: number; readonly top: number; readonly left: number}};

/** Windows in two dimensions as windows in three, in which everything is one layer deep. */
export function oneLayerDeep(windows: Windows2D): Windows {
  const depth = {inDepth: 1, outDepth: 1, filterDepth: 1, strideDepth: 1, dilationDepth: 1};
  return {...windows, ...depth, padInfo: {...windows.padInfo, front: 0}};
}

/**
 * Visits every pair of an output cell and a filter cell whose input cell lies within the input, window by window in the order
 * of the output. A cell is all channels at one position; `input`, `weight` and `output` are the cells' numbers.
 */
export function forEachOverlap(
  windows: Windows,
  visit: (input: number, weight: number, output: number) => void,
): void {
  const {outDepth, outHeight, outWidth, padInfo} = windows;
  let output = 0;
  for (let image = 0; image < windows.batchSize; image++) {
    for (let layer = 0; layer < outDepth; layer++) {
      const front = layer * windows.strideDepth - padInfo.front;
      for (let row = 0; row < outHeight; row++) {
        const top = row * windows.strideHeight - padInfo.top;
        for (let column = 0; column < outWidth; column++, output++) {
          const left = column * windows.strideWidth - padInfo.left;
          visitWindow(windows, {image, front, top, left, output}, visit);
        }
      }
    }
  }
}

/** Where a window begins in the padded input, and the output cell that it belongs to. */
interface Corner {
  readonly image: number;
  readonly front: number;
  readonly top: number;
  readonly left: number;
  readonly output: number;
}

function visitWindow(
  windows: Windows,
  {image, front, top, left, output}: Corner,
  visit: (input: number, weight: number, output: number) => void,
): void {
  const {inDepth, inHeight, inWidth, filterDepth, filterHeight, filterWidth} = windows;
  const {dilationDepth, dilationHeight, dilationWidth} = windows;
  for (let a = 0, x = front; a < filterDepth; a++, x += dilationDepth) {
    if (x < 0 || x >= inDepth) continue;
    for (let b = 0, y = top; b < filterHeight; b++, y += dilationHeight) {
      if (y < 0 || y >= inHeight) continue;
      const line = ((image * inDepth + x) * inHeight + y) * inWidth;
      const weights = (a * filterHeight + b) * filterWidth;
      for (let c = 0, z = left; c < filterWidth; c++, z += dilationWidth) {
        if (z >= 0 && z < inWidth) visit(line + z, weights + c, output);
      }
    }
  }
}

/** For each element of the output, where the greatest value of its window comes from; −1 where the window is all padding. */
interface Maxima {
  readonly inputs: Int32Array;
  readonly weights: Int32Array;
}

/**
 * Finds the first maximum of `x`, or of `x` + `filter`, in each window, channel by channel. A NaN gives way to any number.
 *
 * @param filter `[depth, height, width, channels]`.
 */
export function findMaxima(windows: Windows, x: HeapView, filter?: HeapView): Maxima {
  const {batchSize, outDepth, outHeight, outWidth, inChannels: channels} = windows;
  const size = batchSize * outDepth * outHeight * outWidth * channels;
  const greatest = new Float64Array(size).fill(NaN);
  const [inputs, weights] = [new Int32Array(size).fill(-1), new Int32Array(size).fill(-1)];
  forEachOverlap(windows, (inputCell, weightCell, outputCell) => {
    let [input, weight] = [inputCell * channels, weightCell * channels];
    const first = outputCell * channels;
    for (let output = first; output < first + channels; output++, input++, weight++) {
      const candidate = filter === undefined ? x[input]! : x[input]! + filter[weight]!;
      const best = greatest[output]!;
      if (candidate > best || Number.isNaN(best)) {
        greatest[output] = candidate;
        inputs[output] = input;
        weights[output] = weight;
      }
    }
  });
  return {inputs, weights};
}

/**
 * @param op The kernel, for the message.
 * @throws {TypeError} Unless `dy` has the shape of the forward pass's output. It has another one where tfjs drops
 *   `dimRoundingMode` on the way to the gradient.
 */
export function assertOutputShape(
  op: string,
  dy: readonly number[],
  {outShape}: {outShape: readonly number[]},
): void {
  if (dy.length !== outShape.length || dy.some((size, axis) => size !== outShape[axis])) {
    throw new TypeError(`${op}: expected dy of shape [${outShape.join()}], got [${dy.join()}]`);
  }
}
