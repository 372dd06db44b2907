/**
 * Second looks at what seems to be right: entries whose influence rounding swallows, passes through a staircase, and ripples that are
 * finer than the steps that were taken.
 */
import type {BlockFindings} from './searchBlocks';
import type {Comparison} from './Comparison';
import type {EntryFindings} from './compareEntries';
import {glanceAtLine, pairAt} from './glanceAtLine';
import {judgeLine} from './judgeLine';
import type {Line, LineScale} from './Line';
import {roughness} from './roundingNoise';
import {isSwallowed} from './swallowing';

/** Entries that seem to have no influence, though rounding alone may hide it, are `noisy`. */
export function unmaskSwallowed(
  comparison: Comparison,
  input: number,
  {judgements}: EntryFindings,
  blocks: BlockFindings | undefined,
): void {
  const flat = [...judgements].filter(([, {verdict}]) => verdict === 'flat');
  const still = (blocks?.still ?? []).flatMap(({entries}) => entries);
  const all = [...new Set([...flat.map(([at]) => at), ...still])];
  if (all.length === 0) return;
  const {subject} = comparison;
  const moved = subject.base.map(values => values.slice());
  for (const [k, at] of all.entries())
    moved[input]![at]! += (k % 2 ? -0.37 : 0.41) * comparison.sizeOf(input, at);
  if (!isSwallowed(subject, moved)) return;
  for (const [at, judgement] of flat) judgements.set(at, {...judgement, verdict: 'noisy', unseen: Infinity});
  for (const at of still) if (blocks) blocks.unseen[at] = Infinity;
}

const HELD = 3;

/**
 * Under a large constant only steps across many treads show anything, and their average slope is what a gradient
 * that passes through a staircase claims: the steepest entries have to be right with the staircases held as well.
 */
export function unmaskStaircases(comparison: Comparison, input: number, {judgements}: EntryFindings): void {
  for (const [at, {analytic}] of steepestPassed(judgements).slice(0, HELD)) {
    const line = comparison.heldEntryLine(input, at);
    if (!line || !comparison.subject.mayLookClosely) return;
    const scale = {...comparison.entryScale(input, at), noise: comparison.rounding};
    const held = glanceAtLine(line, analytic, scale).judgement ?? judgeLine(line, analytic, scale);
    if (held.verdict === 'wrong') judgements.set(at, held);
  }
}

function steepestPassed(judgements: EntryFindings['judgements']) {
  return [...judgements]
    .filter(([, {verdict, analytic}]) => verdict === 'pass' && analytic !== 0)
    .sort(([, a], [, b]) => Math.abs(b.analytic) - Math.abs(a.analytic));
}

/** The share of a slope that the finest steps leave to rounding. */
const FINE = 1e-4;
/** A difference so many times as large as rounding is no rounding. */
const CLEARLY = 20;
/** How many entries are asked one by one for what all of them together have shown. */
const TRIED = 24;

/**
 * Looks for ripples: sin(10⁸ x) · 10⁻⁸ has a slope of 1 that no ordinary step sees. All entries are moved at once, by steps at which
 * rounding just leaves three digits; where the slope is another one there, so are single entries.
 *
 * @returns Whether there are ripples in an entry that was not found.
 */
export function unmaskRipples(comparison: Comparison, input: number, {judgements}: EntryFindings): boolean {
  const {subject} = comparison;
  // Of a staircase a fine step may see a tread's edge.
  if (comparison.heldEntryLine(input, 0)) return false;
  if ([...judgements.values()].some(({verdict}) => verdict !== 'pass' && verdict !== 'flat')) return false;
  if (![2, 3].some(period => isRippledAlong(comparison, input, period))) return false;
  for (const [at, judgement] of steepestPassed(judgements).slice(0, TRIED)) {
    if (subject.left < 8) return true;
    const found = finestSlope(
      comparison.entryLine(input, at),
      judgement.analytic,
      comparison.entryScale(input, at),
    );
    if (found === undefined) continue;
    judgements.set(at, {...judgement, verdict: 'wrong', numerical: found.value, errorBar: found.errorBar});
    return false;
  }
  return true;
}

/** @param period Every so many entries one is moved the other way. */
function isRippledAlong(comparison: Comparison, input: number, period: number): boolean {
  const gradient = comparison.gradients[input]!;
  const direction = gradient.map((_, at) => (at % period === 1 ? -1 : 1) * comparison.sizeOf(input, at));
  const terms = gradient.map((g, at) => g * direction[at]!);
  const usual = Math.sqrt(terms.reduce((sum, term) => sum + term * term, 0));
  const analytic = terms.reduce((sum, term) => sum + term, 0);
  const line = comparison.blockLine(input, [...gradient.keys()], direction);
  const unit = direction.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
  return hasAnotherSlope(line, analytic, usual, comparison.scale(input, 1, 1, 0), unit);
}

/** The error is the same at three steps: rounding's is not, and that of a bend shrinks. */
function hasAnotherSlope(line: Line, analytic: number, usual: number, scale: LineScale, unit = 1): boolean {
  const h = fineStep(usual, scale, unit);
  if (h === undefined) return false;
  const allowed = Math.max(CLEARLY * FINE, 2 * scale.precision.tolerance) * usual + scale.blur;
  const errors: number[] = [];
  for (const factor of [1, 0.6, 0.36]) {
    const error = pairAt(line, factor * h, scale).slope - analytic;
    if (!(Math.abs(error) > allowed)) return false;
    errors.push(error);
  }
  return Math.max(...errors) - Math.min(...errors) < 0.1 * Math.abs(errors[0]!) && isSmooth(line, h);
}

/** Whether the function is more than rounding at this scale: exp(x) − 1 inside a kernel is a staircase for tiny x. */
function isSmooth(line: Line, h: number): boolean {
  const values = Array.from({length: 8}, (_, k) => line((k - 3.63) * (h / 4)).value);
  const {rough, change, distinct} = roughness(values);
  return distinct === values.length && rough < 0.05 * change;
}

function finestSlope(
  line: Line,
  analytic: number,
  scale: LineScale,
): {value: number; errorBar: number} | undefined {
  const h = fineStep(Math.abs(analytic), scale);
  if (h === undefined || !hasAnotherSlope(line, analytic, Math.abs(analytic), scale)) return undefined;
  return {value: pairAt(line, h, scale).slope, errorBar: (2 * scale.noise) / h};
}

/**
 * Undefined where it would be no finer than the steps that were taken, or too fine to be made: kernels round sums with 1, as in
 * exp(x) − 1, so that for tiny inputs too a step has to be many times ε.
 *
 * @param unit How far a step of 1 moves an entry.
 */
function fineStep(slope: number, {noise, precision, size}: LineScale, unit = 1): number | undefined {
  const least = precision.epsilon * 2 ** 14 * Math.max(size, 1 / unit);
  const h = Math.max(noise / (FINE * slope), least);
  return h < (precision.step * size) / 64 ? h : undefined;
}
