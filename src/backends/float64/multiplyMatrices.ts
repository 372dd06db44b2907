/**
 * Adds the product of two matrices in row-major order to a third.
 *
 * Four rows of `b` at a time: every inner loop then runs along rows, and touches each sum a quarter as often.
 *
 * @param a `[rows, inner]`.
 * @param b `[inner, columns]`.
 * @param sums `[rows, columns]`; zeros for the product itself.
 */
export function multiplyMatrices(
  a: Float64Array,
  b: Float64Array,
  sums: Float64Array,
  inner: number,
  columns: number,
): void {
  const even = inner - (inner % 4);
  for (let row = 0, sum0 = 0; sum0 < sums.length; row += inner, sum0 += columns) {
    for (let k = 0; k < even; k += 4) {
      const [b0, b1, b2, b3] = [k * columns, (k + 1) * columns, (k + 2) * columns, (k + 3) * columns];
      const [a0, a1, a2, a3] = [a[row + k]!, a[row + k + 1]!, a[row + k + 2]!, a[row + k + 3]!];
      for (let j = 0; j < columns; j++) {
        sums[sum0 + j]! += a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
      }
    }
    for (let k = even; k < inner; k++) {
      const factor = a[row + k]!;
      for (let j = 0; j < columns; j++) sums[sum0 + j]! += factor * b[k * columns + j]!;
    }
  }
}

/**
 * @param from `[rows, columns]`, row-major.
 * @param to `[columns, rows]`, row-major.
 */
export function transposeMatrix(from: Float64Array, to: Float64Array, rows: number, columns: number): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) to[column * rows + row] = from[row * columns + column]!;
  }
}
