import type {Axis, Mark} from '../spoken';
import {formatWithMinus} from '../formatNumber';
import {raised} from '../typeset';
import type {Panel} from './Panel';
import type {Series} from './theme';

/** A numeric axis settled: what it spans, where its ticks stand, and what they say. */
export interface AxisScale {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/**
 * Lays out a numeric axis around its data.
 *
 * @param values All that is drawn along it; what is not finite is passed over.
 * @param most The number of ticks that have room.
 * @param round Whether the axis ends in ticks, and not where its data end.
 *
 * @example
 * axisScale({label: 'h', scale: 'log'}, [1e-4, 1], {most: 6}).ticks.map(String);  // ['0.0001', '0.001', '0.01', '0.1', '1']
 */
export function axisScale(
  {scale, include = []}: Axis,
  values: readonly number[],
  {most, round = false}: {most: number; round?: boolean},
): AxisScale {
  const finite = [...values, ...include].filter(Number.isFinite);
  const [least, greatest] = finite.length === 0 ? [1, 1] : [Math.min(...finite), Math.max(...finite)];
  const room = Math.max(most, 2);
  return scale === 'log'
    ? logScale(least, greatest, {most: room, round})
    : linearScale(least, greatest, {most: room, round});
}

function linearScale(
  least: number,
  greatest: number,
  {most, round}: {most: number; round: boolean},
): AxisScale {
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  // Less than rounding apart, or about to leave the doubles: one value, as far as any eye can see.
  const flat = !(greatest - least > 1e-12 * size) || size < 1e-290;
  const air = flat ? (size < 1e-290 ? 1 : size / 2) : 0;
  const [from, to] = [least - air, greatest + air];
  // Twice, because ticks reach beyond the data.
  if (!Number.isFinite(2 * (to - from))) {
    throw new RangeError(`expected an axis whose length is a number, got ${least} to ${greatest}`);
  }
  const step = niceStep((to - from) / (most - 1));
  // What lies beyond a tick by less than an eye can see, such as a loss of −0.001 among tens, asks for no further one.
  const unseen = (0.01 * (to - from)) / step;
  const around = [Math.floor(from / step + unseen), Math.ceil(to / step - unseen)] as const;
  // Data that all but fill the rounded axis, such as 0.01 to 0.99, look better on that.
  const rounded = round || (around[1] - around[0]) * step < 1.1 * (to - from);
  const [first, last] = rounded ? around : [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
  const ticks = Array.from({length: last - first + 1}, (_, i) => tidy((first + i) * step));
  const ends = rounded ? [Math.min(ticks[0]!, from), Math.max(ticks.at(-1)!, to)] : [from, to];
  return {type: 'linear', domain: ends as [number, number], ticks, format: formatWithMinus};
}

function logScale(least: number, greatest: number, {most, round}: {most: number; round: boolean}): AxisScale {
  const decades = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))] as const;
  const exact = greatest > least ? [least, greatest] : [least / 2, greatest * 2];
  const [from, to] = (round ? decades.map(exponent => Number(`1e${exponent}`)) : exact) as [number, number];
  const [low, high] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  const domain = [from, to] as const;
  if (high - low < 2)
    return {type: 'log', domain, ticks: withinDecades(from, to, most), format: formatWithMinus};
  const stride = Math.ceil((high - low) / (most - 1));
  const ticks: number[] = [];
  for (let exponent = Math.ceil(low / stride) * stride; exponent <= high; exponent += stride) {
    ticks.push(Number(`1e${exponent}`));
  }
  const plain = ticks.every(tick => tick >= 1e-3 && tick <= 1e4);
  return {type: 'log', domain, ticks, format: plain ? formatWithMinus : powerOfTen};
}

