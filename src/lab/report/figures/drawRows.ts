import type {Axis, Mark} from '../spoken';
import {formatNumber} from '../formatNumber';
import {axisScale, type AxisScale} from './axisScale';
import {describeAxis} from './Panel';
import {fontSize, lineHeight, writeLines, drawRuleLabels, ruleLabelRows} from './labels';
import type {Markish, PlotModule} from './Panel';
import {type Series, type Theme, isReference} from './theme';
import {SvgDocument, type SvgElement} from './SvgDocument';
import {textWidth, wrapToWidth} from './textWidth';

/** What rows show, and in what room. */
export interface RowsPanel {
  readonly title?: string | undefined;
  /** The names, and the values. */
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** All that is drawn along the axes of this panel and of those beside it. */
  readonly extent: readonly Series[];
  readonly width: number;
  readonly labels?: RowLabels;
}

/** A panel whose x axis holds names: drawn as rows, for names are read across. */
export function drawRows(plot: PlotModule, panel: RowsPanel, theme: Theme): SvgElement {
  const {series, width} = panel;
  const layout = layOutRows(series, width, {labels: panel.labels});
  const left = Math.max(layout.labelWidth + 8, leastLeft);
  const right = widestValue(panel.extent) + 12;
  const scale = valueScale(panel, width - left - right);
  const titles = panel.title === undefined ? [] : wrapToWidth(panel.title, width, fontSize);
  const nameTitle = wrapToWidth(describeAxis(panel.x), panel.labels === undefined ? width : 1e4, fontSize);
  const levels = series.filter(({type}) => type === 'level').map(asRule);
  const levelRows = ruleLabelRows(levels, scale, {from: left, to: width - right, width});
  const nameTop = titles.length * lineHeight + (titles.length > 0 ? 4 : 0);
  const levelTop = nameTop + nameTitle.length * lineHeight + 4;
  const top = levelTop + levelRows.length * lineHeight + (levelRows.length > 0 ? 8 : 2);
  const axisTitle = wrapToWidth(describeAxis(panel.y), width, fontSize);
  const bottom = top + layout.height;
  const height = bottom + 26 + axisTitle.length * lineHeight + 4;
  const svg = plot.plot({
    document: new SvgDocument() as unknown as Document, // as much of one as Plot uses
    ...{width, height, marginTop: top, marginLeft: left, marginRight: right, marginBottom: height - bottom},
    x: {type: scale.type, domain: [...scale.domain]},
    y: {type: 'identity', axis: null},
    marks: rowMarks(plot, layout, {scale, theme, top, bottom, levels}),
  }) as unknown as SvgElement; // made by that document
  const {apply} = svg.scale!('x') as {apply: (value: number) => number};
  writeLines(svg, titles, {x: 0, y: lineHeight / 2, fill: theme.ink, weight: 600});
  if (panel.labels !== 'none')
    writeLines(svg, nameTitle, {x: 0, y: nameTop + lineHeight / 2, fill: theme.soft});
  drawRuleLabels(svg, levelRows, {top: levelTop, bottom: top, toX: apply, theme, width});
  drawLabels(svg, layout, {top, theme, toX: apply});
  writeLines(svg, axisTitle, {x: width - right, y: bottom + 34, fill: theme.ink, anchor: 'end'});
  return svg;
}

/** Room for the first tick's text, where no names stand left of the bars. */
export const leastLeft = 18;

function widestValue(series: readonly Series[]): number {
  const values = series.flatMap(({points}) => points.map(({y}) => textWidth(formatValue(y), fontSize)));
  return Math.max(...values, 20);
}

function valueScale({y, extent, width, labels}: RowsPanel, room: number): AxisScale {
  const values = extent.flatMap(({points}) => points.map(point => point.y));
  // Panels side by side have the same axis, whatever room their names take.
  const most = labels === undefined ? Math.round(room / (width < 360 ? 50 : 64)) : 3;
  return axisScale(y, y.scale === 'log' ? values : [0, ...values], {most, round: y.scale === 'log'});
}

