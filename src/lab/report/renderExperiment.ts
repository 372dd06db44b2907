import {t} from '../../text';
import {say} from '../language/language';
import type {Claim, ExperimentRecord, Figure, Highlight, Table} from './spoken';
import {countClaims, describeClaims, formatNumber, formatSeconds} from './formatNumber';
import {renderFormulas} from './renderFormulas';
import {html, Html} from './html';
import {renderSlider} from './slider';
import {countGaps, drawFigure, widths} from './figures/drawFigure';
import type {PageTools} from './document';
import {renderTable, tabulateFigure, timedNote} from './tables';
import {typeset} from './typeset';

/** Tables of at most this many rows are not folded. */
const SHORT_TABLE = 4;

/** One experiment as a section: question, answer, pictures, three numbers, the command; claims and tables beneath. */
export function renderExperiment(experiment: ExperimentRecord, {plot}: Pick<PageTools, 'plot'>): Html {
  const {id, question, answer, claims, figures, tables, seconds, formulas = [], slider = []} = experiment;
  return html`<section id="${id}" aria-labelledby="${id}-question">
    <h2 id="${id}-question">${typeset(question)}</h2>
    ${renderFailure(experiment)}
    <p class="answer">${typeset(answer)}</p>
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
    ${tables.map(
      table =>
        html`<div id="${id}-${table.id}">
          ${renderTable(table, {open: table.rows.length <= SHORT_TABLE})}
        </div>`,
    )}
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
        <dt>${typeset(highlight.label)}</dt>
        <dd>${typeset(formatHighlight(highlight, metrics))}</dd>
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
  const value = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
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
      ? html`<span class="aside">${typeset(say(t`expected ${claim.expected}, measured ${measured(claim)}`))}</span>`
      : claim.reason !== undefined && outcome === 'skipped'
        ? html`<span class="aside">(${typeset(claim.reason)})</span>`
        : undefined;
  return html`<li class="${outcome}">
    <span class="mark" aria-hidden="true">${marks[outcome]}</span>
    <span class="visually-hidden">${words[outcome]}:</span> ${typeset(claim.statement)} ${found}
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

/**
 * A figure: its message, the picture for wide and for narrow screens, and its data as a folded table. One that cannot
 * be drawn says why, and in words what it would show.
 *
 * @param experiment The experiment's id; figures of two experiments may share theirs.
 */
export function renderFigure(
  figure: Figure,
  {experiment, plot}: {experiment: string; plot: PageTools['plot']},
): Html {
  const gaps = countGaps(figure);
  return html`<figure id="${experiment}-${figure.id}">
    <figcaption>${typeset(figure.title)}</figcaption>
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
