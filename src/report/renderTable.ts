import type {Table} from '../results';
import {formatNumber} from './formatNumber';
import {html, type Html} from './html';

/**
 * A table that scrolls by itself where the page is narrow, folded away unless `open`. Numbers are right-aligned.
 */
export function renderTable(table: Table, {open = false}: {open?: boolean} = {}): Html {
  const {title, columns, rows} = table;
  const head = html`<tr>
    ${columns.map(column => html`<th scope="col">${column}</th>`)}
  </tr>`;
  const content = html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table>
      <thead>
        ${head}
      </thead>
      <tbody>
        ${rows.map(
          row =>
            html`<tr>
              ${row.map(renderCell)}
            </tr> `,
        )}
      </tbody>
    </table>
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

function renderCell(value: string | number): Html {
  return typeof value === 'number'
    ? html`<td class="number">${formatNumber(value)}</td>`
    : html`<td>${value}</td>`;
}
