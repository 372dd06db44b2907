import type {Precision} from './Precision';

/** The function along a straight line through the point: what was really moved, and the value there. */
export type Line = (h: number) => {readonly step: number; readonly value: number};

/** What numbers along a line are to be measured against. */
export interface LineScale {
  readonly precision: Precision;
  /** The function at the point itself. */
  readonly value: number;
  /** Rounding error of one value. */
  readonly noise: number;
  /** The usual size of what is moved: the first step is a small part of it. */
  readonly size: number;
  /** The smallest distance at which the function may change its nature, as log does near 0. */
  readonly reach: number;
  /** A slope that counts as large: differences far below it are of no interest. */
  readonly slope: number;
  /** Rounding error of the largest intermediate result; changes below it may have been swallowed. */
  readonly blur: () => number;
}

/** What is said of one entry, or of one direction. */
export interface Judgement {
  readonly verdict: 'pass' | 'wrong' | 'kink' | 'flat' | 'noisy' | 'nonfinite';
  readonly analytic: number;
  readonly numerical: number;
  readonly errorBar: number;
  /** The function does not change at all for small steps. */
  readonly constant: boolean;
}
