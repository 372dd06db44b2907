import type {Random} from '../../random';
import type {InputContext} from './CheckContext';
import {checkSlope} from './checkSlope';
import {checkSlopeQuickly} from './checkSlopeQuickly';
import type {SlopeCheck} from './Direction';

/** What was found of one input, entry by entry. */
export interface EntryResults {
  /** By flat position. */
  readonly checks: Map<number, SlopeCheck>;
  /** The numerical gradient where it was measured, NaN elsewhere. */
  readonly numerical: Float64Array;
  /** How many entries were measured. */
  readonly checked: number;
  /** So many are wrong that more add nothing. */
  readonly isEnough: boolean;
}

/** Once so many of all entries are known to be wrong, more add nothing. */
const ENOUGH_WRONG = 6;
/** Of a sample: a thorough check takes some 50 calls, and the function is a large one. */
const ENOUGH_OF_SAMPLE = 3;
/** Of a sample that is in doubt for the most part. */
const ENOUGH_OF_DOUBTFUL = 2;
/** So many entries are measured one by one in any case. */
const FEW = 24;
/** What a quick check takes at most, in evaluations. */
const QUICK = 12;

/**
 * Measures `entries` of one input, first quickly, then thoroughly where that leaves a doubt.
 *
 * @param atMost Ends when so many are wrong.
 * @param reserve Evaluations that the thorough checks have to leave: those of the other entries' blocks.
 */
export function compareEntries(
  input: InputContext,
  entries: readonly number[],
  {atMost = ENOUGH_WRONG, reserve = 0} = {},
): EntryResults {
  const {checkedFn, gradient} = input;
  const numerical = new Float64Array(gradient.length).fill(NaN);
  const checks = new Map<number, SlopeCheck>();
  const doubtful: number[] = [];
  const before = checkedFn.evaluations;
  let checked = 0;
  for (const at of entries) {
    if (checkedFn.left < QUICK) {
      doubtful.push(at);
      continue;
    }
    // Kinks cost more than smooth entries; blocks of many are then the better way.
    const perEntry = (checkedFn.evaluations - before) / checked;
    if (checked >= FEW && perEntry * (entries.length - checked) > checkedFn.left) break;
    checked++;
    const direction = input.entryDirection(at);
    const quick = checkSlopeQuickly(direction, gradient[at]!, input.entryScale(at));
    numerical[at] = quick.numerical;
    if (quick.check) checks.set(at, quick.check);
    else doubtful.push(at);
  }
  // The worst first, so that these are the ones that are reported.
  const doubt = (at: number) => distance(gradient[at]!, numerical[at]!);
  doubtful.sort((a, b) => doubt(b) - doubt(a));
  let wrong = 0;
  const isSample = entries.length < gradient.length;
  const ofSample = doubtful.length * 2 > entries.length ? ENOUGH_OF_DOUBTFUL : ENOUGH_OF_SAMPLE;
  const enough = isSample ? Math.min(atMost, ofSample) : atMost;
  for (const at of doubtful) {
    if (wrong >= enough || !checkedFn.mayCheckThoroughly || checkedFn.left < reserve) break;
    const check = checkEntry(input, at);
    checks.set(at, check);
    numerical[at] = check.numerical;
    if (check.verdict === 'wrong') wrong++;
  }
  return {checks, numerical, checked, isEnough: wrong >= enough};
}

/** The thorough check of one entry; what is wrong has to be so with staircases held as well. */
export function checkEntry(input: InputContext, at: number): SlopeCheck {
  const analytic = input.gradient[at]!;
  const scale = input.entryScale(at);
  const check = checkSlope(input.entryDirection(at), analytic, scale);
  const held = check.verdict === 'wrong' ? input.heldEntryDirection(at) : undefined;
  const again = held && checkSlope(held, analytic, {...scale, noise: input.context.rounding});
  return again && again.verdict !== 'wrong' ? again : check;
}

/**
 * A stratified sample: the entries in order of their gradients' size, cut into `count` strata, one drawn from each;
 * always with the first and last entry and the steepest one, where mistakes at the edges show.
 */
export function sampleEntries(gradient: Float64Array, count: number, random: Random): number[] {
  if (count >= gradient.length) return Array.from(gradient.keys());
  const sizes = gradient.map(Math.abs);
  const ordered = sizes.slice().sort();
  // Equal ones in the order of their positions. A sort of a million positions takes a second.
  const positionOf = (rank: number) => {
    const size = ordered[rank]!;
    let at = sizes.indexOf(size);
    for (let equal = ordered.indexOf(size); equal < rank; equal++) at = sizes.indexOf(size, at + 1);
    return at;
  };
  const last = gradient.length - 1;
  const picked = new Set([0, last, positionOf(last)]);
  for (let stratum = 0; picked.size < count && stratum < count; stratum++) {
    const start = Math.floor((stratum * gradient.length) / count);
    const end = Math.floor(((stratum + 1) * gradient.length) / count);
    picked.add(positionOf(start + random.integer(end - start)));
  }
  return [...picked].sort((a, b) => a - b);
}

/** How far both slopes are apart; infinite if one of them is not known. */
export function distance(analytic: number, numerical: number): number {
  const difference = Math.abs(analytic - numerical);
  return Number.isNaN(difference) ? Infinity : difference;
}
