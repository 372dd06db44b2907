import type * as Plot from '@observablehq/plot' with {'resolution-mode': 'import'};
import type {Axis} from '../spoken';
import type {Series} from './theme';

/** What the report uses of Observable Plot; the package brings no more of it along (scripts/build.mts). */
export const plotFunctions = [
  ...(['arrow', 'axisX', 'axisY', 'dot', 'gridY', 'line', 'plot', 'rect', 'ruleX', 'ruleY'] as const),
] as const;

/** Plot, handed in by whoever loads it: it is an ES module, and a report draws without touching files. */
export interface PlotModule extends Omit<Pick<typeof Plot, (typeof plotFunctions)[number]>, 'plot'> {
  /** Plot's own. It draws with any document that has the few methods that it calls, and what it returns is that document's. */
  plot(options?: DrawingOptions): unknown;
}

type DrawingOptions = Omit<NonNullable<Parameters<typeof Plot.plot>[0]>, 'document'> & {
  document?: object | undefined;
};

export type {Markish} from '@observablehq/plot' with {'resolution-mode': 'import'};

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
  /** Whether a unit is as long along y as along x; the height is then at most 1.4 times `plotHeight`, and the width follows. */
  readonly plane?: boolean | undefined;
}

/** Where a panel's data are, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From data to pixels. */
export interface ToPixels {
  readonly toX: (value: number) => number;
  readonly toY: (value: number) => number;
}

/** An axis's title: what, and in what unit. */
export function describeAxis({label, unit}: Axis): string {
  return unit === undefined ? label : `${label} (${unit})`;
}
