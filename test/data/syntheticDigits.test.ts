import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {assertSplit, sliceSplit, type Split} from '../../src/data/split';
import {syntheticDigits} from '../../src/data/syntheticDigits';

const PIXELS = 28 * 28;
const digits = syntheticDigits({size: 2000, seed: 1});

describe('the set', () => {
  test('syntheticDigits() does what its example says', () => {
    const train = syntheticDigits({size: 100, seed: 1});
    const test = syntheticDigits({size: 50, seed: 1, split: 'test'});
    expect([train.images.length, test.labels.length]).toEqual([78400, 50]);
  });

  test('it is a split of 28x28 images in ten classes', () => {
    expect(digits).toMatchObject({size: 2000, rows: 28, columns: 28, classes: 10});
    expect(() => assertSplit('test', digits)).not.toThrow();
  });

  test('a seed draws the same bytes on every call', () => {
    expect(syntheticDigits({size: 2000, seed: 1})).toEqual(digits);
  });

  test('a seed draws the same bytes as ever', () => {
    // A regression: a change of the drawing changes every result that was computed from these digits.
    const {images, labels} = sliceSplit(digits, 0, 100);
    const digest = createHash('sha256').update(images).update(labels).digest('hex');
    expect(digest).toBe('e7a039ff5bcf53b6853dcef5840ab4e7c472ac92e35f81aedaf94a485173c864');
  });

  test('a longer set begins with the shorter one', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 60}), size => {
        expect(syntheticDigits({size, seed: 1})).toEqual(sliceSplit(digits, 0, size));
      }),
      {numRuns: 20},
    );
  });

  test('the classes are balanced at every size', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 60}), fc.maxSafeNat(), (size, seed) => {
        const counts = classCounts(syntheticDigits({size, seed}).labels);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
      {numRuns: 20},
    );
  });

  test('the labels come in random order', () => {
    // Of 1,999 neighbours 1 in 10 would be the next digit by chance; within a block of ten as well. σ ≈ 0.7 %.
    const successors = digits.labels.filter((label, i) => label === (digits.labels[i - 1]! + 1) % 10).length;
    expect(successors / 1999).toBeGreaterThan(0.07);
    expect(successors / 1999).toBeLessThan(0.13);
  });

  test('no image comes twice, within a set or in the sets of other seeds and splits', () => {
    const sets = [
      digits,
      syntheticDigits({size: 300, seed: 2}),
      syntheticDigits({size: 300, seed: 2 ** 32 + 1}),
      syntheticDigits({size: 300, seed: 1, split: 'test'}),
    ];
    const seen = new Set(sets.flatMap(set => imagesOf(set).map(image => image.join())));
    expect(seen.size).toBe(2900);
  });

  test('bad input is answered with one sentence', () => {
    expect(() => syntheticDigits({size: 0, seed: 1})).toThrow(
      new RangeError('syntheticDigits: expected size to be a whole number of at least 1, got 0'),
    );
    expect(() => syntheticDigits({size: NaN, seed: 1})).toThrow(RangeError);
    expect(() => syntheticDigits({size: 2.5, seed: 1})).toThrow(RangeError);
    expect(() => syntheticDigits({size: 1, seed: -1})).toThrow(
      new RangeError('syntheticDigits: expected seed to be a whole number of at least 0, got -1'),
    );
    expect(() => syntheticDigits({size: 1, seed: NaN})).toThrow(RangeError);
    // What a caller without types, or a command line, may pass.
    expect(() => syntheticDigits({size: 1, seed: 1, split: 'dev' as 'test'})).toThrow(
      new RangeError('syntheticDigits: expected split to be one of train, test, got dev'),
    );
  });
});

