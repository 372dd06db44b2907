import {html, type Html} from './html';
import {reproduceCommand} from './reproduceCommand';
import type {ResultsDocument} from './resultsDocument';

/** The page's foot: all that is needed to get the same numbers again, and whose digits these are. */
export function renderProvenance(results: ResultsDocument): Html {
  const {data, startedAt, losslab, tfjs, node, seed, profile, backend} = results;
  const facts: readonly (readonly [string, string])[] = [
    ['Run', startedAt],
    ['Seed, profile, backend', `${seed}, ${profile}, ${backend}`],
    ['Versions', `losslab ${losslab}, TensorFlow.js ${tfjs}, Node ${node}`],
    ['Data', `${data.origin}; ${count(data.train)} train and ${count(data.test)} test images`],
    ['SHA-256 of the data', data.digest],
  ];
  return html`<footer>
    <h2>How to get these numbers again</h2>
    <pre><code>${reproduceCommand(results)}</code></pre>
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

function count(images: number): string {
  return images.toLocaleString('en-US');
}
