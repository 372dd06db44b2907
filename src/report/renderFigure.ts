import type {Axis, Figure, Table} from '../results';
import {html, type Html} from './html';
import {renderTable} from './renderTable';

/**
 * A figure: its message, what it shows in words, and its data as a folded table.
 *
 * @param experiment The experiment's id; figures of two experiments may share theirs.
 */
export function renderFigure(figure: Figure, experiment: string): Html {
  return html`<figure id="${experiment}-${figure.id}">
    <figcaption><strong>${figure.title}</strong><br />${figure.alt}</figcaption>
    ${renderTable(tabulateFigure(figure))}
  </figure> `;
}

/**
 * A figure's points as rows: series, x, y.
 *
 * @returns A table with as many rows as the figure has points, in the order in which they are drawn.
 */
export function tabulateFigure({id, x, y, marks}: Figure): Table {
  return {
    id: `${id}-data`,
    title: 'The numbers behind this figure',
    columns: ['series', describeAxis(x), describeAxis(y)],
    rows: marks.flatMap(mark => mark.points.map(point => [mark.name, point.x, point.y])),
  };
}

function describeAxis({label, unit}: Axis): string {
  return unit === undefined ? label : `${label} (${unit})`;
}
