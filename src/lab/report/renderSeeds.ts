import {t} from '../../text';
import {say} from '../language/language';
import type {Claim, SeedTable, Table} from './spoken';
import {html, type Html} from './html';
import {renderTable} from './tables';
import {countSeeds} from './seedTable';

export const seedsTitle = t`How often each claim holds`;

const marks = new Map<Claim['holds'], string>([
  [true, '✓'],
  ['skipped', '–'],
]);

/** All claims and all seeds in one table; those that failed for a seed stand above it, with what was measured. */
export function renderSeeds(table: SeedTable): Html {
  const {seeds, claims} = table;
  const failures = claims.flatMap(claim =>
    countSeeds(claim, seeds).failed.map(seed => ({claim, seed, found: claim.measured[seeds.indexOf(seed)]!})),
  );
  return html`<section id="seeds" aria-labelledby="seeds-title">
    <h2 id="seeds-title">${seedsTitle}</h2>
    <p>${t`The answers, pictures and claims of the experiments are those of seed ${seeds[0]!}.`}</p>
    ${
      failures.length === 0
        ? undefined
        : html`<ul class="claims">
        ${failures.map(
          ({claim, seed, found}) =>
            html`<li class="failed">
            <span class="mark" aria-hidden="true">✗</span> ${t`seed ${seed}`}: ${claim.statement}
            <span class="aside">${t`measured`} ${found}</span>
          </li> `,
        )}
      </ul>`
    }
    ${renderTable(tabulateSeeds(table), {open: true})}
  </section> `;
}

function tabulateSeeds({seeds, claims}: SeedTable): Table {
  return {
    id: 'seeds',
    title: say(seedsTitle),
    columns: [say(t`claim`), say(t`holds`), ...seeds.map(String)],
    rows: claims.map(claim => {
      const {held, judged} = countSeeds(claim, seeds);
      const count = judged === 0 ? '–' : `${held}/${judged}`;
      return [claim.statement, count, ...claim.outcomes.map(holds => marks.get(holds) ?? '✗')];
    }),
  };
}
