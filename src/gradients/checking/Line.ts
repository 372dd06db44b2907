import type {CheckPrecision} from '../precision';

/** The function along a straight line through the point: what was really moved, and the value there. */
export type Line = (h: number) => {readonly step: number; readonly value: number};

/** What numbers along a line are to be measured against. */
export interface LineScale {
  readonly precision: CheckPrecision;
  /** The function at the point itself. */
  readonly value: number;
  /** How far a single value may be off: rounding, and whatever else the function does not repeat. */
  readonly noise: number;
  /** The usual size of what is moved: the first step is a small part of it. */
  readonly size: number;
  /** The smallest distance at which the function may change its nature, as log does near 0. */
  readonly reach: number;
  /** The largest analytic slope of the input: slopes are resolved to a thousandth of it, smaller ones need not be. */
  readonly steepest: number;
  /** Rounding error of the analytic slope itself. */
  readonly blur: number;
  /**
   * What steps are multiplied by, between ¾ and 1 and another for each line: steps that are powers of two see nothing of
   * a function whose period is one.
   */
  readonly jitter: number;
}

/** What is said of one entry, or of one direction. */
export interface Judgement {
  readonly verdict: 'pass' | 'wrong' | 'kink' | 'flat' | 'noisy' | 'nonfinite';
  readonly analytic: number;
  readonly numerical: number;
  readonly errorBar: number;
  /** The smallest error of the analytic slope that would have been noticed here, in its unit. */
  readonly unseen: number;
  /** What `unseen` is to be compared with. */
  readonly size: number;
  /** The function does not change at all for small steps. */
  readonly constant: boolean;
  /** Of a kink at the point: the difference of the slopes of both sides. */
  readonly gap?: number;
}

/** Entries below this share of the steepest of their input need not be resolved to their own size. */
export const FLOOR = 1e-3;

/**
 * Of one slope what a relative error refers to. At a stationary point, where all slopes of the input are 0 but for rounding, what the
 * widest step does says what is large.
 *
 * @param widest The slope over the widest step.
 */
export function sizeOfSlope(analytic: number, {steepest, blur}: LineScale, widest: number): number {
  const floor = FLOOR * (steepest <= 4 * blur ? Math.max(steepest, Math.abs(widest) || 0) : steepest);
  return Math.max(Math.abs(analytic), floor);
}

/** How far both slopes of a right gradient may be apart, error bar aside. */
export function tolerated(analytic: number, numerical: number, {precision, blur}: LineScale): number {
  return precision.tolerance * Math.max(Math.abs(analytic), Math.abs(numerical) || 0) + blur;
}
