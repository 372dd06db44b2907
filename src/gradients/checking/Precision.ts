/** What the arithmetic of a check can resolve. */
export interface Precision {
  readonly dtype: 'float64' | 'float32';
  /** Spacing of the numbers just above 1. */
  readonly epsilon: number;
  /** First step of a difference, relative to the size of what is moved. */
  readonly step: number;
  /** Relative difference of two derivatives that passes. */
  readonly tolerance: number;
  /** The nearest number that a tensor can hold. */
  readonly round: (x: number) => number;
}

/**
 * `tolerance` is 1e-4 in float64: tfjs's own `erf` is a polynomial that is 3e-6 off its derivative, and an error
 * worth finding is 1 %. float32 leaves two digits to a difference quotient.
 */
export function precisionOf(dtype: 'float64' | 'float32', tolerance?: number): Precision {
  return dtype === 'float64'
    ? {dtype, epsilon: 2 ** -52, step: 2 ** -10, tolerance: tolerance ?? 1e-4, round: x => x}
    : {dtype, epsilon: 2 ** -23, step: 2 ** -5, tolerance: tolerance ?? 1e-2, round: Math.fround};
}
