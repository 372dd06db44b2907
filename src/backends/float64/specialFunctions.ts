const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/**
 * The error function 2/√π ∫₀ˣ exp(−t²) dt, to a few units of the last place of a double.
 *
 * @example
 * erf(0.5);  // 0.5204998778130465
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.6 and 7.1.14.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  // From 6 on 1 − erf is below 2^-54. Not `size >= 6`: NaN has to reach the series and come out as NaN.
  const value = size >= 6 ? 1 : size > 2.5 ? 1 - erfcFraction(size) : erfSeries(size);
  return x < 0 ? -value : value;
}

/** ln(1 + eˣ) without overflow or cancellation, at any x. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 7.1.6: all terms are positive, so nothing cancels. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
}

/** 7.1.14, from the inside out; 60 levels are more than enough beyond 2. */
function erfcFraction(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
