import type {Table} from '../results';
import {formatNumber} from './formatNumber';
import {html, type Html} from './html';
import {pageText} from './pageText';

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
              ? html`<th scope="col" class="number">${column}</th>`
              : html`<th scope="col">${column}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row =>
          endsInProse ? renderRowAboveProse(row, columns.at(-1)!, numeric) : renderRow(row, numeric),
        )}
      </tbody>
    </table>
    ${timed ? html`<p class="aside">${pageText.timed()}</p>` : undefined}
  </div>`;
  return open
    ? html`<details open>
        <summary>${title}</summary>
        ${content}
      </details> `
    : html`<details>
        <summary>${title}</summary>
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
        <span class="visually-hidden">${label}: </span>${String(row.at(-1))}
      </td>
    </tr> `;
}

function renderCell(value: string | number, numeric: boolean): Html {
  const text = typeof value === 'number' ? formatNumber(value) : value;
  return numeric || typeof value === 'number'
    ? html`<td class="number">${text}</td>`
    : html`<td>${text}</td>`;
}
