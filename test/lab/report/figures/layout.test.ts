import * as fc from 'fast-check';
import {axisScale, categoryScale, binsOf} from '../../../../src/lab/report/figures/axisScale';
import {placeInside} from '../../../../src/lab/report/figures/placeInside';
import {fits, spread} from '../../../../src/lab/report/figures/layout';
import {textWidth, wrapToWidth} from '../../../../src/lab/report/figures/layout';

const sizes = fc.array(
  fc.record({at: fc.double({noNaN: true, min: -50, max: 400}), size: fc.integer({min: 1, max: 40})}),
  {
    maxLength: 12,
  },
);

describe('spread()', () => {
  test('the example holds', () => {
    expect(
      spread(
        [
          {at: 5, size: 10},
          {at: 6, size: 10},
        ],
        0,
        100,
      ),
    ).toEqual([5, 15]);
  });

  test('lets nothing overlap or leave the line where there is room', () => {
    fc.assert(
      fc.property(sizes, wishes => {
        fc.pre(fits(wishes, 300));
        const placed = spread(wishes, 0, 300).map((middle, i) => ({middle, half: wishes[i]!.size / 2}));
        const sorted = [...placed].sort((a, b) => a.middle - b.middle);
        for (const {middle, half} of placed) {
          expect(middle - half).toBeGreaterThanOrEqual(-1e-9);
          expect(middle + half).toBeLessThanOrEqual(300 + 1e-9);
        }
        sorted.slice(1).forEach((next, i) => {
          expect(next.middle - sorted[i]!.middle).toBeGreaterThanOrEqual(next.half + sorted[i]!.half - 1e-9);
        });
      }),
    );
  });

  test('moves nothing that is free', () => {
    expect(
      spread(
        [
          {at: 80, size: 10},
          {at: 20, size: 10},
        ],
        0,
        100,
      ),
    ).toEqual([80, 20]);
  });
});

describe('axisScale()', () => {
  test('the example holds', () => {
    expect(axisScale({label: 'h', scale: 'log'}, [1e-4, 1], {most: 6}).ticks.map(String)).toEqual([
      '0.0001',
      '0.001',
      '0.01',
      '0.1',
      '1',
    ]);
  });

  test('writes powers of ten where zeros would have to be counted', () => {
    const {ticks, format} = axisScale({label: 'h', scale: 'log'}, [1e-12, 1], {most: 5});
    expect(ticks.map(format)).toEqual(['10⁻¹²', '10⁻⁹', '10⁻⁶', '10⁻³', '1']);
  });

  test('an axis that ends in ticks, to an eye, holds all its data', () => {
    const bounded = fc.double({noNaN: true, min: -1e6, max: 1e6});
    fc.assert(
      fc.property(fc.array(bounded, {minLength: 1}), fc.integer({min: 2, max: 9}), (values, most) => {
        const {domain, ticks} = axisScale({label: 'y', scale: 'linear'}, values, {most, round: true});
        const span = domain[1] - domain[0];
        expect(Math.abs(domain[0] - ticks[0]!)).toBeLessThanOrEqual(0.02 * span);
        expect(Math.abs(domain[1] - ticks.at(-1)!)).toBeLessThanOrEqual(0.02 * span);
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...values) + slack(values));
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...values) - slack(values));
        expect(ticks.length).toBeLessThanOrEqual(most + 2);
      }),
    );
  });

  test('spans what an axis is told to include', () => {
    expect(
      axisScale({label: 'y', scale: 'linear', include: [0, 1]}, [0.4, 0.5], {most: 5, round: true}).domain,
    ).toEqual([0, 1]);
  });

  test('the example of categoryScale() holds', () => expect(categoryScale(['a', 'b']).format(1)).toBe('b'));
});

test('binsOf() makes bars that touch of points without ends', () => {
  const bar = (points: {x: number; y: number}[]) => ({type: 'bar', name: 'n', points}) as const;
  const bins = binsOf(
    bar([
      {x: 1, y: 3},
      {x: 2, y: 4},
    ]),
    {label: 'x', scale: 'linear'},
  );
  expect(bins).toEqual([
    {x1: 0.5, x2: 1.5, y: 3},
    {x1: 1.5, x2: 2.5, y: 4},
  ]);
});

test('wrapToWidth() breaks at blanks; the examples hold', () => {
  expect(wrapToWidth('to be or not', 40, 10)).toEqual(['to be', 'or not']);
  expect(wrapToWidth('unbreakable', 5, 10)).toEqual(['unbreakable']);
  expect(wrapToWidth('정확도, 큰 h', 60, 10)).toEqual(['정확도,', '큰 h']);
  expect(textWidth('한', 10)).toBe(10.5);
});

/** Rounding of the largest, and nothing to see; numbers about to leave the doubles count as 0. */
function slack(values: readonly number[]): number {
  return 1e-9 * Math.max(...values.map(Math.abs)) + 1e-280;
}

describe('placeInside()', () => {
  const frame = {left: 0, right: 400, top: 0, bottom: 300};
  const curve = (f: (x: number) => number) => ({
    points: Array.from({length: 81}, (_, i) => ({x: 5 * i, y: f(5 * i)})),
    width: 60,
    height: 16,
  });

  test('puts names beside their own lines, away from the others', () => {
    const [upper, lower] = placeInside([curve(x => 50 + x / 4), curve(() => 150)], [], frame);
    expect(upper!.y).toBeLessThan(140);
    expect(lower!.y).toBeGreaterThan(100);
  });

  test('leaves out a line that lies on another all the way', () => {
    const places = placeInside([curve(() => 100), curve(() => 101), curve(() => 200)], [], frame);
    expect(places.map(place => place !== undefined)).toEqual([false, false, true]);
  });

  test('keeps away from lines that are not named', () => {
    const wall = Array.from({length: 41}, (_, i) => [
      {x: i * 10, y: 0},
      {x: i * 10, y: 300},
    ]);
    expect(placeInside([curve(() => 100)], wall, frame)).toEqual([undefined]);
  });
});
