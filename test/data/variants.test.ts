/** Data sets in forms of their own come out in MNIST's. */
import type {IdxArray} from '../../src/data/idx';
import {inMnistForm} from '../../src/data/variants';

/** `size` images of 2×3 with the values 0 … 5 in the stored order, plus ten times the image's number. */
const images = (size: number): IdxArray => ({
  type: 'uint8',
  shape: [size, 2, 3],
  values: Uint8Array.from({length: size * 6}, (_, i) => (i % 6) + 10 * Math.floor(i / 6)),
});
const labels = (...values: number[]): IdxArray => ({
  type: 'uint8',
  shape: [values.length],
  values: Uint8Array.from(values),
});
const parts = (trainLabels: IdxArray, testLabels = trainLabels) => ({
  trainImages: images(2),
  trainLabels,
  testImages: images(2),
  testLabels,
});

test('EMNIST is turned: the pixel in row r and column c comes from row c and column r', () => {
  const {arrays, classes, name} = inMnistForm(parts(labels(0, 46)), 'emnist-balanced');
  expect(arrays.trainImages.shape).toEqual([2, 3, 2]);
  expect([...arrays.trainImages.values]).toEqual([0, 3, 1, 4, 2, 5, 10, 13, 11, 14, 12, 15]);
  expect([...arrays.trainLabels.values]).toEqual([0, 46]);
  expect({classes, name}).toEqual({classes: 47, name: 'EMNIST balanced'});
});

test('the labels of EMNIST letters, 1 to 26, become 0 to 25', () => {
  const {arrays, classes} = inMnistForm(parts(labels(1, 26)), 'EMNIST-letters');
  expect([...arrays.trainLabels.values]).toEqual([0, 25]);
  expect(classes).toBe(26);
  // Somebody may have done it already.
  expect([...inMnistForm(parts(labels(0, 25)), 'emnist-letters').arrays.trainLabels.values]).toEqual([0, 25]);
});

test.each([
  [124_800, 'EMNIST letters', 26],
  [88_800, 'EMNIST letters', 26],
  [112_800, 'EMNIST balanced', 47],
  [240_000, 'EMNIST digits', 10],
])('without its name %d training images tell %s', (size, name, classes) => {
  const train: IdxArray = {type: 'uint8', shape: [size, 1, 1], values: new Uint8Array(size)};
  const own = {...parts(labels(1)), trainImages: train};
  expect(inMnistForm(own, undefined)).toMatchObject({name, classes});
});

test('by class and by merge, which have as many images, are told apart by their labels', () => {
  const train: IdxArray = {type: 'uint8', shape: [697_932, 1, 1], values: new Uint8Array(697_932)};
  const kind = (most: number) => inMnistForm({...parts(labels(most)), trainImages: train}, undefined).classes;
  expect([kind(61), kind(46)]).toEqual([62, 47]);
});

test('of QMNIST, int32 [size, 8], the first number is the class, and the images stay as they are', () => {
  const values = Int32Array.from({length: 16}, (_, i) => (i === 0 ? 7 : i === 8 ? 3 : 999));
  const own: IdxArray = {type: 'int32', shape: [2, 8], values};
  const {arrays, name} = inMnistForm(parts(own), 'qmnist');
  expect(arrays.trainLabels).toEqual(labels(7, 3));
  expect(arrays.trainImages).toEqual(images(2));
  expect(name).toBe('QMNIST');
});

test('a label of QMNIST that is no byte is not cut off', () => {
  const own: IdxArray = {type: 'int32', shape: [1, 8], values: Int32Array.of(256, 0, 0, 0, 0, 0, 0, 0)};
  expect(inMnistForm(parts(own), undefined).arrays.trainLabels).toEqual({
    type: 'int32',
    shape: [1],
    values: Int32Array.of(256),
  });
});

test('MNIST and what is in its form stay as they are, under any name', () => {
  for (const set of [undefined, 'mine', 'emnist-unheard']) {
    const own = parts(labels(1, 2));
    expect(inMnistForm(own, set)).toEqual({arrays: own, classes: undefined, name: undefined});
  }
});

test('rows of another length than QMNIST’s eight are not taken for its labels', () => {
  const own: IdxArray = {type: 'int32', shape: [2, 7], values: new Int32Array(14)};
  expect(inMnistForm(parts(own), 'qmnist').arrays.trainLabels).toBe(own);
});
