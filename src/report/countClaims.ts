import type {Claim} from '../results';
import {say} from '../language/spoken';

/** How many claims held, failed, or were left out, and why. */
export interface ClaimCounts {
  readonly total: number;
  readonly held: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each reason once, with the number of claims that were skipped for it; none where no claim gives one. */
  readonly reasons?: readonly {readonly reason: string; readonly count: number}[];
}

/**
 * Counts claims by what became of them. A claim whose `holds` is anything but `true` or `'skipped'` has failed.
 *
 * @example
 * countClaims([{id: 'a', statement: 'A', expected: '0', measured: 0, holds: true}]).held;  // 1
 */
export function countClaims(claims: readonly Pick<Claim, 'holds' | 'reason'>[]): ClaimCounts {
  const held = claims.filter(claim => claim.holds === true).length;
  const skipped = claims.filter(claim => claim.holds === 'skipped');
  const reasons = new Map<string, number>();
  for (const {reason} of skipped) {
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    total: claims.length,
    held,
    skipped: skipped.length,
    failed: claims.length - held - skipped.length,
    reasons: [...reasons].map(([reason, count]) => ({reason, count})),
  };
}

/**
 * The counts as one sentence, the failures first, and in brackets why claims were skipped.
 *
 * @example
 * describeClaims({total: 3, held: 3, failed: 0, skipped: 0});  // 'All 3 claims hold.'
 */
export function describeClaims(counts: ClaimCounts): string {
  return say(inEnglish(counts)).replace(/\.$/, `${whySkipped(counts)}.`);
}

/** ` (needs MNIST: 2)`; nothing where there is nothing to say. */
export function whySkipped({reasons = []}: ClaimCounts): string {
  if (reasons.length === 0) return '';
  return ` (${reasons.map(({reason, count}) => `${say(reason)}: ${count}`).join('; ')})`;
}

function inEnglish({total, held, failed, skipped}: ClaimCounts): string {
  if (total === 0) return 'No claims were made.';
  if (skipped === total) return `None of the ${claims(total)} could be judged in this run.`;
  const leftOut = skipped > 0 ? `, ${skipped} skipped` : '';
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
