import type {Axis, Figure, Mark} from '../../results';

/**
 * A log axis cannot hold 0 or less, and a picture that quietly moves such points to its edge lies.
 *
 * @throws {RangeError} If there is no finite point at all, or a point is not positive on a log axis, or not a number on a numeric one.
 */
export function assertDrawable(figure: Figure): void {
  if (!figure.marks.some(({points}) => points.some(({y}) => Number.isFinite(y)))) {
    throw new RangeError(`figure ${figure.id}: expected points, got none`);
  }
  for (const mark of figure.marks) {
    for (const {x, x2, y} of mark.points) {
      if (mark.type !== 'level') assertFits(figure, 'x', mark, x);
      if (x2 !== undefined) assertFits(figure, 'x', mark, x2);
      if (mark.type !== 'rule') assertFits(figure, 'y', mark, y);
    }
  }
}

function assertFits(figure: Figure, name: 'x' | 'y', mark: Mark, value: number | string): void {
  const {scale}: Axis = figure[name];
  if (scale === 'category') return;
  const who = `figure ${figure.id}`;
  if (typeof value === 'string') {
    if (name === 'x' && mark.type === 'bar') return;
    throw new RangeError(
      `${who}: expected numbers on ${name}, got ${JSON.stringify(value)} in "${mark.name}"`,
    );
  }
  if (scale === 'log' && value <= 0) {
    throw new RangeError(
      `${who}: expected positive numbers on the log axis ${name}, got ${value} in "${mark.name}"`,
    );
  }
}

/** How many points of a figure are not finite and leave a gap. */
export function countGaps({marks}: Figure): number {
  return marks.flatMap(mark => (mark.type === 'rule' ? [] : mark.points)).filter(({y}) => !Number.isFinite(y))
    .length;
}
