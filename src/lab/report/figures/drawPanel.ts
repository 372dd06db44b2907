import {type AxisScale, binsOfPanel, domainWithApart, panelX, panelY, type Bins, type Bin} from './axisScale';
import {drawInsideLabels, insideLabels} from './placeInside';
import {chooseLabelling, drawEndLabels, drawKeys, drawRuleLabels, mustMove, ruleLabelRows} from './labels';
import {fontSize, lineHeight, seriesToName, writeLines, type Labelling} from './labels';
import {describeAxis, type Frame, type Panel, type ToPixels} from './Panel';
import type {PlotModule, Markish} from './Panel';
import {type Series, type Theme, isJoined} from './theme';
import {pixelsAlong, plotSvg, type SvgElement} from './SvgDocument';
import {textWidth, wrapToWidth} from './layout';

/**
 * A panel with two numeric axes. Its series are named at the ends of their lines; where the ends are too near to one
 * another, beside the lines; and where that has no room either, at the ends with leaders, or above.
 */
export function drawPanel(plot: PlotModule, panel: Panel, theme: Theme): SvgElement {
  const named = seriesToName(panel.series);
  const labelling = chooseLabelling(named, panel.width, panel.plotHeight);
  const atEnds = drawWith(plot, panel, labelling, theme);
  const crowded = labelling.keys.length > 0 || mustMove(labelling.ends, atEnds);
  const beside = crowded ? drawBeside(plot, panel, named, theme) : undefined;
  if (beside !== undefined) return beside;
  drawEndLabels(atEnds.svg, labelling.ends, {...atEnds, theme});
  return atEnds.svg;
}

/** Names the lines beside them, with one left over at most, which is named at its end. */
function drawBeside(plot: PlotModule, panel: Panel, named: readonly Series[], theme: Theme) {
  const bare = drawWith(plot, panel, chooseLabelling([], 0, 0), theme);
  const placed = insideLabels(named, panel.series, bare);
  if (placed.length === named.length) {
    drawInsideLabels(bare.svg, placed, theme);
    return bare.svg;
  }
  const inside = placed.map(({series}) => series);
  const rest = named.filter(each => !inside.includes(each));
  if (rest.length > 1) return undefined;
  const labelling = chooseLabelling(rest, panel.width, panel.plotHeight);
  const mixed = drawWith(plot, panel, labelling, theme);
  const again = insideLabels(inside, panel.series, mixed);
  if (labelling.keys.length > 0 || again.length < inside.length) return undefined;
  drawInsideLabels(mixed.svg, again, theme);
  // Other lines may end at the same place.
  drawEndLabels(mixed.svg, labelling.ends, {...mixed, theme, sampled: true});
  return mixed.svg;
}

/** A panel with its axes, titles and data, and where in it things are. */
interface Drawn extends ToPixels {
  readonly svg: SvgElement;
  readonly frame: Frame;
}

/** Draws all but the names at the ends of lines, for which it leaves room. */
function drawWith(plot: PlotModule, panel: Panel, labelling: Labelling, theme: Theme): Drawn {
  const {series, width} = panel;
  const bins = binsOfPanel(panel);
  const y = panelY(panel);
  const left = Math.max(...y.ticks.map(tick => textWidth(y.format(tick), fontSize))) + 10;
  // The last tick's text reaches beyond its tick.
  const labelled = Math.max(labelling.right, 24);
  const x = panelX(panel, bins, width - left - labelled);
  const [plotWidth, plotHeight] = plotSize(panel, {x, y, room: width - left - labelled});
  const right = width - left - plotWidth;
  const head = layOutHead(panel, x, {left, right, keys: labelling.keys.length});
  const xTitle = wrapToWidth(describeAxis(panel.x), width, fontSize);
  const frame: Frame = {left, right: width - right, top: head.height, bottom: head.height + plotHeight};
  const height = frame.bottom + 26 + xTitle.length * lineHeight + 4;
  const svg = plotSvg(plot, {
    ...{width, height, marginTop: frame.top, marginLeft: left, marginRight: right},
    marginBottom: height - frame.bottom,
    x: {type: x.type, domain: [...domainWithApart(x, bins)], inset: roomForDots(series)},
    y: {type: y.type, domain: [...y.domain], inset: Math.max(roomForDots(series), y.type === 'log' ? 4 : 0)},
    marks: plotMarks(plot, series, {x, y, bins, theme}),
  });
  const places = {toX: pixelsAlong(svg, 'x'), toY: pixelsAlong(svg, 'y')};
  head.draw(svg, places.toX, theme);
  drawKeys(svg, labelling.keys, head.keysTop, theme);
  writeLines(svg, xTitle, {x: frame.right, y: frame.bottom + 34, fill: theme.ink, anchor: 'end'});
  drawApartLabels(svg, bins, {frame, toX: places.toX, theme});
  svg.frame = frameText(frame, {x, toX: places.toX});
  return {svg, frame, ...places};
}

/** Width and height of the data; in a plane as large as fits. */
function plotSize(
  {plane = false, plotHeight}: Panel,
  {x, y, room}: {x: AxisScale; y: AxisScale; room: number},
): [number, number] {
  if (!plane) return [room, plotHeight];
  const [across, along] = [x.domain[1] - x.domain[0], y.domain[1] - y.domain[0]];
  const unit = Math.min(room / across, (1.4 * plotHeight) / along);
  return [across * unit, along * unit];
}

