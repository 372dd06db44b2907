/**
 * Copies an image, moved by whole pixels so that its centre of mass comes nearest to the pixel (side / 2, side / 2),
 * which is where MNIST has it.
 *
 * @param drawn `side` × `side` grey values, row-major, not all 0.
 * @param centred As many, all 0; is written to.
 * @returns Whether it was done. It is not, and nothing is written, where ink would come to the outermost pixels.
 */
export function centreByMass(drawn: Uint8Array, centred: Uint8Array, side: number): boolean {
  const {row, column, top, bottom, left, right} = measure(drawn, side);
  const down = Math.round(side / 2 - row);
  const across = Math.round(side / 2 - column);
  if (top + down < 1 || bottom + down > side - 2) return false;
  if (left + across < 1 || right + across > side - 2) return false;
  for (let r = top; r <= bottom; r++) {
    centred.set(drawn.subarray(r * side + left, r * side + right + 1), (r + down) * side + left + across);
  }
  return true;
}

/** The centre of mass, and the outermost rows and columns with ink. */
function measure(image: Uint8Array, side: number) {
  let [mass, rowMoment, columnMoment] = [0, 0, 0];
  let [top, bottom, left, right] = [side, -1, side, -1];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const grey = image[row * side + column]!;
      if (grey === 0) continue;
      mass += grey;
      rowMoment += grey * row;
      columnMoment += grey * column;
      if (row < top) top = row;
      if (row > bottom) bottom = row;
      if (column < left) left = column;
      if (column > right) right = column;
    }
  }
  return {row: rowMoment / mass, column: columnMoment / mass, top, bottom, left, right};
}
