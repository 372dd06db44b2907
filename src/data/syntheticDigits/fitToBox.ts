import type {PenPoint} from './handwriting';

/**
 * Strokes scaled and moved so that their ink fills a square box in its longer direction and is centred in the other.
 *
 * @param strokes Places in any unit, radii in pixels. Radii stay: a pen does not grow with what it writes.
 * @param box Side of the box in pixels; more than twice the widest radius.
 * @param side Side of the square image in pixels, in whose middle the box lies.
 * @returns New strokes in pixels; pixel (row, column) covers y from row to row + 1 and x likewise.
 */
export function fitToBox(strokes: readonly PenPoint[][], box: number, side: number): PenPoint[][] {
  let [left, right, top, bottom, widest] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (const stroke of strokes) {
    for (const {x, y, radius} of stroke) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      widest = Math.max(widest, radius);
    }
  }
  const scale = (box - 2 * widest) / Math.max(right - left, bottom - top);
  const moveX = side / 2 - (scale * (left + right)) / 2;
  const moveY = side / 2 - (scale * (top + bottom)) / 2;
  return strokes.map(stroke =>
    stroke.map(({x, y, radius}) => ({x: scale * x + moveX, y: scale * y + moveY, radius})),
  );
}
