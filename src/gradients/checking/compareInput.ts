import type {Random} from '../../random';
import type {EntryCheck, InputCheck, Verdict} from '../GradientCheck';
import {indexOf} from './CheckedInput';
import {compareEntries, type EntryFindings, sampleEntries} from './compareEntries';
import type {Comparison} from './Comparison';
import {FLOOR, type Judgement} from './Line';
import {type BlockFindings, searchBlocks} from './searchBlocks';
import {unmaskRipples, unmaskStaircases, unmaskSwallowed} from './unmask';

/** One input's report with what it was drawn from. */
export interface ComparedInput {
  readonly report: InputCheck;
  readonly findings: EntryFindings;
  /** Worst first. */
  readonly entries: readonly (EntryCheck & {readonly verdict: Verdict})[];
  /** The smallest error of one entry that would have been noticed; see `GradientCheck`. Null where no slope is other than 0. */
  readonly resolution: number | null;
  /** Entries that are smaller than a thousandth of the steepest. */
  readonly belowFloor: number;
  /** Entries that nothing was found out about: the budget was used up. */
  readonly unseen: number;
}

/** From the one that decides to the one that yields. */
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
export function compareInput(
  comparison: Comparison,
  input: number,
  plan: Plan,
  random: Random,
): ComparedInput {
  const {name, shape, values} = comparison.subject.inputs[input]!;
  const gradient = comparison.gradients[input]!;
  const sample = sampleEntries(gradient, plan.singles, random);
  const findings = compareEntries(comparison, input, sample);
  const blocks = searchRest(comparison, input, findings, plan, random);
  for (const [at, judgement] of blocks?.judgements ?? []) {
    findings.judgements.set(at, judgement);
    findings.numerical[at] = judgement.numerical;
  }
  unmaskSwallowed(comparison, input, findings, blocks);
  unmaskStaircases(comparison, input, findings);
  const hasRipples = unmaskRipples(comparison, input, findings);
  const entries = [...findings.judgements]
    .sort(([, a], [, b]) => bySeverity(a, b))
    .map(([at, {verdict, analytic, numerical, errorBar}]) => ({
      ...{index: indexOf(at, shape), analytic, numerical, errorBar, verdict},
    }));
  const {index, analytic, numerical, errorBar} = entries[0] ?? NOTHING;
  const resolved = resolve(comparison, input, findings, blocks);
  const isBlind = resolved.resolution !== null && !(resolved.resolution <= BLIND);
  const kinked = blocks?.kinked ? (['kink'] as const) : [];
  const found = mostSevere([...entries.map(entry => entry.verdict), ...kinked]);
  const verdict = (isBlind || hasRipples) && found !== 'wrong' && found !== 'nonfinite' ? 'noisy' : found;
  const checked = Math.max(findings.checked, findings.judgements.size);
  const worst = {index, analytic, numerical, errorBar};
  return {
    report: {name, shape, checked: Math.min(checked, values.length), verdict, worst},
    findings,
    entries,
    ...resolved,
  };
}

const NOTHING = {index: [], analytic: NaN, numerical: NaN, errorBar: NaN};

/** One or two wrong entries in a sample may be all there are, or not; three are reason enough. */
function searchRest(
  comparison: Comparison,
  input: number,
  {judgements, checked}: EntryFindings,
  {blocks, reserve}: Plan,
  random: Random,
): BlockFindings | undefined {
  const wrong = [...judgements.values()].filter(({verdict}) => verdict === 'wrong').length;
  if (checked === comparison.gradients[input]!.length || wrong >= 3) return undefined;
  const budget = Math.min(400, comparison.subject.left - reserve);
  return searchBlocks(comparison, input, {most: blocks, budget}, random);
}

function resolve(
  {gradients, steepest}: Comparison,
  input: number,
  {judgements}: EntryFindings,
  blocks: BlockFindings | undefined,
): Pick<ComparedInput, 'resolution' | 'belowFloor' | 'unseen'> {
  let [worst, belowFloor, unseen] = [0, 0, 0];
  for (const [at, g] of gradients[input]!.entries()) {
    if (Math.abs(g) < FLOOR * steepest[input]!) belowFloor++;
    const judgement = judgements.get(at);
    // Of a slope that is 0 a share is nothing, and what is known to be wrong was noticed.
    if (judgement?.verdict === 'wrong' || judgement?.verdict === 'flat') continue;
    const inBlock = blocks?.unseen[at] ?? Infinity;
    if (judgement?.verdict === 'nonfinite' || (!judgement && inBlock === Infinity)) unseen++;
    if (judgement?.verdict === 'nonfinite' || (!judgement && !blocks)) worst = Infinity;
    const alone = judgement && judgement.verdict !== 'noisy' ? judgement.unseen / judgement.size : Infinity;
    const share =
      judgement?.verdict === 'noisy' ? judgement.unseen / judgement.size : Math.min(alone, inBlock);
    worst = Math.max(worst, Number.isNaN(share) ? 0 : share);
  }
  return {resolution: worst === 0 ? null : worst, belowFloor, unseen};
}

function bySeverity(a: Judgement, b: Judgement): number {
  const order = SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict);
  return order || Math.abs(b.analytic - b.numerical) - Math.abs(a.analytic - a.numerical) || 0;
}
