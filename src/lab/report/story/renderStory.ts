import {t} from '../../../text';
import type * as results from '../../../results';
import {type Language, inLanguage} from '../../language/language';
import {type PageTools, pageNames, renderDocument} from '../document';
import {formatSeconds, nameData} from '../formatNumber';
import {anyFailed, briefHeadline, headline, pageTitle} from '../headline';
import {html, type Html} from '../html';
import {renderCommand, reproduceCommand} from '../provenance';
import {type ExperimentRecord, type ResultsDocument, sayAll, type StoryPart} from '../spoken';
import {pageStyle} from '../pageStyle';
import {typeset, typesetProse} from '../typeset';
import {renderKnob} from './renderKnob';
import {renderParts} from './renderParts';
import {storyScript} from './storyScript';
import {storyStyle} from './storyStyle';

/**
 * A run as a story of ten minutes, in one HTML page that stands alone: the answer and something to move, then the section of each
 * experiment that has one, in their order. Claims, tables and commands are in the appendix, which is linked.
 *
 * Where the experiment is missing whose answer is that of the page, every experiment is told, those without a section of their own by
 * their answer and first figure.
 *
 * @param language Of the page; what no catalogue has stays English.
 *
 * @example
 * renderStory(results, tools).startsWith('<!doctype html>');  // true
 */
export function renderStory(
  results: results.ResultsDocument,
  tools: PageTools,
  language: Language = 'en',
): string {
  return inLanguage(language, () => renderSpoken(sayAll(results), tools));
}

function renderSpoken(results: ResultsDocument, tools: PageTools): string {
  const {experiments} = results;
  const whole = experiments.some(({lead, story}) => lead && story !== undefined);
  const told = whole ? byPlace(experiments.filter(({story}) => story !== undefined)) : experiments;
  const body = [
    renderOpening(results, tools),
    html`<main>${told.map(experiment => renderSection(experiment, tools))}</main>`,
    renderEnd(results),
  ];
  const title = `losslab: ${headline(results)}`;
  return renderDocument({title, body, style: pageStyle + storyStyle, script: storyScript}, tools);
}

/** What is told first need not be what ran first. */
function byPlace(experiments: readonly ExperimentRecord[]): ExperimentRecord[] {
  const place = ({story}: ExperimentRecord) => story?.place ?? Number.MAX_VALUE;
  return [...experiments].sort((a, b) => place(a) - place(b));
}

/** All that is to be seen before the first turn of the wheel. */
function renderOpening(results: ResultsDocument, tools: PageTools): Html {
  const {experiments} = results;
  const lead = experiments.find(({lead}) => lead);
  const answer = lead?.opening ?? (experiments.length > 1 ? lead?.answer : undefined);
  const failed = anyFailed(results);
  const mark = failed ? '✗ ' : '';
  return html`<header class="opening">
    <p class="pages ${failed ? 'failed' : ''}">
      ${nameData(results.data)} · <a href="${pageNames.appendix}">${mark}${briefHeadline(results)}</a>
    </p>
    <h1>${pageTitle}</h1>
    ${answer === undefined ? undefined : html`<p class="answer">${typesetProse(answer)}</p>`}
    ${lead?.knob === undefined ? undefined : renderKnob(lead.knob, tools)}
  </header>`;
}

/** A section: its title, its parts, and where its evidence is. */
function renderSection(experiment: ExperimentRecord, {plot}: PageTools): Html {
  const {id, question, claims} = experiment;
  const {title, parts} = experiment.story ?? {title: question, parts: inShort(experiment)};
  const evidence = t`${claims.length} claims, with numbers and tables`;
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${typeset(title)}</h2>
    ${renderParts(parts, {experiment, plot})}
    <p class="evidence"><a href="${pageNames.appendix}#${id}">${evidence} →</a></p>
  </section> `;
}

function inShort({answer, figures: [first]}: ExperimentRecord): StoryPart[] {
  const figure = first === undefined ? [] : [{kind: 'figure' as const, figure: first.id}];
  return [{kind: 'prose', text: answer}, ...figure];
}

/** Where to go on, and how to get the same numbers. */
function renderEnd(results: ResultsDocument): Html {
  const {experiments, data, seconds} = results;
  const count = t`${experiments.length} experiments`;
  return html`<footer>
    <h2>${t`Read on`}</h2>
    <nav aria-label="${t`Experiments`}">
      <ul>
        ${experiments.map(
          ({id, question}) => html`<li><a href="${pageNames.appendix}#${id}">${typeset(question)}</a></li> `,
        )}
      </ul>
    </nav>
    <p>${t`${count} on ${nameData(data)} in ${formatSeconds(seconds)}.`}${data.note === undefined ? undefined : ` ${data.note}`}</p>
    <pre><code>${renderCommand(reproduceCommand(results))}</code></pre>
    ${data.attribution === undefined ? undefined : html`<p>${data.attribution}</p>`}
  </footer>`;
}
