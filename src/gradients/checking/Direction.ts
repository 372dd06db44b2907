/** The function along a straight line through the point: its changes at steps to both sides, and what its slopes are compared with. */
import {extrapolate, type Estimate} from '../numerical/extrapolate';
import type {CheckPrecision} from '../precision';

/** What was really moved for a step h, and the function's value there. */
export type Direction = (h: number) => {readonly step: number; readonly value: number};

/** What numbers along a direction are compared with. */
export interface Scale {
  readonly precision: CheckPrecision;
  /** The function at the point itself. */
  readonly value: number;
  /** How far a single value may be off: rounding, and whatever else the function does not repeat. */
  readonly noise: number;
  /** The usual size of what is moved: the first step is a small part of it. */
  readonly size: number;
  /** The absolute value of what is moved: steps that are smaller than its rounding move nothing. */
  readonly place: number;
  /** The smallest distance at which the function may change its shape, as log does near 0. */
  readonly reach: number;
  /** The largest analytic slope of the input: slopes are resolved to a thousandth of it, smaller ones need not be. */
  readonly steepest: number;
  /** Rounding error of the analytic slope itself. */
  readonly analyticNoise: number;
  /**
   * What step sizes are multiplied by, between ¾ and 1 and different for each direction: steps that are powers of two see nothing
   * of a function whose period is one.
   */
  readonly jitter: number;
}

/** What is found of one entry, or of one direction. */
export interface SlopeCheck {
  readonly verdict: 'pass' | 'wrong' | 'kink' | 'flat' | 'noisy' | 'nonfinite';
  readonly analytic: number;
  readonly numerical: number;
  readonly errorBar: number;
  /** The smallest error of the analytic slope that would have been noticed here, in its unit. */
  readonly unseen: number;
  /** What `unseen` is relative to. */
  readonly size: number;
  /** The function does not change at all for small steps. */
  readonly constant: boolean;
  /** Of a kink at the point: the difference of the slopes of both sides. */
  readonly gap?: number;
}

/** Entries below this share of the steepest of their input need not be resolved to their own size. */
export const FLOOR = 1e-3;

/**
 * What a relative error of one slope refers to. At a stationary point, where all slopes of the input are 0 but for rounding, the
 * slope over some step says what is large.
 */
export function sizeOfSlope(analytic: number, {steepest, analyticNoise}: Scale, seen: number): number {
  const isStationary = steepest <= 4 * analyticNoise;
  const floor = FLOOR * (isStationary ? Math.max(steepest, Math.abs(seen) || 0) : steepest);
  return Math.max(Math.abs(analytic), floor);
}

/** A check without its verdict, and how far both slopes of a right gradient may be apart, error bar aside. */
export function compareSlopes({value, errorBar}: Estimate, analytic: number, scale: Scale, seen: number) {
  const largest = Math.max(Math.abs(analytic), Math.abs(value) || 0);
  const allowed = scale.precision.tolerance * largest + scale.analyticNoise;
  const size = sizeOfSlope(analytic, scale, seen);
  const found = {analytic, numerical: value, errorBar, constant: false, unseen: allowed + 4 * errorBar, size};
  return {found, allowed};
}

/**
 * At a kink every analytic slope between those of both sides is legal.
 *
 * @param bars How many error bars it may lie beyond them.
 */
export function checkKink(
  first: Estimate,
  second: Estimate,
  bars: number,
  analytic: number,
  {precision, analyticNoise}: Scale,
): SlopeCheck {
  const [low, high] = first.value < second.value ? [first, second] : [second, first];
  const nearer = Math.abs(first.value - analytic) < Math.abs(second.value - analytic) ? first : second;
  const size = Math.max(Math.abs(low.value), Math.abs(high.value));
  const slack = precision.tolerance * size + analyticNoise;
  const isLegal =
    analytic >= low.value - bars * low.errorBar - slack &&
    analytic <= high.value + bars * high.errorBar + slack;
  return {
    ...{verdict: isLegal ? 'kink' : 'wrong', analytic, size, constant: false},
    ...{numerical: nearer.value, errorBar: nearer.errorBar},
    unseen: slack + 4 * Math.max(low.errorBar, high.errorBar),
  };
}

/** One step size, taken to both sides. */
export interface StepSize {
  readonly h: number;
  /** What was moved, which is what rounding has left of h. */
  readonly rightStep: number;
  readonly leftStep: number;
  /** The function's change; NaN where it has no finite value, or nothing was moved. */
  readonly rightChange: number;
  readonly leftChange: number;
  /** The slope of each side. */
  readonly right: number;
  readonly left: number;
  /** The slope of the parabola through the point and both values: the two steps are seldom the same. */
  readonly central: number;
  /** Both values are that of the point itself. */
  readonly still: boolean;
}

