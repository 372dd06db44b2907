import {FLOOR, type Judgement, type Line, type LineScale, sizeOfSlope, tolerated} from './Line';

/** One step to both sides: each side's own slope, and what the two make together. */
export interface Pair {
  readonly h: number;
  readonly right: number;
  readonly left: number;
  /** The central slope. */
  readonly slope: number;
  /** Whether all values are that of the point itself. */
  readonly still: boolean;
}

/** The second step of a glance over the first; no power of two, and no root of one. */
export const RATIO = 0.43;
const ATTEMPTS = 3;

/**
 * `judgeLine` from four values, for the many entries where there is nothing to see; from four or eight more where
 * the first step was lost in rounding, or was so wide that the function bends.
 *
 * @returns The judgement if it is a clear `pass`, `kink` or `flat`, and always the numerical slope (NaN where there is none).
 */
export function glanceAtLine(
  line: Line,
  analytic: number,
  scale: LineScale,
): {judgement?: Judgement; numerical: number} {
  const {precision, size, reach, jitter} = scale;
  const widest = 2 * jitter * Math.max(1, size);
  let h = jitter * precision.step * size;
  let best: Judgement | undefined;
  let finer: Judgement[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [wide, narrow] = [pairAt(line, h, scale), pairAt(line, RATIO * h, scale)];
    if (analytic === 0 && wide.still && narrow.still) return flatOrNothing(line, h, scale);
    const judgement = judgePairs(wide, narrow, analytic, scale);
    const closest = judgement.verdict === 'kink' ? closestStep(wide, scale) : h;
    if (judgement.verdict === 'kink' && closest < h / 4 && attempt + 1 < ATTEMPTS) {
      h = closest;
      continue;
    }
    // |x| has a kink at 0, and beside it only from afar.
    const isClose = h <= Math.min(reach / 4, size / 64);
    const isClear = judgement.verdict === 'pass' || (judgement.verdict === 'kink' && isClose);
    // Far above its period a sine has the slope 0, with a small error bar.
    const isContradicted = finer.some(other => contradicts(other, judgement));
    if (isContradicted) break;
    if (isClear) return {judgement, numerical: judgement.numerical};
    if (!best || !(judgement.errorBar >= best.errorBar)) best = judgement;
    if (judgement.verdict === 'wrong') break;
    const isLost = (1.5 * scale.noise) / (RATIO * h) > 0.5 * judgement.errorBar;
    const next = isLost
      ? Math.min(widest, 64 * h)
      : Math.min(h / 64, Number.isNaN(judgement.numerical) ? reach / 16 : h);
    if (!(Math.abs(next / h - 1) > 0.5)) break;
    finer = next > h ? [...finer, judgement] : [];
    h = next;
  }
  return {numerical: best?.numerical ?? NaN};
}

/** What stays as it is has to do so at the step at which rounding would leave a slope worth the name to be seen. */
function flatOrNothing(line: Line, h: number, scale: LineScale): {judgement?: Judgement; numerical: number} {
  const {noise, size, steepest, jitter} = scale;
  const widest = 0.4 * jitter * size;
  const telling = steepest > 0 ? Math.min(widest, (2 * noise) / (FLOOR * steepest)) : widest;
  if (telling > h && !pairAt(line, telling, scale).still) return {numerical: NaN};
  const errorBar = noise / Math.max(h, telling);
  const judgement = {verdict: 'flat', analytic: 0, numerical: 0, errorBar, constant: true} as const;
  return {judgement: {...judgement, unseen: errorBar, size: 0}, numerical: 0};
}

function contradicts(finer: Judgement, wider: Judgement): boolean {
  const apart = Math.abs(finer.numerical - wider.numerical);
  return apart > finer.errorBar + wider.errorBar;
}

