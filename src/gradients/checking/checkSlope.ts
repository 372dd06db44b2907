import type {Estimate} from '../numerical/extrapolate';
import {
  centralSlope,
  checkKink,
  compareSlopes,
  type Direction,
  type Scale,
  sideSlope,
  type SlopeCheck,
  stepBothWays,
  type StepSize,
  stepSizesFrom,
  visibleSlope,
} from './Direction';

/**
 * Compares an analytic slope with the function at many step sizes on both sides.
 *
 * Each side is extrapolated for itself, which tells a kink (the sides differ), a jump (a side's change does not
 * shrink with the step) and the edge of a domain (a side is not there) from an error. Where the first step sizes say
 * nothing, or that the gradient is wrong, wider ones are taken where these are lost in rounding, and finer
 * ones where the function may change its shape close to the point: log(x + 1e-12) at 0, sin(1e7 x).
 */
export function checkSlope(direction: Direction, analytic: number, scale: Scale): SlopeCheck {
  let stepSizes = firstSizes(direction, scale);
  let check = checkSizes(stepSizes, analytic, scale);
  for (const further of [wider, finer, closer, finest]) {
    if (isSettled(check, stepSizes, scale) || scale.left() < MORE) break;
    const added = further(direction, check, stepSizes, scale);
    if (added.length === 0) continue;
    stepSizes = [...stepSizes, ...added].sort((a, b) => b.h - a.h);
    check = checkSizes(stepSizes, analytic, scale);
  }
  if (check.verdict === 'wrong' && isSlight(check) && scale.left() >= 2 * MORE) {
    // Two estimates may agree by chance, with a small error bar; with other steps they do not do so again.
    const second = checkSizes(firstSizes(direction, scale, 0.77 * scale.jitter), analytic, scale);
    if (second.verdict !== 'wrong') return second;
  }
  if (check.verdict === 'wrong' && isStillGrowing(stepSizes, analytic)) return {...check, verdict: 'noisy'};
  const claimed = check.verdict === 'wrong' ? Math.abs(analytic - check.numerical) : check.gap;
  if (claimed !== undefined) check = checkAgainCloser(direction, check, claimed, {...scale, stepSizes});
  return isRoundingAlone(check, stepSizes, scale) ? {...check, verdict: 'flat'} : check;
}

/** From a multiple of the usual step to far below the distance at which the function may change its shape. */
function firstSizes(direction: Direction, scale: Scale, jitter = scale.jitter): StepSize[] {
  const {precision, reach, size} = scale;
  const top = (factor: number) => 8 * factor * precision.step * Math.max(1, size);
  const [fewest, most] = precision.dtype === 'float64' ? [12, 20] : [7, 10];
  const wanted = Math.ceil(Math.log2(top(scale.jitter) / (reach * 2 ** -16)) / 2);
  return stepSizesFrom(top(jitter), Math.min(most, Math.max(fewest, wanted)), direction, scale);
}

/** What more step sizes take at most, in evaluations. */
const MORE = 20;

function isSlight({analytic, numerical}: SlopeCheck): boolean {
  return Math.abs(analytic - numerical) < 0.1 * Math.max(Math.abs(analytic), Math.abs(numerical));
}

/** Whether the slope of a side grows towards the analytic one down to the smallest step: it has not settled. */
function isStillGrowing(stepSizes: readonly StepSize[], analytic: number): boolean {
  return (['right', 'left'] as const).some(side => {
    const slopes = stepSizes.map(each => each[side]).filter(slope => !Number.isNaN(slope));
    const finest = slopes.slice(-4);
    const grows = finest.every((slope, k) => k === 0 || slope / finest[k - 1]! > 1.2);
    return finest.length === 4 && grows && analytic / finest[3]! > 1;
  });
}

/** A difference must be so many times as large as rounding makes it: of both gradients, and of both sides. */
const CLEAR = {wrong: 3, kink: 8};
/** How many of the numbers that can be stored lie between the point and a step, so that the step is itself to a few per cent. */
const APART = 32;

/**
 * A wrong slope, or a kink, at the smallest steps at which rounding leaves it to be seen: a derivative is a limit. A staircase has
 * a slope only across many of its steps, and |x| beside 0 a kink only from afar.
 *
 * @param claimed The difference that has to be there: of both gradients, or of both sides.
 * @returns The same check if the difference is there as well, else another one.
 */
