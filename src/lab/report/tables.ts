import {t} from '../../text';
import {say} from '../language/language';
import {describeAxis} from './figures/Panel';
import {formatNumber} from './formatNumber';
import {html, type Html} from './html';
import type {Figure, Mark, Table} from './spoken';
import {typeset} from './typeset';

/** Stands below what is made of times. */
export const timedNote = t`Times as this machine took them: those of the next run differ.`;

type Row = Table['rows'][number];

/** A last cell of more characters is prose, and gets a line of its own below its row. */
const LONGEST_CELL = 60;

/**
 * A table that scrolls by itself where the page is narrow, folded away unless `open`. Numbers are right-aligned; prose in the
 * last column runs below its row over the whole width, since a column of it would be a hand wide and a page high.
 */
export function renderTable(table: Table, {open = false}: {open?: boolean} = {}): Html {
  const {title, columns, rows, timed} = table;
  const numeric = columns.map((_, i) => isNumeric(rows, i));
  const endsInProse = columns.length > 1 && rows.some(row => String(row.at(-1)).length > LONGEST_CELL);
  const content = html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
    <table>
      <thead>
        <tr>
          ${(endsInProse ? columns.slice(0, -1) : columns).map((column, i) =>
            numeric[i]
              ? html`<th scope="col" class="number">${typeset(column)}</th>`
              : html`<th scope="col">${typeset(column)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row =>
          endsInProse ? renderRowAboveProse(row, columns.at(-1)!, numeric) : renderRow(row, numeric),
        )}
      </tbody>
    </table>
    ${timed ? html`<p class="aside">${timedNote}</p>` : undefined}
  </div>`;
  return open
    ? html`<details open>
        <summary>${typeset(title)}</summary>
        ${content}
      </details> `
    : html`<details>
        <summary>${typeset(title)}</summary>
        ${content}
      </details> `;
}

/** Whether a column is to be read downwards digit by digit: numbers, as such or already written, and what stands for none. */
function isNumeric(rows: readonly Row[], column: number): boolean {
  const cells = rows.map(row => row[column]!);
  return cells.some(isNumber) && cells.every(cell => isNumber(cell) || cell === '' || cell === '–');
}

function isNumber(cell: string | number): boolean {
  return typeof cell === 'number' || /^[-−]?\d[\d,]*(\.\d+)?(e-?\d+)?( %)?$/.test(cell);
}

function renderRow(row: Row, numeric: readonly boolean[]): Html {
  return html`<tr>
    ${row.map((cell, i) => renderCell(cell, numeric[i]!))}
  </tr> `;
}

function renderRowAboveProse(row: Row, label: string, numeric: readonly boolean[]): Html {
  return html`<tr class="above-prose">
      ${row.slice(0, -1).map((cell, i) => renderCell(cell, numeric[i]!))}
    </tr>
    <tr>
      <td class="prose" colspan="${row.length - 1}">
        <span class="visually-hidden">${label}: </span>${typeset(String(row.at(-1)))}
      </td>
    </tr> `;
}

function renderCell(value: string | number, numeric: boolean): Html {
  const text = typeof value === 'number' ? formatNumber(value) : value;
  return numeric || typeof value === 'number'
    ? html`<td class="number">${typeset(text)}</td>`
    : html`<td>${typeset(text)}</td>`;
}

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
    title: say(t`The numbers behind this figure`),
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
