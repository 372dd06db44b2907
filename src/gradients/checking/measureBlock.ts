import {filled, largest, norm, sum} from '../numerical/arrays';
import type {Estimate} from '../numerical/extrapolate';
import {type InputContext, jitterOf} from './CheckContext';
import {bendOf, extrapolated, isKinked, twoSizes} from './checkSlopeQuickly';
import {type Scale, sizeOfSlope, steeperSide, type StepSize, visibleSlope} from './Direction';

/** Entries of one input that are moved together. */
export interface Block {
  /** Flat positions. */
  readonly entries: readonly number[];
  /** How far each is moved, in units of its size; ½ to 1½, of either sign. */
  readonly moves: readonly number[];
}

/** What a block's slopes say. */
export interface MeasuredBlock {
  readonly block: Block;
  /** Whether each entry was moved in proportion to its own value, and not to its usual size. */
  readonly relative: boolean;
  readonly h: number;
  /** How far the slopes are apart, in multiples of what is allowed: above 1 something is wrong. */
  readonly doubt: number;
  /** The smallest error of each entry that would have been noticed, in the unit of its slope; infinite in doubt. */
  readonly unseen: Float64Array;
  /** What that is relative to, for each entry. */
  readonly sizes: Float64Array;
  /** The largest share of an entry's slope that could hide where splitting the block would help: behind kinks, or tolerance. */
  readonly coarse: number;
  readonly kinked: boolean;
  /** Where both slopes agree on a side of a kink: what is allowed between them as a share of the range between both sides. */
  readonly luck: number;
  /** The function changes by no more than rounding. */
  readonly still: boolean;
}

/** What is measured, and how it is moved. */
interface BlockDirection {
  readonly block: Block;
  /** Of each entry: analytic slope, and what it is moved by for h = 1. */
  readonly slopes: Float64Array;
  readonly shifts: Float64Array;
  readonly scale: Scale;
}

const ATTEMPTS = 4;
/** Evaluations. */
const PER_ATTEMPT = 4;
/** How many times the noise a kink's slopes change the value over the step that just shows them: each side is extrapolated. */
const KINK_NOISE = 96;

/**
 * Compares both slopes along a direction that moves a whole block: from four values, and from four more with another step for as
 * long as rounding, a bend or a domain's edge leaves something open.
 *
 * A step so small that rounding would hide a difference that a wider one has shown says nothing in favour of the block.
 *
 * @param like The measurement of the block that this one was cut from.
 */
export function measureBlock(input: InputContext, block: Block, like?: MeasuredBlock): MeasuredBlock {
  const {entries} = block;
  const slopes = filled(entries.length, k => input.gradient[entries[k]!]!);
  const jitter = jitterOf(entries[0]! + 7 * entries.length);
  const scale = {...input.scale(1, 1, 0), jitter};
  let best: MeasuredBlock | undefined;
  let clearest = Infinity; // the smallest difference that stood out
  for (const relative of new Set([like?.relative ?? false, false, true])) {
    const shifts = shiftsOf(input, block, relative);
    if (!shifts) continue;
    if (best && scale.left() < PER_ATTEMPT) break;
    const direction = input.blockDirection(entries, shifts);
    const isAsWhole = like?.relative === relative;
    let h = isAsWhole ? like.h : (16 * jitter * scale.precision.step) / Math.sqrt(shifts.length);
    const widest = Math.max(h, (2 * jitter) / Math.sqrt(shifts.length));
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const blockDirection = {block, slopes, shifts, scale};
      const found = compareAlong(twoSizes(direction, h, scale), blockDirection);
      const isHidden = found.agrees && !(found.margin < clearest / 2);
      if (!found.agrees && found.sharp) clearest = Math.min(clearest, found.difference);
      const measured = isHidden ? undefined : measuredBlock(found, blockDirection, relative, h);
      if (measured && (!best || isBetter(measured, best))) best = measured;
      // What a half shows as its whole did need not be measured twice.
      const isClearlyWrong = found.sharp && !found.agrees && !found.kinked;
      if (isAsWhole && like.doubt > 1 && attempt === 0 && isClearlyWrong) return best!;
      const isSettled = found.sharp && !(found.kinked && found.closest < h / 4);
      if (found.agrees && !isHidden && (isSettled || found.still === 'exactly')) return best!;
      if (best && scale.left() < PER_ATTEMPT) break;
      const next = attempt + 1 < ATTEMPTS ? nextStep(h, found, widest) : undefined;
      if (next === undefined) break;
      h = next;
    }
    if (best && best.doubt <= 1 && best.coarse < 0.5) break;
  }
  return best!;
}

