import {assertSplit, sliceSplit, type Split} from '../../src/data/split';
import {syntheticDigits} from '../../src/data/syntheticDigits';

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

describe('sliceSplit() in another order', () => {
  const digits = syntheticDigits({size: 200, seed: 3});
  const imagesOf = ({images, size}: Split) =>
    Array.from({length: size}, (_, i) => images.slice(i * 784, (i + 1) * 784).join());
  const counts = ({labels}: Split) =>
    Array.from({length: 10}, (_, label) => labels.filter(each => each === label).length);

  test.each([{shuffle: 7}, {stratify: true}, {shuffle: true, stratify: true}])(
    'with %j ranges do not overlap, and together are the whole',
    order => {
      const parts = [sliceSplit(digits, 0, 55, order), sliceSplit(digits, 55, 200, order)];
      expect(parts.flatMap(imagesOf).sort()).toEqual(imagesOf(digits).sort());
      expect(counts(parts[0]!).map((count, label) => count + counts(parts[1]!)[label]!)).toEqual(
        counts(digits),
      );
      expect(parts[0]!.images.buffer).not.toBe(digits.images.buffer);
    },
  );

  test('the same seed gives the same order, another one another, and true is the seed 1', () => {
    const labels = (shuffle: number | boolean) => [...sliceSplit(digits, 0, 200, {shuffle}).labels];
    expect(labels(7)).toEqual(labels(7));
    expect(labels(7)).not.toEqual(labels(8));
    expect(labels(true)).toEqual(labels(1));
    expect(labels(false)).toEqual([...digits.labels]);
  });

  // Of a class with n of N images a range of m holds m n/N, each end off by at most ½ and by the ½ of the others.
  test.each([{stratify: true}, {stratify: true, shuffle: 5}])(
    "with stratify each range has the whole's proportions: %j",
    order => {
      const rare = Uint8Array.from(digits.labels, label => (label < 5 ? 0 : label));
      const uneven = {...digits, labels: rare};
      const whole = counts(uneven);
      for (const [from, to] of [
        [0, 20],
        [33, 91],
        [150, 200],
      ] as const) {
        counts(sliceSplit(uneven, from, to, order)).forEach((count, label) => {
          expect(Math.abs(count - ((to - from) * whole[label]!) / 200)).toBeLessThanOrEqual(4);
        });
      }
      // Sorted by label, as some files are, a range in the stored order would have one class.
      expect(
        counts(sliceSplit(uneven, 0, 20, order)).filter(count => count > 0).length,
      ).toBeGreaterThanOrEqual(5);
    },
  );

  test.each([
    [{shuffle: -1}, 'expected shuffle to be a whole number of at least 0, got -1'],
    [{shuffle: 'yes'}, 'expected shuffle to be a whole number of at least 0, got "yes"'],
    [{stratify: 1}, 'expected stratify to be true or false, got 1'],
    [{shufle: 1}, 'unknown option shufle, did you mean shuffle?'],
  ])('refuses %j', (order, sentence) => {
    expect(() => sliceSplit(digits, 0, 1, order as never)).toThrow(`sliceSplit: ${sentence}`);
  });
});
