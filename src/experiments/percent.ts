/** A fraction as a person reads it: `94.6 %`. */
export function percent(fraction: number | undefined): string {
  return `${(100 * (fraction ?? NaN)).toFixed(1)} %`;
}
