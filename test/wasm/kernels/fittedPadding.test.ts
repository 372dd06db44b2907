import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {convolutionCases, poolShape, type ConvolutionCase} from './convolutionCases';
import {expectClose, normalTensor, on, onGrowingHeap} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

const convolutions: Record<string, (given: ConvolutionCase) => tf.Tensor> = {
  conv2d: given => tf.conv2d(...operands(given), ...options(given)),
  'fused conv2d': given => {
    const [x, filter] = operands(given);
    const bias = normalTensor([given.channels], given.seed + 2);
    return tf.fused.conv2d({x, filter, bias, activation: 'sigmoid', ...named(given)});
  },
  depthwiseConv2d: given => tf.depthwiseConv2d(...operands(given), ...options(given)),
  'fused depthwiseConv2d': given => {
    const [x, filter] = operands(given);
    const bias = normalTensor([given.inShape[3] * given.channels], given.seed + 2);
    return tf.fused.depthwiseConv2d({x, filter, bias, activation: 'sigmoid', ...named(given)});
  },
};

/** Half of them have 'same' padding, which is where some of the input is left out. */
const cases: fc.Arbitrary<ConvolutionCase> = fc.oneof(
  convolutionCases,
  convolutionCases.map(given => ({...given, pad: 'same' as const, dimRoundingMode: undefined})),
);

const pools: Record<string, (given: ConvolutionCase) => tf.Tensor> = {
  maxPool: ({inShape, filter, seed, strides, pad, dimRoundingMode}) =>
    tf.maxPool(normalTensor(inShape, seed) as tf.Tensor4D, filter, strides, pad, dimRoundingMode),
  avgPool: ({inShape, filter, seed, strides, pad, dimRoundingMode}) =>
    tf.avgPool(normalTensor(inShape, seed) as tf.Tensor4D, filter, strides, pad, dimRoundingMode),
};

const leftOut: ConvolutionCase = {
  inShape: [1, 5, 4, 1],
  filter: [2, 1],
  strides: [2, 2],
  pad: 'same',
  dimRoundingMode: undefined,
  channels: 1,
  seed: 1,
};

for (const [name, convolve] of Object.entries(convolutions)) {
  test(`${name} is the cpu backend's for every shape, stride and padding`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async given => {
        // At most 4 · 4 · 3 products of average size 0.64, summed in another order.
        expectClose(await on('wasm', () => convolve(given)), await on('cpu', () => convolve(given)), 1e-5);
      }),
      {numRuns: 150},
    );
  });

  test(`${name} is right where the last column is left out, which makes the stock kernel write zeros`, async () => {
    const truth = await on('cpu', () => convolve(leftOut));
    expectClose(await on('wasm', () => convolve(leftOut)), truth, 1e-6);
    restoreWasmKernels();
    const stock = await on('wasm', () => convolve(leftOut));
    expect(truth.values.some((value, i) => Math.abs(value - stock.values[i]!) > 0.1)).toBe(true);
  });

  test(`${name} is right where the heap grows under it`, async () => {
    const truth = await on('cpu', () => convolve(leftOut));
    expectClose(await onGrowingHeap(() => convolve(leftOut)), truth, 1e-6);
  });
}

for (const [name, pool] of Object.entries(pools)) {
  test(`${name} is the cpu backend's for every window, stride and padding`, async () => {
    await fc.assert(
      // Of a window in the padding altogether cpu says −∞ or NaN, and XNNPACK some number.
      fc.asyncProperty(cases.filter(everyWindowHasInput), async given => {
        // Means of at most 16 numbers, summed in another order.
        expectClose(await on('wasm', () => pool(given)), await on('cpu', () => pool(given)), 1e-6);
      }),
      {numRuns: 150},
    );
  });
}

test.each([
  ['maxPool', -Infinity],
  ['avgPool', NaN],
] as const)('%s of windows of one pixel picks them, and says %d on padding', async (name, outside) => {
  const pool = () => tf[name](tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]), 1, 2, 1);
  const picked = {shape: [1, 2, 3, 1], values: [outside, outside, outside, outside, 5, outside]};
  expect(await on('wasm', pool)).toMatchObject(picked);
  expect((await on('wasm', () => tf[name](tf.ones<tf.Rank.R4>([1, 2, 3, 2]), 1, 1, 0))).values).toEqual(
    Array.from({length: 12}, () => 1),
  );
});

