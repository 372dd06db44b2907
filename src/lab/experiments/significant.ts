/** A number as prose has it: so many significant digits; whole, with commas, where it is too large for that. */
export function significant(value: number | undefined, digits = 3): string {
  const number = value ?? NaN;
  if (Math.abs(number) >= 10 ** digits) return Math.round(number).toLocaleString('en');
  return number === 0 ? '0' : number.toPrecision(digits);
}

/** A fraction as a person reads it: `94.6 %`. */
export function percent(fraction: number | undefined): string {
  return `${(100 * (fraction ?? NaN)).toFixed(1)} %`;
}
