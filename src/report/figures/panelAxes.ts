import type {Axis} from '../../results';
import {axisScale, categoryScale, type AxisScale} from './axisScale';
import {binsOf, type Bin} from './histogram';
import type {Panel} from './Panel';
import type {Series} from './series';

/** The bars of every histogram that the panel's axes have to hold. */
export type Bins = ReadonlyMap<Series, readonly Bin[]>;

export function binsOfPanel({extent, x}: Panel): Bins {
  return new Map(extent.filter(({type}) => type === 'bar').map(each => [each, binsOf(each, x)]));
}

/** The x axis of a panel whose data have `room` pixels. */
export function panelX({x, names, width, extent}: Panel, bins: Bins, room: number): AxisScale {
  if (names !== undefined) return categoryScale(names);
  return axisScale(x, valuesAlongX(extent, bins), {most: Math.round(room / (width < 500 ? 44 : 64))});
}

/** The y axis of a panel. */
export function panelY({y, extent, plotHeight}: Panel): AxisScale {
  const most = Math.round(plotHeight / 44);
  return axisScale(y, valuesAlongY(extent, y), {most, round: y.scale === 'linear'});
}

/** The x domain with room for the bars that are set apart. */
export function domainWithApart({domain}: AxisScale, bins: Bins): readonly number[] {
  const starts = [...bins.values()].flat().flatMap(({apart, x1}) => (apart === undefined ? [] : [x1]));
  return [Math.min(domain[0], ...starts), domain[1]];
}

function valuesAlongX(series: readonly Series[], bins: Bins): number[] {
  return series.flatMap(each => {
    if (each.type === 'level') return [];
    const places = bins.get(each);
    return places === undefined
      ? each.points.map(({x}) => Number(x))
      : places.flatMap(({apart, x1, x2}) => (apart === undefined ? [x1, x2] : []));
  });
}

function valuesAlongY(series: readonly Series[], {scale}: Axis): number[] {
  const bars = scale === 'linear' && series.some(({type}) => type === 'bar');
  const values = series.flatMap(({type, points}) => (type === 'rule' ? [] : points.map(({y}) => y)));
  // A bar stands on 0: without it, its length would say nothing.
  return bars && values.every(value => !(value < 0)) ? [0, ...values] : values;
}
