import type {Mark} from '../spoken';
import {fontSize, lineHeight} from './labels';
import {textWidth, wrapToWidth} from './layout';
import {isReference, type Series} from './theme';

/** One value of a figure whose x axis holds names: a row with a name, a bar and a number. */
export interface Row {
  readonly series: Series;
  readonly value: number;
  readonly label: readonly string[];
  /** The middle of the label's first line, and of the bar, in pixels from the first row's top. */
  readonly labelY: number;
  readonly barY: number;
}

/** A category's name above the rows of several series. */
interface Heading {
  readonly lines: readonly string[];
  readonly y: number;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly headings: readonly Heading[];
  /** The width of the labels left of the bars. */
  readonly labelWidth: number;
  readonly height: number;
}

const barHeight = 14;
const gap = 8;

/** Where labels stand: left of the bars, above them where they are too long for that, or not at all. */
export type RowLabels = 'beside' | 'above' | 'none';

/** Stacks the values of a figure as rows: one for each category, or for each series of each category. */
export function layOutRows(
  all: readonly Series[],
  width: number,
  {labels = widthOfLabels(all) <= width * 0.34 ? 'beside' : 'above'}: {labels?: RowLabels | undefined} = {},
): Rows {
  const series = all.filter(each => !isReference(each));
  const categories = namesOf(series);
  const grouped = series.length > 1;
  const widest = widthOfLabels(all);
  const beside = labels !== 'above';
  const rows: Row[] = [];
  const headings: Heading[] = [];
  let y = 0;
  for (const category of categories) {
    if (grouped) {
      const lines = wrapToWidth(category, width, fontSize);
      headings.push({lines, y: y + lineHeight / 2});
      y += lines.length * lineHeight + 2;
    }
    for (const each of series) {
      for (const value of valuesAt(each, category)) {
        const name = grouped ? each.name : category;
        const label = labels === 'none' ? [] : wrapToWidth(name, beside ? widest + 1 : width, fontSize);
        const above = beside ? 0 : label.length * lineHeight;
        const labelY = y + (beside ? barHeight : lineHeight) / 2;
        rows.push({series: each, value, label, labelY, barY: y + above + barHeight / 2});
        y += above + barHeight + (grouped && beside ? 4 : gap);
      }
    }
    if (grouped) y += gap;
  }
  return {rows, headings, labelWidth: labels === 'beside' ? widest + 8 : 0, height: y};
}

/** Half the height of a bar. */
export const barHalf = barHeight / 2;

/** Of one series the names are labelled, of several the series below each name. */
function widthOfLabels(all: readonly Series[]): number {
  const series = all.filter(each => !isReference(each));
  const names = series.length > 1 ? series.map(({name}) => name) : namesOf(series);
  return Math.max(...names.map(name => textWidth(name, fontSize)));
}

function valuesAt({points}: Mark, category: string): number[] {
  return points.filter(({x, y}) => String(x) === category && Number.isFinite(y)).map(({y}) => y);
}

/** The names along an axis, in the order in which they come. */
export function namesOf(series: readonly Series[]): string[] {
  const data = series.filter(({type}) => type !== 'level' && type !== 'rule');
  return [...new Set(data.flatMap(({points}) => points.map(({x}) => String(x))))];
}

/** Names like the ten digits, which stand below columns; others are read better as rows. */
export function areShort(names: readonly string[]): boolean {
  return names.length >= 5 && names.every(name => name.length <= 3);
}

/** Whether bars over such names can be columns in a panel. */
export function fitAsColumns(
  names: readonly string[],
  {series, width}: {series: readonly Series[]; width: number},
): boolean {
  const bars = series.every(({type}) => type === 'bar' || type === 'level');
  const widest = Math.max(...names.map(name => textWidth(name, fontSize)));
  return bars && areShort(names) && (widest + 6) * names.length < width - 60;
}

/** The points of a series with the numbers of their names in place of the names. */
export function asColumns(series: Series, names: readonly string[]): Series {
  const points = series.points.map(({x, y}) => {
    const place = names.indexOf(String(x));
    return {x: place - 0.4, x2: place + 0.4, y};
  });
  return {...series, points};
}
