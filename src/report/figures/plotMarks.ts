import type {AxisScale} from './axisScale';
import type {Bin} from './histogram';
import type {Markish, PlotModule} from './PlotModule';
import {isJoined, type Series} from './series';
import {fontSize} from './labels';
import type {Theme} from './theme';

/** The axes of a panel and what they hold, in the order in which they are painted. */
export function plotMarks(
  plot: PlotModule,
  series: readonly Series[],
  {x, y, bins, theme}: {x: AxisScale; y: AxisScale; bins: ReadonlyMap<Series, readonly Bin[]>; theme: Theme},
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
    return [
      plot.rect([...bins], {
        x1: 'x1',
        x2: 'x2',
        y1: () => base,
        y2: 'y',
        fill: style.color,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
    ];
  }
  return [
    ...(isJoined(series) && points.length > 1
      ? [
          plot.line(points, {
            x: 'x',
            y: 'y',
            curve: type === 'step' ? 'step' : 'linear',
            strokeWidth: 2,
            ...line,
          }),
        ]
      : []),
    ...(series.dots
      ? [plot.dot(points, {x: 'x', y: 'y', r: 4, symbol: style.symbol, ...paint(series)})]
      : []),
  ];
}

/** Single measurements are hollow, so that one on top of another can be seen; the points of a line are full. */
function paint({type, style}: Series) {
  return type === 'dot' ? {stroke: style.color, strokeWidth: 2} : {fill: style.color, stroke: 'none'};
}
