import type {Claim, Table} from '../../results';
import {html, type Html} from './html';
import {pageText} from './pageText';
import {renderTable} from './renderExperiment';
import {countSeeds, type SeedTable} from './seedTable';

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
    <h2 id="seeds-title">${pageText.seeds.title()}</h2>
    <p>${pageText.seeds.first(seeds[0]!)}</p>
    ${
      failures.length === 0
        ? undefined
        : html`<ul class="claims">
        ${failures.map(
          ({claim, seed, found}) =>
            html`<li class="failed">
            <span class="mark" aria-hidden="true">✗</span> ${pageText.seeds.seed(seed)}: ${claim.statement}
            <span class="aside">${pageText.seeds.measured()} ${found}</span>
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
    title: pageText.seeds.title(),
    columns: [...pageText.seeds.columns(), ...seeds.map(String)],
    rows: claims.map(claim => {
      const {held, judged} = countSeeds(claim, seeds);
      const count = judged === 0 ? '–' : `${held}/${judged}`;
      return [claim.statement, count, ...claim.outcomes.map(holds => marks.get(holds) ?? '✗')];
    }),
  };
}
