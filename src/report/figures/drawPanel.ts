import type {Axis} from '../../results';
import {axisScale, categoryScale, type AxisScale} from './axisScale';
import {binsOf, type Bin} from './histogram';
import {
  chooseLabelling,
  drawEndLabels,
  drawKeys,
  fontSize,
  lineHeight,
  writeLines,
  type Frame,
} from './labels';
import {plotMarks} from './plotMarks';
import type {PlotModule} from './PlotModule';
import {drawRuleLabels, ruleLabelRows} from './ruleLabels';
import type {Series} from './series';
import {SvgDocument, type SvgElement} from './SvgDocument';
import {textWidth, wrapToWidth} from './textWidth';
import type {Theme} from './theme';

/** What a panel shows, and in what room. */
export interface Panel {
  readonly title?: string | undefined;
  readonly x: Axis;
  /** The names along x, where the points' places are the numbers of names. */
  readonly names?: readonly string[] | undefined;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** All that is drawn along the axes of this panel and of those beside it, so that they can be compared. */
  readonly extent: readonly Series[];
  readonly width: number;
  /** Of the data alone; titles and names come on top. */
  readonly plotHeight: number;
}

/** A panel with two numeric axes. */
export function drawPanel(plot: PlotModule, panel: Panel, theme: Theme): SvgElement {
  const {series, width, plotHeight} = panel;
  const bins = new Map(
    panel.extent.filter(({type}) => type === 'bar').map(each => [each, binsOf(each, panel.x)]),
  );
  const y = axisScale(panel.y, valuesAlongY(panel.extent, panel.y), {
    most: Math.round(plotHeight / 44),
    round: panel.y.scale === 'linear',
  });
  const left = Math.max(...y.ticks.map(tick => textWidth(y.format(tick), fontSize))) + 10;
  const labelling = chooseLabelling(series, width, plotHeight);
  // The last tick's text reaches beyond its tick.
  const right = Math.max(labelling.right, 24);
  const x = layOutX(panel, valuesAlongX(panel.extent, bins), width - left - right);
  const head = layOutHead(panel, x, {left, right, keys: labelling.keys.length});
  const xTitle = wrapToWidth(describe(panel.x), width, fontSize);
  const frame: Frame = {left, right: width - right, top: head.height, bottom: head.height + plotHeight};
  const height = frame.bottom + 26 + xTitle.length * lineHeight + 4;
  const svg = plotSvg(plot, {
    document: new SvgDocument() as unknown as Document, // as much of one as Plot uses
    width,
    height,
    marginTop: frame.top,
    marginLeft: left,
    marginRight: right,
    marginBottom: height - frame.bottom,
    x: {type: x.type, domain: [...apartDomain(x, bins)], inset: roomForDots(series)},
    y: {type: y.type, domain: [...y.domain], inset: Math.max(roomForDots(series), y.type === 'log' ? 4 : 0)},
    marks: plotMarks(plot, series, {x, y, bins, theme}),
  });
  const [toX, toY] = [pixels(svg, 'x'), pixels(svg, 'y')];
  head.draw(svg, toX, theme);
  drawKeys(svg, labelling.keys, head.keysTop, theme);
  writeLines(svg, xTitle, {x: frame.right, y: frame.bottom + 34, fill: theme.ink, anchor: 'end'});
  drawApartLabels(svg, bins, {frame, toX, theme});
  const endOf = (each: Series) => endPoint(each, {frame, toX, toY});
  drawEndLabels(svg, labelling.ends, {frame, theme, endOf});
  svg.frame = frameText(frame, {x, toX});
  return svg;
}

/** What a script needs to find a place on a linear x axis. */
function frameText(frame: Frame, {x, toX}: {x: AxisScale; toX: (value: number) => number}): string {
  const [from, to] = x.domain;
  const numbers = [toX(from), toX(to), frame.top, frame.bottom, from, to];
  return numbers.map(number => Number(number.toFixed(4))).join(' ');
}

function layOutX({x, names, width}: Panel, values: readonly number[], room: number): AxisScale {
  if (names !== undefined) return categoryScale(names);
  return axisScale(x, values, {most: Math.round(room / (width < 500 ? 44 : 64))});
}