function checkAgainCloser(
  direction: Direction,
  check: SlopeCheck,
  claimed: number,
  scale: Scale & {readonly stepSizes: readonly StepSize[]},
): SlopeCheck {
  const {analytic, verdict} = check;
  const clear = CLEAR[verdict === 'kink' ? 'kink' : 'wrong'];
  // At least a few numbers away: between the point and the next one there is nothing to see.
  const h = Math.max((clear * scale.noise) / claimed, APART * scale.precision.epsilon * scale.place);
  if (!(h <= Math.min(scale.reach / 4, scale.size / 512))) return {...check, verdict: 'noisy'};
  const stepSizes = [0.73, 1, 1.31].map(factor => stepBothWays(direction, factor * h, scale));
  if (verdict === 'wrong' && isTooFast(stepSizes, scale)) return {...check, verdict: 'noisy'};
  const gaps = stepSizes.map(({right, left}) => Math.abs(right - left));
  if (verdict === 'kink' && gaps.filter(gap => !(gap < claimed / 2)).length > 1) return check;
  const isJump = gaps[0]! > 1.5 * gaps[2]! && gaps[2]! > claimed;
  if (isJump) return check; // beside it both sides have been looked at
  const isBend = gaps[0]! < 0.8 * gaps[2]!; // the gap of a bend shrinks with the step, that of a kink does not
  const seen = stepSizes.map(({right, left, central, still}) => {
    const sides = isBend ? [central] : [right, left].filter(Number.isFinite);
    const [low, high] = [Math.min(...sides), Math.max(...sides)];
    return {error: Math.max(low - analytic, analytic - high, 0), slope: (low + high) / 2, central, still};
  });
  // A slope that is another one at each of three steps of much the same size is none: these are still too wide.
  const centrals = seen.map(({central}) => central);
  const spread = Math.max(...centrals) - Math.min(...centrals);
  if (verdict === 'wrong' && spread > 0.5 * Math.max(...centrals.map(Math.abs)) + (3 * scale.noise) / h)
    return {...check, verdict: 'noisy'};
  if (verdict === 'wrong' && seen.filter(({error}) => error > claimed / 2).length > 1) return check;
  const {slope, error} = seen.sort((a, b) => a.error - b.error)[1]!;
  const bar = scale.noise / h;
  if (verdict === 'kink' && seen.every(each => each.error > 3 * bar + scale.precision.tolerance * claimed))
    return {...check, verdict: 'wrong', numerical: slope, errorBar: bar};
  const errorBar = Math.max(claimed / clear, error);
  if (analytic === 0 && seen.every(({still}) => still))
    return {...check, numerical: 0, errorBar, constant: true, unseen: errorBar, verdict: 'flat'};
  const {found} = compareSlopes({value: slope, errorBar}, analytic, scale, 0);
  const {constant} = check;
  return {...check, ...found, constant, verdict: errorBar <= 0.5 * found.size ? 'pass' : 'noisy'};
}

/**
 * Whether the function changes as much between neighbouring numbers as it does far away, as sin(1e15 x) does: then no step is small
 * enough for a slope. A jump at the point does the same, to one side.
 */
function isTooFast(
  near: readonly StepSize[],
  {stepSizes, precision, value}: Scale & {readonly stepSizes: readonly StepSize[]},
): boolean {
  const far = stepSizes.filter(({h}) => h > 1e3 * near[0]!.h);
  const most = Math.max(largest(far, 'rightChange'), largest(far, 'leftChange'));
  const isRounding = most <= 1e3 * precision.epsilon * Math.abs(value);
  const isAsFast = Math.min(largest(near, 'rightChange'), largest(near, 'leftChange')) > most / 16;
  return !isRounding && isAsFast;
}

/** A side's largest change, in size; 0 where the function has none. */
function largest(stepSizes: readonly StepSize[], side: 'rightChange' | 'leftChange'): number {
  const changes = stepSizes.map(each => Math.abs(each[side])).filter(change => !Number.isNaN(change));
  return Math.max(0, ...changes);
}

type Further = (
  direction: Direction,
  check: SlopeCheck,
  stepSizes: readonly StepSize[],
  scale: Scale,
) => StepSize[];

/** Steps up to twice the size of what is moved, where rounding is more than a thousandth of the slope. */
const wider: Further = (direction, {size, numerical, errorBar}, stepSizes, scale) => {
  if (errorBar <= 1e-3 * Math.max(size, Math.abs(numerical))) return [];
  const top = stepSizes[0]!.h;
  const most = Math.log(Math.max(1, (2 * Math.max(1, scale.size)) / top)) / Math.log(4);
  const count = Math.min(4, Math.ceil(most));
  return count > 0 ? stepSizesFrom(top * 4 ** count, count, direction, scale) : [];
};

