import * as tf from '@tensorflow/tfjs';
import {allocate, type KernelArguments, type RunStockKernel} from '../heap';
import {assertOutputShape, findMaxima, oneLayerDeep, type Shape4D} from './windows';

type Attributes = Pick<tf.Dilation2DAttrs, 'strides' | 'pad' | 'dilations'>;
type GradientArguments = KernelArguments<'x' | 'filter' | 'dy', Attributes>;

/**
 * Grey-scale dilation: the greatest sum of input and filter in each window. The stock kernel finds none below 0; it is right
 * for integers, which are left to it.
 *
 * `x` is `[batch, height, width, channels]`, `filter` `[height, width, channels]`, the result float32 of the rank of `x`. Where
 * a window is all padding, it is −(2⁵³ − 1), as on tfjs's cpu backend. A NaN gives way to any number.
 */
export function dilation2D(
  args: KernelArguments<'x' | 'filter', Attributes>,
  stock: RunStockKernel,
): tf.TensorInfo {
  const {inputs, backend} = args;
  if (inputs.x.dtype !== 'float32' || inputs.filter.dtype !== 'float32') return stock(tf.Dilation2D, args);
  const info = windowsOf(args);
  const out = allocate(backend, info.outShape, 'float32');
  const {x, filter, at} = maximaOf(args, info);
  const maxima = backend.typedArrayFromHeap(out);
  for (let i = 0; i < maxima.length; i++) {
    const input = at.inputs[i]!;
    maxima[i] = input < 0 ? Number.MIN_SAFE_INTEGER : x[input]! + filter[at.weights[i]!]!;
  }
  return out;
}

/**
 * The gradient of a grey-scale dilation's input: each element of `dy` goes to where input + filter is greatest.
 * The stock kernel takes the window's first element where all sums are negative.
 *
 * @returns Float32 of the input's shape, `[batch, height, width, channels]`.
 * @throws {TypeError} If the shape of `dy` is not that of the dilation's output.
 */
export function dilation2DBackpropInput(args: GradientArguments): tf.TensorInfo {
  return scatterToMaxima(tf.Dilation2DBackpropInput, args, 'x');
}

/**
 * The gradient of a grey-scale dilation's filter; its stock kernel has the same fault.
 *
 * @returns Float32 of the filter's shape, `[height, width, channels]`.
 * @throws {TypeError} If the shape of `dy` is not that of the dilation's output.
 */
export function dilation2DBackpropFilter(args: GradientArguments): tf.TensorInfo {
  return scatterToMaxima(tf.Dilation2DBackpropFilter, args, 'filter');
}

function scatterToMaxima(op: string, args: GradientArguments, to: 'x' | 'filter'): tf.TensorInfo {
  const {inputs, backend} = args;
  const info = windowsOf(args);
  assertOutputShape(op, inputs.dy.shape, info);
  const out = allocate(backend, inputs[to].shape, 'float32');
  const {at} = maximaOf(args, info);
  const targets = to === 'x' ? at.inputs : at.weights;
  const slopes = backend.typedArrayFromHeap(inputs.dy);
  // A filter's element may be the greatest at every pixel: too many terms to leave to float32.
  const total = new Float64Array(tf.util.sizeFromShape(inputs[to].shape));
  for (let i = 0; i < targets.length; i++) if (targets[i]! >= 0) total[targets[i]!]! += slopes[i]!;
  backend.typedArrayFromHeap(out).set(total);
  return out;
}

function windowsOf({inputs: {x, filter}, attrs}: KernelArguments<'x' | 'filter', Attributes>) {
  const [inShape, window] = [x.shape as Shape4D, filter.shape as [number, number, number]];
  const {strides, pad, dilations} = attrs;
  return tf.backend_util.computeDilation2DInfo(inShape, window, strides, pad, 'NHWC', dilations);
}

/** The operands' numbers, and where in both the greatest sum of each window is. Call it after the last allocation. */
function maximaOf(
  {inputs, backend}: KernelArguments<'x' | 'filter', Attributes>,
  info: ReturnType<typeof windowsOf>,
) {
  const x = backend.typedArrayFromHeap(inputs.x);
  const filter = backend.typedArrayFromHeap(inputs.filter);
  return {x, filter, at: findMaxima(oneLayerDeep(info), x, filter)};
}
