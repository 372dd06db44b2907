import type {Random} from '../../random';
import type {Comparison} from './Comparison';
import type {Judgement} from './Line';
import {glanceAtLine} from './glanceAtLine';
import {judgeLine} from './judgeLine';

/** What was found out about one input, entry by entry. */
export interface EntryFindings {
  /** By flat position. */
  readonly judgements: Map<number, Judgement>;
  /** The numerical gradient where it was measured, NaN elsewhere. */
  readonly numerical: Float64Array;
  /** How many entries were measured. */
  readonly checked: number;
  /** Entries that are left in doubt: enough others were found wrong, or the budget was used up. */
  readonly open: readonly number[];
}

/** Once so many entries are known to be wrong, more add nothing. */
const ENOUGH_WRONG = 6;

/** So many entries are looked at one by one in any case. */
const FEW = 24;
/** What a glance takes at most, in evaluations. */
const GLANCE = 12;

/** Measures `entries` of one input, first at a glance, then thoroughly where the glance leaves a doubt. */
export function compareEntries(
  comparison: Comparison,
  input: number,
  entries: ArrayLike<number>,
): EntryFindings {
  const gradient = comparison.gradients[input]!;
  const numerical = new Float64Array(gradient.length).fill(NaN);
  const judgements = new Map<number, Judgement>();
  const doubtful: number[] = [];
  const {subject} = comparison;
  const before = subject.evaluations;
  let checked = 0;
  for (const at of Array.from(entries)) {
    if (subject.left < GLANCE) {
      doubtful.push(at);
      continue;
    }
    // Kinks cost more than smooth entries; blocks of many are then the better way.
    const perEntry = (subject.evaluations - before) / checked;
    if (checked >= FEW && perEntry * (entries.length - checked) > subject.left) break;
    checked++;
    const glance = glanceAtLine(
      comparison.entryLine(input, at),
      gradient[at]!,
      comparison.entryScale(input, at),
    );
    numerical[at] = glance.numerical;
    if (glance.judgement) judgements.set(at, glance.judgement);
    else doubtful.push(at);
  }
  // The worst first, so that the reported entries are the telling ones.
  doubtful.sort((a, b) => doubt(gradient[b]!, numerical[b]!) - doubt(gradient[a]!, numerical[a]!));
  let wrong = 0;
  const open: number[] = [];
  for (const at of doubtful) {
    if (wrong >= ENOUGH_WRONG || !subject.mayLookClosely) {
      open.push(at);
      continue;
    }
    const judgement = judgeEntry(comparison, input, at);
    judgements.set(at, judgement);
    numerical[at] = judgement.numerical;
    if (judgement.verdict === 'wrong') wrong++;
  }
  return {judgements, numerical, checked, open};
}

/** The thorough judgement of one entry; what is wrong has to be so with staircases held as well. */
export function judgeEntry(comparison: Comparison, input: number, at: number): Judgement {
  const analytic = comparison.gradients[input]![at]!;
  const scale = comparison.entryScale(input, at);
  const judgement = judgeLine(comparison.entryLine(input, at), analytic, scale);
  const held = judgement.verdict === 'wrong' ? comparison.heldEntryLine(input, at) : undefined;
  const again = held && judgeLine(held, analytic, {...scale, noise: comparison.rounding});
  return again && again.verdict !== 'wrong' ? again : judgement;
}

/**
 * A stratified sample: the entries in order of their gradients' size, cut into `count` strata, one drawn from each;
 * always with the first and last entry and the steepest one, where mistakes at the edges show.
 */
export function sampleEntries(gradient: Float64Array, count: number, random: Random): number[] {
  if (count >= gradient.length) return Array.from(gradient.keys());
  const order = bySize(gradient);
  const picked = new Set([0, gradient.length - 1, order.at(-1)!]);
  for (let stratum = 0; picked.size < count && stratum < count; stratum++) {
    const start = Math.floor((stratum * order.length) / count);
    const end = Math.floor(((stratum + 1) * order.length) / count);
    picked.add(order[start + random.integer(end - start)]!);
  }
  return [...picked].sort((a, b) => a - b);
}

/** The entries in ascending order of their gradients' size. */
function bySize(gradient: Float64Array): number[] {
  return Array.from(gradient.keys()).sort((a, b) => Math.abs(gradient[a]!) - Math.abs(gradient[b]!) || a - b);
}

function doubt(analytic: number, numerical: number): number {
  const difference = Math.abs(analytic - numerical);
  return Number.isNaN(difference) ? Infinity : difference;
}
