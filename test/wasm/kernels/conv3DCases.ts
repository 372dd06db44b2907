/** Shapes, strides and paddings of 3-D convolutions, for property tests. */
import * as fc from 'fast-check';

type Triple = [number, number, number];

export interface Conv3DCase {
  x: [number, number, number, number, number];
  /** Depth, height and width. */
  filter: Triple;
  strides: Triple;
  pad: 'valid' | 'same';
  /** Output channels. */
  channels: number;
}

const upTo = (max: number) => fc.integer({min: 1, max});

export const conv3DCases: fc.Arbitrary<Conv3DCase> = fc
  .record({
    x: fc.tuple(upTo(2), upTo(4), upTo(4), upTo(4), upTo(3)),
    filter: fc.tuple(upTo(3), upTo(3), upTo(3)),
    strides: fc.tuple(upTo(3), upTo(3), upTo(3)),
    pad: fc.constantFrom('valid' as const, 'same' as const),
    channels: upTo(3),
  })
  .filter(({x, filter, pad}) => pad === 'same' || filter.every((size, axis) => size <= x[axis + 1]!));
