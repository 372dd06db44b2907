import type {Figure} from '../spoken';
import {namesOf, drawRows, leastLeft} from './drawRows';
import {fontSize} from './labels';
import type {PlotModule} from './Panel';
import type {Series, Theme} from './theme';
import type {SvgElement} from './SvgDocument';
import {textWidth} from './textWidth';

/** A panel and where it begins. */
export interface PlacedPanel {
  readonly svg: SvgElement;
  readonly left: number;
}

const gap = 20;
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
  {
    parts,
    width,
    theme,
  }: {parts: readonly {title?: string | undefined; series: readonly Series[]}[]; width: number; theme: Theme},
): PlacedPanel[] | undefined {
  const extent = parts.flatMap(({series}) => series);
  const names = namesOf(extent);
  const same = parts.every(({series}) => namesOf(series).join('\n') === names.join('\n'));
  // Beyond what every panel has left of its bars.
  const labels = Math.max(...names.map(name => textWidth(name, fontSize))) + 16 - leastLeft;
  const bars = (width - labels - gap * (parts.length - 1)) / parts.length;
  if (!same || parts.length < 2 || bars < narrowest) return undefined;
  return parts.map((part, i) => {
    const own = i === 0 ? labels : 0;
    const panel = {...part, x, y, extent, width: own + bars, labels: i === 0 ? 'beside' : 'none'} as const;
    return {svg: drawRows(plot, panel, theme), left: i === 0 ? 0 : labels + i * (bars + gap)};
  });
}
