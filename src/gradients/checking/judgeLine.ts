import {extrapolate, type Slope} from './extrapolate';
import type {Judgement, Line, LineScale} from './Line';

/**
 * Judges an analytic slope by the function alone, along a ladder of steps on both sides.
 *
 * Each side is extrapolated for itself, which tells a kink (the sides differ), a jump (a side's change does not
 * shrink with the step) and the edge of a domain (a side is not there) from an error.
 */
export function judgeLine(line: Line, analytic: number, scale: LineScale): Judgement {
  const first = judgeRungs(climb(line, analytic, scale), analytic, scale);
  const judgement =
    first.verdict === 'wrong' || first.verdict === 'noisy' ? lookAgain(first, line, analytic, scale) : first;
  return isRoundingAlone(line, judgement, scale) ? {...judgement, verdict: 'flat'} : judgement;
}

/**
 * A second look on the longest ladder, before a gradient is doubted: log(x + 1e-12) at 0 and sin(1e7 x) change on a scale
 * far below that of x, which the first ladder need not reach. Such small steps are lost in the rounding of what
 * happens inside the function, so that counts as noise.
 */
function lookAgain(first: Judgement, line: Line, analytic: number, scale: LineScale): Judgement {
  const noise = Math.max(scale.noise, scale.blur());
  const rungs = climb(line, analytic, scale, 20);
  const again = judgeRungs(rungs, analytic, {...scale, noise});
  if (again.verdict !== 'wrong' && again.verdict !== 'nonfinite') return again;
  // The first numbers are the sharper ones where both say the same.
  return isStillClimbing(rungs, analytic) ? {...first, verdict: 'noisy'} : first;
}

/** Whether the slope of a side grows towards the analytic one down to the smallest step: it has not settled. */
function isStillClimbing(rungs: readonly Rung[], analytic: number): boolean {
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

/**
 * Whether there is nothing but rounding along the line, as where large numbers cancel inside the function: even wide
 * steps change it by no more than a few roundings of the largest intermediate result, and erratically. A function that
 * is merely tiny changes smoothly, its third differences being far below its changes.
 */
function isRoundingAlone(line: Line, {verdict, analytic, numerical}: Judgement, scale: LineScale): boolean {
  if (verdict === 'pass' || verdict === 'flat' || Number.isNaN(numerical)) return false;
  const top = topStep(scale);
  if (!(Math.abs(analytic) * top <= 64 * scale.blur())) return false;
  // Each side for itself: a kink at the point is no noise.
  return [1, -1].every(side => {
    const steps = Array.from({length: 9}, (_, k) => (side * k * top) / 8);
    const changes = steps.map(h => (h === 0 ? 0 : line(h).value - scale.value));
    const third = [1, 2, 3].reduce(values => values.slice(1).map((value, i) => value - values[i]!), changes);
    const [widest, roughest] = [changes, third].map(values => Math.max(...values.map(Math.abs)));
    return widest! <= 64 * scale.blur() && roughest! >= 0.05 * widest!;
  });
}

function judgeRungs(rungs: readonly Rung[], analytic: number, narrow: LineScale): Judgement {
  // Where both value and slope are 0, as of x³ at 0, what the widest step does says what is large.
  const scale = {...narrow, slope: Math.max(narrow.slope, ...rungs.slice(0, 1).map(widestSlope))};
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
  return judgeKink(left, right, analytic, scale, constant);
}

function widestSlope({right, left, h}: Rung): number {
  return Math.max(Math.abs(right) || 0, Math.abs(left) || 0) / h; // 0 for NaN
}

/**
 * The same from four values, for the many entries where there is nothing to see.
 *
 * @returns The judgement if it is a clear `pass` or `flat`, and always the numerical slope (NaN where there is none).
 */
export function glanceAtLine(
  line: Line,
  analytic: number,
  scale: LineScale,
): {judgement?: Judgement; numerical: number} {
  const {precision, value, size, noise} = scale;
  const wide = difference(line, precision.step * size, value);
  const narrow = difference(line, (precision.step * size) / 2, value);
  const numerical = (4 * narrow.slope - wide.slope) / 3;
  const samples = [wide.right, wide.left, narrow.right, narrow.left];
  if (analytic === 0 && samples.every(sample => sample.value === value)) {
    return {
      numerical: 0,
      judgement: {verdict: 'flat', analytic, numerical: 0, errorBar: noise / size, constant: true},
    };
  }
  const errorBar = Math.abs(numerical - narrow.slope) + (4 * noise) / narrow.span;
  const tolerated = precision.tolerance * Math.max(Math.abs(numerical), Math.abs(analytic));
  // Halving the step halves the bend of a kink, and quarters that of a curve.
  const kinked =
    Math.abs(narrow.bend) > 0.375 * Math.abs(wide.bend) &&
    Math.abs(narrow.bend) > tolerated * narrow.span + 4 * noise;
  const clear = errorBar <= Math.max(tolerated, precision.trivial * scale.slope);
  if (!clear || kinked || !(Math.abs(numerical - analytic) <= tolerated + errorBar)) return {numerical};
  return {numerical, judgement: {verdict: 'pass', analytic, numerical, errorBar, constant: false}};
}

/** One central difference; `bend` is what a straight line would have at 0. */
function difference(line: Line, h: number, value: number) {
  const [right, left] = [line(h), line(-h)];
  const span = right.step - left.step;
  return {
    span,
    slope: (right.value - left.value) / span,
    bend: right.value - 2 * value + left.value,
    right,
    left,
  };
}

interface Rung {
  readonly h: number;
  /** Change of the function for a step to that side; NaN where it says nothing. */
  readonly right: number;
  readonly left: number;
  readonly rightStep: number;
  readonly leftStep: number;
}

type Side = Slope & {readonly constant: boolean; readonly jumps: boolean};

function topStep({precision, size}: LineScale): number {
  return 8 * precision.step * Math.max(1, size);
}

function climb(line: Line, analytic: number, scale: LineScale, atLeast = 0): Rung[] {
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

function sideSlope(rungs: readonly Rung[], side: 'right' | 'left', scale: LineScale): Side {
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

function centralSlope(rungs: readonly Rung[], scale: LineScale): Slope {
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

function judgeSlope(slope: Slope, analytic: number, scale: LineScale, constant: boolean): Judgement {
  const {precision} = scale;
  const found = {analytic, numerical: slope.value, errorBar: slope.errorBar, constant};
  if (Number.isNaN(slope.value))
    return {...found, verdict: scale.blur() > scale.noise ? 'noisy' : 'nonfinite'};
  if (constant && analytic === 0) return {...found, verdict: 'flat'};
  const size = Math.max(Math.abs(slope.value), Math.abs(analytic));
  const difference = Math.abs(slope.value - analytic);
  const tolerated = precision.tolerance * size + 64 * precision.epsilon * scale.slope;
  if (difference > tolerated + 3 * slope.errorBar) return {...found, verdict: 'wrong'};
  const clear = slope.errorBar <= Math.max(10 * precision.tolerance * size, precision.trivial * scale.slope);
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
  const found = {analytic, numerical: nearer.value, errorBar: nearer.errorBar, constant};
  const [low, high] = left.value < right.value ? [left, right] : [right, left];
  const slack = scale.precision.tolerance * Math.max(Math.abs(low.value), Math.abs(high.value));
  const legal =
    analytic >= low.value - 3 * low.errorBar - slack && analytic <= high.value + 3 * high.errorBar + slack;
  if (!legal) return {...found, verdict: 'wrong'};
  return {...found, verdict: constant && analytic === 0 ? 'flat' : 'kink'};
}
