import type {Frame, ToPixels} from './Panel';
import {type Series, isJoined, type Theme} from './theme';
import type {SvgElement} from './SvgDocument';
import {fits, spread, textWidth, wrapToWidth} from './layout';
import type {AxisScale} from './axisScale';

/** The size of all text in a picture, in pixels; a picture is never drawn smaller than it is. */
export const fontSize = 13;
export const lineHeight = 16;
/** The picture of a series before its name. */
const sampleWidth = 22;

/** A series' name at the end of its line. */
export interface EndLabel {
  readonly series: Series;
  readonly lines: readonly string[];
}

/** How the series of a panel are named: at the ends of their lines, or, where that has no room, above the panel. */
export interface Labelling {
  readonly ends: readonly EndLabel[];
  /** What the labels need right of the panel. */
  readonly right: number;
  readonly keys: readonly Series[];
}

/** The series that need a name in the picture: of one alone the y axis says what it is, of bars the panel's title. */
export function seriesToName(series: readonly Series[]): Series[] {
  const named = series.filter(({type}) => type !== 'rule' && type !== 'bar');
  return named.length === 1 && named[0]!.type !== 'level' ? [] : named;
}

/** Chooses the place for the names of series that are not written beside them. */
export function chooseLabelling(named: readonly Series[], width: number, height: number): Labelling {
  if (named.length === 0) return {ends: [], right: 0, keys: []};
  const room = Math.min(width * 0.3, 200) - sampleWidth;
  const ends = named.map(each => ({series: each, lines: wrapToWidth(each.name, room, fontSize)}));
  const widest = Math.max(...ends.flatMap(({lines}) => lines.map(line => textWidth(line, fontSize))));
  const sizes = ends.map(({lines}) => ({at: 0, size: lines.length * lineHeight + 2}));
  const ragged = ends.some(({lines}) => lines.length > 2);
  // Labels that fill the height no longer stand beside their lines.
  const crowded = ragged || widest > room || !fits(sizes, height * 0.75);
  return crowded ? {ends: [], right: 0, keys: named} : {ends, right: widest + sampleWidth + 12, keys: []};
}

/** Whether names at the ends of their lines would stand away from them. */
export function mustMove(labels: readonly EndLabel[], panel: ToPixels & {frame: Frame}): boolean {
  const {ends, middles} = settle(labels, panel);
  return middles.some(
    (middle, i) => Math.abs(middle - ends[i]!.y) > 10 || ends[i]!.x < panel.frame.right - 30,
  );
}

/**
 * Writes names at the ends of their lines, moved apart where they would overlap. Names that had to move get a thin
 * line to their end and a picture of their series.
 *
 * @param panel Where things are; `sampled` for such pictures in any case.
 */
export function drawEndLabels(
  svg: SvgElement,
  labels: readonly EndLabel[],
  panel: ToPixels & {frame: Frame; theme: Theme; sampled?: boolean},
): void {
  const {frame, theme, sampled = false} = panel;
  const {ends, middles} = settle(labels, panel);
  const moved = sampled || mustMove(labels, panel);
  const start = frame.right + 10;
  labels.forEach(({series, lines}, i) => {
    const [middle, end] = [middles[i]!, ends[i]!];
    if (moved) {
      const d = `M${end.x + 4},${end.y}L${frame.right + 4},${middle}`;
      svg.add('path', {d, fill: 'none', stroke: theme.soft, 'stroke-width': 0.75, 'stroke-opacity': 0.7});
      drawSample(svg, series, start - 4, middle);
    }
    const first = middle - ((lines.length - 1) * lineHeight) / 2;
    const x = moved ? start + sampleWidth - 4 : start;
    writeLines(svg, lines, {x, y: first, fill: series.style.color});
  });
}

/** Where lines end, and where there is room for their names. */
function settle(labels: readonly EndLabel[], {frame, toX, toY}: ToPixels & {frame: Frame}) {
  const ends = labels.map(({series: {type, points}}) => {
    const last = points.findLast(({y}) => Number.isFinite(y));
    if (last === undefined) return {x: frame.right, y: frame.bottom};
    return {x: type === 'level' ? frame.right : toX(Number(last.x)), y: toY(last.y)};
  });
  const wishes = labels.map(({lines}, i) => ({at: ends[i]!.y, size: lines.length * lineHeight + 2}));
  return {ends, middles: spread(wishes, frame.top - lineHeight / 2, frame.bottom + lineHeight / 2)};
}

/** Names of series one below the other, each behind a picture of its series. */
export function drawKeys(svg: SvgElement, keys: readonly Series[], top: number, theme: Theme): void {
  keys.forEach((series, i) => {
    const y = top + (i + 0.5) * lineHeight;
    drawSample(svg, series, 0, y);
    writeLines(svg, [series.name], {x: sampleWidth + 4, y, fill: theme.ink});
  });
}

