/** Broadcast arithmetic in float64 against its definition, index by index. */
import * as tf from '@tensorflow/tfjs';
import {float64Tensor, onFloat64} from '../../src';
import {Random} from '../../src/random';

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const operations: [string, Binary, (a: number, b: number) => number][] = [
  ['add', tf.add, (a, b) => a + b],
  ['sub', tf.sub, (a, b) => a - b],
  ['mul', tf.mul, (a, b) => a * b],
  ['div', tf.div, (a, b) => a / b],
  ['squaredDifference', tf.squaredDifference, (a, b) => (a - b) * (a - b)],
];

const shapes: [number[], number[]][] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[], []],
  [[], [4]],
  [[5, 4], []],
  [[5, 4], [4]],
  [
    [5, 4],
    [5, 1],
  ],
  [
    [5, 1],
    [1, 4],
  ],
  [
    [1, 4],
    [5, 1],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [
    [2, 1, 4],
    [3, 1],
  ],
  [
    [3, 1],
    [2, 1, 4],
  ],
  [
    [2, 1, 3, 1, 2],
    [4, 1, 5, 1],
  ],
  [[1, 1, 1], [1]],
  [[0, 3], [3]],
  [
    [2, 0],
    [2, 1],
  ],
];

/** The element of an operand that belongs to an index of the result. */
function elementAt(values: readonly number[], own: readonly number[], index: readonly number[]): number {
  const at = own.reduce((sum, size, axis) => {
    const position = index[index.length - own.length + axis]!;
    return sum * size + (size === 1 ? 0 : position);
  }, 0);
  return values[at]!;
}

function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (indices, size) => indices.flatMap(index => Array.from({length: size}, (_, i) => [...index, i])),
    [[]],
  );
}

test.each(operations)(
  '%s of float64 tensors is that of their elements, however they are broadcast',
  async (_, op, apply) => {
    const random = new Random(1);
    const drawn = (shape: readonly number[]) =>
      Array.from({length: tf.util.sizeFromShape([...shape])}, () => random.normal());
    await onFloat64(() => {
      for (const [a, b] of shapes) {
        const [left, right] = [drawn(a), drawn(b)];
        let values: number[] = [];
        let made: number[] = [];
        tf.tidy(() => {
          const result = op(float64Tensor(left, a), float64Tensor(right, b));
          made = result.shape;
          values = Array.from(result.dataSync());
        });
        const shape = tf.broadcast_util.assertAndGetBroadcastShape(a, b);
        const expected = indicesOf(shape).map(index =>
          apply(elementAt(left, a, index), elementAt(right, b, index)),
        );
        expect(made).toEqual(shape);
        expect(values).toEqual(expected);
      }
    });
  },
);

test('softmax in float64 is its formula, for large logits too, and integers stay integers', async () => {
  const logits = [
    [1, 2, 3],
    [1000, 1000, 999],
    [-1e300, 0, -745],
  ];
  await onFloat64(() => {
    tf.tidy(() => {
      const rows = tf.softmax(float64Tensor(logits)).arraySync() as number[][];
      rows.forEach((row, r) => {
        const greatest = Math.max(...logits[r]!);
        const powers = logits[r]!.map(z => Math.exp(z - greatest));
        const total = powers.reduce((sum, power) => sum + power, 0);
        row.forEach((y, k) => expect(y).toBe(powers[k]! / total));
      });
      const sum = tf.tensor1d([1, 2], 'int32').add(tf.scalar(2, 'int32'));
      expect([sum.dtype, Array.from(sum.dataSync())]).toEqual(['int32', [3, 4]]);
    });
  });
});