export function stepBothWays(direction: Direction, h: number, {value}: Scale): StepSize {
  const [ahead, behind] = [direction(h), direction(-h)];
  const [rightStep, leftStep] = [ahead.step, behind.step];
  const [rightChange, leftChange] = [ahead, behind].map(sample => {
    const change = sample.value - value;
    return Number.isFinite(change) && sample.step !== 0 ? change : NaN;
  }) as [number, number];
  const [right, left] = [rightChange / rightStep, leftChange / leftStep];
  const central = (left * rightStep - right * leftStep) / (rightStep - leftStep);
  const still = ahead.value === value && behind.value === value;
  return {h, rightStep, leftStep, rightChange, leftChange, right, left, central, still};
}

/** Step sizes from `top` down, each a quarter of the one before. */
export function stepSizesFrom(top: number, count: number, direction: Direction, scale: Scale): StepSize[] {
  return Array.from({length: count}, (_, k) => stepBothWays(direction, top * 4 ** -k, scale));
}

/**
 * The slope over the smallest step at which the change stands out of rounding: what is large at a stationary point. Over wider steps
 * exp may have grown beyond anything that is there.
 *
 * @param stepSizes The widest first.
 */
export function visibleSlope(stepSizes: readonly StepSize[], {noise}: Scale): number {
  const stands = (change: number) => Math.abs(change) > 16 * noise;
  const smallest = stepSizes.findLast(
    ({rightChange, leftChange}) => stands(rightChange) || stands(leftChange),
  );
  return Math.max(0, ...[smallest ?? stepSizes[0]].map(step => (step ? steeperSide(step) : 0)));
}

/** The steeper of both sides. */
export function steeperSide({right, left}: StepSize): number {
  return Math.max(Math.abs(right) || 0, Math.abs(left) || 0); // 0 for NaN
}

/** The slope of one side; of a constant side 0, of one that jumps the slope beyond the jump. */
export type Side = Estimate & {readonly constant: boolean; readonly jumps: boolean};

/** The one-sided slope, extrapolated. */
export function sideSlope(stepSizes: readonly StepSize[], side: 'right' | 'left', scale: Scale): Side {
  const steps = stepSizes.map(each => (side === 'right' ? each.rightStep : each.leftStep));
  const changes = stepSizes.map(each => (side === 'right' ? each.rightChange : each.leftChange));
  const jumps = hasJump(changes, scale);
  // Beyond a jump the slope is that between two points of the side.
  const slopes = changes.map((change, k) =>
    jumps ? (change - changes[k - 1]!) / (steps[k]! - steps[k - 1]!) : change / steps[k]!,
  );
  const slope = extrapolate(slopes, steps.map(Math.abs), 1, noiseOf(stepSizes, scale));
  const constant = isConstant(jumps ? changes.map(change => change - changes.at(-1)!) : changes, scale);
  return constant ? {value: 0, errorBar: slope.errorBar, constant, jumps} : {...slope, constant, jumps};
}

/**
 * Whether a side does not change for small steps. Nor does a slope that is lost in rounding, but then the last change that is
 * seen is of rounding's own size; a staircase ends at once.
 */
function isConstant(changes: readonly number[], {noise}: Scale): boolean {
  const there = changes.filter(change => !Number.isNaN(change)).map(Math.abs);
  const isStill = there.length >= 4 && there.slice(-4).every(change => change === 0);
  return isStill && Math.min(...there.filter(change => change > 0)) > 100 * noise;
}

/** A jump's change stays the same when the step is divided by 16; a slope's change does not. */
function hasJump(changes: readonly number[], {noise}: Scale): boolean {
  const there = changes.filter(change => !Number.isNaN(change)).map(Math.abs);
  const last = there.at(-1) ?? 0;
  return there.length >= 4 && last > 100 * noise && last > 0.9 * there.at(-3)!;
}

/** The slope from both sides, extrapolated: the more certain one where there is no kink. */
export function centralSlope(stepSizes: readonly StepSize[], scale: Scale): Estimate {
  const slopes = stepSizes.map(({central}) => central);
  const steps = stepSizes.map(({rightStep, leftStep}) => Math.sqrt(-rightStep * leftStep));
  return extrapolate(slopes, steps, 2, noiseOf(stepSizes, scale));
}

/** The rounding error of a value at each step size: the function may be 0 at the point and nowhere else. */
function noiseOf(stepSizes: readonly StepSize[], {noise, precision}: Scale): number[] {
  return stepSizes.map(({rightChange, leftChange}) => {
    const change = Math.max(Math.abs(rightChange) || 0, Math.abs(leftChange) || 0); // 0 for NaN
    return Math.max(noise, 16 * precision.epsilon * change);
  });
}
