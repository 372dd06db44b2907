/** How a pool's or a convolution's windows lie, from the attributes of its kernel. */
import * as tf from '@tensorflow/tfjs';
import {hasKernel, isMended} from '../tfjs/kernels';
import type {Sliding} from './windows';

type Padding = Parameters<typeof tf.backend_util.computePool2DInfo>[4];
type Rounding = 'floor' | 'round' | 'ceil';

/** Whether there are as many windows as fit, which is what tfjs's gradients take every size for. */
export function isRoundedDown<A extends {readonly dimRoundingMode?: Rounding}>(
  attrs: A,
  windowsOf: (attrs: A) => readonly Sliding[],
): boolean {
  const {dimRoundingMode} = attrs;
  if (dimRoundingMode !== 'ceil' && dimRoundingMode !== 'round') return true;
  const places = (of: A) => windowsOf(of).map(window => window.places);
  return tf.util.arraysEqual(places(attrs), places({...attrs, dimRoundingMode: 'floor'}));
}

/** Attributes that pools and convolutions have in common. Layers leave one out by null. */
export type WindowAttributes = {
  readonly strides: number | [number, number];
  readonly pad: Padding;
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: Rounding;
};

/** Two-dimensional windows over `[batch, height, width, channels]`. */
export function slidingOver(
  shape: readonly number[],
  cells: number | [number, number],
  {strides, pad, dilations, dimRoundingMode}: WindowAttributes,
): Sliding[] {
  const info = tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    cells,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
  );
  const row = (axis: 'Height' | 'Width', before: number): Sliding => ({
    size: info[`in${axis}`],
    cells: info[`filter${axis}`],
    stride: info[`stride${axis}`],
    dilation: info[`dilation${axis}`],
    before,
    places: info[`out${axis}`],
  });
  return [row('Height', info.padInfo.top), row('Width', info.padInfo.left)];
}

/** The same of volumes. */
export type VolumeAttributes = {
  readonly strides: number | [number, number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dilations?: number | [number, number, number];
  readonly dimRoundingMode?: Rounding;
};

/** Three-dimensional windows over `[batch, depth, height, width, channels]`. */
export function slidingThrough(
  shape: readonly number[],
  cells: number | [number, number, number],
  {strides, pad, dilations, dimRoundingMode}: VolumeAttributes,
): Sliding[] {
  const info = tf.backend_util.computePool3DInfo(
    shape as [number, number, number, number, number],
    cells,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
  );
  const row = (axis: 'Depth' | 'Height' | 'Width', before: number): Sliding => ({
    size: info[`in${axis}`],
    cells: info[`filter${axis}`],
    stride: info[`stride${axis}`],
    dilation: info[`dilation${axis}`],
    before,
    places: info[`out${axis}`],
  });
  const {front, top, left} = info.padInfo;
  return [row('Depth', front), row('Height', top), row('Width', left)];
}

/** Gradient kernels that the wasm backend has, but wrong (losslab/wasm mends them). */
const wrongOnWasm: ReadonlySet<string> = new Set([
  tf.MaxPoolGrad,
  tf.MaxPool3DGrad,
  tf.Dilation2DBackpropInput,
  tf.Dilation2DBackpropFilter,
  tf.Conv3DBackpropInputV2,
  tf.Conv3DBackpropFilterV2,
]);

/** Whether the current backend has a kernel, and right. */
export function hasRightKernel(name: string): boolean {
  if (!hasKernel(name)) return false;
  return tf.getBackend() !== 'wasm' || !wrongOnWasm.has(name) || isMended(name, 'wasm');
}
