import type {PenPoint} from './handwriting';

/**
 * Draws strokes with a round pen: full ink within the pen's radius, fading over a soft edge.
 *
 *     grey = 255 · clamp(½ + (radius − distance to the stroke) / softness, 0, 1)
 *
 * @param strokes Places and radii in pixels.
 * @param softness The edge's width in pixels, > 0.
 * @param image `side` × `side` grey values, row-major, all 0; is drawn into.
 */
export function rasterize(strokes: readonly PenPoint[][], softness: number, image: Uint8Array, side: number) {
  for (const stroke of strokes) {
    let from = stroke[0]!;
    for (const to of stroke) {
      drawPiece(from, to, softness, image, side);
      from = to;
    }
  }
}

/** One straight piece; where pieces overlap the darker one counts. */
function drawPiece(from: PenPoint, to: PenPoint, softness: number, image: Uint8Array, side: number): void {
  const reach = Math.max(from.radius, to.radius) + softness / 2;
  const firstRow = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const lastRow = Math.min(side - 1, Math.floor(Math.max(from.y, to.y) + reach));
  const firstColumn = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const lastColumn = Math.min(side - 1, Math.floor(Math.max(from.x, to.x) + reach));
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const inverseSquare = 1 / Math.max(dx * dx + dy * dy, 1e-12);
  for (let row = firstRow; row <= lastRow; row++) {
    // A pixel is judged by its centre.
    const y = row + 0.5 - from.y;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = column + 0.5 - from.x;
      const along = Math.min(1, Math.max(0, (x * dx + y * dy) * inverseSquare));
      const offX = x - along * dx;
      const offY = y - along * dy;
      const radius = from.radius + along * (to.radius - from.radius);
      const distance = Math.sqrt(offX * offX + offY * offY);
      const grey = 255 * Math.min(1, 0.5 + (radius - distance) / softness);
      const at = row * side + column;
      if (grey > image[at]!) image[at] = grey;
    }
  }
}

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
