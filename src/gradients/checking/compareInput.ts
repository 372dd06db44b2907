import type {Random} from '../../random';
import type {EntryCheck, InputCheck, Verdict} from '../GradientCheck';
import type {InputContext} from './CheckContext';
import {indexOf} from './CheckedInput';
import {compareEntries, type EntryResults, sampleEntries} from './compareEntries';
import {FLOOR, type SlopeCheck} from './Direction';
import {recheckLost, recheckRipples, recheckStaircases} from './recheck';
import {type BlockResults, searchBlocks} from './searchBlocks';

/** One input's report with what it was made of. */
export interface ComparedInput {
  readonly report: InputCheck;
  readonly results: EntryResults;
  /** Worst first. */
  readonly entries: readonly (EntryCheck & {readonly verdict: Verdict})[];
  /** The smallest error of one entry that would have been noticed; see `GradientCheck`. Null where no slope is other than 0. */
  readonly resolution: number | null;
  /** Entries that are smaller than a thousandth of the steepest. */
  readonly belowFloor: number;
  /** Entries of which nothing is known: the budget was used up. */
  readonly unseen: number;
}

/** Evaluations that a block may take, with another step and to one side. */
const PER_BLOCK = 12;
/** From the most severe down. */
const SEVERITY: readonly Verdict[] = ['nonfinite', 'wrong', 'noisy', 'kink', 'pass', 'flat'];
/** A check that would not have noticed an error of half an entry has said nothing of it. */
const BLIND = 0.5;

/** Of several verdicts the one that stands for all: `flat` only if all are flat. */
export function mostSevere(verdicts: readonly Verdict[]): Verdict {
  return SEVERITY.find(verdict => verdicts.includes(verdict)) ?? 'pass';
}

/** How an input's share of the budget is spent. */
export interface Plan {
  /** Entries that are measured by themselves: all of them or a sample. */
  readonly singles: number;
  /** Blocks that the search begins with, if there are more. */
  readonly blocks: number;
  /** Evaluations that have to be left for the inputs behind this one. */
  readonly reserve: number;
}

/** Compares both gradients of one input: entry by entry, or a sample of entries and all of them in blocks. */
export function compareInput(input: InputContext, plan: Plan, random: Random): ComparedInput {
  const {name, shape, values} = input.checkedFn.inputs[input.index]!;
  const sample = sampleEntries(input.gradient, plan.singles, random);
  const isSample = sample.length < values.length;
  const reserve = isSample ? plan.reserve + PER_BLOCK * plan.blocks : 0;
  const results = compareEntries(input, sample, {reserve});
  const {checks} = results;
  const blocks = searchRest(input, results, plan, random);
  for (const [at, check] of blocks?.checks ?? []) {
    checks.set(at, check);
    results.numerical[at] = check.numerical;
  }
  recheckLost(input, checks, blocks);
  recheckStaircases(input, checks);
  const hasRipples = recheckRipples(input, checks);
  const entries = [...checks]
    .sort(([, a], [, b]) => bySeverity(a, b))
    .map(([at, {verdict, analytic, numerical, errorBar}]) => ({
      ...{index: indexOf(at, shape), analytic, numerical, errorBar, verdict},
    }));
  const resolved = resolve(input, checks, blocks);
  const isBlind = resolved.resolution !== null && !(resolved.resolution <= BLIND);
  const kinked = blocks?.kinked ? (['kink'] as const) : [];
  const found = mostSevere([...entries.map(entry => entry.verdict), ...kinked]);
  const verdict = (isBlind || hasRipples) && found !== 'wrong' && found !== 'nonfinite' ? 'noisy' : found;
  const checked = Math.min(Math.max(results.checked, checks.size), values.length);
  const {index, analytic, numerical, errorBar} = entries[0] ?? NOTHING;
  const worst = {index, analytic, numerical, errorBar};
  return {report: {name, shape, checked, verdict, worst}, results, entries, ...resolved};
}

const NOTHING = {index: [], analytic: NaN, numerical: NaN, errorBar: NaN};

/** One or two wrong entries in a sample may be all there are, or not. */
function searchRest(
  input: InputContext,
  {checked, isEnough}: EntryResults,
  {blocks, reserve}: Plan,
  random: Random,
): BlockResults | undefined {
  if (checked === input.gradient.length || isEnough) return undefined;
  const budget = Math.min(400, input.checkedFn.left - reserve);
  return searchBlocks(input, {most: blocks, budget}, random);
}

function resolve(
  {gradient, steepest}: InputContext,
  checks: ReadonlyMap<number, SlopeCheck>,
  blocks: BlockResults | undefined,
): Pick<ComparedInput, 'resolution' | 'belowFloor' | 'unseen'> {
  let [worst, belowFloor, unseen] = [0, 0, 0];
  for (const [at, g] of gradient.entries()) {
    if (Math.abs(g) < FLOOR * steepest) belowFloor++;
    const check = checks.get(at);
    // A share of a slope of 0 says nothing, and what is known to be wrong was noticed.
    if (check?.verdict === 'wrong' || check?.verdict === 'flat') continue;
    const inBlock = blocks?.unseen[at] ?? Infinity;
    const alone = check ? check.unseen / check.size : Infinity;
    if (!check && inBlock === Infinity) unseen++;
    if (check?.verdict === 'nonfinite' || (!check && !blocks)) worst = Infinity;
    const share = check?.verdict === 'noisy' ? alone : Math.min(alone, inBlock);
    worst = Math.max(worst, Number.isNaN(share) ? 0 : share);
  }
  return {resolution: worst === 0 ? null : worst, belowFloor, unseen};
}

function bySeverity(a: SlopeCheck, b: SlopeCheck): number {
  const order = SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict);
  return order || Math.abs(b.analytic - b.numerical) - Math.abs(a.analytic - a.numerical) || 0;
}
