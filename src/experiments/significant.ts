/** A number as prose has it: so many significant digits, and powers of ten only where there would be many zeros. */
export function significant(value: number | undefined, digits = 3): string {
  return (value ?? NaN).toPrecision(digits);
}
