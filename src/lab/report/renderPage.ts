import {t, type Text} from '../../text';
import type * as results from '../../results';
import {type Language, inLanguage, say, spokenLanguage} from '../language/language';
import {
  countClaims,
  describeClaims,
  type ClaimCounts,
  formatNumber,
  formatSeconds,
  nameData,
} from './formatNumber';
import {html, Html, type Content} from './html';
import {pageStyle} from './pageStyle';
import {type PageTools, renderExperiment} from './renderExperiment';
import {renderSeeds, seedsTitle} from './renderSeeds';
import {type ExperimentRecord, type ResultsDocument, sayAll} from './spoken';
import {countOfSeeds, outcomeOverSeeds, formatSeeds} from './seedTable';
import {sliderScript} from './slider';

/**
 * A run as one HTML page that stands alone: no address to fetch and no script needed, readable from 360 px up, in
 * light, dark and print. Everything out of the document is escaped. The same document gives the same page.
 *
 * @param language Of the page; what no catalogue has stays English.
 * @returns The page's text, `<!doctype html>` first.
 *
 * @example
 * renderPage(results, {plot, sha256}).startsWith('<!doctype html>');  // true
 */
export function renderPage(
  results: results.ResultsDocument,
  tools: PageTools,
  language: Language = 'en',
): string {
  return inLanguage(language, () => renderSpoken(sayAll(results), tools));
}

function renderSpoken(results: ResultsDocument, tools: PageTools): string {
  const sections = results.experiments.map(experiment => renderExperiment(experiment, tools));
  const page = html`<!doctype html>
    <html lang="${spokenLanguage()}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(tools)}" />
        <title>losslab: ${headline(results)}</title>
        ${element('style', pageStyle)}
      </head>
      <body>
        ${renderHeader(results)}
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

function renderHeader(results: ResultsDocument): Html {
  const {data, experiments, seconds} = results;
  const count = t`${experiments.length} experiments`;
  const run = t`${count} on ${nameData(data)} in ${formatSeconds(seconds)}.`;
  return html`<header>
    <h1>${t`Why do we minimise a loss and not maximise accuracy?`}</h1>
    ${renderHeadline(results)}
    ${experiments.length > 1 ? renderLead(experiments) : undefined}
    <p>${run}${data.note === undefined ? undefined : ` ${data.note}`}</p>
    ${experiments.length > 1 ? renderContents(results) : undefined}
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
  const found = experiments.find(({lead}) => lead);
  return found === undefined ? undefined : html`<p class="answer">${found.answer}</p>`;
}

function renderContents({seeds, experiments}: ResultsDocument): Html {
  const table = html`<li><a href="#seeds">${seedsTitle}</a></li> `;
  const rows = experiments.map(experiment => {
    const {id, question} = experiment;
    const mark = html` <strong class="failed">✗ ${t`failed`}</strong>`;
    return html`<li><a href="#${id}">${question}</a>${hasFailed(experiment) ? mark : undefined}</li> `;
  });
  return html`<nav aria-label="${t`Experiments`}">
    <ol>
      ${seeds === undefined ? undefined : table} ${rows}
    </ol>
  </nav>`;
}

/** The page's foot: all that is needed to get the same numbers again, and whose digits these are. */
function renderProvenance(results: ResultsDocument): Html {
  const {data, startedAt, losslab, tfjs, node, seed, seeds, profile, backend, seconds} = results;
  const facts: readonly (readonly [Text, Text | Html])[] = [
    [t`Run`, `${startedAt}, ${formatSeconds(seconds)}`],
    [
      t`Seed, profile, backend`,
      `${seeds === undefined ? seed : formatSeeds(seeds.seeds)}, ${profile}, ${backend}`,
    ],
    [t`Versions`, `losslab ${losslab}, TensorFlow.js ${tfjs}, Node ${node}`],
    [
      t`Data`,
      t`${data.origin}; ${formatNumber(data.train)} train and ${formatNumber(data.test)} test images`,
    ],
    [t`SHA-256 of the data`, data.digest],
    [t`Draw this page again`, html`<code>npx losslab report results.json</code>`],
  ];
  return html`<footer>
    <h2>${t`How to get these numbers again`}</h2>
    <pre><code>${renderCommand(reproduceCommand(results))}</code></pre>
    <p>
      ${t`In a project that has losslab installed; in a clone of its repository write npm run losslab -- for npx losslab.`}
    </p>
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd> `,
      )}
    </dl>
    ${data.attribution === undefined ? undefined : html`<p>${data.attribution}</p>`}
  </footer>`;
}

/** A line may end before an option, and not within its dashes. */
function renderCommand(command: string): Content[] {
  return command
    .split(/(?<= )/)
    .map(word => (word.startsWith('--') ? html`<span>${word.trimEnd()}</span> ` : word));
}

/**
 * The command that repeats a run: same experiments, data, profile, seeds and backend.
 *
 * @returns One line for a POSIX shell.
 *
 * @example
 * reproduceCommand(results);
 * // 'npx losslab experiment accuracy --dataset mnist --profile quick --seed 1 --backend wasm'
 */
export function reproduceCommand(results: results.ResultsDocument): string {
  const {experiments, data, profile, seed, seeds, backend} = results;
  const source = data.kind === 'synthetic' ? ['--dataset', 'synthetic'] : ['--dataset', 'mnist'];
  // Another data set in MNIST's format is found only where it lies.
  const directory = data.kind === 'idx' ? ['--data-dir', quote(say(data.origin))] : [];
  const ids = experiments.map(experiment => experiment.id);
  const seeding = seeds === undefined ? ['--seed', String(seed)] : ['--seeds', formatSeeds(seeds.seeds)];
  const settings = ['--profile', profile, ...seeding, '--backend', backend];
  return ['npx losslab experiment', ...ids, ...source, ...directory, ...settings].join(' ');
}

/** A leading `~/` stays outside the quotes, where the shell still reads it as the home directory. */
function quote(path: string): string {
  if (/^[\w./~:@%+-]+$/.test(path)) return path;
  const [home, rest] = path.startsWith('~/') ? ['~/', path.slice(2)] : ['', path];
  return `${home}'${rest.replaceAll("'", String.raw`'\''`)}'`;
}
