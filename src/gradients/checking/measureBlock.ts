import type {Block} from './blocks';
import {jitterOf, type Comparison} from './Comparison';
import {extrapolated, isKinked, type Pair, pairAt, RATIO, steeperSide} from './glanceAtLine';
import {FLOOR, type LineScale, sizeOfSlope} from './Line';

/** A way to move a block: each entry by its usual size or by itself, times a step. */
interface Probe {
  readonly relative: boolean;
  readonly h: number;
}

/** What a block's slopes say. */
export interface Measured {
  readonly block: Block;
  /** The way of moving that says most. */
  readonly probe: Probe;
  /** How far the slopes are apart, in multiples of what is allowed: above 1 something is wrong. */
  readonly doubt: number;
  /** The smallest error of each entry that would have been noticed, in the unit of its slope; infinite in doubt. */
  readonly unseen: Float64Array;
  /** What that is to be compared with, for each entry. */
  readonly sizes: Float64Array;
  /** The largest share of an entry's slope that could hide where splitting the block would help: behind kinks, or tolerance. */
  readonly coarse: number;
  /** The difference of the slopes of both sides, where there is a kink at the point. */
  readonly kink: number;
  readonly kinked: boolean;
  /** The function changes by no more than rounding. */
  readonly still: boolean;
}

const ATTEMPTS = 4;

/**
 * Compares both slopes along a direction that moves a whole block: from four values, and from four more with another step for as
 * long as rounding, a bend or a domain's edge leaves something open.
 *
 * A step so small that rounding would hide a difference that a wider one has shown says nothing in favour of the block.
 *
 * @param like The way that told most of the block that this one was cut from.
 */
export function measureBlock(comparison: Comparison, input: number, block: Block, like?: Measured): Measured {
  const ways = [...new Set([like?.probe.relative ?? false, false, true])];
  let best: Measured | undefined;
  let clearest = Infinity; // the smallest difference that stood out
  for (const relative of ways) {
    const direction = directionOf(comparison, input, block, relative);
    if (!direction) continue;
    const scale = scaleOf(comparison, input, block);
    const line = comparison.blockLine(input, block.entries, direction);
    let h =
      like?.probe.relative === relative
        ? like.probe.h
        : (16 * scale.jitter * scale.precision.step) / Math.sqrt(direction.length);
    const isLikeWhole = like?.probe.relative === relative && like.doubt > 1;
    const widest = Math.max(h, (2 * scale.jitter) / Math.sqrt(direction.length));
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const pairs = [pairAt(line, h, scale), pairAt(line, RATIO * h, scale)] as const;
      const slopes = slopesAlong(pairs, direction, {comparison, input, block, scale});
      const isHidden = slopes.agrees && !(slopes.margin < clearest / 2);
      if (!slopes.agrees && slopes.sharp) clearest = Math.min(clearest, slopes.difference);
      const measured = isHidden
        ? undefined
        : measuredOf(slopes, {block, probe: {relative, h}, direction, comparison, input});
      if (measured && (!best || isBetter(measured, best))) best = measured;
      // What a half shows as its whole did need not be asked twice.
      if (isLikeWhole && attempt === 0 && slopes.sharp && !slopes.agrees && !slopes.kinked) return best!;
      const isSettled = slopes.sharp && !(slopes.kinked && slopes.closest < h / 4);
      if (slopes.agrees && !isHidden && (isSettled || slopes.still === 'exactly')) return best!;
      const next = nextStep(h, slopes, widest, attempt);
      if (next === undefined) break;
      h = next;
    }
    if (best && best.doubt <= 1 && best.coarse < 0.5) break;
  }
  return best!;
}

interface Along {
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
  readonly kink: number;
  readonly kinked: boolean;
  readonly tolerance: number;
  readonly still: 'exactly' | 'but for rounding' | undefined;
  /** The slope over the wider step. */
  readonly widest: number;
}

interface Asked {
  readonly comparison: Comparison;
  readonly input: number;
  readonly block: Block;
  readonly scale: LineScale;
}

function slopesAlong([wide, narrow]: readonly [Pair, Pair], direction: Float64Array, asked: Asked): Along {
  const {scale, block, input, comparison} = asked;
  const gradient = comparison.gradients[input]!;
  const terms = block.entries.map((at, k) => gradient[at]! * direction[k]!);
  const analytic = terms.reduce((sum, term) => sum + term, 0);
  // A tenth of what one entry may be off: the errors of many right entries do not add up.
  const tolerance = 0.1 * scale.precision.tolerance * norm(terms) + scale.blur * norm(direction);
  // Enough to see a few hundredths of a usual entry; of slopes that are all 0, of one that is not.
  const floor = FLOOR * comparison.steepest[input]!;
  const usual = norm(block.entries.map((at, k) => Math.max(Math.abs(gradient[at]!), floor) * direction[k]!));
  const enough = Math.max(3 * tolerance, (0.03 * usual) / Math.sqrt(direction.length));
  const numerical = extrapolated(wide.slope, narrow.slope, 2);
  const rounding = (1.5 * scale.noise) / narrow.h;
  const changes = [wide, narrow].flatMap(({right, left, h}) => [right * h, left * h]).map(Math.abs);
  const isStill = Math.max(...changes) <= 4 * scale.noise && Math.abs(analytic) * wide.h <= 4 * scale.noise;
  const still =
    wide.still && narrow.still && analytic === 0 ? 'exactly' : isStill ? 'but for rounding' : undefined;
  const smooth = {value: numerical, errorBar: Math.abs(numerical - narrow.slope) + rounding};
  const kinked = isKinked(wide, narrow, numerical, scale);
  const found = kinked
    ? nearestSide([wide, narrow], smooth, analytic, tolerance, enough)
    : {...smooth, kink: 0};
  const difference = Math.max(0, Math.abs(found.value - analytic) - (kinked ? found.kink / 2 : 0));
  const margin = tolerance + found.errorBar;
  return {
    ...{difference, margin, tolerance, still, widest: steeperSide(wide), kink: found.kink, kinked},
    agrees: difference <= margin,
    sharp: found.errorBar <= enough,
    closest: Math.max((6 * scale.noise) / enough, scale.precision.epsilon ** (2 / 3)),
    lost: rounding > 0.5 * found.errorBar,
  };
}

