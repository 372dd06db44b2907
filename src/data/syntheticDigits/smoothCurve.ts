/** A place on the paper. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A smooth curve through the given points as a polyline: a Catmull–Rom spline, cut into short pieces.
 * A point equal to the one before it is a corner: one spline ends there and another begins.
 *
 * @param points At least two, in any unit of length.
 * @param pieceLength About how long a straight piece is, > 0, in the same unit.
 * @returns The polyline's points, the first and the last among them; corners come once.
 *
 * @see Catmull and Rom, "A class of local interpolating splines", 1974.
 */
export function smoothCurve(points: readonly Point[], pieceLength: number): Point[] {
  const curve: Point[] = [points[0]!];
  for (let i = 0; i + 1 < points.length; i++) {
    const from = points[i]!;
    const to = points[i + 1]!;
    const pieces = Math.ceil(distance(from, to) / pieceLength);
    // Beside a corner or an end there is no neighbour to lean on: the end point stands in for it.
    const before = points[i - 1] ?? from;
    const after = points[i + 2] ?? to;
    for (let k = 1; k <= pieces; k++) {
      const t = k / pieces;
      const x = catmullRom(before.x, from.x, to.x, after.x, t);
      const y = catmullRom(before.y, from.y, to.y, after.y, t);
      curve.push({x, y});
    }
  }
  return curve;
}

function distance(a: Point, b: Point): number {
  // Math.hypot guards against overflow that cannot happen here, at ten times the cost.
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const cubic = 3 * (p1 - p2) + p3 - p0;
  const square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  return p1 + (t / 2) * (p2 - p0 + t * (square + t * cubic));
}
