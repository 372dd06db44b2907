import {countClaims, describeClaims, type ClaimCounts} from './countClaims';
import {formatSeconds} from './formatNumber';
import {html, Html} from './html';
import type {PageTools} from './PageTools';
import type {Language} from '../language/language';
import {inLanguage, say} from '../language/spoken';
import {translateResults} from './translateResults';
import {pageStyle} from './pageStyle';
import {pageText} from './pageText';
import {readingOrder} from './readingOrder';
import {renderExperiment} from './renderExperiment';
import {renderProvenance} from './renderProvenance';
import type {ExperimentRecord, ResultsDocument} from './resultsDocument';
import {renderSeeds} from './renderSeeds';
import {countOfSeeds, outcomeOverSeeds} from './seedTable';
import {sliderScript} from './staircaseSlider';

/**
 * A run as one HTML page that stands alone: no address to fetch and no script needed, readable from 360 px up, in
 * light, dark and print. Everything out of the document is escaped. The same document gives the same page.
 *
 * @param language Of the page's words; what no catalogue has stays English.
 * @returns The page's text, `<!doctype html>` first.
 *
 * @example
 * renderPage(results, {plot, sha256}).startsWith('<!doctype html>');  // true
 */
export function renderPage(results: ResultsDocument, tools: PageTools, language: Language = 'en'): string {
  return inLanguage(language, () => renderSpoken(translateResults(results, say), tools));
}

function renderSpoken(results: ResultsDocument, tools: PageTools): string {
  const experiments = readingOrder(results.experiments);
  const sections = experiments.map(experiment => renderExperiment(experiment, tools));
  const page = html`<!doctype html>
    <html lang="${pageText.language()}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(tools)}" />
        <title>losslab: ${headline(results)}</title>
        ${element('style', pageStyle)}
      </head>
      <body>
        ${renderHeader(results, experiments)}
        <main>
          ${results.seeds === undefined ? undefined : renderSeeds(results.seeds)} ${sections}
        </main>
        ${renderProvenance(results)} ${element('script', sliderScript)}
      </body>
    </html> `;
  return page.toString();
}

/** Not by `html`, whose layout is free to add blanks: the policy's digest is of every character. */
function element(name: 'style' | 'script', text: string): Html {
  return new Html(`<${name}>${text}</${name}>`);
}

/** The page's own style and script and nothing else: no address, no picture from elsewhere, no form. */
function contentPolicy({sha256}: PageTools): string {
  const own = (text: string) => `'sha256-${sha256(text)}'`;
  const sources = `style-src ${own(pageStyle)}; script-src ${own(sliderScript)}`;
  return `default-src 'none'; ${sources}; base-uri 'none'; form-action 'none'`;
}

/** One line of result, over all seeds where there are several. */
function headline(results: ResultsDocument): string {
  const counted = describeClaims(countOutcomes(results));
  return results.seeds === undefined ? counted : `${countOfSeeds(results.seeds)} ${counted}`;
}

function countOutcomes({experiments, seeds}: ResultsDocument): ClaimCounts {
  return countClaims(
    seeds === undefined
      ? experiments.flatMap(experiment => experiment.claims)
      : seeds.claims.map(outcomeOverSeeds),
  );
}

function renderHeader(results: ResultsDocument, experiments: readonly ExperimentRecord[]): Html {
  const {data, seconds} = results;
  const run = pageText.ran(
    pageText.experiments(experiments.length),
    pageText.dataName(data.kind),
    formatSeconds(seconds),
  );
  return html`<header>
    <h1>${pageText.title()}</h1>
    ${renderHeadline(results)}
    ${experiments.length > 1 ? renderLead(experiments) : undefined}
    <p>${run}${data.note === undefined ? undefined : ` ${data.note}`}</p>
    ${experiments.length > 1 ? renderContents(results, experiments) : undefined}
  </header>`;
}

/** One line of result; where a claim failed, with the mark that the claim has below. */
function renderHeadline(results: ResultsDocument): Html {
  return countOutcomes(results).failed > 0
    ? html`<p class="headline failed">✗ ${headline(results)}</p>`
    : html`<p class="headline">${headline(results)}</p>`;
}

function hasFailed({claims}: ExperimentRecord): boolean {
  return countClaims(claims).failed > 0;
}

/** The answer to the page's title, where the run has it. */
function renderLead(experiments: readonly ExperimentRecord[]): Html | undefined {
  const accuracy = experiments.find(({id}) => id === 'accuracy');
  return accuracy === undefined ? undefined : html`<p class="answer">${accuracy.answer}</p>`;
}

function renderContents({seeds}: ResultsDocument, experiments: readonly ExperimentRecord[]): Html {
  const table = html`<li><a href="#seeds">${pageText.seeds.title()}</a></li> `;
  const rows = experiments.map(experiment => {
    const {id, question} = experiment;
    const mark = html` <strong class="failed">✗ ${pageText.claimWord('failed')}</strong>`;
    return html`<li><a href="#${id}">${question}</a>${hasFailed(experiment) ? mark : undefined}</li> `;
  });
  return html`<nav aria-label="${pageText.contents()}">
    <ol>
      ${seeds === undefined ? undefined : table} ${rows}
    </ol>
  </nav>`;
}
