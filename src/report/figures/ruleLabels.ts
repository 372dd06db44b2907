import type {AxisScale} from './axisScale';
import {fontSize, lineHeight, writeLines} from './labels';
import type {Series} from './series';
import type {SvgElement} from './SvgDocument';
import {textWidth} from './textWidth';
import type {Theme} from './theme';

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
  {
    top,
    bottom,
    toX,
    theme,
    width,
  }: {top: number; bottom: number; toX: (value: number) => number; theme: Theme; width: number},
): void {
  rows.forEach((row, i) => {
    for (const {name, value} of row) {
      const x = toX(value);
      const y = top + (i + 0.5) * lineHeight;
      const line = {
        x1: x,
        x2: x,
        y1: y + lineHeight / 2,
        y2: bottom,
        stroke: theme.soft,
        'stroke-dasharray': '3 3',
      };
      svg.add('line', line);
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