test.each(Object.entries(convolutions))('%s refuses a window that is far too large', async (_, convolve) => {
  await tf.setBackend('wasm');
  const before = tf.memory().numTensors;
  const given: ConvolutionCase = {
    ...leftOut,
    inShape: [1, 1, 3, 1],
    filter: [3, 1],
    strides: [1, 1],
    pad: 'valid',
  };
  expect(() => tf.tidy(() => convolve(given))).toThrow(
    /expected a window that fits the padded input, got 3x1 for 1x3/,
  );
  expect(tf.memory().numTensors).toBe(before);
});

test('the gradient of mean pooling is refused where tfjs forgets the rounding', async () => {
  await tf.setBackend('wasm');
  const slope = () =>
    tf.tidy(() => tf.grad(x => tf.avgPool(x as tf.Tensor4D, 2, 2, 0, 'ceil'))(tf.ones([1, 3, 3, 1])));
  expect(slope).toThrow(/AvgPoolGrad: expected dy of shape \[1,1,1,1\], got \[1,2,2,1\]$/);
});

/** Stock, both write more columns than the output has, over what lies behind it on the heap. */
test.each([...Object.entries(convolutions), ...Object.entries(pools)])(
  '%s gives as many columns as tfjs counts for an oblong window and padding of one number',
  async (_, compute) => {
    const oblong: ConvolutionCase = {
      ...leftOut,
      inShape: [1, 5, 7, 1],
      filter: [3, 2],
      strides: [1, 1],
      pad: 1,
    };
    const truth = await on('cpu', () => compute(oblong));
    expect(truth.shape.slice(1, 3)).toEqual([5, 7]); // eight windows would fit side by side
    expectClose(await on('wasm', () => compute(oblong)), truth, 1e-6);
    expectClose(await onGrowingHeap(() => compute(oblong)), truth, 1e-6);
  },
);

test.each(['conv2d', 'depthwiseConv2d'] as const)('a dilated %s is as right as it was', async kind => {
  const dilated = () =>
    tf[kind](
      normalTensor([2, 6, 5, 2], 1) as tf.Tensor4D,
      normalTensor([2, 2, 2, 3], 2) as tf.Tensor4D,
      1,
      'same',
      'NHWC',
      2,
    );
  expectClose(await on('wasm', dilated), await on('cpu', dilated), 1e-5);
});

test('conv2d still refuses channels that come first', async () => {
  await tf.setBackend('wasm');
  const [x, w] = [tf.ones<tf.Rank.R4>([1, 1, 5, 4]), tf.ones<tf.Rank.R4>([2, 1, 1, 1])];
  expect(() => tf.conv2d(x, w, 2, 'same', 'NCHW')).toThrow(/does not support dataFormat/);
  tf.dispose([x, w]);
});

function operands({inShape, filter, channels, seed}: ConvolutionCase): [tf.Tensor4D, tf.Tensor4D] {
  return [
    normalTensor(inShape, seed) as tf.Tensor4D,
    normalTensor([...filter, inShape[3], channels], seed + 1) as tf.Tensor4D,
  ];
}

type Padding = 'valid' | 'same' | number;

function options({strides, pad, dimRoundingMode}: ConvolutionCase) {
  return [strides, pad as Padding, 'NHWC', 1, dimRoundingMode] as const;
}

/** The fused ops take padding for each side as well; their types do not. */
function named({strides, pad, dimRoundingMode}: ConvolutionCase) {
  return {strides, pad: pad as Padding, ...(dimRoundingMode && {dimRoundingMode})};
}

function everyWindowHasInput(given: ConvolutionCase): boolean {
  const [, height, width] = given.inShape;
  const [, rows, columns] = poolShape(given);
  const {inShape, filter, strides, pad, dimRoundingMode} = given;
  const {padInfo} = tf.backend_util.computePool2DInfo(inShape, filter, strides, 1, pad, dimRoundingMode);
  return (
    padInfo.top < filter[0] &&
    padInfo.left < filter[1] &&
    (rows - 1) * strides[0] - padInfo.top < height &&
    (columns - 1) * strides[1] - padInfo.left < width
  );
}
