/**
 * Second checks of what seems to be right: entries whose influence is lost in rounding, passes through a staircase, and ripples
 * that are finer than the steps that were taken.
 */
import {dot, filled, largest, norm} from '../numerical/arrays';
import {isLostInRounding} from './changedKernels';
import type {InputContext} from './CheckContext';
import {checkSlope} from './checkSlope';
import {checkSlopeQuickly} from './checkSlopeQuickly';
import {type Direction, type Scale, type SlopeCheck, stepBothWays} from './Direction';
import {roughness} from './roundingNoise';
import type {BlockResults} from './searchBlocks';

type Checks = Map<number, SlopeCheck>;

/** Entries that seem to have no influence, though rounding alone may hide it, are `noisy`. */
export function recheckLost(input: InputContext, checks: Checks, blocks: BlockResults | undefined): void {
  const flat = [...checks].filter(([, {verdict}]) => verdict === 'flat');
  const still = (blocks?.still ?? []).flatMap(({entries}) => entries);
  const all = [...new Set([...flat.map(([at]) => at), ...still])];
  if (all.length === 0) return;
  const moved = input.checkedFn.base.map(values => values.slice());
  for (const [k, at] of all.entries()) moved[input.index]![at]! += (k % 2 ? -0.37 : 0.41) * input.sizeOf(at);
  if (!isLostInRounding(input.checkedFn, moved)) return;
  for (const [at, check] of flat) checks.set(at, {...check, verdict: 'noisy', unseen: Infinity});
  for (const at of still) if (blocks) blocks.unseen[at] = Infinity;
}

const HELD = 3;

/**
 * Under a large constant only steps across many treads show anything, and their average slope is what a gradient
 * that passes through a staircase claims: the steepest entries have to be right with the staircases held as well.
 */
export function recheckStaircases(input: InputContext, checks: Checks): void {
  for (const [at, {analytic}] of steepestPassed(checks).slice(0, HELD)) {
    const direction = input.heldEntryDirection(at);
    if (!direction || !input.checkedFn.mayCheckThoroughly) return;
    const scale = {...input.entryScale(at), noise: input.context.rounding};
    const held =
      checkSlopeQuickly(direction, analytic, scale).check ?? checkSlope(direction, analytic, scale);
    if (held.verdict === 'wrong') checks.set(at, held);
  }
}

function steepestPassed(checks: Checks) {
  return [...checks]
    .filter(([, {verdict, analytic}]) => verdict === 'pass' && analytic !== 0)
    .sort(([, a], [, b]) => Math.abs(b.analytic) - Math.abs(a.analytic));
}

/** The share of a slope that fine steps leave to rounding, and the least step in units of ε: kernels round sums with 1, as in exp(x) − 1. */
const FINE = [
  {share: 1e-4, least: 2 ** 14},
  {share: 1e-3, least: 2 ** 10},
  {share: 1e-2, least: 2 ** 7},
] as const;
type Fineness = (typeof FINE)[number];
/** A difference so many times as large as rounding is no rounding. */
const CLEARLY = 20;
/** How many entries are checked one by one for what all of them together have shown. */
const TRIED = 24;

/**
 * Looks for ripples: sin(10⁸ x) · 10⁻⁸ has a slope of 1 that no ordinary step sees. All entries are moved at once, by steps at which
 * rounding just leaves three digits; where the slope is different there, so are single entries.
 *
 * @returns Whether there are ripples in an entry that was not found.
 */
export function recheckRipples(input: InputContext, checks: Checks): boolean {
  // Of a staircase a fine step may see a tread's edge.
  if (input.heldEntryDirection(0)) return false;
  if ([...checks.values()].some(({verdict}) => verdict !== 'pass' && verdict !== 'flat')) return false;
  const ways = [2, 3].map(period => allMoved(input, period));
  const fineness = FINE.find(each => ways.some(way => isRippledAlong(input, way, each)));
  if (!fineness) return false;
  let found = 0;
  for (const [at, check] of steepestPassed(checks).slice(0, TRIED)) {
    if (input.checkedFn.left < 8) break;
    // A slope that was seen only from close by is finer than these steps.
    if (check.errorBar > 0.1 * Math.abs(check.analytic)) continue;
    const direction = input.entryDirection(at);
    const scale = input.entryScale(at);
    const h = differingStep(direction, check.analytic, Math.abs(check.analytic), scale, fineness);
    if (h === undefined) continue;
    const numerical = stepBothWays(direction, h, scale).central;
    checks.set(at, {...check, verdict: 'wrong', numerical, errorBar: (2 * scale.noise) / h});
    found++;
  }
  return found === 0;
}

/** A direction that moves all entries by their sizes, every so many one the other way. */
function allMoved(input: InputContext, period: number) {
  const {gradient} = input;
  const shifts = gradient.map((_, at) => (at % period === 1 ? -1 : 1) * input.sizeOf(at));
  const usual = norm(gradient.map((g, at) => g * shifts[at]!));
  const direction = input.blockDirection(
    filled(shifts.length, at => at),
    shifts,
  );
  return {direction, analytic: dot(gradient, shifts), usual, unit: largest(shifts)};
}

function isRippledAlong(
  input: InputContext,
  {direction, analytic, usual, unit}: ReturnType<typeof allMoved>,
  fineness: Fineness,
): boolean {
  return differingStep(direction, analytic, usual, input.scale(1, 1, 0), fineness, unit) !== undefined;
}

/**
 * A fine step at which the slope is not the analytic one. The error is the same at three such steps: rounding's is not, and that of
 * a bend shrinks.
 *
 * @param unit How far a step of 1 moves an entry.
 */
function differingStep(
  direction: Direction,
  analytic: number,
  usual: number,
  scale: Scale,
  {share, least}: Fineness,
  unit = 1,
): number | undefined {
  const {noise, precision, size} = scale;
  const h = Math.max(noise / (share * usual), precision.epsilon * least * Math.max(size, 1 / unit));
  if (!(h < (precision.step * size) / 64)) return undefined; // no finer than the steps that were taken
  const allowed = Math.max(CLEARLY * share, 2 * precision.tolerance) * usual + scale.analyticNoise;
  const errors: number[] = [];
  for (const factor of [1, 0.6, 0.36]) {
    const error = stepBothWays(direction, factor * h, scale).central - analytic;
    if (!(Math.abs(error) > allowed)) return undefined;
    errors.push(error);
  }
  const isConstant = Math.max(...errors) - Math.min(...errors) < 0.1 * Math.abs(errors[0]!);
  return isConstant && isSmooth(direction, h) ? h : undefined;
}

/** Whether the function is more than rounding at this scale: exp(x) − 1 inside a kernel is a staircase for tiny x. */
function isSmooth(direction: Direction, h: number): boolean {
  const values = Array.from({length: 8}, (_, k) => direction((k - 3.63) * (h / 4)).value);
  const {rough, change, distinct} = roughness(values);
  return distinct === values.length && rough < 0.05 * change;
}
