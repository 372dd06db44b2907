import type {Figure, Mark} from '../spoken';
import {typesetPlain} from '../typeset';

/** How one series looks: no two share a dash or a symbol, so that nobody needs the colours. */
interface SeriesStyle {
  readonly color: string;
  /** An SVG dash pattern; none is a full line. */
  readonly dash?: string;
  readonly symbol: 'circle' | 'triangle' | 'square' | 'diamond' | 'star' | 'wye';
}

/** The colours and the font of a picture. */
export interface Theme {
  readonly ink: string;
  readonly soft: string;
  readonly grid: string;
  /** Around text that stands among lines. */
  readonly halo: string;
  readonly series: readonly string[];
  readonly font: string;
  /** Behind the picture; none lets the page shine through. */
  readonly paper?: string;
}

/** Colours out of the page's style sheet, which has them for light, dark and print. */
export const pageTheme: Theme = {
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  grid: 'var(--grid)',
  halo: 'var(--paper)',
  series: [1, 2, 3, 4, 5, 6].map(n => `var(--series-${n})`),
  font: 'inherit',
};

/** Series colours that are told apart with any colour vision, and dark enough for text on white. */
export const lightSeries = ['#0b5cad', '#b5480b', '#00706a', '#8b3a9e', '#785900', '#b0245c'] as const;

/** The same hues for text on a dark ground. */
export const darkSeries = ['#6cb0ff', '#ff9d66', '#4fd1c0', '#d59bf0', '#e3c04d', '#ff8fb8'] as const;

/** Colours as they are, for a picture that stands in no page. */
export const paperTheme: Theme = {
  ink: '#1b1f24',
  soft: '#59636e',
  grid: '#e2e7ec',
  halo: '#ffffff',
  series: lightSeries,
  font: 'sans-serif',
  paper: '#ffffff',
};

const dashes = [undefined, '7 3', '2 3', '9 3 2 3', '5 2', '1 4'] as const;
const symbols = ['circle', 'triangle', 'square', 'diamond', 'star', 'wye'] as const;

/** The look of the series at `index`; after six it begins again. */
function styleOf({series, soft}: Theme, index: number, emphasis?: 'context'): SeriesStyle {
  const at = index % series.length;
  const dash = dashes[at];
  const color = emphasis === 'context' ? soft : series[at]!;
  return {color, symbol: symbols[at]!, ...(dash === undefined ? {} : {dash})};
}

/** A mark with its look. */
export interface Series extends Mark {
  readonly style: SeriesStyle;
  /** Whether its single points are to be seen: of lines where no line of the figure has many, and dots do not need them. */
  readonly dots: boolean;
}

/** Lines of more points than this show none of them. */
const MOST_DOTS = 12;

/** The marks of a figure with their looks; reference lines take none away from the data. */
export function seriesOf({marks}: Figure, theme: Theme): Series[] {
  let next = 0;
  const lines = marks.filter(({type}) => type === 'line');
  const dotted =
    lines.every(({points}) => points.length <= MOST_DOTS) && !marks.some(({type}) => type === 'dot');
  return marks.map(mark => {
    const style = isReference(mark)
      ? {color: theme.soft, dash: '3 3', symbol: 'circle' as const}
      : styleOf(theme, mark.emphasis === 'context' ? next : next++, mark.emphasis);
    return {
      ...mark,
      name: typesetPlain(mark.name),
      points: mark.points.map(point =>
        typeof point.x === 'string' ? {...point, x: typesetPlain(point.x)} : point,
      ),
      style,
      dots: mark.type === 'dot' || (mark.type === 'line' && (dotted || mark.points.length === 1)),
    };
  });
}

/** A line that the data are compared with, and no data itself. */
export function isReference({type}: Mark): boolean {
  return type === 'rule' || type === 'level';
}

/** Whether its points are joined. */
export function isJoined({type}: Mark): boolean {
  return type === 'line' || type === 'step';
}
