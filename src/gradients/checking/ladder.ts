/** The function's changes on both sides of the point, on a ladder of steps, and the slopes that come of them. */
import {extrapolate, type Estimate} from '../numerical/extrapolate';
import type {Line, LineScale} from './Line';

/** One step to both sides. */
export interface Rung {
  readonly h: number;
  /** Change of the function for a step to that side; NaN where it says nothing. */
  readonly right: number;
  readonly left: number;
  readonly rightStep: number;
  readonly leftStep: number;
}

/** The slope of one side; of a constant side 0, of one that jumps the slope beyond the jump. */
export type Side = Estimate & {readonly constant: boolean; readonly jumps: boolean};

/** The widest step of the first ladder. */
export function topStep({precision, size, jitter}: LineScale): number {
  return 8 * jitter * precision.step * Math.max(1, size);
}

/** Steps from `top` down, each a quarter of the one before. */
export function climb(line: Line, top: number, count: number, {value}: LineScale): Rung[] {
  return Array.from({length: count}, (_, k) => {
    const h = top * 4 ** -k;
    const [right, left] = [line(h), line(-h)];
    const [ahead, behind] = [right, left].map(sample => {
      const change = sample.value - value;
      return Number.isFinite(change) && sample.step !== 0 ? change : NaN;
    });
    return {h, right: ahead!, left: behind!, rightStep: right.step, leftStep: left.step};
  });
}

/** How many steps lead from the top of the first ladder to far below the distance at which the function may change. */
export function firstCount({precision, reach, ...scale}: LineScale): number {
  const [fewest, most] = precision.dtype === 'float64' ? [12, 20] : [7, 10];
  const wanted = Math.ceil(Math.log2(topStep({precision, reach, ...scale}) / (reach * 2 ** -16)) / 2);
  return Math.min(most, Math.max(fewest, wanted));
}

/** The one-sided slope, extrapolated. */
export function sideSlope(rungs: readonly Rung[], side: 'right' | 'left', scale: LineScale): Side {
  const steps = rungs.map(rung => (side === 'right' ? rung.rightStep : rung.leftStep));
  const changes = rungs.map(rung => rung[side]);
  const jumps = hasJump(changes, scale);
  // Beyond a jump the slope is to be had between two points of that side.
  const slopes = changes.map((change, k) =>
    jumps ? (change - changes[k - 1]!) / (steps[k]! - steps[k - 1]!) : change / steps[k]!,
  );
  const slope = extrapolate(slopes, steps.map(Math.abs), 1, noiseOf(rungs, scale));
  const constant = isConstant(jumps ? changes.map(change => change - changes.at(-1)!) : changes, scale);
  return constant ? {value: 0, errorBar: slope.errorBar, constant, jumps} : {...slope, constant, jumps};
}

/**
 * Whether a side stays as it is for small steps. A slope that rounding swallows does so as well, but the last change that is
 * seen of it is of rounding's own size; a staircase ends at once.
 */
function isConstant(changes: readonly number[], {noise}: LineScale): boolean {
  const there = changes.filter(change => !Number.isNaN(change)).map(Math.abs);
  const last = there.filter(change => change > 0);
  return (
    there.length >= 4 && there.slice(-4).every(change => change === 0) && Math.min(...last) > 100 * noise
  );
}

/** A jump's change stays as it is when the step is divided by 16; a slope's change does not. */
function hasJump(changes: readonly number[], scale: LineScale): boolean {
  const there = changes.filter(change => !Number.isNaN(change)).map(Math.abs);
  const last = there.at(-1) ?? 0;
  return there.length >= 4 && last > 100 * scale.noise && last > 0.9 * there.at(-3)!;
}

/** The slope from both sides, extrapolated: the sharper one where there is no kink. */
export function centralSlope(rungs: readonly Rung[], scale: LineScale): Estimate {
  // That of the parabola through three points: both steps are what rounding has left of h, and seldom the same.
  const slopes = rungs.map(
    ({right, left, rightStep, leftStep}) =>
      ((left / leftStep) * rightStep - (right / rightStep) * leftStep) / (rightStep - leftStep),
  );
  return extrapolate(
    slopes,
    rungs.map(({rightStep, leftStep}) => Math.sqrt(-rightStep * leftStep)),
    2,
    noiseOf(rungs, scale),
  );
}

/** The rounding error of a value on each rung: the function may be 0 at the point and nowhere else. */
function noiseOf(rungs: readonly Rung[], {noise, precision}: LineScale): number[] {
  return rungs.map(({right, left}) => {
    const change = Math.max(Math.abs(right) || 0, Math.abs(left) || 0); // 0 for NaN
    return Math.max(noise, 16 * precision.epsilon * change);
  });
}

/** Whether the slope of a side grows towards the analytic one down to the smallest step: it has not settled. */
export function isStillClimbing(rungs: readonly Rung[], analytic: number): boolean {
  const sides = [
    rungs.map(({right, rightStep}) => right / rightStep),
    rungs.map(({left, leftStep}) => left / leftStep),
  ];
  return sides.some(slopes => {
    const finest = slopes.filter(slope => !Number.isNaN(slope)).slice(-4);
    const grows = finest.every((slope, k) => k === 0 || slope / finest[k - 1]! > 1.2);
    return finest.length === 4 && grows && analytic / finest[3]! > 1;
  });
}

/** The steeper of both quotients of a step. */
export function widestSlope({right, left, h}: Rung): number {
  return Math.max(Math.abs(right) || 0, Math.abs(left) || 0) / h; // 0 for NaN
}