/** Ticks at 1, 2 and 5 times the powers of ten, at 1 and 3 times or at the powers alone, as many as have room. */
function withinDecades(from: number, to: number, most: number): number[] {
  const exponents = [-1, 0, 1, 2].map(more => Math.floor(Math.log10(from)) + more);
  const choices = [[1, 2, 5], [1, 3], [1]].map(factors =>
    exponents
      .flatMap(exponent => factors.map(factor => tidy(factor * Number(`1e${exponent}`))))
      .filter(tick => tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)),
  );
  const enough = choices.find(ticks => ticks.length >= 2 && ticks.length <= most) ?? choices[0]!;
  // Between 2 and 5 there may be no such tick: then the ends of the data are as good as any.
  return enough.length >= 2 ? enough : [Number(from.toPrecision(2)), Number(to.toPrecision(2))];
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is no smaller than `size`. */
function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return tidy(power * ([1, 2, 2.5, 5, 10].find(factor => factor * power >= size * (1 - 1e-9)) ?? 10));
}

/**
 * An axis of names, each as wide as 1 and in the order given.
 *
 * @example
 * categoryScale(['a', 'b']).format(1);  // 'b'
 */
export function categoryScale(names: readonly string[]): AxisScale {
  const ticks = names.map((_, i) => i);
  return {type: 'linear', domain: [-0.5, names.length - 0.5], ticks, format: i => names[i] ?? ''};
}

/** 0.30000000000000004 as 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

/** @example powerOfTen(1e-4);  // '10⁻⁴' */
function powerOfTen(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (exponent === 0) return '1';
  return `10${raised(String(exponent))}`;
}

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
      ? each.points.flatMap(({x, x2}) => [Number(x), x2 ?? Number(x)])
      : places.flatMap(({apart, x1, x2}) => (apart === undefined ? [x1, x2] : []));
  });
}

function valuesAlongY(series: readonly Series[], {scale}: Axis): number[] {
  const bars = scale === 'linear' && series.some(({type}) => type === 'bar');
  const values = series.flatMap(({type, points}) =>
    type === 'rule' ? [] : points.flatMap(({y, y2}) => [y, y2 ?? y]),
  );
  // A bar stands on 0: without it, its length would say nothing.
  return bars && values.every(value => !(value < 0)) ? [0, ...values] : values;
}

/** A bar with its place on a numeric axis. */
export interface Bin {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  /** What stands below a bar that is set apart. */
  readonly apart?: string;
}

/**
 * Gives the bars of a histogram their intervals. Bars whose `x` is text stand left of the axis, an empty bar's width
 * away from it: zeros on a log axis, which has no place for them.
 */
export function binsOf({points}: Mark, {scale}: Axis): Bin[] {
  const log = scale === 'log';
  const numbers = points.filter((point): point is typeof point & {x: number} => typeof point.x === 'number');
  const [to, from] = log ? [Math.log, Math.exp] : [Number, Number];
  const width = binWidth(numbers.map(({x, x2}) => ({at: to(x), end: x2 === undefined ? undefined : to(x2)})));
  const bins = numbers.map(({x, x2, y}) =>
    x2 === undefined ? {x1: from(to(x) - width / 2), x2: from(to(x) + width / 2), y} : {x1: x, x2, y},
  );
  const first = Math.min(...bins.map(({x1}) => to(x1)), numbers.length === 0 ? 0 : Infinity);
  const apart = points.filter(({x}) => typeof x === 'string');
  return [
    ...apart.map(({x, y}, i) => {
      const right = first - width * (1 + 2 * (apart.length - 1 - i));
      return {x1: from(right - 1.5 * width), x2: from(right), y, apart: String(x)};
    }),
    ...bins,
  ];
}

function binWidth(places: readonly {at: number; end: number | undefined}[]): number {
  const ends = places.flatMap(({at, end}) => (end === undefined ? [] : [end - at]));
  const sorted = places.map(({at}) => at).sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((at, i) => at - sorted[i]!);
  const widths = [...ends, ...(ends.length === 0 ? gaps : [])].filter(width => width > 0);
  return widths.length === 0 ? 1 : Math.min(...widths);
}
