import type {Claim, Table} from '../results';
import {formatNumber} from './formatNumber';
import {html, type Html} from './html';
import {pageText} from './pageText';
import {renderTable} from './renderTable';

/** Claims, a line each; those that failed say at once what was expected, all of them in a folded table. */
export function renderClaims(claims: readonly Claim[]): Html | undefined {
  if (claims.length === 0) return undefined;
  return html`<h3 class="small">${pageText.claims()}</h3>
    <ul class="claims">
      ${claims.map(renderClaim)}
    </ul>
    ${renderTable(tabulateClaims(claims))}`;
}

function renderClaim(claim: Claim): Html {
  const outcome = outcomeOf(claim);
  const found =
    outcome === 'failed'
      ? html`<span class="aside">${pageText.expectedAndMeasured(claim.expected, measured(claim))}</span>`
      : claim.reason !== undefined && outcome === 'skipped'
        ? html`<span class="aside">(${claim.reason})</span>`
        : undefined;
  return html`<li class="${outcome}">
    <span class="mark" aria-hidden="true">${marks[outcome]}</span>
    <span class="visually-hidden">${pageText.claimWord(outcome)}:</span> ${claim.statement} ${found}
  </li> `;
}

const marks = {holds: '✓', failed: '✗', skipped: '–'} as const;

function outcomeOf(claim: Claim): keyof typeof marks {
  if (claim.holds === 'skipped') return 'skipped';
  return claim.holds ? 'holds' : 'failed';
}

function tabulateClaims(claims: readonly Claim[]): Table {
  const title = pageText.claimTable.title();
  const columns = pageText.claimTable.columns();
  const rows = claims.map(claim => [claim.statement, claim.expected, measured(claim)]);
  return {id: 'claims', title, columns, rows};
}

function measured({measured: found}: Claim): string {
  return typeof found === 'number' ? formatNumber(found) : found;
}
