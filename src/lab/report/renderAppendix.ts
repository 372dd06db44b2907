import {t} from '../../text';
import type * as results from '../../results';
import {type Language, inLanguage} from '../language/language';
import {type PageTools, pageNames, renderDocument} from './document';
import {formatSeconds, nameData} from './formatNumber';
import {hasFailed, headline, pageTitle, renderHeadline} from './headline';
import {html, type Html} from './html';
import {pageStyle} from './pageStyle';
import {renderProvenance} from './provenance';
import {renderExperiment} from './renderExperiment';
import {hasNotes, notesTitle, renderNotes} from './renderNotes';
import {renderSeeds, seedsTitle} from './renderSeeds';
import {type ExperimentRecord, type ResultsDocument, sayAll} from './spoken';
import {sliderScript} from './slider';
import {typeset} from './typeset';

/**
 * The evidence of a run, every experiment with all its claims and tables, as one HTML page that stands alone: no address
 * to fetch and no script needed, readable from 360 px up, in light, dark and print. Everything out of the document is
 * escaped. The same document gives the same page.
 *
 * @param language Of the page; what no catalogue has stays English.
 * @returns The page's text, `<!doctype html>` first.
 *
 * @example
 * renderAppendix(results, tools).startsWith('<!doctype html>');  // true
 */
export function renderAppendix(
  results: results.ResultsDocument,
  tools: PageTools,
  language: Language = 'en',
): string {
  return inLanguage(language, () => renderSpoken(sayAll(results), tools));
}

function renderSpoken(results: ResultsDocument, tools: PageTools): string {
  const sections = results.experiments.map(experiment => renderExperiment(experiment, tools));
  const title = `losslab: ${headline(results)}`;
  const body = [
    renderHeader(results),
    html`<main>
      ${results.seeds === undefined ? undefined : renderSeeds(results.seeds)} ${sections}
      ${renderNotes(results.experiments)}
    </main>`,
    renderProvenance(results),
  ];
  return renderDocument({title, body, style: pageStyle, script: sliderScript}, tools);
}

function renderHeader(results: ResultsDocument): Html {
  const {data, experiments, seconds} = results;
  const count = t`${experiments.length} experiments`;
  const run = t`${count} on ${nameData(data)} in ${formatSeconds(seconds)}.`;
  return html`<header>
    <p class="pages"><a href="${pageNames.story}">← ${t`The story, ten minutes to read`}</a></p>
    <h1>${pageTitle}<br /><small>${t`Appendix: every experiment with its claims, tables and commands`}</small></h1>
    ${renderHeadline(results)}
    ${experiments.length > 1 ? renderLead(experiments) : undefined}
    <p>${run}${data.note === undefined ? undefined : ` ${data.note}`}</p>
    ${experiments.length > 1 ? renderContents(results) : undefined} ${renderWords()}
  </header>`;
}

/** The answer to the page's title, where the run has it. */
function renderLead(experiments: readonly ExperimentRecord[]): Html | undefined {
  const found = experiments.find(({lead}) => lead);
  return found === undefined ? undefined : html`<p class="answer">${typeset(found.answer)}</p>`;
}

function renderContents({seeds, experiments}: ResultsDocument): Html {
  const table = html`<li><a href="#seeds">${seedsTitle}</a></li> `;
  const notes = html`<li><a href="#notes">${notesTitle}</a></li> `;
  const rows = experiments.map(experiment => {
    const {id, question} = experiment;
    const mark = html` <strong class="failed">✗ ${t`failed`}</strong>`;
    return html`<li><a href="#${id}">${typeset(question)}</a>${hasFailed(experiment) ? mark : undefined}</li> `;
  });
  return html`<nav aria-label="${t`Experiments`}">
    <ol>
      ${seeds === undefined ? undefined : table} ${rows} ${experiments.some(hasNotes) ? notes : undefined}
    </ol>
  </nav>`;
}

/** The words that the claims are made of, for those who come here first. */
function renderWords(): Html {
  const words = [
    [t`quotient`, t`the numerical derivative of a weight: what a move by h to either side changes, over 2h`],
    [
      t`logit`,
      t`one of the ten numbers that the net gives to a digit, before softmax makes probabilities of them`,
    ],
    [t`margin`, t`the logit of the right class minus the greatest other; above 0 the digit is right`],
    [t`nat`, t`the unit of information with the natural logarithm; 1 nat is a probability of 1/e, some 37 %`],
  ] as const;
  return html`<details class="words">
    <summary>${t`Four words used below`}</summary>
    <dl>
      ${words.map(
        ([word, meaning]) =>
          html`<dt>${word}</dt>
            <dd>${meaning}</dd> `,
      )}
    </dl>
  </details>`;
}
