/** Sizes and sums of plain arrays of numbers. */

/** Of n entries what `each` gives; `Float64Array.from` takes ten times as long. */
export function filled(n: number, each: (at: number) => number): Float64Array {
  const values = new Float64Array(n);
  for (let at = 0; at < n; at++) values[at] = each(at);
  return values;
}

/** The largest absolute value; 0 of none, NaN if there is one. */
export function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Σ a_i b_i. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

/** The Euclidean norm, of whatever size the values are: squares of 10²⁰⁰ overflow, those of 10⁻²⁰⁰ are 0. */
export function norm(values: ArrayLike<number>): number {
  const squares = dot(values, values);
  if (squares > LEAST_SQUARES && squares < Infinity) return Math.sqrt(squares);
  const most = largest(values);
  if (!(most > 0 && most < Infinity)) return most;
  const scaled = Float64Array.from(values, value => value / most);
  return most * Math.sqrt(dot(scaled, scaled));
}

/** Sums of squares above it have all their digits. */
const LEAST_SQUARES = 1e-280;

export function rootMeanSquare(values: ArrayLike<number>): number {
  return norm(values) / Math.sqrt(values.length);
}

/** From each value to the next. */
export function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value - values[i]!);
}