function rowMarks(
  plot: PlotModule,
  {rows}: Rows,
  {
    scale,
    theme,
    top,
    bottom,
    levels,
  }: {scale: AxisScale; theme: Theme; top: number; bottom: number; levels: readonly Series[]},
): Markish[] {
  const start = scale.type === 'log' ? scale.domain[0] : 0;
  const middle = ({barY}: Row) => top + barY;
  const bars = rows.filter(({series}) => series.type === 'bar' && scale.type === 'linear');
  const dots = rows.filter(row => !bars.includes(row));
  const text = {color: theme.soft, fontSize, fontVariant: 'tabular-nums'};
  return [
    plot.ruleX([...scale.ticks], {y1: top, y2: bottom, stroke: theme.grid}),
    plot.axisX([...scale.ticks], {text: scale.format, label: null, tickSize: 5, ...text}),
    plot.rect(bars, {
      x1: () => start,
      x2: 'value',
      y1: row => middle(row as Row) - barHalf,
      y2: row => middle(row as Row) + barHalf,
      fill: colorOf,
    }),
    ...dots.flatMap(row => dotMarks(plot, row, {start, y: middle(row)})),
    ...levels.map(({points, style}) =>
      plot.ruleX([...points], {x: 'x', y1: top, y2: bottom, stroke: style.color, strokeDasharray: '3 3'}),
    ),
  ];
}

/** A bar on a log axis has no 0 to stand on, so its length would mean nothing: a dot says where the value is. */
function dotMarks(plot: PlotModule, row: Row, {start, y}: {start: number; y: number}): Markish[] {
  const fill = colorOf(row);
  return [
    plot.ruleY([row], {x1: () => start, x2: 'value', y, stroke: fill, strokeWidth: 1.5, strokeOpacity: 0.6}),
    plot.dot([row], {x: 'value', y: () => y, r: 5, symbol: row.series.style.symbol, fill, stroke: 'none'}),
  ];
}

function colorOf(row: Row): string {
  return row.series.style.color;
}

function drawLabels(
  svg: SvgElement,
  {rows, headings}: Rows,
  {top, theme, toX}: {top: number; theme: Theme; toX: (value: number) => number},
): void {
  for (const {lines, y} of headings) writeLines(svg, lines, {x: 0, y: top + y, fill: theme.ink, weight: 600});
  for (const {label, labelY, barY, value} of rows) {
    writeLines(svg, label, {x: 0, y: top + labelY, fill: theme.ink});
    const x = toX(Math.max(value, 0)) + 9;
    writeLines(svg, [formatValue(value)], {x, y: top + barY, fill: theme.ink});
  }
}

function formatValue(value: number): string {
  return formatNumber(value).replaceAll('-', '−');
}

/** In rows the values run along x, and so a level is a line across. */
function asRule(level: Series): Series {
  return {...level, type: 'rule', points: level.points.map(({y}) => ({x: y, y}))};
}

/** One value of a figure whose x axis holds names: a row with a name, a bar and a number. */
interface Row {
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

interface Rows {
  readonly rows: readonly Row[];
  readonly headings: readonly Heading[];
  /** The width of the labels left of the bars. */
  readonly labelWidth: number;
  readonly height: number;
}

const barHeight = 14;
const gap = 8;

/** Where labels stand: left of the bars, above them where they are too long for that, or not at all. */
type RowLabels = 'beside' | 'above' | 'none';

/** Stacks the values of a figure as rows: one for each category, or for each series of each category. */
function layOutRows(
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
        rows.push({
          series: each,
          value,
          label,
          labelY: y + (beside ? barHeight : lineHeight) / 2,
          barY: y + above + barHeight / 2,
        });
        y += above + barHeight + (grouped && beside ? 4 : gap);
      }
    }
    if (grouped) y += gap;
  }
  return {rows, headings, labelWidth: labels === 'beside' ? widest + 8 : 0, height: y};
}

/** Half the height of a bar. */
const barHalf = barHeight / 2;

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
