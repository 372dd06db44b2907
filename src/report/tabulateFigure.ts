import type {Figure, Mark, Table} from '../results';
import {describeAxis} from './figures/Panel';
import {pageText} from './pageText';

type Place = number | string;

/**
 * A figure's points as rows: a row for each x, a column for each series. Reference lines are columns, too: a mark at
 * the x of one across, the same y all the way down for one along.
 *
 * @returns A table that has every number of the figure.
 */
export function tabulateFigure({id, x, y, marks}: Figure): Table {
  const columns = marks.map(mark => ({name: mark.name, values: valuesByPlace(mark)}));
  const places = sortPlaces(marks.flatMap(mark => (mark.type === 'level' ? [] : mark.points.map(placeOf))));
  const only = marks.length === 1 ? [describeAxis(y)] : columns.map(({name}) => name);
  return {
    id: `${id}-data`,
    title: pageText.figureData(),
    columns: [describeAxis(x), ...only],
    rows: places.map(place => [place, ...columns.map(({values}) => values(place))]),
  };
}

function valuesByPlace({type, points}: Mark): (place: Place) => Place {
  if (type === 'level') return () => points[0]?.y ?? '';
  const values = new Map(points.map(point => [placeOf(point), type === 'rule' ? '✓' : point.y]));
  return place => values.get(place) ?? '';
}

/** An interval is named by both its ends. */
function placeOf({x, x2}: Mark['points'][number]): Place {
  return x2 === undefined ? x : `${x} … ${x2}`;
}

/** Numbers in their order; names in the order in which they come. */
function sortPlaces(places: readonly Place[]): Place[] {
  const unique = [...new Set(places)];
  return unique.every(place => typeof place === 'number') ? unique.sort((a, b) => a - b) : unique;
}
