/** What slides a window, with every stride, padding, dilation, rounding and layout, against difference quotients. */
import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../src/corrections';
import {expectRightGradients, scattered, slopeOf} from './againstDifferences';

type Pair = [number, number];
type Triple = [number, number, number];
type Pad = 'same' | 'valid' | number;
type Explicit = [Pair, Pair, Pair, Pair];

const explicit: Explicit = [[0, 0], [2, 1], [0, 3], [0, 0]]; // prettier-ignore

describe('conv2d', () => {
  interface Settings {
    readonly strides?: Pair;
    readonly pad?: Pad | Explicit;
    readonly dilations?: Pair;
    readonly rounding?: 'ceil' | 'floor' | 'round';
    readonly layout?: 'NHWC' | 'NCHW';
  }
  const cases: readonly Settings[] = [
    {},
    {strides: [2, 1]},
    {strides: [1, 2], pad: 'same'},
    {pad: explicit},
    {dilations: [2, 1]},
    {dilations: [1, 2], pad: 'same'},
    {dilations: [2, 1], pad: explicit},
    {dilations: [2, 1], pad: [[0, 0], [-1, 0], [0, -1], [0, 0]]}, // prettier-ignore
    {strides: [2, 2], pad: 0, rounding: 'ceil'},
    {strides: [2, 2], pad: 0, rounding: 'round'},
    {strides: [2, 2], pad: 0, rounding: 'floor'},
    {layout: 'NCHW', strides: [2, 1], pad: 'same'},
    {layout: 'NCHW', dilations: [2, 1]},
    {layout: 'NCHW', dilations: [1, 2], pad: [[0, 0], [0, 0], [2, 1], [0, 3]]}, // prettier-ignore
  ];
  const conv2d = ({strides = [1, 1], pad = 'valid', dilations = [1, 1], rounding, layout = 'NHWC'}: Settings) =>
    (x: tf.Tensor4D, w: tf.Tensor4D) => tf.conv2d(x, w, strides, pad, layout, dilations, rounding); // prettier-ignore
  const image = ({layout}: Settings) => (layout === 'NCHW' ? scattered(2, 2, 5, 4) : scattered(2, 5, 4, 2));

  test.each(cases)('with %j', settings => {
    const inputs = [image(settings), scattered(2, 2, 2, 3)];
    expectRightGradients({fn: conv2d(settings), inputs});
  });

  test.each(cases)('has second derivatives with %j', settings => {
    const inputs = [image(settings), scattered(2, 2, 2, 3)].map(x => tf.div(x, 8));
    expectRightGradients({fn: slopeOf(conv2d(settings), 0), inputs});
    expectRightGradients({fn: slopeOf(conv2d(settings), 1), inputs});
  });

  test.each(cases.filter(({layout}) => !layout))('fused with a bias, with %j', settings => {
    const {strides = [1, 1], pad = 'valid', dilations = [1, 1], rounding} = settings;
    const fn = (x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor) =>
      tf.fused.conv2d({
        x,
        filter,
        strides,
        pad,
        dilations,
        ...(rounding && {dimRoundingMode: rounding}),
        bias,
      });
    expectRightGradients({fn, inputs: [scattered(2, 5, 4, 2), scattered(2, 2, 2, 3), scattered(3)]});
  });

  test('fused with channels first', () => {
    const fn = (x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor) =>
      tf.fused.conv2d({x, filter, strides: 1, pad: 'same', dataFormat: 'NCHW', bias});
    expectRightGradients({fn, inputs: [scattered(2, 2, 5, 4), scattered(2, 2, 2, 3), scattered(3)]});
  });

  test('fused without a bias', () => {
    const fn = (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.fused.conv2d({x, filter, strides: 1, pad: 'same'});
    expectRightGradients({fn, inputs: [scattered(2, 5, 4, 2), scattered(2, 2, 2, 3)]});
  });

  test.each<[Pair, Pad, Pair]>([
    [[1, 1], 'valid', [4, 3]],
    [[2, 1], 'same', [6, 2]],
    [[2, 2], 'valid', [6, 4]],
  ])('transposed with strides %j and padding %s to %j', (strides, pad, [height, width]) => {
    const fn = (y: tf.Tensor4D, w: tf.Tensor4D) =>
      tf.conv2dTranspose(y, w, [2, height, width, 2], strides, pad);
    expectRightGradients({fn, inputs: [scattered(2, 3, 2, 3), scattered(2, 2, 2, 3)]});
  });
});

describe('depthwiseConv2d', () => {
  type Settings = [strides: Pair, pad: Pad | Explicit, dilations: Pair, rounding: 'ceil' | null];
  const cases: readonly Settings[] = [
    [[1, 1], 'valid', [1, 1], null],
    [[2, 2], 'same', [1, 1], null],
    [[1, 1], explicit, [1, 1], null],
    [[1, 1], 'valid', [2, 1], null],
    [[1, 1], 'same', [1, 2], null],
    [[1, 1], explicit, [2, 1], null],
    [[2, 2], 0, [1, 1], 'ceil'],
  ];
  const inputs = [scattered(2, 5, 4, 2), scattered(2, 2, 2, 3)];

  test.each(cases)(
    'with strides %j, padding %j, dilations %j, rounding %s',
    (strides, pad, dilations, rounding) => {
      const fn = (x: tf.Tensor4D, w: tf.Tensor4D) =>
        tf.depthwiseConv2d(x, w, strides, pad, 'NHWC', dilations, rounding ?? undefined);
      expectRightGradients({fn, inputs});
      const small = inputs.map(x => tf.div(x, 8));
      expectRightGradients({fn: slopeOf(fn, 0), inputs: small});
      expectRightGradients({fn: slopeOf(fn, 1), inputs: small});
      const fused = (x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor) =>
        tf.fused.depthwiseConv2d({
          x,
          filter,
          strides,
          // Types know of no list here; the kernel takes it.
          pad: pad as Pad,
          dilations,
          ...(rounding && {dimRoundingMode: rounding}),
          bias,
        });
      expectRightGradients({fn: fused, inputs: [...inputs, scattered(6)]});
    },
  );
});

describe('conv3d', () => {
  test.each<[Triple, 'same' | 'valid', Triple]>([
    [[1, 1, 1], 'valid', [1, 1, 1]],
    [[2, 1, 2], 'same', [1, 1, 1]],
    [[1, 1, 1], 'valid', [2, 1, 1]],
    [[1, 1, 1], 'same', [1, 2, 3]],
  ])('with strides %j, padding %s, dilations %j', (strides, pad, dilations) => {
    const fn = (x: tf.Tensor5D, w: tf.Tensor5D) => tf.conv3d(x, w, strides, pad, 'NDHWC', dilations);
    const inputs = [scattered(2, 3, 3, 4, 2), scattered(2, 2, 2, 2, 3)].map(x => tf.div(x, 8));
    expectRightGradients({fn, inputs});
    if (dilations.some(d => d > 1)) return;
    expectRightGradients({fn: slopeOf(fn, 0), inputs});
    expectRightGradients({fn: slopeOf(fn, 1), inputs});
  });

  test.each<[Triple, 'same' | 'valid', number[]]>([
    [[1, 1, 1], 'valid', [2, 3, 3, 4, 2]],
    [[2, 1, 2], 'same', [2, 4, 2, 6, 2]],
  ])('transposed with strides %j, padding %s', (strides, pad, shape) => {
    const fn = (y: tf.Tensor5D, w: tf.Tensor5D) =>
      tf.conv3dTranspose(y, w, shape as [2, 3, 3, 4, 2], strides, pad);
    expectRightGradients({
      fn,
      inputs: [scattered(2, 2, 2, 3, 3), scattered(2, 2, 2, 2, 3)].map(x => tf.div(x, 4)),
    });
  });
});

describe('pools', () => {
  type Settings = [cells: Pair, strides: Pair, pad: Pad, rounding: 'ceil' | 'round' | 'floor' | null];
  const cases: readonly Settings[] = [
    [[2, 2], [2, 2], 'valid', null],
    [[3, 2], [1, 2], 'same', null],
    [[2, 3], [2, 1], 'valid', null],
    [[3, 3], [2, 2], 1, 'ceil'],
    [[3, 3], [2, 2], 1, 'round'],
    [[3, 3], [2, 2], 1, 'floor'],
    [[2, 2], [2, 2], 1, null],
  ];
  const image = scattered(2, 5, 4, 2);

  test.each(cases)(
    'of %j cells with strides %j, padding %j and rounding %s',
    (cells, strides, pad, rounding) => {
      for (const pool of [tf.avgPool, tf.maxPool]) {
        const fn = (x: tf.Tensor4D) => pool(x, cells, strides, pad, rounding ?? undefined);
        expectRightGradients({fn, inputs: [image]});
        expectRightGradients({fn: slopeOf(fn), inputs: [image]});
      }
    },
  );

  test.each<[Pair, Pair, Pad]>([
    [[2, 2], [1, 1], 'valid'],
    [[3, 2], [1, 2], 'same'],
  ])('maxPoolWithArgmax of %j cells with strides %j and padding %s', (cells, strides, pad) => {
    const fn = (x: tf.Tensor4D) => tf.maxPoolWithArgmax(x, cells, strides, pad)['result']!;
    expectRightGradients({fn, inputs: [image]});
    expectRightGradients({fn: slopeOf(fn), inputs: [image]});
  });

  test('of equal maxima the first has the gradient', () => {
    const fn = (x: tf.Tensor4D) => tf.maxPoolWithArgmax(x, [2, 2], 2, 'valid')['result']!;
    const undo = correctGradients();
    const gradient = tf.grad(fn as (x: tf.Tensor) => tf.Tensor)(tf.ones([1, 2, 2, 1]));
    undo();
    expect(Array.from(gradient.dataSync())).toEqual([1, 0, 0, 0]);
  });

  test('where all numbers are below those that stand for padding elsewhere', () => {
    const fn = (x: tf.Tensor4D) => tf.maxPoolWithArgmax(x, [2, 2], 1, 'same')['result']!;
    expectRightGradients({fn, inputs: [tf.sub(scattered(1, 3, 3, 1), 100)]});
  });

  const volume = scattered(1, 3, 4, 3, 2);
  test.each<[Triple, Triple, 'same' | 'valid' | number, 'ceil' | null]>([
    [[2, 2, 2], [1, 1, 1], 'valid', null],
    [[2, 2, 2], [2, 2, 2], 'same', null],
    [[1, 2, 3], [1, 2, 1], 'same', null],
    [[3, 3, 2], [2, 2, 1], 1, 'ceil'],
  ])('of volumes, %j cells with strides %j, padding %s and rounding %s', (cells, strides, pad, rounding) => {
    for (const pool of [tf.avgPool3d, tf.maxPool3d]) {
      const fn = (x: tf.Tensor5D) => pool(x, cells, strides, pad, rounding ?? undefined);
      expectRightGradients({fn, inputs: [volume]});
      expectRightGradients({fn: slopeOf(fn), inputs: [volume]});
    }
  });
});

describe('dilation2d', () => {
  test.each<[Pair, 'same' | 'valid', Pair]>([
    [[1, 1], 'valid', [1, 1]],
    [[2, 1], 'same', [1, 1]],
    [[1, 1], 'same', [2, 1]],
    [[1, 2], 'valid', [1, 2]],
  ])('with strides %j, padding %s, dilations %j', (strides, pad, dilations) => {
    const fn = (x: tf.Tensor4D, w: tf.Tensor3D) => tf.dilation2d(x, w, strides, pad, dilations);
    // Halves and eighths, whose sums are an eighth apart or more within a channel.
    const filter = tf.tensor3d([0, 1.375, 1.125, -0.375, 0.75, 0.25, -0.125, 0.5], [2, 2, 2]);
    const inputs = [tf.mul(scattered(2, 5, 4, 2), 2), filter];
    expectRightGradients({fn, inputs});
    expectRightGradients({fn: slopeOf(fn, 0), inputs});
    expectRightGradients({fn: slopeOf(fn, 1), inputs});
  });
});
