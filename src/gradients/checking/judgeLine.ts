import type {Estimate} from '../numerical/extrapolate';
import {pairAt} from './glanceAtLine';
import {
  centralSlope,
  climb,
  firstCount,
  isStillClimbing,
  sideSlope,
  topStep,
  widestSlope,
  type Rung,
  type Side,
} from './ladder';
import {type Judgement, type Line, type LineScale, sizeOfSlope, tolerated} from './Line';

/**
 * Judges an analytic slope by the function alone, along a ladder of steps on both sides.
 *
 * Each side is extrapolated for itself, which tells a kink (the sides differ), a jump (a side's change does not
 * shrink with the step) and the edge of a domain (a side is not there) from an error. Where the first ladder says
 * nothing, or that the gradient is wrong, wider steps are taken where rounding swallows the ones that were taken, and finer
 * ones where the function may change its nature close to the point: log(x + 1e-12) at 0, sin(1e7 x).
 */
export function judgeLine(line: Line, analytic: number, scale: LineScale): Judgement {
  let rungs = climb(line, topStep(scale), firstCount(scale), scale);
  let judgement = judgeRungs(rungs, analytic, scale);
  for (const further of [wider, finer, closer, finest]) {
    if (isSettled(judgement, scale)) break;
    const added = further(line, judgement, rungs, scale);
    if (added.length === 0) continue;
    rungs = [...rungs, ...added].sort((a, b) => b.h - a.h);
    judgement = judgeRungs(rungs, analytic, scale);
  }
  if (judgement.verdict === 'wrong' && isSlight(judgement)) {
    // Two estimates may agree by chance, with a small error bar; with other steps they do not do so again.
    const jitter = 0.77 * scale.jitter;
    const again = climb(line, topStep({...scale, jitter}), firstCount(scale), scale);
    const second = judgeRungs(again, analytic, scale);
    if (second.verdict !== 'wrong') return second;
  }
  if (judgement.verdict === 'wrong' && isStillClimbing(rungs, analytic))
    return {...judgement, verdict: 'noisy'};
  const claimed = judgement.verdict === 'wrong' ? Math.abs(analytic - judgement.numerical) : judgement.gap;
  if (claimed !== undefined) judgement = closeUp(line, judgement, claimed, scale);
  return isRoundingAlone(judgement, rungs, scale) ? {...judgement, verdict: 'flat'} : judgement;
}

function isSlight({analytic, numerical}: Judgement): boolean {
  return Math.abs(analytic - numerical) < 0.1 * Math.max(Math.abs(analytic), Math.abs(numerical));
}

/** A difference must be so many times as large as rounding makes it: of both gradients, and of both sides. */
const CLEAR = {wrong: 3, kink: 8};

/**
 * A wrong slope, or a kink, at the smallest steps at which rounding leaves it to be seen: a derivative is a limit. A staircase has
 * a slope only across many of its steps, and |x| beside 0 a kink only from afar.
 *
 * @param claimed The difference that has to be there: of both gradients, or of both sides.
 * @returns What is to be said instead; the same judgement if the difference is there as well.
 */
function closeUp(line: Line, found: Judgement, claimed: number, scale: LineScale): Judgement {
  const {analytic, verdict} = found;
  const clear = CLEAR[verdict === 'kink' ? 'kink' : 'wrong'];
  const h = (clear * scale.noise) / claimed;
  if (!(h <= Math.min(scale.reach / 4, scale.size / 256))) return {...found, verdict: 'noisy'};
  const pairs = [0.73, 1, 1.31].map(factor => pairAt(line, factor * h, scale));
  const gaps = pairs.map(({right, left}) => Math.abs(right - left));
  if (verdict === 'kink' && gaps.filter(gap => !(gap < claimed / 2)).length > 1) return found;
  const isJump = gaps[0]! > 1.5 * gaps[2]! && gaps[2]! > claimed;
  if (isJump) return found; // beside it both sides have been looked at
  const isBend = gaps[0]! < 0.8 * gaps[2]!; // with the step shrinks the gap between both sides, which that of a kink does not
  const seen = pairs.map(({right, left, slope, still}) => {
    const sides = isBend ? [slope] : [right, left].filter(Number.isFinite);
    const [low, high] = [Math.min(...sides), Math.max(...sides)];
    return {error: Math.max(low - analytic, analytic - high, 0), slope: (low + high) / 2, still};
  });
  if (verdict === 'wrong' && seen.filter(({error}) => error > claimed / 2).length > 1) return found;
  const {slope: numerical, error} = seen.sort((a, b) => a.error - b.error)[1]!;
  const errorBar = Math.max(claimed / clear, error);
  if (analytic === 0 && seen.every(({still}) => still))
    return {...found, numerical: 0, errorBar, constant: true, unseen: errorBar, verdict: 'flat'};
  const size = sizeOfSlope(analytic, scale, 0);
  const unseen = tolerated(analytic, numerical, scale) + 4 * errorBar;
  return {...found, numerical, errorBar, unseen, size, verdict: errorBar <= 0.5 * size ? 'pass' : 'noisy'};
}

type Further = (line: Line, judgement: Judgement, rungs: readonly Rung[], scale: LineScale) => Rung[];

