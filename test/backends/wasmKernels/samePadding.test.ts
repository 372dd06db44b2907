import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import {installWasmKernels, restoreWasmKernels} from '../../../src/backends/wasmKernels/installWasmKernels';
import {convolutionCases, type ConvolutionCase} from './convolutionCases';
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

/**
 * Half of them have 'same' padding, which is what matters here. tfjs takes one number for a square filter's only, and the
 * stock kernels know no rounding but down.
 */
const cases: fc.Arbitrary<ConvolutionCase> = fc.oneof(
  convolutionCases.filter(
    ({pad, dimRoundingMode: mode = 'floor'}) => typeof pad !== 'number' && mode === 'floor',
  ),
  convolutionCases.map(given => ({...given, pad: 'same' as const, dimRoundingMode: undefined})),
);

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