/** The rows above the data: the panel's title, the y axis's title, the key, the names of reference lines. */
function layOutHead(panel: Panel, x: AxisScale, room: {left: number; right: number; keys: number}) {
  const titles = panel.title === undefined ? [] : wrapToWidth(panel.title, panel.width, fontSize);
  const yTitle = wrapToWidth(describe(panel.y), panel.width, fontSize);
  const rows = ruleLabelRows(panel.series, x, {
    from: room.left,
    to: panel.width - room.right,
    width: panel.width,
  });
  const titleHeight = titles.length * lineHeight + (titles.length > 0 ? 4 : 0);
  const keysTop = titleHeight + yTitle.length * lineHeight + 4;
  const rulesTop = keysTop + room.keys * lineHeight + (room.keys > 0 ? 6 : 0);
  return {
    keysTop,
    height: rulesTop + rows.length * lineHeight + 10,
    draw: (svg: SvgElement, toX: (value: number) => number, theme: Theme) => {
      writeLines(svg, titles, {x: 0, y: lineHeight / 2, fill: theme.ink, weight: 600});
      writeLines(svg, yTitle, {x: 0, y: titleHeight + lineHeight / 2, fill: theme.ink});
      drawRuleLabels(svg, rows, {
        top: rulesTop,
        toX,
        theme,
        width: panel.width,
        bottom: rulesTop + rows.length * lineHeight + 10,
      });
    },
  };
}

/** No symbol lies across the frame, or on the text beside it. */
function roomForDots(series: readonly Series[]): number {
  return series.some(({dots}) => dots) ? 8 : 0;
}

/** An axis's title: what, and in what unit. */
export function describe({label, unit}: Axis): string {
  return unit === undefined ? label : `${label} (${unit})`;
}

function plotSvg(plot: PlotModule, options: NonNullable<Parameters<PlotModule['plot']>[0]>): SvgElement {
  return plot.plot(options) as unknown as SvgElement; // made by the document that was handed in
}

function pixels(svg: SvgElement, name: 'x' | 'y'): (value: number) => number {
  const scale = svg.scale!(name) as {apply(value: number): number};
  return value => scale.apply(value);
}

function valuesAlongX(series: readonly Series[], bins: ReadonlyMap<Series, readonly Bin[]>): number[] {
  return series.flatMap(each => {
    if (each.type === 'level') return [];
    const places = bins.get(each);
    if (places !== undefined)
      return places.filter(bin => bin.apart === undefined).flatMap(({x1, x2}) => [x1, x2]);
    return each.points.map(({x}) => Number(x));
  });
}

function valuesAlongY(series: readonly Series[], {scale}: Axis): number[] {
  const bars = scale === 'linear' && series.some(({type}) => type === 'bar');
  const values = series.flatMap(({type, points}) => (type === 'rule' ? [] : points.map(({y}) => y)));
  // A bar stands on 0: without it, its length would say nothing.
  return bars && values.every(value => !(value < 0)) ? [0, ...values] : values;
}

/** The x domain with room for the bars that are set apart. */
function apartDomain({domain}: AxisScale, bins: ReadonlyMap<Series, readonly Bin[]>): readonly number[] {
  const starts = [...bins.values()]
    .flat()
    .filter(bin => bin.apart !== undefined)
    .map(({x1}) => x1);
  return [Math.min(domain[0], ...starts), domain[1]];
}

function drawApartLabels(
  svg: SvgElement,
  bins: ReadonlyMap<Series, readonly Bin[]>,
  {frame, toX, theme}: {frame: Frame; toX: (value: number) => number; theme: Theme},
): void {
  const places = new Map(
    [...bins.values()].flat().flatMap(bin => (bin.apart === undefined ? [] : [[bin.apart, bin] as const])),
  );
  for (const [name, {x1, x2}] of places) {
    writeLines(svg, [name], {
      x: (toX(x1) + toX(x2)) / 2,
      y: frame.bottom + 14,
      fill: theme.ink,
      anchor: 'middle',
      weight: 600,
    });
  }
}

function endPoint(
  {type, points}: Series,
  {frame, toX, toY}: {frame: Frame; toX: (value: number) => number; toY: (value: number) => number},
): {x: number; y: number} {
  const last = points.findLast(({y}) => Number.isFinite(y));
  if (last === undefined) return {x: frame.right, y: frame.bottom};
  return {x: type === 'level' ? frame.right : toX(Number(last.x)), y: toY(last.y)};
}