/** Steps up to twice the size of what is moved, where rounding is more than a thousandth of the slope. */
const wider: Further = (line, {size, numerical, errorBar}, rungs, scale) => {
  if (errorBar <= 1e-3 * Math.max(size, Math.abs(numerical))) return [];
  const top = rungs[0]!.h;
  const most = Math.log(Math.max(1, (2 * Math.max(1, scale.size)) / top)) / Math.log(4);
  const count = Math.min(4, Math.ceil(most));
  return count > 0 ? climb(line, top * 4 ** count, count, scale) : [];
};

/** The ladder down to the smallest steps that move anything. */
const finer: Further = (line, _, rungs, scale) => {
  const count = (scale.precision.dtype === 'float64' ? 20 : 10) - rungs.length;
  return count > 0 ? climb(line, rungs.at(-1)!.h / 4, count, scale) : [];
};

/** A ladder of its own for what is far smaller than the other entries of its input. */
const closer: Further = (line, _, rungs, {reach, jitter, ...scale}) => {
  const top = (jitter * reach) / 8;
  return top < rungs.at(-1)!.h * 64 ? climb(line, top, 10, {reach, jitter, ...scale}) : [];
};

/** A fine staircase has the slope 0 on each of its steps. */
const finest: Further = (line, {analytic}, rungs, scale) => {
  const isFine = analytic === 0 && scale.precision.dtype === 'float64';
  return isFine ? climb(line, rungs.at(-1)!.h / 4, 8, scale) : [];
};

function isSettled({verdict, size, numerical, errorBar}: Judgement, {precision}: LineScale): boolean {
  if (verdict === 'kink' || verdict === 'flat') return true;
  return verdict === 'pass' && errorBar <= 10 * precision.tolerance * Math.max(size, Math.abs(numerical));
}

/**
 * Whether there is nothing but rounding along the line, even at the widest steps, as where large numbers cancel inside
 * the function or a bias is taken away again.
 */
function isRoundingAlone(
  {verdict, analytic}: Judgement,
  rungs: readonly Rung[],
  {noise, blur, size}: LineScale,
): boolean {
  if (verdict !== 'noisy' && verdict !== 'pass') return false;
  const widest = rungs.filter(({right, left}) => !Number.isNaN(right + left)).slice(0, 3);
  if (widest.length < 3) return false;
  return (
    Math.abs(analytic) <= 2 * blur &&
    // Numbers that have grown with the step round more.
    widest.every(
      ({h, right, left}) => Math.max(Math.abs(right), Math.abs(left)) <= 8 * noise * (1 + h / size),
    )
  );
}

type WideScale = LineScale & {readonly widest: number};

function judgeRungs(rungs: readonly Rung[], analytic: number, narrow: LineScale): Judgement {
  const scale = {...narrow, widest: Math.max(0, ...rungs.slice(0, 1).map(widestSlope))};
  const right = sideSlope(rungs, 'right', scale);
  const left = sideSlope(rungs, 'left', scale);
  if (Number.isNaN(right.value) || Number.isNaN(left.value)) {
    const there = Number.isNaN(right.value) ? left : right;
    return judgeSlope(there, analytic, scale, there.constant);
  }
  const constant = right.constant && left.constant;
  const gap = Math.abs(right.value - left.value);
  const slack = scale.precision.tolerance * Math.max(Math.abs(right.value), Math.abs(left.value));
  const jumps = right.jumps || left.jumps;
  if (!(gap > 4 * (right.errorBar + left.errorBar) + slack) && !jumps) {
    return judgeSlope(constant ? right : centralSlope(rungs, scale), analytic, scale, constant);
  }
  const kink = judgeKink(left, right, analytic, scale, constant);
  return kink.verdict === 'kink' && !jumps ? {...kink, gap} : kink;
}

function judgeSlope(slope: Estimate, analytic: number, scale: WideScale, constant: boolean): Judgement {
  const allowed = tolerated(analytic, slope.value, scale);
  const size = sizeOfSlope(analytic, scale, scale.widest);
  const found = {
    analytic,
    numerical: slope.value,
    errorBar: slope.errorBar,
    constant,
    unseen: allowed + 4 * slope.errorBar,
    size,
  };
  if (Number.isNaN(slope.value)) return {...found, unseen: Infinity, verdict: 'nonfinite'};
  if (constant && analytic === 0) return {...found, verdict: 'flat'};
  if (Math.abs(slope.value - analytic) > allowed + 3 * slope.errorBar) return {...found, verdict: 'wrong'};
  // Where every slope of the input is 0 or not to be told from it, there is no size to compare with.
  const clear = slope.errorBar <= 0.5 * Math.max(size, Math.abs(slope.value));
  return {...found, verdict: clear ? 'pass' : 'noisy'};
}

function judgeKink(
  left: Side,
  right: Side,
  analytic: number,
  scale: LineScale,
  constant: boolean,
): Judgement {
  const nearer = Math.abs(left.value - analytic) < Math.abs(right.value - analytic) ? left : right;
  const [low, high] = left.value < right.value ? [left, right] : [right, left];
  const slack = scale.precision.tolerance * Math.max(Math.abs(low.value), Math.abs(high.value)) + scale.blur;
  const size = Math.max(Math.abs(low.value), Math.abs(high.value));
  const unseen = slack + 4 * Math.max(low.errorBar, high.errorBar);
  const found = {analytic, numerical: nearer.value, errorBar: nearer.errorBar, constant, unseen, size};
  const legal =
    analytic >= low.value - 3 * low.errorBar - slack && analytic <= high.value + 3 * high.errorBar + slack;
  if (!legal) return {...found, verdict: 'wrong'};
  return {...found, verdict: constant && analytic === 0 ? 'flat' : 'kink'};
}
