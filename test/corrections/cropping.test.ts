/**
 * Crops whose samples lie on pixels, where the slope by a box jumps, against a crop in float64 that is
 * written out here.
 */
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {checkGradients} from '../../src';
import {correctGradients} from '../../src/corrections';

type Box = readonly number[];
type Image = readonly (readonly number[])[];

/** Drawn on beyond the first and the last pixel. */
function lineThrough(values: readonly number[], place: number): number {
  if (values.length === 1) return values[0]!;
  const k = Math.max(0, Math.min(Math.floor(place), values.length - 2));
  return values[k]! * (1 - (place - k)) + values[k + 1]! * (place - k);
}

function crop(image: Image, [y1, x1, y2, x2]: Box, [height, width]: readonly [number, number]): number[] {
  const place = (a: number, b: number, i: number, n: number, size: number) =>
    (n === 1 ? (a + b) / 2 : a + ((b - a) * i) / (n - 1)) * (size - 1);
  return Array.from({length: height}, (_, i) => {
    const y = place(y1!, y2!, i, height, image.length);
    const row = image[0]!.map((_, column) => lineThrough(image.map(each => each[column]!), y)); // prettier-ignore
    return Array.from({length: width}, (_, j) => lineThrough(row, place(x1!, x2!, j, width, row.length)));
  }).flat();
}

const weightOf = (i: number) => Math.cos(1 + 2 * i);
const weighted = (values: readonly number[]) =>
  values.reduce((sum, value, i) => sum + weightOf(i) * value, 0);

/** By each side of the box, of a step that makes it smaller: one of the whole image cannot grow. */
function slopes(image: Image, box: Box, size: readonly [number, number]): number[] {
  const at = (moved: Box) => weighted(crop(image, moved, size));
  return box.map((side, i) => {
    const opposite = box[(i + 2) % 4]!;
    const inwards = opposite > side || (opposite === side && i < 2) ? 1e-7 : -1e-7;
    return (at(box.map((b, k) => (k === i ? b + inwards : b))) - at(box)) / inwards;
  });
}

function weightedCrop(image: tf.Tensor, boxes: tf.Tensor, size: readonly [number, number]): tf.Tensor {
  const crops = tf.image.cropAndResize(image as tf.Tensor4D, boxes as tf.Tensor2D, [0], [...size]);
  const weights = Array.from({length: crops.size}, (_, i) => weightOf(i));
  return tf.sum(tf.mul(crops, tf.tensor(weights, crops.shape)));
}

const tensorOf = (image: Image) => tf.tensor4d(image.flat(), [1, image.length, image[0]!.length, 1]);

const photo: Image = [[1, 5, 2, 7], [3, 9, 8, 6], [4, 2, 11, 5]]; // prettier-ignore
const cases: readonly (readonly [string, Image, Box, [number, number]])[] = [
  ['one sample on a pixel', [[0, 1, 2, 3, 4]], [0, 0.25, 0, 0.75], [1, 1]],
  ['one sample on a pixel of a bent line', [[0, 1, 4, 9, 16]], [0, 0.25, 0, 0.75], [1, 1]],
  ['the whole image as it is', photo, [0, 0, 1, 1], [3, 4]],
  ['the corners of the image', photo, [0, 0, 1, 1], [2, 2]],
  ['the last column', photo, [0.25, 1, 0.75, 1], [2, 1]],
  ['some samples on pixels', photo, [0, 0.1, 0.5, 0.9], [2, 3]],
  ['a box that is turned round', photo, [1, 1, 0, 0.1], [3, 2]],
  ['an image of one row', [[3, 1, 4]], [0, 0, 0, 0.5], [2, 2]],
];

afterAll(() => tf.setBackend('cpu'));

describe.each(['cpu', 'wasm'])('on %s', backend => {
  let undo = () => {};
  beforeAll(async () => {
    await selectBackend(backend, {stock: true});
    undo = correctGradients();
  });
  afterAll(() => undo());

  test.each(cases)('the box of %s has one-sided slopes, of the second order too', (_, image, box, size) => {
    const boxes = tf.tensor2d([[...box]]);
    const found = [
      ...tf
        .grad(b => weightedCrop(tensorOf(image), b, size))(boxes)
        .dataSync(),
    ];
    // Numbers below 100 in float32, and quotients of 1e-7 in float64.
    for (const [i, slope] of slopes(image, box, size).entries()) expect(found[i]).toBeCloseTo(slope, 4);
    // Linear in the image: the slope by a pixel is that of an image that has 1 there.
    const slopeSum = (x: tf.Tensor) =>
      tf.sum(tf.mul(tf.grad(b => weightedCrop(x, b, size))(boxes), [1, 2, 3, 5]));
    const mixed = [...tf.grad(slopeSum)(tensorOf(image)).dataSync()];
    for (const [i, value] of mixed.entries()) {
      const pixel = image.map((row, r) => row.map((_, c) => (r * row.length + c === i ? 1 : 0)));
      const [y1, x1, y2, x2] = slopes(pixel, box, size) as [number, number, number, number];
      expect(value).toBeCloseTo(y1 + 2 * x1 + 3 * y2 + 5 * x2, 4);
    }
  });

  test('no boxes at all have no gradient, and give none to the image', () => {
    const none = tf.tensor1d([], 'int32');
    const fn = (x: tf.Tensor, b: tf.Tensor) =>
      tf.image.cropAndResize(x as tf.Tensor4D, b as tf.Tensor2D, none, [2, 2]);
    const [image, boxes] = tf.grads(fn)([tensorOf(photo), tf.zeros([0, 4])]);
    expect([...image!.dataSync()]).toEqual(Array(12).fill(0));
    expect(boxes!.shape).toEqual([0, 4]);
  });
});

test('the checker does not call the slope on a pixel wrong', async () => {
  const undo = correctGradients();
  try {
    const line = (bend: number) => [Array.from({length: 5}, (_, i) => i ** bend)];
    const check = (bend: number) =>
      checkGradients((b: tf.Tensor) => weightedCrop(tensorOf(line(bend)), b, [1, 1]), [[[0, 0.25, 0, 0.75]]]);
    expect((await check(1)).verdict).toBe('pass');
    expect((await check(2)).verdict).toBe('kink');
    const whole = (b: tf.Tensor) => weightedCrop(tensorOf(photo), b, [3, 4]);
    // A box that grows beyond the image jumps to what it is filled with there.
    expect((await checkGradients(whole, [[[0, 0, 1, 1]]])).verdict).not.toBe('wrong');
  } finally {
    undo();
  }
});
