import {fontSize} from './labels';
import type {Series} from './series';
import {textWidth} from './textWidth';

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