/** `wrong` where the slopes differ clearly, `noisy` where nothing can be said from these two steps. */
function judgePairs(wide: Pair, narrow: Pair, analytic: number, scale: LineScale): Judgement {
  const {noise, precision} = scale;
  const numerical = extrapolated(wide.slope, narrow.slope, 2);
  const rounding = (1.5 * noise) / narrow.h;
  const errorBar = Math.abs(numerical - narrow.slope) + rounding;
  const allowed = tolerated(analytic, numerical, scale);
  const size = sizeOfSlope(analytic, scale, steeperSide(wide));
  const found = {analytic, numerical, errorBar, constant: false, unseen: allowed + 4 * errorBar, size};
  if (isKinked(wide, narrow, numerical, scale)) return judgeKink(wide, narrow, analytic, scale);
  const clear = errorBar <= 10 * precision.tolerance * Math.max(size, Math.abs(numerical));
  if (!clear) return {...found, verdict: 'noisy'};
  return {...found, verdict: Math.abs(numerical - analytic) <= allowed + errorBar ? 'pass' : 'wrong'};
}

/** The step at which a kink shows just so: a kink beside the point is none at the point. */
function closestStep({right, left}: Pair, {noise, size, precision}: LineScale): number {
  return Math.max(
    noise / (precision.tolerance * Math.abs(right - left)),
    size * precision.epsilon ** (2 / 3),
  );
}

/** A shorter step has the bend of a kink shrink with it, and that of a curve with its square. */
export function isKinked(wide: Pair, narrow: Pair, slope: number, {noise, precision}: LineScale): boolean {
  const [before, after] = [wide, narrow].map(({h, right, left}) => Math.abs(right - left) * h);
  const negligible = precision.tolerance * Math.abs(slope) * narrow.h + 4 * noise;
  return after! > 1.6 * RATIO ** 2 * before! && after! > negligible;
}

/** A kink at the point has the same slopes at both steps, but for a bend that extrapolation takes away. */
function judgeKink(wide: Pair, narrow: Pair, analytic: number, scale: LineScale): Judgement {
  const {noise, precision} = scale;
  const right = extrapolated(wide.right, narrow.right, 1);
  const left = extrapolated(wide.left, narrow.left, 1);
  const errorBar = Math.abs(right - narrow.right) + Math.abs(left - narrow.left) + (3 * noise) / narrow.h;
  const slack = precision.tolerance * Math.max(Math.abs(right), Math.abs(left)) + scale.blur;
  const numerical = Math.abs(right - analytic) < Math.abs(left - analytic) ? right : left;
  const size = Math.max(Math.abs(right), Math.abs(left));
  const found = {analytic, numerical, errorBar, constant: false, unseen: slack + 4 * errorBar, size};
  const isClear = errorBar <= 0.1 * Math.abs(right - left) && errorBar <= 10 * precision.tolerance * size;
  if (!isClear) return {...found, verdict: 'noisy'};
  const legal =
    analytic >= Math.min(right, left) - slack - errorBar &&
    analytic <= Math.max(right, left) + slack + errorBar;
  return {...found, verdict: legal ? 'kink' : 'wrong'};
}

/** The steeper of both sides' slopes. */
export function steeperSide({right, left}: Pair): number {
  return Math.max(Math.abs(right) || 0, Math.abs(left) || 0); // 0 for NaN
}

export function extrapolated(wide: number, narrow: number, order: 1 | 2): number {
  const ratio = RATIO ** order;
  return (narrow - ratio * wide) / (1 - ratio);
}

export function pairAt(line: Line, h: number, {value}: LineScale): Pair {
  const [ahead, behind] = [line(h), line(-h)];
  const right = (ahead.value - value) / ahead.step;
  const left = (behind.value - value) / behind.step;
  // That of the parabola through three points: both steps are what rounding has left of h, and seldom the same.
  const slope = (left * ahead.step - right * behind.step) / (ahead.step - behind.step);
  return {h, right, left, slope, still: ahead.value === value && behind.value === value};
}
