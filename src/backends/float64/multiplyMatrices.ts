/**
 * Adds the product of two matrices in row-major order to a third.
 *
 * Four rows of `b` at a time: every inner loop then runs along rows, and touches each sum a quarter as often. Zeros of
 * `a` are passed over, four fifths of a batch of handwritten digits, unless `b` holds a NaN or an infinity: 0 times
 * those is NaN.
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
  const skipsZeros = isFinite64(b);
  const used = new Int32Array(inner);
  for (let row = 0, sum0 = 0; sum0 < sums.length; row += inner, sum0 += columns) {
    let count = 0;
    for (let k = 0; k < inner; k++) if (a[row + k] !== 0 || !skipsZeros) used[count++] = k;
    const even = count - (count % 4);
    for (let i = 0; i < even; i += 4) {
      const [k0, k1, k2, k3] = [used[i]!, used[i + 1]!, used[i + 2]!, used[i + 3]!];
      const [a0, a1, a2, a3] = [a[row + k0]!, a[row + k1]!, a[row + k2]!, a[row + k3]!];
      const [b0, b1, b2, b3] = [k0 * columns, k1 * columns, k2 * columns, k3 * columns];
      for (let j = 0; j < columns; j++) {
        sums[sum0 + j]! += a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
      }
    }
    for (let i = even; i < count; i++) {
      const k = used[i]!;
      const factor = a[row + k]!;
      for (let j = 0; j < columns; j++) sums[sum0 + j]! += factor * b[k * columns + j]!;
    }
  }
}

function isFinite64(values: Float64Array): boolean {
  let zero = 0;
  // 0 times a NaN or an infinity is NaN, and stays so.
  for (let i = 0; i < values.length; i++) zero += 0 * values[i]!;
  return zero === 0;
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
