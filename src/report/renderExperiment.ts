import type {Highlight} from '../results';
import {countClaims, describeClaims} from './countClaims';
import {formatNumber, formatSeconds} from './formatNumber';
import {formulasOf} from './formulas';
import {html, type Html} from './html';
import type {PageTools} from './PageTools';
import {pageText} from './pageText';
import {renderClaims} from './renderClaims';
import {renderFigure} from './renderFigure';
import {renderTable} from './renderTable';
import type {ExperimentRecord} from './resultsDocument';
import {isLastOfSlider, renderSlider} from './staircaseSlider';

/** Tables of at most this many rows are not folded. */
const SHORT_TABLE = 4;

/** One experiment as a section: question, answer, pictures, three numbers, the command; claims and tables beneath. */
export function renderExperiment(experiment: ExperimentRecord, {plot}: Pick<PageTools, 'plot'>): Html {
  const {id, question, answer, claims, figures, tables, seconds} = experiment;
  return html`<section id="${id}" aria-labelledby="${id}-question">
    <h2 id="${id}-question">${question}</h2>
    ${renderFailure(experiment)}
    <p class="answer">${answer}</p>
    ${formulasOf(id)}
    ${figures.map(figure => [
      renderFigure(figure, {experiment: id, plot}),
      isLastOfSlider(figure) ? renderSlider(experiment) : undefined,
    ])}
    ${renderHighlights(experiment)}
    <p class="command">
      ${pageText.tryIt()}: <code>npm run experiment -- ${id}</code>
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
  if (value === undefined) return pageText.noValue();
  return unit === undefined ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}