/** What a script needs to find a place on a linear x axis. */
function frameText(frame: Frame, {x, toX}: {x: AxisScale; toX: (value: number) => number}): string {
  const [from, to] = x.domain;
  const numbers = [toX(from), toX(to), frame.top, frame.bottom, from, to];
  return numbers.map(number => Number(number.toFixed(4))).join(' ');
}

/** No symbol lies across the frame, or on the text beside it. */
function roomForDots(series: readonly Series[]): number {
  return series.some(({dots}) => dots) ? 8 : 0;
}

function drawApartLabels(
  svg: SvgElement,
  bins: Bins,
  {frame, toX, theme}: {frame: Frame; toX: ToPixels['toX']; theme: Theme},
): void {
  const apart = [...bins.values()].flat().filter(bin => bin.apart !== undefined);
  for (const [name, {x1, x2}] of new Map(apart.map(bin => [bin.apart!, bin]))) {
    const place = {x: (toX(x1) + toX(x2)) / 2, y: frame.bottom + 14};
    writeLines(svg, [name], {...place, fill: theme.ink, anchor: 'middle', weight: 600});
  }
}

/** Lays out the panel's title, the y axis's title, room for the key, and the names of reference lines. */
function layOutHead(
  {title, series, width, ...panel}: Panel,
  x: AxisScale,
  {left, right, keys}: {left: number; right: number; keys: number},
) {
  const titles = title === undefined ? [] : wrapToWidth(title, width, fontSize);
  const yTitle = wrapToWidth(describeAxis(panel.y), width, fontSize);
  const rows = ruleLabelRows(series, x, {from: left, to: width - right, width});
  const titleHeight = titles.length * lineHeight + (titles.length > 0 ? 4 : 0);
  const keysTop = titleHeight + yTitle.length * lineHeight + 4;
  const top = keysTop + keys * lineHeight + (keys > 0 ? 6 : 0);
  const height = top + rows.length * lineHeight + 10;
  return {
    keysTop,
    height,
    draw: (svg: SvgElement, toX: ToPixels['toX'], theme: Theme) => {
      writeLines(svg, titles, {x: 0, y: lineHeight / 2, fill: theme.ink, weight: 600});
      writeLines(svg, yTitle, {x: 0, y: titleHeight + lineHeight / 2, fill: theme.ink});
      drawRuleLabels(svg, rows, {top, toX, theme, width, bottom: height});
    },
  };
}

/** The axes of a panel and what they hold, in the order in which they are painted. */
function plotMarks(
  plot: PlotModule,
  series: readonly Series[],
  {x, y, bins, theme}: {x: AxisScale; y: AxisScale; bins: Bins; theme: Theme},
): Markish[] {
  const text = {color: theme.soft, fontSize, fontVariant: 'tabular-nums'};
  return [
    plot.gridY(y.ticks, {stroke: theme.grid, strokeOpacity: 1}),
    plot.axisX(x.ticks, {text: x.format, label: null, tickSize: 5, ...text}),
    plot.axisY(y.ticks, {text: y.format, label: null, tickSize: 0, tickPadding: 6, ...text}),
    ...series.flatMap(each => marksOf(plot, each, bins.get(each) ?? [], y)),
  ];
}

function marksOf(plot: PlotModule, series: Series, bins: readonly Bin[], y: AxisScale): Markish[] {
  const {type, style} = series;
  const points = [...series.points];
  const line = {stroke: style.color, ...(style.dash === undefined ? {} : {strokeDasharray: style.dash})};
  if (type === 'rule') return [plot.ruleX(points, {x: 'x', ...line})];
  if (type === 'level') return [plot.ruleY(points, {y: 'y', ...line})];
  if (type === 'bar') {
    const base = y.type === 'log' ? y.domain[0] : 0;
    const place = {x1: 'x1', x2: 'x2', y1: () => base, y2: 'y'};
    return [plot.rect([...bins], {...place, fill: style.color, insetLeft: 0.5, insetRight: 0.5})];
  }
  if (type === 'arrow') return arrowsOf(plot, points, style);
  const place = {x: 'x', y: 'y'};
  const curve = type === 'step' ? 'step' : 'linear';
  const dots = {...place, r: 4, symbol: style.symbol, ...paint(series)};
  return [
    ...(isJoined(series) && points.length > 1
      ? [plot.line(points, {...place, curve, strokeWidth: 2, ...line})]
      : []),
    ...(series.dots ? [plot.dot(points, dots)] : []),
  ];
}

/**
 * An arrow from each point; a dot where it has no length, since a head without a shaft would point somewhere.
 */
function arrowsOf(plot: PlotModule, points: Series['points'][number][], {color}: Series['style']): Markish[] {
  const [still, moving] = [true, false].map(wanted =>
    points.filter(({x, y, x2, y2}) => (x === x2 && y === y2) === wanted),
  ) as [typeof points, typeof points];
  const ends = {x1: 'x', y1: 'y', x2: 'x2', y2: 'y2'};
  return [
    plot.arrow(moving, {...ends, stroke: color, strokeWidth: 1.5, headLength: 6}),
    plot.dot(still, {x: 'x', y: 'y', r: 2, fill: color, stroke: 'none'}),
  ];
}

/** Single measurements are hollow, so that one on top of another can be seen; the points of a line are full. */
function paint({type, style}: Series) {
  return type === 'dot' ? {stroke: style.color, strokeWidth: 2} : {fill: style.color, stroke: 'none'};
}