/** Down to the smallest steps that move anything. */
const finer: Further = (direction, _, stepSizes, scale) => {
  const count = (scale.precision.dtype === 'float64' ? 20 : 10) - stepSizes.length;
  return count > 0 ? stepSizesFrom(stepSizes.at(-1)!.h / 4, count, direction, scale) : [];
};

/** Step sizes of its own for an entry that is far smaller than the others of its input. */
const closer: Further = (direction, _, stepSizes, scale) => {
  const top = (scale.jitter * scale.reach) / 8;
  return top < stepSizes.at(-1)!.h * 64 ? stepSizesFrom(top, 10, direction, scale) : [];
};

/** A fine staircase has the slope 0 on each of its steps. */
const finest: Further = (direction, {analytic}, stepSizes, scale) => {
  const isFine = analytic === 0 && scale.precision.dtype === 'float64';
  return isFine ? stepSizesFrom(stepSizes.at(-1)!.h / 4, 8, direction, scale) : [];
};

function isSettled(check: SlopeCheck, stepSizes: readonly StepSize[], scale: Scale): boolean {
  const {verdict, size, numerical, errorBar} = check;
  const {precision} = scale;
  if (verdict === 'kink') return true;
  // What does not change at all may be lost in rounding: wider steps tell that from a staircase.
  if (verdict === 'flat') return stepSizes[0]!.h > scale.size / 2 || stepSizes.some(({still}) => !still);
  return verdict === 'pass' && errorBar <= 10 * precision.tolerance * Math.max(size, Math.abs(numerical));
}

/** The noise is a bound; two values that rounding alone has moved are seldom that far apart. */
const ALONE = 3;

/** Whether there is nothing but rounding even at the widest steps, as where large numbers cancel inside the function. */
function isRoundingAlone(
  {verdict, analytic}: SlopeCheck,
  stepSizes: readonly StepSize[],
  {noise, analyticNoise, size}: Scale,
): boolean {
  if ((verdict !== 'noisy' && verdict !== 'pass') || Math.abs(analytic) > 2 * analyticNoise) return false;
  const changes = stepSizes.map(({h, rightChange, leftChange}) => {
    // Numbers that have grown with the step round more.
    return Math.max(Math.abs(rightChange), Math.abs(leftChange)) / (1 + h / (2 * size));
  });
  const widest = changes.filter(change => !Number.isNaN(change)).slice(0, 3);
  return widest.length === 3 && widest.every(change => change <= ALONE * noise);
}

function checkSizes(stepSizes: readonly StepSize[], analytic: number, scale: Scale): SlopeCheck {
  const seen = visibleSlope(stepSizes, scale);
  const right = sideSlope(stepSizes, 'right', scale);
  const left = sideSlope(stepSizes, 'left', scale);
  if (Number.isNaN(right.value) || Number.isNaN(left.value)) {
    const there = Number.isNaN(right.value) ? left : right;
    return checkSmooth(there, analytic, scale, seen, there.constant);
  }
  const constant = right.constant && left.constant;
  const gap = Math.abs(right.value - left.value);
  const slack = scale.precision.tolerance * Math.max(Math.abs(right.value), Math.abs(left.value));
  const jumps = right.jumps || left.jumps;
  const isApart = gap > 4 * (right.errorBar + left.errorBar) + slack;
  if (!isApart && !jumps) {
    return checkSmooth(constant ? right : centralSlope(stepSizes, scale), analytic, scale, seen, constant);
  }
  const check = {...checkKink(left, right, 3, analytic, scale), constant};
  if (check.verdict === 'kink' && constant && analytic === 0) return {...check, verdict: 'flat'};
  return check.verdict === 'kink' && isApart ? {...check, gap} : check;
}

function checkSmooth(
  slope: Estimate,
  analytic: number,
  scale: Scale,
  seen: number,
  constant: boolean,
): SlopeCheck {
  const compared = compareSlopes(slope, analytic, scale, seen);
  const found = {...compared.found, constant};
  if (Number.isNaN(slope.value)) return {...found, unseen: Infinity, verdict: 'nonfinite'};
  if (constant && analytic === 0) return {...found, verdict: 'flat'};
  const isWrong = Math.abs(slope.value - analytic) > compared.allowed + 3 * slope.errorBar;
  if (isWrong) return {...found, verdict: 'wrong'};
  // Where every slope of the input is 0 or not to be told from it, there is no size to compare with.
  const isClear = slope.errorBar <= 0.5 * Math.max(found.size, Math.abs(slope.value));
  return {...found, verdict: isClear ? 'pass' : 'noisy'};
}
