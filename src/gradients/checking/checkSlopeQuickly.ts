import {cancel} from '../numerical/extrapolate';
import {
  checkKink,
  compareSlopes,
  type Direction,
  FLOOR,
  type Scale,
  type SlopeCheck,
  stepBothWays,
  type StepSize,
  visibleSlope,
} from './Direction';

/** The second step size of a quick check over the first; no power of two, and no root of one. */
const RATIO = 0.43;
const ATTEMPTS = 3;

/**
 * `checkSlope` from four values, for the many entries where there is nothing to see; from four or eight more where
 * the first step was lost in rounding, or was so wide that the function bends.
 *
 * @returns The check if it is a clear `pass`, `kink` or `flat`, and always the numerical slope (NaN where there is none).
 */
export function checkSlopeQuickly(
  direction: Direction,
  analytic: number,
  scale: Scale,
): {check?: SlopeCheck; numerical: number} {
  const {size, reach, jitter} = scale;
  const widest = 2 * jitter * Math.max(1, size);
  let h = jitter * firstStep(analytic, scale);
  let best: SlopeCheck | undefined;
  let finer: SlopeCheck[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [wide, narrow] = twoSizes(direction, h, scale);
    if (analytic === 0 && wide.still && narrow.still) return checkFlat(direction, h, scale);
    const check = checkTwoSizes(wide, narrow, analytic, scale);
    // |x| has a kink at 0, and beside it only from afar.
    const close = Math.min(reach / 4, size / 64);
    const isClose = h <= close;
    const closest = check.verdict === 'kink' ? closestStep(wide, scale) : h;
    const mayCloseIn = closest < h / 4 || (!isClose && closest <= close);
    if (check.verdict === 'kink' && mayCloseIn && attempt + 1 < ATTEMPTS) {
      h = closest;
      continue;
    }
    const isClear = check.verdict === 'pass' || (check.verdict === 'kink' && isClose);
    // Far above its period a sine has the slope 0, with a small error bar.
    if (finer.some(other => isContradiction(other, check))) break;
    if (isClear) return {check, numerical: check.numerical};
    if (!best || !(check.errorBar >= best.errorBar)) best = check;
    if (check.verdict === 'wrong') break;
    const isLost = (1.5 * scale.noise) / (RATIO * h) > 0.5 * check.errorBar;
    const next = isLost
      ? Math.min(widest, 64 * h)
      : Math.min(h / 64, Number.isNaN(check.numerical) ? reach / 16 : h);
    if (!(Math.abs(next / h - 1) > 0.5)) break;
    finer = next > h ? [...finer, check] : [];
    h = next;
  }
  return {numerical: best?.numerical ?? NaN};
}

/** float32 has few digits: at most so many times the usual step, where rounding would take more than the tolerance of the slope. */
const WIDEST_FIRST = 8;

function firstStep(analytic: number, {precision, size, noise, steepest}: Scale): number {
  const usual = precision.step * size;
  if (precision.dtype === 'float64') return usual;
  const slope = Math.max(Math.abs(analytic), FLOOR * steepest);
  const wanted = (1.5 * noise) / (RATIO * precision.tolerance * slope);
  return Math.min(WIDEST_FIRST * usual, Math.max(usual, wanted || 0));
}

/** The step sizes h and 0.43 h. */
export function twoSizes(direction: Direction, h: number, scale: Scale): [StepSize, StepSize] {
  return [stepBothWays(direction, h, scale), stepBothWays(direction, RATIO * h, scale)];
}

/** What does not change must not change either at the step at which rounding would leave a slope of some size to be seen. */
function checkFlat(direction: Direction, h: number, scale: Scale): {check?: SlopeCheck; numerical: number} {
  const {noise, size, steepest, jitter} = scale;
  const widest = 0.4 * jitter * size;
  const visible = steepest > 0 ? Math.min(widest, (2 * noise) / (FLOOR * steepest)) : widest;
  if (visible > h && !stepBothWays(direction, visible, scale).still) return {numerical: NaN};
  const errorBar = noise / Math.max(h, visible);
  const found = {analytic: 0, numerical: 0, errorBar, unseen: errorBar, size: 0, constant: true};
  return {check: {...found, verdict: 'flat'}, numerical: 0};
}

function isContradiction(finer: SlopeCheck, wider: SlopeCheck): boolean {
  return Math.abs(finer.numerical - wider.numerical) > finer.errorBar + wider.errorBar;
}

/** `wrong` where the slopes differ clearly, `noisy` where nothing can be said from these two step sizes. */
function checkTwoSizes(wide: StepSize, narrow: StepSize, analytic: number, scale: Scale): SlopeCheck {
  const {noise, precision} = scale;
  const value = extrapolated(wide.central, narrow.central, 2);
  if (isKinked(wide, narrow, value, scale)) return checkKinkQuickly(wide, narrow, analytic, scale);
  const errorBar = bendOf(wide, narrow) + (1.5 * noise) / narrow.h;
  const {found, allowed} = compareSlopes(
    {value, errorBar},
    analytic,
    scale,
    visibleSlope([wide, narrow], scale),
  );
  const isClear = errorBar <= 10 * precision.tolerance * Math.max(found.size, Math.abs(value));
  if (!isClear) return {...found, verdict: 'noisy'};
  return {...found, verdict: Math.abs(value - analytic) <= allowed + errorBar ? 'pass' : 'wrong'};
}

/** The step at which a kink just shows: a kink beside the point is none at the point. */
function closestStep({right, left}: StepSize, {noise, size, precision}: Scale): number {
  const least = (4 * noise) / (precision.tolerance * Math.abs(right - left));
  return Math.max(least, size * precision.epsilon ** (2 / 3));
}

/** With the step the difference of both sides' changes shrinks at a kink, and with its square where the function bends. */
export function isKinked(
  wide: StepSize,
  narrow: StepSize,
  slope: number,
  {noise, precision}: Scale,
): boolean {
  const [before, after] = [wide, narrow].map(({h, right, left}) => Math.abs(right - left) * h);
  const negligible = precision.tolerance * Math.abs(slope) * narrow.h + 4 * noise;
  return after! > 1.6 * RATIO ** 2 * before! && after! > negligible;
}

/** A kink at the point has the same slopes at both step sizes, but for a bend that extrapolation takes away. */
function checkKinkQuickly(wide: StepSize, narrow: StepSize, analytic: number, scale: Scale): SlopeCheck {
  const {noise, precision} = scale;
  const right = extrapolated(wide.right, narrow.right, 1);
  const left = extrapolated(wide.left, narrow.left, 1);
  const errorBar = Math.abs(right - narrow.right) + Math.abs(left - narrow.left) + (3 * noise) / narrow.h;
  const check = checkKink({value: right, errorBar}, {value: left, errorBar}, 1, analytic, scale);
  const isClear =
    errorBar <= 0.1 * Math.abs(right - left) && errorBar <= 10 * precision.tolerance * check.size;
  return isClear ? check : {...check, verdict: 'noisy'};
}

/** How far the narrow slope may be off: where the curvature jumps, as that of max(x, 0)² at 0, by h and not by h². */
export function bendOf(wide: StepSize, narrow: StepSize): number {
  return Math.abs(extrapolated(wide.central, narrow.central, 1) - narrow.central);
}

/** The limit of the slopes at h and 0.43 h, of order 1 for one side and 2 for both. */
export function extrapolated(wide: number, narrow: number, order: 1 | 2): number {
  return cancel(narrow, wide, RATIO ** -order);
}
