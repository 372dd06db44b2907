import {t} from '../../text';
import {say} from '../language/language';
import type {Claim, ExperimentRecord, Figure, Highlight, Mark, Table} from './spoken';
import {countClaims, describeClaims, formatNumber, formatSeconds} from './formatNumber';
import {renderFormulas} from './renderFormulas';
import {html, Html} from './html';
import {renderSlider} from './slider';
import {countGaps, drawFigure, widths} from './figures/drawFigure';
import {describeAxis, type PlotModule} from './figures/Panel';

/** What a page is made with and a report cannot load itself: it touches no file and no module of Node's. */
export interface PageTools {
  /** Observable Plot, which draws the figures. */
  readonly plot: PlotModule;
  /** SHA-256 of a text's UTF-8, in Base64: what the page's security policy lets in. */
  readonly sha256: (text: string) => string;
}

/** Tables of at most this many rows are not folded. */
const SHORT_TABLE = 4;

/** One experiment as a section: question, answer, pictures, three numbers, the command; claims and tables beneath. */
export function renderExperiment(experiment: ExperimentRecord, {plot}: Pick<PageTools, 'plot'>): Html {
  const {id, question, answer, claims, figures, tables, seconds, formulas = [], slider = []} = experiment;
  return html`<section id="${id}" aria-labelledby="${id}-question">
    <h2 id="${id}-question">${question}</h2>
    ${renderFailure(experiment)}
    <p class="answer">${answer}</p>
    ${renderFormulas(formulas)}
    ${figures.map(figure => [
      renderFigure(figure, {experiment: id, plot}),
      figure.id === slider.at(-1) ? renderSlider(experiment) : undefined,
    ])}
    ${renderHighlights(experiment)}
    <p class="command">
      ${t`Try it`}: <code>npm run experiment -- ${id}</code>
      <span class="aside">${formatSeconds(seconds)}</span>
    </p>
    ${renderClaims(claims)}
    ${tables.map(table => renderTable(table, {open: table.rows.length <= SHORT_TABLE}))}
  </section> `;
}

/** Above the answer: who reads that much only must not take it for borne out. */
function renderFailure({claims}: ExperimentRecord): Html | undefined {
  const counts = countClaims(claims);
  return counts.failed === 0 ? undefined : html`<p class="failed">✗ ${describeClaims(counts)}</p>`;
}

function renderHighlights({highlights, metrics}: ExperimentRecord): Html | undefined {
  if (highlights.length === 0) return undefined;
  const rows = highlights.map(
    highlight =>
      html`<div>
        <dt>${highlight.label}</dt>
        <dd>${formatHighlight(highlight, metrics)}</dd>
      </div> `,
  );
  return html`<dl class="highlights">${rows}</dl>`;
}

/**
 * A highlight's number with its unit, or `no value` where the result has no such metric.
 *
 * @example
 * formatHighlight({label: 'Images', metric: 'n', unit: 'images'}, {n: 1000});  // '1,000 images'
 */
export function formatHighlight(
  {metric, unit}: Highlight,
  metrics: Readonly<Record<string, number>>,
): string {
  const value = metrics[metric];
  if (value === undefined) return say(t`no value`);
  return unit === undefined ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

/** Claims, a line each; those that failed say at once what was expected, all of them in a folded table. */
function renderClaims(claims: readonly Claim[]): Html | undefined {
  if (claims.length === 0) return undefined;
  return html`<h3 class="small">${t`Claims`}</h3>
    <ul class="claims">
      ${claims.map(renderClaim)}
    </ul>
    ${renderTable(tabulateClaims(claims))}`;
}

function renderClaim(claim: Claim): Html {
  const outcome = outcomeOf(claim);
  const found =
    outcome === 'failed'
      ? html`<span class="aside">${t`expected ${claim.expected}, measured ${measured(claim)}`}</span>`
      : claim.reason !== undefined && outcome === 'skipped'
        ? html`<span class="aside">(${claim.reason})</span>`
        : undefined;
  return html`<li class="${outcome}">
    <span class="mark" aria-hidden="true">${marks[outcome]}</span>
    <span class="visually-hidden">${words[outcome]}:</span> ${claim.statement} ${found}
  </li> `;
}

const marks = {holds: '✓', failed: '✗', skipped: '–'} as const;
const words = {holds: t`holds`, failed: t`failed`, skipped: t`skipped`};

function outcomeOf(claim: Claim): keyof typeof marks {
  if (claim.holds === 'skipped') return 'skipped';
  return claim.holds ? 'holds' : 'failed';
}

function tabulateClaims(claims: readonly Claim[]): Table {
  const title = say(t`What was expected, what was measured`);
  const columns = [t`claim`, t`expected`, t`measured`].map(say);
  const rows = claims.map(claim => [claim.statement, claim.expected, measured(claim)]);
  return {id: 'claims', title, columns, rows};
}

function measured({measured: found}: Claim): string {
  return typeof found === 'number' ? formatNumber(found) : found;
}

const timedNote = t`Times as this machine took them: those of the next run differ.`;

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
    ${timed ? html`<p class="aside">${timedNote}</p>` : undefined}
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

/**
 * A figure: its message, the picture for wide and for narrow screens, and its data as a folded table. One that cannot
 * be drawn says why, and in words what it would show.
 *
 * @param experiment The experiment's id; figures of two experiments may share theirs.
 */
function renderFigure(
  figure: Figure,
  {experiment, plot}: {experiment: string; plot: PageTools['plot']},
): Html {
  const gaps = countGaps(figure);
  return html`<figure id="${experiment}-${figure.id}">
    <figcaption>${figure.title}</figcaption>
    ${renderPicture(figure, plot)}
    ${gaps > 0 ? html`<p class="aside">${t`${gaps} points are not finite and not drawn.`}</p>` : undefined}
    ${figure.timed ? html`<p class="aside">${timedNote}</p>` : undefined}
    ${renderTable(tabulateFigure(figure))}
  </figure> `;
}

function renderPicture(figure: Figure, plot: PageTools['plot']): Html {
  try {
    const [wide, narrow] = [widths.wide, widths.narrow].map(width => drawFigure(plot, figure, {width}));
    return new Html(`<div class="picture wide">${wide}</div><div class="picture narrow">${narrow}</div>`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return html`<p class="aside">${t`This picture was not drawn`} (${error.message}). ${figure.alt}</p>`;
  }
}

type Place = number | string;

/**
 * A figure's points as rows: a row for each x, a column for each series. Reference lines are columns, too: a mark at
 * the x of one across, the same y all the way down for one along.
 *
 * @returns A table that has every number of the figure.
 */
function tabulateFigure({id, x, y, marks}: Figure): Table {
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
