/** Every kernel of the table runs in one of these computations, which agree with the cpu backend. */
import * as tf from '@tensorflow/tfjs';
import {interceptKernels} from '../../../src/tfjs/kernels';
import {installWasmKernels} from '../../../src/wasm/installWasmKernels';
import {kernels} from '../../../src/wasm/kernels';
import {expectClose, normalTensor, on} from './onBackend';

const image = () => normalTensor([2, 6, 6, 3], 1) as tf.Tensor4D;
const volume = () => normalTensor([1, 4, 4, 4, 2], 2) as tf.Tensor5D;
const filter = (...shape: number[]) => normalTensor(shape, 3);
const integers = (...values: number[]) => tf.tensor1d(values, 'int32');

/** The gradient by every input of the sum of squares, in one tensor: it depends on the values of the forward pass. */
function gradients(fn: (...inputs: never[]) => tf.Tensor, ...inputs: tf.Tensor[]): tf.Tensor {
  const of = tf.grads((...args) =>
    (fn as (...all: tf.Tensor[]) => tf.Tensor)(...args)
      .square()
      .sum(),
  );
  return tf.concat(of(inputs).map(each => each.flatten()));
}

const computations: Readonly<Record<string, () => tf.Tensor>> = {
  products: () => tf.matMul(filter(4, 3), filter(3, 5)),
  'a product with a bias': () => tf.fused.matMul({a: filter(2, 4, 3), b: filter(2, 3, 5), bias: filter(5)}),
  rows: () => tf.gather(filter(5, 3), integers(4, 0, 4)),
  segments: () => tf.unsortedSegmentSum(filter(4, 3), integers(1, 0, 1, 2), 3),
  'a part': () => tf.slice(filter(5, 3), [1, 1], [3, 2]),
  'the same again': () => tf.clone(filter(5, 3)),
  prelu: () => tf.prelu(filter(5, 3), filter(5, 1)),
  'mean of windows': () => gradients((x: tf.Tensor4D) => tf.avgPool(x, 2, 2, 'same'), image()),
  'maximum of windows': () => gradients((x: tf.Tensor4D) => tf.maxPool(x, 2, 2, 'same'), image()),
  'maximum of windows of a volume': () =>
    gradients((x: tf.Tensor5D) => tf.maxPool3d(x, 2, 2, 'valid'), volume()),
  dilation: () =>
    gradients((x: tf.Tensor4D, f: tf.Tensor3D) => tf.dilation2d(x, f, 1, 'valid'), image(), filter(2, 2, 3)),
  convolution: () =>
    gradients((x: tf.Tensor4D, f: tf.Tensor4D) => tf.conv2d(x, f, 2, 'same'), image(), filter(3, 3, 3, 2)),
  'convolution with a bias': () =>
    tf.fused.conv2d({
      x: image(),
      filter: filter(3, 3, 3, 2) as tf.Tensor4D,
      strides: 1,
      pad: 'same',
      bias: filter(2),
    }),
  'convolution by channel': () =>
    gradients(
      (x: tf.Tensor4D, f: tf.Tensor4D) => tf.depthwiseConv2d(x, f, 1, 'same'),
      image(),
      filter(3, 3, 3, 2),
    ),
  'convolution by channel with a bias': () =>
    tf.fused.depthwiseConv2d({
      x: image(),
      filter: filter(3, 3, 3, 2) as tf.Tensor4D,
      strides: 1,
      pad: 'same',
      bias: filter(6),
    }),
  'convolution of a volume': () =>
    gradients(
      (x: tf.Tensor5D, f: tf.Tensor5D) => tf.conv3d(x, f, 1, 'same'),
      volume(),
      filter(2, 2, 2, 2, 2),
    ),
};

test('every kernel of the table runs in one of the computations, each of which is that of cpu', async () => {
  const ran = new Set<string>();
  const restore = installWasmKernels();
  try {
    for (const [name, compute] of Object.entries(computations)) {
      const seen = () =>
        interceptKernels(({kernelName}, run) => {
          if (kernelName !== undefined) ran.add(kernelName);
          return run();
        }, compute);
      const [wasm, cpu] = [await on('wasm', seen), await on('cpu', compute)];
      const greatest = Math.max(...cpu.values.map(Math.abs));
      // Sums of at most 200 products, each rounded to 6e-8 of its size.
      expect([name, greatest > 0]).toEqual([name, true]);
      expectClose(wasm, cpu, 1e-5 * greatest);
    }
  } finally {
    restore();
  }
  expect(Object.keys(kernels).filter(name => !ran.has(name))).toEqual([]);
});
