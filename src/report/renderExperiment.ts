import type {Claim, Highlight} from '../results';
import {formatNumber, formatSeconds} from './formatNumber';
import {html, type Html} from './html';
import {renderFigure} from './renderFigure';
import {renderTable} from './renderTable';
import type {ExperimentRecord} from './resultsDocument';

/** One experiment as a section: question, answer, three numbers, claims, figures, tables. */
export function renderExperiment(experiment: ExperimentRecord): Html {
  const {id, question, answer, claims, figures, tables, seconds} = experiment;
  return html`<section id="${id}" aria-labelledby="${id}-question">
    <h2 id="${id}-question">${question}</h2>
    <p class="answer">${answer}</p>
    ${renderHighlights(experiment)}
    ${
      claims.length > 0
        ? html`<ul class="claims">
            ${claims.map(renderClaim)}
          </ul>`
        : undefined
    }
    ${figures.map(figure => renderFigure(figure, id))}
    ${tables.map(table => renderTable(table, {open: true}))}
    <p class="aside"><code>${id}</code>, ${formatSeconds(seconds)}</p>
  </section> `;
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
  if (value === undefined) return 'no value';
  return unit === undefined ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

function renderClaim({statement, expected, measured, holds}: Claim): Html {
  const [mark, word, className] =
    holds === 'skipped'
      ? ['–', 'skipped', 'skipped']
      : holds
        ? ['✓', 'holds', 'holds']
        : ['✗', 'failed', 'failed'];
  const found = typeof measured === 'number' ? formatNumber(measured) : measured;
  return html`<li class="${className}">
    <strong><span aria-hidden="true">${mark}</span> ${word}</strong> ${statement}
    <span class="aside">expected ${expected}, measured ${found}</span>
  </li> `;
}
