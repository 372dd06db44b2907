import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../../src/backends/selectBackend';
import type {Split} from '../../../src/data/split';
import {describeFeatures} from '../../../src/lab/experiments/features';
import {gradientHistograms} from '../../../src/lab/experiments/features/gradientHistograms';
import {measureFeatures, type FeatureFindings} from '../../../src/lab/experiments/features/representations';
import {labFor} from './labFor';
import {settledByNothing} from './settledByNothing';
import {smallDigits} from './smallDigits';
import {withNumber} from './withNumber';

/** One image of 28 × 28 pixels. */
function imageOf(grey: (row: number, column: number) => number): Split {
  const images = Uint8Array.from({length: 784}, (_, i) => grey(Math.floor(i / 28), i % 28));
  return {images, labels: Uint8Array.of(3), size: 1, rows: 28, columns: 28, classes: 10};
}

/** Which of the 8 directions of a cell of the histograms are not 0. */
function directionsAt({images}: Split, row: number, column: number): number[] {
  const cell = [...images.subarray((row * 7 + column) * 8, (row * 7 + column + 1) * 8)];
  return cell.flatMap((value, direction) => (value > 0 ? [direction] : []));
}

describe('gradientHistograms()', () => {
  // Brighter to the right of column 14; cells are 4 pixels wide, so the edge lies in the fourth column of
  // cells.
  const edge = gradientHistograms(imageOf((_, column) => (column >= 14 ? 200 : 0)));

  test('finds one direction at an edge, and none where the image is even', () => {
    expect([edge.rows, edge.columns, [...edge.labels]]).toEqual([1, 392, [3]]);
    expect(directionsAt(edge, 3, 3)).toEqual([0]);
    expect(directionsAt(edge, 3, 1)).toEqual([]);
  });

  test('turns with the image: a quarter turn is two of eight directions', () => {
    const turned = gradientHistograms(imageOf(row => (row >= 14 ? 200 : 0)));
    expect(directionsAt(turned, 3, 3)).toEqual([2]);
  });

  test('does not see contrast', () => {
    expect(gradientHistograms(imageOf((_, column) => (column >= 14 ? 20 : 0))).images).toEqual(edge.images);
  });

  test('divides a cell by the length of those around it', () => {
    // Cells (2…4, 3) have the same edge: 1/√3 of 255.
    expect(edge.images[(3 * 7 + 3) * 8]).toBe(Math.round(255 / Math.sqrt(3)));
  });

  test('of a black image is 0', () => {
    expect(gradientHistograms(imageOf(() => 0)).images.every(value => value === 0)).toBe(true);
  });
});

describe('features', () => {
  const lab = labFor(smallDigits(800, 2), smallDigits(1000, 2, 2), 'wasm');
  let found: FeatureFindings;
  let leaked: number;
  beforeAll(async () => {
    await selectBackend('wasm');
    const before = tf.memory().numTensors;
    found = await measureFeatures(lab);
    leaked = tf.memory().numTensors - before;
  });

  test('measures three representations in two orders, and leaks nothing', () => {
    expect(found.found.map(({order, feature, size}) => [order, feature, size])).toEqual([
      ['asTheyAre', 'pixels', 196],
      ['asTheyAre', 'histograms', 392],
      ['asTheyAre', 'learned', 50],
      ['shuffled', 'pixels', 196],
      ['shuffled', 'histograms', 392],
      ['shuffled', 'learned', 50],
    ]);
    expect(found.images).toEqual({train: 600, validation: 200, test: 1000});
    expect(leaked).toBe(0);
  });

  test('takes the rate that is best on held-out images, and the same one for the other order', () => {
    for (const {rate, tried, testAccuracy, order, feature} of found.found) {
      const best = Math.max(...tried.map(({validationAccuracy}) => validationAccuracy));
      const chosen = tried.find(({validationAccuracy}) => validationAccuracy === best)!;
      expect([rate, testAccuracy]).toEqual([chosen.rate, chosen.testAccuracy]);
      if (order === 'shuffled') {
        expect(tried).toHaveLength(1);
        expect(rate).toBe(found.found.find(each => each.feature === feature)!.rate);
      }
    }
  });

  test('every number is finite, and every note names what settles it', () => {
    const result = describeFeatures(lab, found);
    expect(Object.values(result.metrics).filter(value => !Number.isFinite(value))).toEqual([]);
    for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
    expect(settledByNothing(result)).toEqual([]);
  });

  test.each([
    ['found.1.testAccuracy', 0, 'features.hand-made'],
    ['found.2.testAccuracy', 0, 'features.learned'],
    ['found.4.testAccuracy', 1, 'features.neighbours'],
    ['found.5.testAccuracy', 0, 'features.end-to-end'],
  ])('where %s is %d a claim turns false', (name, value, claim) => {
    const {claims} = describeFeatures(lab, withNumber(found, name, value));
    expect(claims.find(({id}) => id === claim)!.holds).toBe(false);
  });

  test("somebody else's images and few test images are not judged", () => {
    const judged = (source: typeof lab.source, images: number) =>
      describeFeatures({source}, withNumber(found, 'images.test', images)).claims.map(({holds}) => holds);
    const skipped = Array<string>(4).fill('skipped');
    expect(judged({...lab.source, kind: 'idx'}, 1000)).toEqual(skipped);
    expect(judged(lab.source, 999)).toEqual(skipped);
    expect(judged(lab.source, 1000)).not.toContain('skipped');
  });
});
