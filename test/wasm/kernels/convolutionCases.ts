/** Shapes, strides and paddings of convolutions and poolings, for property tests. */
import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';

type Pair = [number, number];
type Shape4D = [number, number, number, number];

export interface ConvolutionCase {
  inShape: Shape4D;
  /** Height and width. */
  filter: Pair;
  strides: Pair;
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode: 'floor' | 'round' | 'ceil' | undefined;
  /** Output channels; for a depthwise convolution, for each input channel. */
  channels: number;
  seed: number;
}

const upTo = (max: number) => fc.integer({min: 1, max});
const pair = (max: number, min = 1) => fc.tuple(fc.integer({min, max}), fc.integer({min, max}));
const rounding = fc.constantFrom('floor' as const, 'round' as const, 'ceil' as const);

const padding = fc.oneof(
  fc.record({
    pad: fc.constantFrom('valid' as const, 'same' as const),
    dimRoundingMode: fc.constant(undefined),
  }),
  fc.record({pad: fc.nat(2), dimRoundingMode: rounding}),
  fc.record({
    pad: fc
      .tuple(pair(2, 0), pair(2, 0))
      .map(([rows, columns]): tf.backend_util.ExplicitPadding => [[0, 0], rows, columns, [0, 0]]),
    dimRoundingMode: rounding,
  }),
);

export const convolutionCases: fc.Arbitrary<ConvolutionCase> = fc
  .record({
    inShape: fc.tuple(upTo(3), upTo(8), upTo(8), upTo(3)),
    filter: pair(4),
    strides: pair(3),
    padding,
    channels: upTo(3),
    seed: fc.nat(1000),
  })
  .map(({padding: {pad, dimRoundingMode}, ...rest}) => ({...rest, pad, dimRoundingMode}))
  .filter(given => poolShape(given).every(size => size > 0));

/** The shape of the output of pooling. */
export function poolShape({inShape, filter, strides, pad, dimRoundingMode}: ConvolutionCase): Shape4D {
  return tf.backend_util.computePool2DInfo(inShape, filter, strides, 1, pad, dimRoundingMode).outShape;
}

/** Runs a kernel that no public op reaches with these attributes. */
export function runKernel(name: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap);
}
