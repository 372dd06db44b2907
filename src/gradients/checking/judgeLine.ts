import type {Slope} from './extrapolate';
import {
  centralSlope,
  climb,
  isStillClimbing,
  sideSlope,
  topStep,
  widestSlope,
  type Rung,
  type Side,
} from './ladder';
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
