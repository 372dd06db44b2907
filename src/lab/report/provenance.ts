import {t, type Text} from '../../text';
import type * as results from '../../results';
import {say} from '../language/language';
import {formatNumber, formatSeconds} from './formatNumber';
import {html, type Html, type Content} from './html';
import {formatSeeds} from './seedTable';
import type {ResultsDocument} from './spoken';
import {typesetProse} from './typeset';

/** The page's foot: all that is needed to get the same numbers again, and whose digits these are. */
export function renderProvenance(results: ResultsDocument): Html {
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
      ${typesetProse(say(t`In a project that has losslab installed; in a clone of its repository write ${'`npm run losslab --`'} for ${'`npx losslab`'}.`))}
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

/** A line may end between words, and neither within one nor between an option and its value. */
export function renderCommand(command: string): Content[] {
  return (command.match(/--\S+ [^-\s]\S*|\S+/g) ?? []).map((part, i) =>
    part.includes('-') ? html`${i === 0 ? '' : ' '}<span>${part}</span>` : `${i === 0 ? '' : ' '}${part}`,
  );
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
  // A data set that was downloaded has the address that it came from.
  const named =
    data.name !== undefined && say(data.origin).startsWith('http') ? data.name.toLowerCase() : 'mnist';
  // Another data set in MNIST's format is found only where it lies, and has no name there.
  const source =
    data.kind === 'idx' && named === 'mnist'
      ? ['--data-dir', quote(say(data.origin))]
      : ['--dataset', data.kind === 'synthetic' ? 'synthetic' : quote(named)];
  const ids = experiments.map(({id}) => quote(id));
  const seeding = seeds === undefined ? ['--seed', String(seed)] : ['--seeds', formatSeeds(seeds.seeds)];
  const settings = ['--profile', profile, ...seeding, '--backend', quote(backend)];
  return ['npx losslab experiment', ...ids, ...source, ...settings].join(' ');
}

/** A leading `~/` stays outside the quotes, where the shell still reads it as the home directory. */
function quote(path: string): string {
  if (/^[\w./~:@%+-]+$/.test(path)) return path;
  const [home, rest] = path.startsWith('~/') ? ['~/', path.slice(2)] : ['', path];
  return `${home}'${rest.replaceAll("'", String.raw`'\''`)}'`;
}