describe('the images', () => {
  test("mean and standard deviation are MNIST's within a tenth", () => {
    // MNIST's training set: 0.1306605 and 0.3081078 of the grey range.
    const mean = average(digits.images) / 255;
    const deviation = Math.sqrt(average(digits.images, grey => (grey / 255 - mean) ** 2));
    expect(Math.abs(mean / 0.1306605 - 1)).toBeLessThan(0.1);
    expect(Math.abs(deviation / 0.3081078 - 1)).toBeLessThan(0.1);
  });

  test("as many pixels have ink as in MNIST's images, 19.1 %, within two points", () => {
    expect(Math.abs(average(digits.images, grey => (grey > 0 ? 1 : 0)) - 0.191)).toBeLessThan(0.02);
  });

  test('every image has a dark core and empty paper', () => {
    for (const image of imagesOf(digits)) {
      expect(Math.max(...image)).toBeGreaterThanOrEqual(240);
      expect(image.filter(grey => grey === 0).length).toBeGreaterThan(PIXELS / 2);
    }
  });

  test("every image's centre of mass is MNIST's, the pixel (14, 14), to the nearest pixel", () => {
    for (const image of imagesOf(digits)) {
      const mass = image.reduce((sum, grey) => sum + grey, 0);
      const row = image.reduce((sum, grey, i) => sum + grey * Math.floor(i / 28), 0) / mass;
      const column = image.reduce((sum, grey, i) => sum + grey * (i % 28), 0) / mass;
      // Half a pixel from rounding, the rest for the grain that comes after it.
      expect(Math.max(Math.abs(row - 14), Math.abs(column - 14))).toBeLessThan(0.6);
    }
  });

  test('no image has ink on its border', () => {
    const inked = imagesOf(digits).filter(image => image.some((grey, i) => grey > 0 && onBorder(i)));
    expect(inked).toHaveLength(0);
  });

  test('every image fills 16 to 22 pixels in its longer direction, but for a few lopsided ones', () => {
    const extents = imagesOf(digits).map(image => {
      const inked = [...image.keys()].filter(i => image[i]! > 0);
      return Math.max(span(inked.map(i => i % 28)), span(inked.map(i => Math.floor(i / 28))));
    });
    // The box is at most 20 pixels; a soft edge may tint one more at either side.
    expect(Math.max(...extents)).toBeLessThanOrEqual(22);
    expect(extents.filter(extent => extent < 16).length / digits.size).toBeLessThan(0.02);
  });
});

test('the nearest class mean tells the digits apart often, but not always', () => {
  // MNIST: 82 %. Far above chance (10 %): the classes are there; far below 100 %: there is something to learn.
  const means = Array.from({length: 10}, (_, label) => meanImage(digits, label));
  const test = syntheticDigits({size: 1000, seed: 2, split: 'test'});
  const right = imagesOf(test).filter((image, i) => nearest(means, image) === test.labels[i]).length;
  expect(right / test.size).toBeGreaterThan(0.7);
  expect(right / test.size).toBeLessThan(0.9);
});

function imagesOf({images, size}: Split): Uint8Array[] {
  return Array.from({length: size}, (_, i) => images.subarray(i * PIXELS, (i + 1) * PIXELS));
}

function classCounts(labels: Uint8Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

function average(greys: Uint8Array, of = (grey: number) => grey): number {
  return greys.reduce((sum, grey) => sum + of(grey), 0) / greys.length;
}

function onBorder(i: number): boolean {
  const [row, column] = [Math.floor(i / 28), i % 28];
  return row === 0 || row === 27 || column === 0 || column === 27;
}

function span(places: number[]): number {
  return Math.max(...places) - Math.min(...places) + 1;
}

function meanImage(split: Split, label: number): Float64Array {
  const mean = new Float64Array(PIXELS);
  const members = imagesOf(split).filter((_, i) => split.labels[i] === label);
  for (const image of members) image.forEach((grey, i) => (mean[i]! += grey / members.length));
  return mean;
}

function nearest(means: Float64Array[], image: Uint8Array): number {
  const distances = means.map(mean => mean.reduce((sum, grey, i) => sum + (grey - image[i]!) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
