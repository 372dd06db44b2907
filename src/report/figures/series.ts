import type {Figure, Mark} from '../../results';
import {styleOf, type SeriesStyle, type Theme} from './theme';

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
