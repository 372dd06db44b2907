import {say} from '../language/spoken';
import {formatSeconds} from './formatNumber';
import {html, type Content, type Html} from './html';
import {pageText} from './pageText';
import {reproduceCommand} from './reproduceCommand';
import type {ResultsDocument} from './resultsDocument';
import {formatSeeds} from './seedTable';

/** The page's foot: all that is needed to get the same numbers again, and whose digits these are. */
export function renderProvenance(results: ResultsDocument): Html {
  const {data, startedAt, losslab, tfjs, node, seed, seeds, profile, backend, seconds} = results;
  const {foot} = pageText;
  const facts: readonly (readonly [string, string | Html])[] = [
    [foot.run(), foot.inSeconds(startedAt, formatSeconds(seconds))],
    [foot.settings(), `${seeds === undefined ? seed : formatSeeds(seeds.seeds)}, ${profile}, ${backend}`],
    [foot.versions(), `losslab ${losslab}, TensorFlow.js ${tfjs}, Node ${node}`],
    [foot.data(), `${say(data.origin)}; ${foot.images(count(data.train), count(data.test))}`],
    [foot.digest(), data.digest],
    [foot.again(), html`<code>npx losslab report results.json</code>`],
  ];
  return html`<footer>
    <h2>${foot.title()}</h2>
    <pre><code>${renderCommand(reproduceCommand(results))}</code></pre>
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd> `,
      )}
    </dl>
    ${data.attribution === undefined ? undefined : html`<p>${say(data.attribution)}</p>`}
  </footer>`;
}

/** A line may end before an option, and not within its dashes. */
function renderCommand(command: string): Content[] {
  return command
    .split(/(?<= )/)
    .map(word => (word.startsWith('--') ? html`<span>${word.trimEnd()}</span> ` : word));
}

function count(images: number): string {
  return images.toLocaleString('en-US');
}