/**
 * At a kink the slope of one side or of both together, if the analytic one is that: all entries have then chosen alike, and one
 * that is wrong would show. Else the middle of the range between both sides, with its width.
 */
function nearestSide(
  [wide, narrow]: readonly [Pair, Pair],
  central: {value: number; errorBar: number},
  analytic: number,
  tolerance: number,
  enough: number,
): {value: number; errorBar: number; kink: number} {
  const rounding = central.errorBar;
  const side = (which: 'right' | 'left') => {
    const value = extrapolated(wide[which], narrow[which], 1);
    return {value, errorBar: Math.abs(value - narrow[which]) + 2 * rounding};
  };
  const [right, left] = [side('right'), side('left')];
  const alike = [central, right, left].find(
    ({value, errorBar}) => Math.abs(value - analytic) <= tolerance + errorBar && errorBar <= enough,
  );
  if (alike) return {...alike, kink: 0};
  return {
    value: (right.value + left.value) / 2,
    errorBar: Math.max(right.errorBar, left.errorBar),
    kink: Math.abs(right.value - left.value),
  };
}

function nextStep(
  h: number,
  {lost, sharp, agrees, margin, kinked, closest}: Along,
  widest: number,
  attempt: number,
): number | undefined {
  if (attempt + 1 < ATTEMPTS && kinked && closest < h / 4) return closest;
  // A clear difference may be that of a function which changes its nature closer to the point.
  const next = lost && !(sharp && !agrees) && margin < Infinity ? Math.min(widest, 64 * h) : h / 64;
  return attempt + 1 < ATTEMPTS && Math.abs(next / h - 1) > 0.5 ? next : undefined;
}

function measuredOf(
  {difference, margin, agrees, kink, kinked, tolerance, still, widest}: Along,
  told: {block: Block; probe: Probe; direction: Float64Array; comparison: Comparison; input: number},
): Measured {
  const {block, probe, direction, comparison, input} = told;
  const hidden = agrees ? margin + difference + kink : Infinity;
  const unseen = Float64Array.from(direction, d => hidden / Math.abs(d));
  const gradient = comparison.gradients[input]!;
  const scale = scaleOf(comparison, input, block);
  const typical = widest / norm(direction);
  const sizes = Float64Array.from(block.entries, at => sizeOfSlope(gradient[at]!, scale, typical));
  // Splitting helps where kinks or the tolerance of many entries hide an error; against rounding it does not.
  const helps = kink + tolerance > 0.5 * (margin + kink);
  const share = (k: number) => unseen[k]! / sizes[k]!;
  const coarse =
    helps && block.entries.length > 1 && !still ? Math.max(...direction.map((_, k) => share(k) || 0)) : 0;
  const doubt =
    Number.isFinite(difference) && margin < Infinity ? difference / (margin || Number.MIN_VALUE) : Infinity;
  return {
    block,
    probe,
    sizes,
    doubt: agrees ? Math.min(1, doubt) : doubt,
    unseen,
    coarse,
    kink,
    kinked,
    still: still !== undefined,
  };
}

/** Agreement beats doubt, and of two that agree the one that leaves less unseen. */
function isBetter(a: Measured, b: Measured): boolean {
  const [inDoubt, was] = [a.doubt > 1, b.doubt > 1];
  if (inDoubt !== was) return was;
  return inDoubt
    ? a.doubt < b.doubt
    : a.unseen[0]! * Math.abs(a.block.moves[0]!) < b.unseen[0]! * Math.abs(b.block.moves[0]!);
}

/** Undefined if an entry would not be moved, or if moving each by itself is what has been done already. */
function directionOf(
  comparison: Comparison,
  input: number,
  {entries, moves}: Block,
  relative: boolean,
): Float64Array | undefined {
  const {values} = comparison.subject.inputs[input]!;
  const sizes = entries.map(at => (relative ? Math.abs(values[at]!) : comparison.sizeOf(input, at)));
  if (relative && sizes.every((size, k) => size * 16 > comparison.sizeOf(input, entries[k]!)))
    return undefined;
  return sizes.includes(0) ? undefined : Float64Array.from(sizes, (size, k) => size * moves[k]!);
}

function scaleOf(comparison: Comparison, input: number, {entries}: Block): LineScale {
  return {...comparison.scale(input, 1, 1, entries[0]!), jitter: jitterOf(entries[0]! + 7 * entries.length)};
}

function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum);
}
