import * as fc from 'fast-check';
import {pageTools} from '../../../../src/node/pageTools';
import {drawFigure, widths} from '../../../../src/lab/report/figures/drawFigure';
import {paperTheme} from '../../../../src/lab/report/figures/theme';
import type {Figure, Mark} from '../../../../src/lab/report/spoken';

const {plot} = pageTools();

function figureOf(marks: readonly Mark[], changes: Partial<Figure> = {}): Figure {
  return {
    id: 'f',
    title: 'Message',
    alt: 'What it shows',
    x: {label: 'weight', scale: 'linear'},
    y: {label: 'loss', unit: 'nats', scale: 'linear'},
    marks,
    ...changes,
  };
}

function line(name: string, ys: readonly number[], type: Mark['type'] = 'line'): Mark {
  return {type, name, points: ys.map((y, x) => ({x, y}))};
}

function draw(figure: Figure): string {
  return drawFigure(plot, figure, {width: widths.wide});
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(match => match[1]!);
}

describe('drawFigure()', () => {
  test('gives the same bytes for the same figure', () => {
    const figure = figureOf([
      line('a', [1, 2, 4]),
      line('b', [3, 1, 0], 'step'),
      line('c', [2, 2, 2], 'dot'),
    ]);
    expect(draw(figure)).toBe(draw(structuredClone(figure)));
  });

  test('titles both axes with their units, and names several series at their ends', () => {
    const texts = textsOf(draw(figureOf([line('first', [1, 2]), line('second', [3, 9])])));
    expect(texts).toEqual(expect.arrayContaining(['loss (nats)', 'weight', 'first', 'second']));
  });

  test('names a single series by its axis only', () => {
    expect(textsOf(draw(figureOf([line('only', [1, 2])])))).not.toContain('only');
  });

  test('tells series apart by their dashes as well as by colour', () => {
    const svg = draw(
      figureOf(
        ['a', 'b', 'c'].map((name, i) =>
          line(
            name,
            Array.from({length: 20}, (_, x) => x * i),
          ),
        ),
      ),
    );
    const dashes = [...svg.matchAll(/<g data-part="line"([^>]*)>/g)].map(
      ([, attributes]) => /stroke-dasharray="([^"]*)"/.exec(attributes!)?.[1],
    );
    expect(new Set(dashes).size).toBe(3);
  });

  test.each([0, -1])('refuses %d on a log axis, and names figure, axis and series', y => {
    const figure = figureOf([line('forward', [1, y])], {y: {label: 'error', scale: 'log'}});
    expect(() => draw(figure)).toThrow(
      new RangeError(`figure f: expected positive numbers on the log axis y, got ${y} in "forward"`),
    );
  });

  test('refuses a name on a numeric axis, and a figure without a point', () => {
    const named = {type: 'line', name: 'a', points: [{x: 'one', y: 1}]} as const;
    expect(() => draw(figureOf([named]))).toThrow(/expected numbers on x, got "one" in "a"$/);
    expect(() => draw(figureOf([]))).toThrow(new RangeError('figure f: expected points, got none'));
    expect(() => draw(figureOf([line('a', [NaN])]))).toThrow('expected points, got none');
  });

  test('leaves a gap where a value is not finite', () => {
    const path = /<g data-part="line"[^>]*><path d="([^"]*)"/.exec(
      draw(figureOf([line('a', [1, 2, NaN, 3, 4])])),
    )![1]!;
    expect(path.match(/M/g)).toHaveLength(2);
  });

  test('sets zeros apart, left of a log axis', () => {
    const bars = [
      {x: '0', y: 7},
      {x: 1e-6, x2: 1e-5, y: 2},
      {x: 1e-5, x2: 1e-4, y: 5},
    ];
    const svg = draw(
      figureOf([{type: 'bar', name: 'entries', points: bars}], {x: {label: 'size', scale: 'log'}}),
    );
    const rects = [...svg.matchAll(/<rect x="([\d.]+)"[^>]*width="([\d.]+)"/g)].map(([, x, width]) => [
      Number(x),
      Number(width),
    ]);
    expect(rects).toHaveLength(3);
    const [[zeroX, zeroWidth], [firstX, firstWidth]] = rects as [[number, number], [number, number]];
    expect(firstX - (zeroX + zeroWidth)).toBeGreaterThan(firstWidth / 2);
    expect(textsOf(svg)).toContain('0');
  });

  test('writes every value of a figure over names behind its bar', () => {
    const points = [
      {x: 'backpropagation', y: 0.25},
      {x: 'numerical gradient', y: 123.4},
    ];
    const svg = draw(
      figureOf([{type: 'bar', name: 'seconds', points}], {x: {label: 'way', scale: 'category'}}),
    );
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['backpropagation', '0.25', 'numerical gradient', '123.4']),
    );
  });

  test('escapes names', () => {
    const svg = draw(figureOf([line('<b>"&', [1, 2]), line('b', [2, 1])], {alt: '<"&>'}));
    expect(svg).toContain('&lt;b&gt;&quot;&amp;');
    expect(svg).toContain('aria-label="&lt;&quot;&amp;&gt;"');
  });

  test('names no variable of a page in a picture that stands in none', () => {
    const svg = drawFigure(plot, figureOf([line('a', [1, 2])]), {
      width: widths.wide,
      theme: paperTheme,
      titled: true,
    });
    expect(svg).not.toContain('var(');
    expect(textsOf(svg)).toContain('Message');
  });

  test('draws whatever finite data there are without NaN in the picture', () => {
    const values = fc.array(fc.double({noNaN: true, min: -1e9, max: 1e9}), {minLength: 1, maxLength: 30});
    fc.assert(
      fc.property(values, values, (a, b) => {
        const svg = draw(figureOf([line('a', a), line('b', b, 'step')]));
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }),
      {numRuns: 60},
    );
  });
});

describe('arrows', () => {
  const arrow = (points: Mark['points']) => figureOf([{type: 'arrow', name: 'arrows', points}]);
  const count = (svg: string, part: string) =>
    [...(svg.split(`data-part="${part}"`)[1] ?? '').split('</g>')[0]!.matchAll(/<(path|circle)/g)].length;

  test('are paths with heads, and dots where they have no length', () => {
    const svg = draw(
      arrow([
        {x: 0, y: 0, x2: 1, y2: 1},
        {x: 1, y: 0, x2: 1, y2: 2},
        {x: 2, y: 0, x2: 2, y2: 0},
      ]),
    );
    expect([count(svg, 'arrow'), count(svg, 'dot')]).toEqual([2, 1]);
  });

  test('end inside the picture: both axes hold what they point to', () => {
    const texts = textsOf(draw(arrow([{x: 0, y: 0, x2: 40, y2: -30}])));
    expect(texts).toEqual(expect.arrayContaining(['40', '−30']));
  });

  test('are refused on a log axis where they point below it', () => {
    const figure = arrow([{x: 1, y: 1, x2: 2, y2: -1}]);
    expect(() => draw({...figure, y: {...figure.y, scale: 'log'}})).toThrow(
      'figure f: expected positive numbers on the log axis y, got -1 in "arrows"',
    );
  });
});
