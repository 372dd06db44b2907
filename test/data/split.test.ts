import {assertSplit, sliceSplit, type Split} from '../../src/data/split';

const split: Split = {
  images: Uint8Array.from({length: 12}, (_, i) => i),
  labels: Uint8Array.of(0, 1, 2),
  size: 3,
  rows: 2,
  columns: 2,
  classes: 3,
};

test('sliceSplit() takes the images from start to before end and shares their bytes', () => {
  const part = sliceSplit(split, 1, 3);
  expect([...part.images]).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  expect([...part.labels]).toEqual([1, 2]);
  expect(part.size).toBe(2);
  expect(part.images.buffer).toBe(split.images.buffer);
});

test('sliceSplit() refuses a range outside the split', () => {
  expect(() => sliceSplit(split, 2, 4)).toThrow(/expected 0 <= start <= end <= 3, got 2 and 4/);
  expect(() => sliceSplit(split, NaN, 2)).toThrow(RangeError);
});

test('assertSplit() names what contradicts what', () => {
  expect(() => assertSplit('test', split)).not.toThrow();
  expect(() => assertSplit('test', {...split, size: 4})).toThrow(
    /^test: expected 4 images of 2x2 .* got 12 bytes/,
  );
  expect(() => assertSplit('test', {...split, classes: 2})).toThrow(
    'test: expected labels below 2, got 2 at index 2',
  );
});
