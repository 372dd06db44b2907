import type {Axis, Mark} from '../../results';

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