/** Undefined if an entry would not be moved, or if moving each in proportion to itself is much the same as by its size. */
function shiftsOf(input: InputContext, {entries, moves}: Block, relative: boolean): Float64Array | undefined {
  const count = entries.length;
  const own = (k: number) => Math.abs(input.values[entries[k]!]!);
  const usual = (k: number) => input.sizeOf(entries[k]!);
  if (relative && entries.every((_, k) => own(k) * 16 > usual(k))) return undefined;
  const sizes = filled(count, relative ? own : usual);
  return sizes.includes(0) ? undefined : filled(count, k => sizes[k]! * moves[k]!);
}

interface Found {
  /** Of the analytic slope from the numerical one, or from the range between both sides. */
  readonly difference: number;
  /** What is allowed of it. */
  readonly margin: number;
  readonly agrees: boolean;
  /** The error bar is as small as need be. */
  readonly sharp: boolean;
  /** The step at which rounding just leaves that: a kink beside the point is none at the point. */
  readonly closest: number;
  /** Rounding makes most of the error bar. */
  readonly lost: boolean;
  /** By what the step is to be multiplied for rounding and bend to weigh the same. */
  readonly balance: number;
  /** The difference of the slopes of both sides, where there is a kink at the point. */
  readonly kink: number;
  readonly kinked: boolean;
  /** As of `MeasuredBlock`. */
  readonly luck: number;
  readonly tolerance: number;
  readonly still: 'exactly' | 'but for rounding' | undefined;
  /** As of `visibleSlope`. */
  readonly seen: number;
}

function compareAlong([wide, narrow]: [StepSize, StepSize], {slopes, shifts, scale}: BlockDirection): Found {
  const {noise, precision, analyticNoise} = scale;
  const terms = slopes.map((g, k) => g * shifts[k]!);
  const analytic = sum(terms);
  // A tenth of what one entry may be off: the errors of many right entries do not add up.
  const tolerance = 0.1 * precision.tolerance * norm(terms) + analyticNoise * norm(shifts);
  // Enough to see a few hundredths of a usual entry; of slopes that are all 0, of one that is not.
  const sides = Math.max(steeperSide(wide), steeperSide(narrow)) / norm(shifts);
  const usual = norm(slopes.map((g, k) => sizeOfSlope(g, scale, sides) * shifts[k]!));
  const enough = Math.max(3 * tolerance, (0.03 * usual) / Math.sqrt(shifts.length));
  const value = extrapolated(wide.central, narrow.central, 2);
  const rounding = (1.5 * noise) / narrow.h;
  const bend = bendOf(wide, narrow);
  const smooth = {value, errorBar: bend + rounding};
  const kinked = isKinked(wide, narrow, value, scale);
  const found = kinked
    ? nearestSide(wide, narrow, smooth, analytic, tolerance, enough)
    : {...smooth, kink: 0, range: Infinity};
  const difference = Math.max(0, Math.abs(found.value - analytic) - (kinked ? found.kink / 2 : 0));
  const margin = tolerance + found.errorBar;
  const changes = [wide, narrow].flatMap(({right, left, h}) => [right * h, left * h]);
  const isStill = largest(changes) <= 4 * noise && Math.abs(analytic) * wide.h <= 4 * noise;
  const isExactlyStill = wide.still && narrow.still && analytic === 0;
  return {
    ...{difference, margin, tolerance, seen: visibleSlope([wide, narrow], scale), kink: found.kink, kinked},
    still: isExactlyStill ? 'exactly' : isStill ? 'but for rounding' : undefined,
    luck: margin / found.range,
    agrees: difference <= margin,
    sharp: found.errorBar <= enough,
    closest: Math.max((KINK_NOISE * noise) / enough, precision.epsilon ** (2 / 3)),
    lost: rounding > 0.5 * found.errorBar,
    balance: Math.sqrt(rounding / bend),
  };
}

