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
  const endsInProse = columns.length > 1 && rows.some(row => String(row.at(-1)).length > LONGEST_CELL);
  const content = html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
    <table>
      <thead>
        <tr>
          ${(endsInProse ? columns.slice(0, -1) : columns).map((column, i) =>
            isNumeric(rows, i)
              ? html`<th scope="col" class="number">${column}</th>`
              : html`<th scope="col">${column}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row => (endsInProse ? renderRowAboveProse(row, columns.at(-1)!) : renderRow(row)))}
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

/** A column of numbers has its title on the right as well. */
function isNumeric(rows: readonly Row[], column: number): boolean {
  return (
    rows.some(row => typeof row[column] === 'number') &&
    rows.every(row => typeof row[column] === 'number' || row[column] === '')
  );
}

function renderRow(row: Row): Html {
  return html`<tr>
    ${row.map(renderCell)}
  </tr> `;
}

function renderRowAboveProse(row: Row, label: string): Html {
  return html`<tr class="above-prose">
      ${row.slice(0, -1).map(renderCell)}
    </tr>
    <tr>
      <td class="prose" colspan="${row.length - 1}">
        <span class="visually-hidden">${label}: </span>${String(row.at(-1))}
      </td>
    </tr> `;
}

function renderCell(value: string | number): Html {
  return typeof value === 'number'
    ? html`<td class="number">${formatNumber(value)}</td>`
    : html`<td>${value}</td>`;
}
