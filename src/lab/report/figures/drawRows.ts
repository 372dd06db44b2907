import type {Axis, Figure} from '../spoken';
import {formatWithMinus} from '../formatNumber';
import {axisScale, type AxisScale} from './axisScale';
import {describeAxis} from './Panel';
import {fontSize, lineHeight, writeLines, drawRuleLabels, ruleLabelRows} from './labels';
import type {Markish, PlotModule} from './Panel';
import type {Series, Theme} from './theme';
import {pixelsAlong, plotSvg, type SvgElement} from './SvgDocument';
import {textWidth, wrapToWidth} from './layout';
import {barHalf, layOutRows, namesOf, type Row, type RowLabels, type Rows} from './rows';

/** What rows show, and in what room. */
interface RowsPanel {
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
  const svg = plotSvg(plot, {
    ...{width, height, marginTop: top, marginLeft: left, marginRight: right, marginBottom: height - bottom},
    x: {type: scale.type, domain: [...scale.domain]},
    y: {type: 'identity', axis: null},
    marks: rowMarks(plot, layout, {scale, theme, top, bottom, levels}),
  });
  const toX = pixelsAlong(svg, 'x');
  writeLines(svg, titles, {x: 0, y: lineHeight / 2, fill: theme.ink, weight: 600});
  if (panel.labels !== 'none')
    writeLines(svg, nameTitle, {x: 0, y: nameTop + lineHeight / 2, fill: theme.soft});
  drawRuleLabels(svg, levelRows, {top: levelTop, bottom: top, toX, theme, width});
  drawLabels(svg, layout, {top, theme, toX});
  writeLines(svg, axisTitle, {x: width - right, y: bottom + 34, fill: theme.ink, anchor: 'end'});
  return svg;
}

/** Room for the first tick's text, where no names stand left of the bars. */
const leastLeft = 18;

function widestValue(series: readonly Series[]): number {
  const values = series.flatMap(({points}) => points.map(({y}) => textWidth(formatWithMinus(y), fontSize)));
  return Math.max(...values, 20);
}

function valueScale({y, extent, width, labels}: RowsPanel, room: number): AxisScale {
  const values = extent.flatMap(({points}) => points.map(point => point.y));
  // Panels side by side have the same axis, whatever room their names take.
  const most = labels === undefined ? Math.round(room / (width < 360 ? 50 : 64)) : 3;
  return axisScale(y, y.scale === 'log' ? values : [0, ...values], {most, round: y.scale === 'log'});
}

interface RowsPlace {
  readonly scale: AxisScale;
  readonly theme: Theme;
  readonly top: number;
  readonly bottom: number;
  /** Reference lines. */
  readonly levels: readonly Series[];
}

function rowMarks(plot: PlotModule, {rows}: Rows, place: RowsPlace): Markish[] {
  const {scale, theme, top, bottom, levels} = place;
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
    writeLines(svg, [formatWithMinus(value)], {x, y: top + barY, fill: theme.ink});
  }
}

/** In rows the values run along x, and so a level is a line across. */
function asRule(level: Series): Series {
  return {...level, type: 'rule', points: level.points.map(({y}) => ({x: y, y}))};
}

/** A panel and where it begins. */
export interface PlacedPanel {
  readonly svg: SvgElement;
  readonly left: number;
}

const panelGap = 20;
/** Less would show no difference between bars. */
const narrowest = 130;

/**
 * Rows of several series side by side, with the names written once at the left, so that a name's bars stand in one
 * line.
 *
 * @returns Nothing where there is too little room, or the series have not the same names.
 */
export function drawRowPanels(
  plot: PlotModule,
  {x, y}: Figure,
  parts: readonly Pick<RowsPanel, 'title' | 'series'>[],
  {width, theme}: {width: number; theme: Theme},
): PlacedPanel[] | undefined {
  const extent = parts.flatMap(({series}) => series);
  const names = namesOf(extent);
  const same = parts.every(({series}) => namesOf(series).join('\n') === names.join('\n'));
  // Beyond what every panel has left of its bars.
  const labels = Math.max(...names.map(name => textWidth(name, fontSize))) + 16 - leastLeft;
  const bars = (width - labels - panelGap * (parts.length - 1)) / parts.length;
  if (!same || parts.length < 2 || bars < narrowest) return undefined;
  return parts.map((part, i) => {
    const own = i === 0 ? labels : 0;
    const panel = {...part, x, y, extent, width: own + bars, labels: i === 0 ? 'beside' : 'none'} as const;
    return {svg: drawRows(plot, panel, theme), left: i === 0 ? 0 : labels + i * (bars + panelGap)};
  });
}
