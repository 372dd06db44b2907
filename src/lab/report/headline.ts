import {t} from '../../text';
import {countClaims, describeClaims, type ClaimCounts} from './formatNumber';
import {html, type Html} from './html';
import {countOfSeeds, outcomeOverSeeds} from './seedTable';
import type {ExperimentRecord, ResultsDocument} from './spoken';
import {typeset} from './typeset';

/** One line of result, over all seeds where there are several. */
export function headline(results: ResultsDocument): string {
  const counted = describeClaims(countOutcomes(results));
  return results.seeds === undefined ? counted : `${countOfSeeds(results.seeds)} ${counted}`;
}

/** The same without the reasons of what was skipped. */
export function briefHeadline(results: ResultsDocument): string {
  const counted = describeClaims({...countOutcomes(results), reasons: []});
  return results.seeds === undefined ? counted : `${countOfSeeds(results.seeds)} ${counted}`;
}

export function anyFailed(results: ResultsDocument): boolean {
  return countOutcomes(results).failed > 0;
}

function countOutcomes({experiments, seeds}: ResultsDocument): ClaimCounts {
  return countClaims(
    seeds === undefined
      ? experiments.flatMap(experiment => experiment.claims)
      : seeds.claims.map(outcomeOverSeeds),
  );
}

/** One line of result; where a claim failed, with the mark that the claim has below. */
export function renderHeadline(results: ResultsDocument): Html {
  return anyFailed(results)
    ? html`<p class="headline failed">✗ ${typeset(headline(results))}</p>`
    : html`<p class="headline">${typeset(headline(results))}</p>`;
}

export function hasFailed({claims}: ExperimentRecord): boolean {
  return countClaims(claims).failed > 0;
}

/** What a run asks, as both its pages have it. */
export const pageTitle = t`Why do we minimise a loss and not maximise accuracy?`;
