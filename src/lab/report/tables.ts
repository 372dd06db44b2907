import {t} from '../../text';
import {say} from '../language/language';
import {describeAxis} from './figures/Panel';
import {formatNumber} from './formatNumber';
import {html, type Html} from './html';
import {classedColumns} from './pageStyle';
import type {Figure, Mark, Table} from './spoken';
import {typeset, typesetPlain} from './typeset';

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
  const labels = fitsPhone(table) ? undefined : columns.map(typesetPlain);
  const numeric = columns.map((_, i) => i < classedColumns && isNumeric(rows, i));
  const endsInProse = columns.length > 1 && rows.some(row => String(row.at(-1)).length > LONGEST_CELL);
  const content = html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
    <table class="${classesOf(numeric, labels)}">
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
          endsInProse
            ? renderRowAboveProse(row, columns.at(-1)!, {numeric, labels})
            : renderRow(row, {numeric, labels}),
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

/** Whether rows become cards on a phone, and which columns are numbers: said once, for a class in each cell is most of the page. */
function classesOf(numeric: readonly boolean[], labels: RowStyle['labels']): string {
  const columns = numeric.flatMap((isNumber, i) => (isNumber ? [`n${i + 1}`] : []));
  return [...(labels === undefined ? [] : ['cards']), ...columns].join(' ');
}

/** Whether a column is to be read downwards digit by digit: numbers, as such or already written, and what stands for none. */
function isNumeric(rows: readonly Row[], column: number): boolean {
  const cells = rows.map(row => row[column]!);
  return cells.some(isNumber) && cells.every(cell => isNumber(cell) || cell === '' || cell === '–');
}

function isNumber(cell: string | number): boolean {
  return typeof cell === 'number' || /^[-−]?\d[\d,]*(\.\d+)?(e-?\d+)?( %)?$/.test(cell);
}

/** Which columns are numbers; and the headings, where a phone shows them beside each cell. */
interface RowStyle {
  readonly numeric: readonly boolean[];
  readonly labels: readonly string[] | undefined;
}

function renderRow(row: Row, {numeric, labels}: RowStyle): Html {
  return html`<tr>${row.map((cell, i) => renderCell(cell, numeric[i]!, labels?.[i]))}</tr>`;
}

function renderRowAboveProse(row: Row, label: string, {numeric, labels}: RowStyle): Html {
  return html`<tr class="above-prose">${row
    .slice(0, -1)
    .map((cell, i) => renderCell(cell, numeric[i]!, labels?.[i]))}</tr>
    <tr>
      <td class="prose" colspan="${row.length - 1}">
        <span class="visually-hidden">${label}: </span>${typeset(String(row.at(-1)))}
      </td>
    </tr> `;
}

/** @param known Whether the table's classes say that the column is one of numbers. */
function renderCell(value: string | number, known: boolean, label: string | undefined): Html {
  if (value === '') return html`<td></td>`;
  const text = typeset(typeof value === 'number' ? formatNumber(value) : value);
  const name = typeof value === 'number' && !known ? html` class="number"` : undefined;
  return html`<td${name}${label === undefined ? undefined : html` data-label="${label}"`}>${text}</td>`;
}

/** The width of a phone, less the page's margins, in characters of a table and the gaps between its columns. */
const phone = {characters: 47, gap: 2};
/** A table of more columns or rows than this is not taken apart, since its cards would be pages: it scrolls sideways. */
const mostCards = {columns: 8, rows: 60};

/** Whether the columns stay side by side on a phone, where they have room: prose is broken at its blanks and numbers not at all. */
function fitsPhone({columns, rows}: Table): boolean {
  if (columns.length > mostCards.columns || rows.length > mostCards.rows) return true;
  const widths = columns.map((heading, i) =>
    Math.max(...[heading, ...rows.map(row => row[i]!)].map(cell => leastWidth(cell))),
  );
  return widths.reduce((sum, width) => sum + width + phone.gap, 0) <= phone.characters;
}

function leastWidth(cell: string | number): number {
  if (typeof cell === 'number') return typesetPlain(formatNumber(cell)).length;
  return isNumber(cell) ? cell.length : Math.max(...cell.split(/[ -]/).map(widthOfWord));
}

/** Hangul is nearly twice as wide as a Latin letter. */
function widthOfWord(word: string): number {
  return word.length + 0.75 * (word.match(/\p{Script=Hangul}/gu) ?? []).length;
}

type Place = number | string;

/**
 * A figure's points as rows: a row for each x, a column for each series. Reference lines are columns, too: a mark at
 * the x of one across, the same y all the way down for one along.
 *
 * @returns A table that has every number of the figure.
 */
export function tabulateFigure(figure: Figure): Table {
  const {id, x, y, marks} = figure;
  if (marks.some(isPath)) return listPoints(figure);
  const columns = marks.map(mark => ({name: ownName(mark, marks), values: valuesByPlace(mark)}));
  const places = sortPlaces(marks.flatMap(mark => (mark.type === 'level' ? [] : mark.points.map(placeOf))));
  const only = marks.length === 1 ? [describeAxis(y)] : columns.map(({name}) => name);
  return {
    id: `${id}-data`,
    title: say(t`The numbers behind this figure`),
    columns: [describeAxis(x), ...only],
    rows: places.map(place => [place, ...columns.map(({values}) => values(place))]),
  };
}

/** Whether a series is no function of x: arrows, and lines that come back to an x. */
function isPath({type, points}: Mark): boolean {
  const turns = points.some(({x}, i) => typeof x === 'number' && i > 0 && x <= Number(points[i - 1]!.x));
  return type === 'arrow' || (type === 'line' && turns);
}

/** A row for each point, in the order of the path; arrows with both ends. */
function listPoints({id, x, y, marks}: Figure): Table {
  const [across, along] = [describeAxis(x), describeAxis(y)];
  const arrows = marks.some(({type}) => type === 'arrow');
  const ends = arrows ? [say(t`to ${across}`), say(t`to ${along}`)] : [];
  return {
    id: `${id}-data`,
    title: say(t`The numbers behind this figure`),
    columns: [say(t`series`), across, along, ...ends],
    rows: marks.flatMap(({name, panel, points}) =>
      points.map(point => [
        ...[panel === undefined ? name : `${panel}: ${name}`, point.x, point.y],
        ...(arrows ? [point.x2 ?? '', point.y2 ?? ''] : []),
      ]),
    ),
  };
}

/** A series' name, after its panel's where series of two panels share it. */
function ownName({name, panel}: Mark, marks: readonly Mark[]): string {
  const alone = marks.filter(mark => mark.name === name).length === 1;
  return alone || panel === undefined ? name : `${panel}: ${name}`;
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