/** Where a text stands, and how it looks. */
interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
  /** The colour of a border that keeps lines behind the text at a distance. */
  readonly halo?: string;
}

/** Lines of text, the first with its middle at `y`. */
export function writeLines(
  svg: SvgElement,
  lines: readonly string[],
  {x, y, fill, anchor = 'start', weight, halo}: TextStyle,
): void {
  const style = {
    ...{fill, 'text-anchor': anchor},
    ...(weight === undefined ? {} : {'font-weight': weight}),
    ...(halo === undefined ? {} : {stroke: halo, 'stroke-width': 4, 'paint-order': 'stroke'}),
  };
  lines.forEach((line, i) => {
    svg.add('text', {x, y: y + i * lineHeight + 0.34 * fontSize, ...style}, line);
  });
}

function drawSample(svg: SvgElement, series: Series, x: number, y: number): void {
  const {color, dash, symbol} = series.style;
  const {type, dots} = series;
  if (isJoined(series) || type === 'level') {
    const line = {d: `M${x},${y}H${x + sampleWidth - 4}`, stroke: color, 'stroke-width': 2, fill: 'none'};
    svg.add('path', {...line, ...(dash === undefined ? {} : {'stroke-dasharray': dash})});
  }
  if (dots) {
    const at = {d: symbolPaths[symbol], transform: `translate(${x + (sampleWidth - 4) / 2},${y})`};
    // Single measurements are hollow, so that one on top of another can be seen; the points of a line are full.
    const paint = type === 'dot' ? {fill: 'none', stroke: color, 'stroke-width': 2} : {fill: color};
    svg.add('path', {...at, ...paint});
  }
}

/** The symbols, some nine pixels high, around 0. */
const symbolPaths: Readonly<Record<Series['style']['symbol'], string>> = {
  circle: 'M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0Z',
  triangle: 'M0,-5L4.8,3.6H-4.8Z',
  square: 'M-3.8,-3.8H3.8V3.8H-3.8Z',
  diamond: 'M0,-5.4L4.4,0L0,5.4L-4.4,0Z',
  star: 'M0,-6L1.5,-1.9L5.7,-1.9L2.3,0.7L3.5,4.9L0,2.4L-3.5,4.9L-2.3,0.7L-5.7,-1.9L-1.5,-1.9Z',
  wye: 'M-1.5,0.9L-5,2.9L-3.5,5.5L0,3.5L3.5,5.5L5,2.9L1.5,0.9V-5.2H-1.5Z',
};

/** A reference line's name and place. */
interface RuleLabel {
  readonly name: string;
  readonly value: number;
  /** About where it is, in pixels: enough to see which names would overlap. */
  readonly about: number;
}

/** The names of the reference lines, in as many rows as it takes for none to overlap. */
export function ruleLabelRows(
  series: readonly Series[],
  {type, domain}: AxisScale,
  {from, to, width}: {from: number; to: number; width: number},
): RuleLabel[][] {
  const scale = type === 'log' ? Math.log : Number;
  const [low, high] = [scale(domain[0]), scale(domain[1])];
  const rows: RuleLabel[][] = [];
  for (const {name, points} of series.filter(each => each.type === 'rule')) {
    for (const {x} of points.slice(0, 1)) {
      const about = from + ((scale(Number(x)) - low) / (high - low)) * (to - from);
      const label = {name, value: Number(x), about};
      const free = rows.find(row => row.every(other => apart(label, other, width)));
      if (free === undefined) rows.push([label]);
      else free.push(label);
    }
  }
  return rows;
}

/** Writes the names above the data, each above its line, which is drawn up to it. */
export function drawRuleLabels(
  svg: SvgElement,
  rows: readonly (readonly RuleLabel[])[],
  place: {top: number; bottom: number; toX: ToPixels['toX']; theme: Theme; width: number},
): void {
  const {top, bottom, toX, theme, width} = place;
  rows.forEach((row, i) => {
    for (const {name, value} of row) {
      const x = toX(value);
      const y = top + (i + 0.5) * lineHeight;
      const ends = {x1: x, x2: x, y1: y + lineHeight / 2, y2: bottom};
      svg.add('line', {...ends, stroke: theme.soft, 'stroke-dasharray': '3 3'});
      writeLines(svg, [name], {x: middleOf(name, x, width), y, fill: theme.ink, anchor: 'middle'});
    }
  });
}

/** A name's middle: above its line, but within the picture. */
function middleOf(name: string, x: number, width: number): number {
  const half = textWidth(name, fontSize) / 2;
  return Math.max(half, Math.min(x, width - half));
}

function apart(a: RuleLabel, b: RuleLabel, width: number): boolean {
  const distance = Math.abs(middleOf(a.name, a.about, width) - middleOf(b.name, b.about, width));
  return distance > (textWidth(a.name, fontSize) + textWidth(b.name, fontSize)) / 2 + 12;
}
