import {countClaims, describeClaims} from './countClaims';
import {formatSeconds} from './formatNumber';
import {html, Html} from './html';
import {pageStyle} from './pageStyle';
import {renderExperiment} from './renderExperiment';
import {renderProvenance} from './renderProvenance';
import type {ExperimentRecord, ResultsDocument} from './resultsDocument';

/**
 * A run as one HTML page that stands alone: no script, no address to fetch, readable from 360 px up, in light, dark
 * and print. Everything out of the document is escaped.
 *
 * @returns The page's text, `<!doctype html>` first.
 *
 * @example
 * renderPage(results).startsWith('<!doctype html>');  // true
 */
export function renderPage(results: ResultsDocument): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />
        <title>losslab: ${headline(results)}</title>
        <style>
          ${new Html(pageStyle)}
        </style>
      </head>
      <body>
        ${renderHeader(results)}
        <main>${results.experiments.map(renderExperiment)}</main>
        ${renderProvenance(results)}
      </body>
    </html> `;
  return page.toString();
}

/** The page's own style and nothing else: no script, no address, no form. */
const contentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function headline({experiments}: ResultsDocument): string {
  return describeClaims(countClaims(experiments.flatMap(experiment => experiment.claims)));
}

function renderHeader(results: ResultsDocument): Html {
  const {data, experiments, seconds} = results;
  return html`<header>
    <h1>Why do we descend a loss and not accuracy?</h1>
    <p class="headline">${headline(results)}</p>
    <p>
      ${experiments.length === 1 ? '1 experiment' : `${experiments.length} experiments`} on
      ${dataNames[data.kind]} in
      ${formatSeconds(seconds)}.${data.note === undefined ? undefined : ` ${data.note}`}
    </p>
    ${experiments.length > 1 ? renderContents(experiments) : undefined}
  </header>`;
}

const dataNames: Readonly<Record<ResultsDocument['data']['kind'], string>> = {
  mnist: 'MNIST',
  idx: 'images that are not MNIST',
  synthetic: 'synthetic digits',
};

function renderContents(experiments: readonly ExperimentRecord[]): Html {
  const rows = experiments.map(({id, question}) => html`<li><a href="#${id}">${question}</a></li> `);
  return html`<nav aria-label="Experiments">
    <ol>
      ${rows}
    </ol>
  </nav>`;
}
