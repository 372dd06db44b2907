import type {Claim} from '../results';
import {say} from '../language/spoken';

/** How many claims held, failed, or were left out. */
export interface ClaimCounts {
  readonly total: number;
  readonly held: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts claims by what became of them. A claim whose `holds` is anything but `true` or `'skipped'` has failed.
 *
 * @example
 * countClaims([{id: 'a', statement: 'A', expected: '0', measured: 0, holds: true}]).held;  // 1
 */
export function countClaims(claims: readonly Claim[]): ClaimCounts {
  const held = claims.filter(claim => claim.holds === true).length;
  const skipped = claims.filter(claim => claim.holds === 'skipped').length;
  return {total: claims.length, held, skipped, failed: claims.length - held - skipped};
}

/**
 * The counts as one sentence, the failures first.
 *
 * @example
 * describeClaims({total: 3, held: 3, failed: 0, skipped: 0});  // 'All 3 claims hold.'
 */
export function describeClaims(counts: ClaimCounts): string {
  return say(inEnglish(counts));
}

function inEnglish({total, held, failed, skipped}: ClaimCounts): string {
  if (total === 0) return 'No claims were made.';
  if (skipped === total) return `None of the ${claims(total)} could be judged on these data.`;
  const leftOut = skipped > 0 ? `, ${skipped} skipped on these data` : '';
  if (failed > 0) return `${failed} of ${claims(total)} failed, ${hold(held)}${leftOut}.`;
  if (skipped > 0) return `${held} of ${claims(total)} ${held === 1 ? 'holds' : 'hold'}${leftOut}.`;
  return total === 1 ? 'The one claim holds.' : `All ${claims(total)} hold.`;
}

function hold(held: number): string {
  return held === 1 ? '1 holds' : `${held} hold`;
}

function claims(count: number): string {
  return count === 1 ? '1 claim' : `${formatCount(count)} claims`;
}

function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
