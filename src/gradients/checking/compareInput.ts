import type {Random} from '../../random';
import type {EntryCheck, InputCheck, Verdict} from '../GradientCheck';
import {indexOf} from './CheckedInput';
import {compareEntries, type EntryFindings, sampleEntries} from './compareEntries';
import type {Comparison} from './Comparison';
import type {Judgement} from './Line';
import {searchBlocks} from './searchBlocks';

/** One input's report with what it was drawn from. */
export interface ComparedInput {
  readonly report: InputCheck;
  readonly findings: EntryFindings;
  /** Worst first. */
  readonly entries: readonly (EntryCheck & {readonly verdict: Verdict})[];
}

/** From the one that decides to the one that yields. */
const SEVERITY: readonly Verdict[] = ['nonfinite', 'wrong', 'noisy', 'kink', 'pass', 'flat'];

/** Of several verdicts the one that stands for all: `flat` only if all are flat. */
export function gravest(verdicts: readonly Verdict[]): Verdict {
  return SEVERITY.find(verdict => verdicts.includes(verdict)) ?? 'pass';
}

/**
 * Compares both gradients of one input.
 *
 * @param limit Inputs that have no more entries in all than this are measured entry by entry; larger ones by a sample
 * of about 48 entries, shared by the inputs, and by projections that cover every entry.
 */
export function compareInput(
  comparison: Comparison,
  input: number,
  limit: number,
  random: Random,
): ComparedInput {
  const {inputs} = comparison.subject;
  const {name, shape, values} = inputs[input]!;
  const total = inputs.reduce((sum, other) => sum + other.values.length, 0);
  const exhaustive = total <= limit;
  const quota = exhaustive ? values.length : Math.max(4, Math.floor(48 / inputs.length));
  const sample = sampleEntries(comparison.gradients[input]!, quota, random);
  const findings = compareEntries(comparison, input, sample);
  // One or two wrong entries in a sample may be all there are, or not.
  if (sample.length < values.length && wrongAmong(findings.judgements) < 3) {
    const blocks = Math.max(1, Math.ceil(Math.min(values.length / 64, 24 / inputs.length)));
    for (const [at, judgement] of searchBlocks(comparison, input, blocks, 400, random)) {
      findings.judgements.set(at, judgement);
      findings.numerical[at] = judgement.numerical;
    }
  }
  const entries = [...findings.judgements]
    .sort(([, a], [, b]) => byGravity(a, b))
    .map(([at, {verdict, analytic, numerical, errorBar}]) => ({
      ...{index: indexOf(at, shape), analytic, numerical, errorBar, verdict},
    }));
  const verdict = gravest(entries.map(entry => entry.verdict));
  const {index, analytic, numerical, errorBar} = entries[0]!;
  const worst = {index, analytic, numerical, errorBar};
  const checked = Math.max(findings.checked, findings.judgements.size);
  return {report: {name, shape, checked, verdict, worst}, findings, entries};
}

function wrongAmong(judgements: ReadonlyMap<number, Judgement>): number {
  return [...judgements.values()].filter(({verdict}) => verdict === 'wrong').length;
}

function byGravity(a: Judgement, b: Judgement): number {
  const bySeverity = SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict);
  return bySeverity || Math.abs(b.analytic - b.numerical) - Math.abs(a.analytic - a.numerical) || 0;
}
