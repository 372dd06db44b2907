import type {IdxArray} from '../../src/data/idx';
import {datasetParts, datasetSplits, mnist} from '../../src/data/mnist';

const images = (...shape: number[]): IdxArray => ({
  type: 'uint8',
  shape,
  values: new Uint8Array(shape.reduce((product, n) => product * n, 1)),
});
const labels = (...values: number[]): IdxArray => ({
  type: 'uint8',
  shape: [values.length],
  values: Uint8Array.from(values),
});
const sound = {
  trainImages: images(3, 2, 4),
  trainLabels: labels(0, 9, 1),
  testImages: images(1, 2, 4),
  testLabels: labels(5),
};

describe('datasetSplits()', () => {
  test('makes splits that share the arrays’ memory', () => {
    const {train, test} = datasetSplits(sound);
    expect(train).toEqual({...sizes(3), images: sound.trainImages.values, labels: Uint8Array.of(0, 9, 1)});
    expect(train.images).toBe(sound.trainImages.values);
    expect(test).toEqual({...sizes(1), images: sound.testImages.values, labels: Uint8Array.of(5)});
  });

  test('runs the example of its docstring', () => {
    const images: IdxArray = {type: 'uint8', shape: [2, 1, 1], values: Uint8Array.of(0, 255)};
    const labels: IdxArray = {type: 'uint8', shape: [2], values: Uint8Array.of(3, 7)};
    const arrays = {trainImages: images, trainLabels: labels, testImages: images, testLabels: labels};
    expect(datasetSplits(arrays).train.size).toBe(2);
  });

  test.each([
    [
      'labels for images',
      {trainImages: labels(1, 2, 3)},
      TypeError,
      'train images: expected uint8 values of shape [size,rows,columns]',
    ],
    [
      'images for labels',
      {testLabels: images(1, 2, 4)},
      TypeError,
      'test labels: expected uint8 values of shape [size]',
    ],
    [
      'no images',
      {trainImages: images(0, 2, 4), trainLabels: labels()},
      TypeError,
      'got uint8 of shape [0,2,4]',
    ],
    ['a label too few', {trainLabels: labels(0, 1)}, TypeError, 'got 24 bytes of images and 2 labels'],
    [
      'images of two sizes',
      {testImages: images(1, 4, 2)},
      TypeError,
      'expected test images of 2x4 like the training images, got 4x2',
    ],
    [
      'a label beyond the classes',
      {testLabels: labels(10)},
      RangeError,
      'test: expected labels below 10, got 10 at index 0',
    ],
    [
      'signed labels',
      {testLabels: {type: 'int8', shape: [1], values: Int8Array.of(1)} satisfies IdxArray},
      TypeError,
      'got int8 of shape [1]',
    ],
  ])('refuses %s', (_, change, kind, message) => {
    const split = () => datasetSplits({...sound, ...change});
    expect(split).toThrow(kind);
    expect(split).toThrow(message);
  });

  test('takes other class counts, from 1 to 256', () => {
    const many = {...sound, testLabels: labels(255)};
    expect(datasetSplits(many, {classes: 256}).test.classes).toBe(256);
    expect(() => datasetSplits(many, {classes: 255})).toThrow('expected labels below 255, got 255');
    for (const classes of [0, 257, 1.5, NaN]) {
      expect(() => datasetSplits(many, {classes})).toThrow(RangeError);
    }
  });
});

describe('mnist', () => {
  test('promises as many bytes as 60,000 and 10,000 images of 28x28 and their labels take', () => {
    const bytes = datasetParts.map(part => mnist.files[part].bytes);
    expect(bytes).toEqual([16 + 60000 * 784, 8 + 60000, 16 + 10000 * 784, 8 + 10000]);
  });

  test('never asks a host that asks not to be scripted', () => {
    expect(mnist.mirrors.every(mirror => mirror.startsWith('https://'))).toBe(true);
    expect(mnist.mirrors.join()).not.toContain('yann.lecun.com');
  });
});

function sizes(size: number) {
  return {size, rows: 2, columns: 4, classes: 10};
}
