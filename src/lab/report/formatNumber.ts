import type {Claim, DataRecord} from '../../results';
import {t, type Message, type Text} from '../../text';
import {say} from '../language/language';

/**
 * A number for a person: whole numbers in full with commas, others to four significant digits, and powers of ten
 * where there would be more zeros than digits.
 *
 * @param value Any number; NaN and the infinities come out as those words.
 *
 * @example
 * formatNumber(39760);        // '39,760'
 * formatNumber(0.510825457);  // '0.5108'
 * formatNumber(1.23456e-9);   // '1.235e-9'
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return group(value);
  if (size < 1e-4 || size >= 1e15) return shortenExponent(value.toExponential(3));
  return size < 1e4 ? value.toLocaleString('en-US', {maximumSignificantDigits: 4}) : group(Math.round(value));
}

/** The same with the sign − instead of a hyphen, as pictures have it. */
export function formatWithMinus(value: number): string {
  return formatNumber(value).replaceAll('-', '−');
}

function group(whole: number): string {
  // Adding 0 turns -0 into 0, which no reader wants to see with a sign.
  return (whole + 0).toLocaleString('en-US');
}

/** `1.000e-9` as `1e-9`: trailing zeros say nothing of a number that may be exact. */
function shortenExponent(text: string): string {
  return text.replace(/\.?0+e/, 'e');
}

/** A duration for a person: `0.4 s`, `12.3 s`, `3 min 05 s`. */
export function formatSeconds(seconds: number): string {
  if (!(seconds >= 60)) return say(t`${seconds.toFixed(1)} s`);
  const whole = Math.round(seconds);
  return say(t`${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`);
}

/** How many claims held, failed, or were left out, and why. */
export interface ClaimCounts {
  readonly total: number;
  readonly held: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each reason once, with the number of claims that were skipped for it; none where no claim gives one. */
  readonly reasons?: readonly {readonly reason: Text; readonly count: number}[];
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
  const reasons = new Map<string, {reason: Text; count: number}>();
  for (const {reason} of skipped) {
    if (reason === undefined) continue;
    const key = JSON.stringify(reason);
    reasons.set(key, {reason, count: (reasons.get(key)?.count ?? 0) + 1});
  }
  return {
    total: claims.length,
    held,
    skipped: skipped.length,
    failed: claims.length - held - skipped.length,
    reasons: [...reasons.values()],
  };
}

/**
 * The counts as one sentence, the failures first, and in brackets why claims were skipped.
 *
 * @example
 * describeClaims({total: 3, held: 3, failed: 0, skipped: 0});  // 'All 3 claims hold.'
 */
export function describeClaims(counts: ClaimCounts): string {
  return `${say(sumUp(counts))}${whySkipped(counts)}.`;
}

/** ` (needs MNIST: 2)`; nothing where there is nothing to say. */
function whySkipped({reasons = []}: ClaimCounts): string {
  if (reasons.length === 0) return '';
  return ` (${reasons.map(({reason, count}) => `${say(reason)}: ${count}`).join('; ')})`;
}

function sumUp({total, held, failed, skipped}: ClaimCounts): Message {
  const claims = t`${formatNumber(total)} claims`;
  if (total === 0) return t`No claims were made`;
  if (skipped === total) return t`None of the ${claims} could be judged in this run`;
  if (failed > 0 && skipped > 0) {
    return t`${failed} of ${claims} failed, ${held} hold, ${skipped} skipped`;
  }
  if (failed > 0) return t`${failed} of ${claims} failed, ${held} hold`;
  if (skipped > 0) return t`${held} of ${claims} hold, ${skipped} skipped`;
  return total === 1 ? t`The one claim holds` : t`All ${claims} hold`;
}

/**
 * What images a run used.
 *
 * @example
 * nameData({kind: 'mnist'});  // 'MNIST'
 */
export function nameData({kind, name}: Pick<DataRecord, 'kind' | 'name'>): Text {
  const names = {mnist: 'MNIST', idx: t`images that are not MNIST`, synthetic: t`synthetic digits`};
  return name ?? names[kind];
}
