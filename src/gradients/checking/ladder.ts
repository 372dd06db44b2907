/** The function's changes on both sides of the point, on a ladder of steps, and the slopes that come of them. */
import {extrapolate, type Slope} from './extrapolate';
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
export type Side = Slope & {readonly constant: boolean; readonly jumps: boolean};

/** The widest step. */
export function topStep({precision, size}: LineScale): number {
  return 8 * precision.step * Math.max(1, size);
}

/** Steps from the widest down, each a quarter of the one before, `atLeast` of them or more. */
export function climb(line: Line, analytic: number, scale: LineScale, atLeast = 0): Rung[] {
  const {precision, reach, value} = scale;
  const top = topStep(scale);
  const [fewest, most] = precision.dtype === 'float64' ? [Math.max(12, atLeast), 20] : [7, 10];
  const wanted = Math.ceil(Math.log2(top / (reach * 2 ** -16)) / 2);
  const rungs: Rung[] = [];
  for (let k = 0; k < Math.min(most, Math.max(fewest, wanted)); k++) {
    const h = top * 4 ** -k;
    const [right, left] = [line(h), line(-h)];
    // Too small a step: even a right gradient's change would be lost in rounding.
    const swallowed = (change: number) =>
      analytic !== 0 && Math.max(Math.abs(change), Math.abs(analytic) * h) <= 2 * scale.blur();
    const changes = [right, left].map(sample => {
      const change = sample.value - value;
      return Number.isFinite(change) && sample.step !== 0 && !swallowed(change) ? change : NaN;
    });
    rungs.push({h, right: changes[0]!, left: changes[1]!, rightStep: right.step, leftStep: left.step});
  }
  return rungs;
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
  const finest = slopes.filter(s => !Number.isNaN(s)).slice(-4);
  const constant = finest.length === 4 && finest.every(s => s === 0);
  return constant ? {value: 0, errorBar: slope.errorBar, constant, jumps} : {...slope, constant, jumps};
}

/** A jump's change stays as it is when the step is divided by 16; a slope's change does not. */
function hasJump(changes: readonly number[], scale: LineScale): boolean {
  const there = changes.filter(change => !Number.isNaN(change)).map(Math.abs);
  const last = there.at(-1) ?? 0;
  return there.length >= 4 && last > 100 * (scale.noise + scale.blur()) && last > 0.9 * there.at(-3)!;
}

/** The slope from both sides, extrapolated: the sharper one where there is no kink. */
export function centralSlope(rungs: readonly Rung[], scale: LineScale): Slope {
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
