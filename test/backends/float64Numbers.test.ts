import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {float64Tensor, onFloat64} from '../../src/backends/float64';

/** 0.1 is not a float32: a value that has lost its bits anywhere reads as 0.10000000149011612. */
const ROUNDED = Math.fround(0.1);

/** Reads what `make` makes on float64. */
const onWide = (make: () => tf.Tensor) => onFloat64(() => tf.tidy(() => make().dataSync()));

afterEach(() => expect(tf.memory().numTensors).toBe(0));

describe('numbers keep 53 bits on float64', () => {
  test.each<[string, () => tf.Tensor, number[]]>([
    ['tf.scalar', () => tf.scalar(0.1), [0.1]],
    ['tf.tensor of numbers', () => tf.tensor([0.1, 0.2]), [0.1, 0.2]],
    [
      'tf.tensor of rows',
      () =>
        tf.tensor([
          [[0.1], [0.2]],
          [[0.3], [0.4]],
        ]),
      [0.1, 0.2, 0.3, 0.4],
    ],
    ['tf.tensor of one number in rows', () => tf.tensor([[0.1]]), [0.1]],
    ['tf.tensor with a shape', () => tf.tensor([0.1, 0.2], [2, 1]), [0.1, 0.2]],
    ['tf.tensor1d of a Float64Array', () => tf.tensor1d(Float64Array.of(0.1, 0.2) as never), [0.1, 0.2]],
    [
      'tf.tensor of Float64Arrays',
      () => tf.tensor([Float64Array.of(0.1), Float64Array.of(0.2)] as never),
      [0.1, 0.2],
    ],
    ['a tensor read and made again', () => tf.tensor(tf.tensor([0.1, 0.2]).dataSync()), [0.1, 0.2]],
    ['a nested array read and made again', () => tf.tensor(tf.tensor([[0.1, 0.2]]).arraySync()), [0.1, 0.2]],
    ['an operand', () => tf.scalar(1).mul(0.1), [0.1]],
    ['an array as an operand', () => tf.ones([2]).mul([0.1, 0.2]), [0.1, 0.2]],
    ['two operands in a row', () => tf.add(0.1, 0.7), [0.1 + 0.7]],
    ['tf.fill', () => tf.fill([1], 0.1), [0.1]],
    ['tf.linspace', () => tf.linspace(0, 1, 4), [0, 1 / 3, 2 / 3, 1]],
    ['a variable', () => tf.variable(tf.scalar(0.1)).add(0), [0.1]],
    ['clipping', () => tf.scalar(9).clipByValue(0, 0.1), [0.1]],
    ['an alpha', () => tf.scalar(-1).leakyRelu(0.1), [-0.1]],
    [
      'batchNorm’s ε',
      () => tf.batchNorm(tf.tensor2d([[1]]), tf.tensor1d([0]), tf.tensor1d([0]), undefined, undefined, 0.01),
      [10],
    ],
    ['complex numbers', () => tf.real(tf.complex([0.1], [0.2])), [0.1]],
  ])('from %s', async (_, make, expected) => {
    expect(await onWide(make)).toEqual(Float64Array.from(expected));
    tf.disposeVariables();
  });

  test('from a buffer, set or written to directly', async () => {
    const values = await onWide(() => {
      const buffer = tf.buffer([2]);
      buffer.set(0.1, 0);
      buffer.values[1] = 0.2;
      return buffer.toTensor();
    });
    expect(values).toEqual(Float64Array.of(0.1, 0.2));
  });

  test('from a tensor’s own buffer', async () => {
    const value = await onFloat64(() => tf.tidy(() => tf.tensor1d([0.1]).bufferSync().get(0)));
    expect(value).toBe(0.1);
  });

  test('from any nested array', async () => {
    const number = fc.double({noNaN: false});
    const arrays = fc.oneof(
      number,
      fc.array(number),
      fc.array(fc.tuple(number, number, number), {minLength: 1}),
    );
    await fc.assert(
      fc.asyncProperty(arrays, async values => {
        expect(await onWide(() => tf.tensor(values))).toEqual(Float64Array.from([values].flat(2)));
      }),
      {numRuns: 50},
    );
  });

  test('but not from a Float32Array, whose bits are gone, nor for integers', async () => {
    expect(await onWide(() => tf.tensor(Float32Array.of(0.1)))).toEqual(Float64Array.of(ROUNDED));
    expect(await onWide(() => tf.tensor([1.7], [1], 'int32'))).toEqual(Int32Array.of(1));
    // A number seen before must not be taken for one that merely rounds to the same float32.
    const values = await onWide(() => {
      tf.util.isTypedArray(0.1);
      return tf.tensor(Float32Array.of(0.1));
    });
    expect(values).toEqual(Float64Array.of(ROUNDED));
  });
});

describe('tensors between backends', () => {
  test('a cpu tensor can be used on float64, reads as Float64Array there and is a cpu tensor again afterwards', async () => {
    const x = tf.tensor1d([0.1, 0.2]);
    const copy = x.reshape([2, 1]);
    expect(await onWide(() => x.mul(3).add(x.mul(0)))).toEqual(
      Float64Array.of(3 * ROUNDED, 3 * Math.fround(0.2)),
    );
    expect(x.dataSync()).toEqual(Float32Array.of(0.1, 0.2));
    expect(copy.dataSync()).toEqual(Float32Array.of(0.1, 0.2));
    tf.dispose([x, copy]);
    expect(tf.findBackend('float64').numDataIds()).toBe(0);
  });

  test('a float64 tensor outlives the switch with all its bits, and another backend gets it rounded', async () => {
    const x = await onFloat64(() => float64Tensor([0.1]));
    expect(x.dataSync()).toEqual(Float64Array.of(0.1));
    expect(await x.data()).toEqual(Float64Array.of(0.1));
    const sum = x.add(0);
    expect(sum.dataSync()).toEqual(Float32Array.of(0.1));
    expect(x.dataSync()).toEqual(Float32Array.of(0.1));
    tf.dispose([x, sum]);
  });

  test('tf.setBackend alone switches as well, and its hooks are gone at the next number on another backend', async () => {
    await onFloat64(() => undefined);
    const before = Object.getOwnPropertyNames(tf.env().platform);
    await tf.setBackend('float64');
    expect(tf.tidy(() => tf.scalar(0.1).dataSync())).toEqual(Float64Array.of(0.1));
    await tf.setBackend('cpu');
    expect(tf.tidy(() => tf.scalar(0.1).dataSync())).toEqual(Float32Array.of(0.1));
    expect(Object.getOwnPropertyNames(tf.env().platform)).toEqual(before);
    expect(() => tf.tensor(Float64Array.of(1) as never)).toThrow('values passed to tensor(values)');
  });
});