/**
 * At a kink the slope of one side or of both together, if the analytic one is that: all entries have then the slope of the same
 * side, and one that is wrong would show. Else the middle of the range between both sides, with its width.
 */
function nearestSide(
  wide: StepSize,
  narrow: StepSize,
  central: Estimate,
  analytic: number,
  tolerance: number,
  enough: number,
): Estimate & {kink: number; range: number} {
  const side = (which: 'right' | 'left') => {
    const value = extrapolated(wide[which], narrow[which], 1);
    return {value, errorBar: Math.abs(value - narrow[which]) + 2 * central.errorBar};
  };
  const [right, left] = [side('right'), side('left')];
  const same = [central, right, left].find(
    ({value, errorBar}) => Math.abs(value - analytic) <= tolerance + errorBar && errorBar <= enough,
  );
  const range = Math.abs(right.value - left.value);
  if (same) return {...same, kink: 0, range};
  const errorBar = Math.max(right.errorBar, left.errorBar);
  return {value: (right.value + left.value) / 2, errorBar, kink: range, range};
}

function nextStep(
  h: number,
  {lost, sharp, agrees, margin, kinked, closest, balance}: Found,
  widest: number,
): number | undefined {
  if (kinked && closest < h / 4) return closest;
  if (kinked && agrees) return undefined;
  if (agrees && !lost && balance > 1 / 64) return h * balance;
  const isLost = lost && !(sharp && !agrees) && margin < Infinity;
  // Closer to a kink rounding hides what this step has shown.
  if (kinked && !isLost) return undefined;
  // A clear difference may be that of a function which changes its shape closer to the point.
  const next = isLost ? Math.min(widest, 64 * h) : h / 64;
  return Math.abs(next / h - 1) > 0.5 ? next : undefined;
}

function measuredBlock(
  {difference, margin, agrees, kink, kinked, luck, tolerance, still, seen}: Found,
  {block, slopes, shifts, scale}: BlockDirection,
  relative: boolean,
  h: number,
): MeasuredBlock {
  const hidden = agrees ? margin + difference + kink : Infinity;
  const unseen = shifts.map(shift => hidden / Math.abs(shift));
  const usual = seen / norm(shifts); // once: a dense layer has 10⁵ entries
  const sizes = slopes.map(g => sizeOfSlope(g, scale, usual));
  // Splitting helps where kinks or the tolerance of many entries hide an error; against rounding it does not.
  const helps = kink + tolerance > 0.5 * (margin + kink) && slopes.length > 1 && !still;
  const coarse = helps ? largest(unseen.map((each, k) => each / sizes[k]! || 0)) : 0;
  const isFinite = Number.isFinite(difference) && margin < Infinity;
  const doubt = isFinite ? difference / (margin || Number.MIN_VALUE) : Infinity;
  return {
    ...{block, relative, h, sizes, unseen, coarse, kinked, luck},
    doubt: agrees ? Math.min(1, doubt) : doubt,
    still: still !== undefined,
  };
}

/** Agreement beats doubt, and of two that agree the one that leaves less unseen. */
function isBetter(a: MeasuredBlock, b: MeasuredBlock): boolean {
  const [inDoubt, was] = [a.doubt > 1, b.doubt > 1];
  if (inDoubt !== was) return was;
  if (inDoubt) return a.doubt < b.doubt;
  return a.unseen[0]! * Math.abs(a.block.moves[0]!) < b.unseen[0]! * Math.abs(b.block.moves[0]!);
}
