/** The textbook's own example of a numerical derivative: 0.01x² + 0.1x at 5 and 10, with its h = 1e-4. */
export interface BookExample {
  readonly at5: number;
  readonly at10: number;
}

/** The textbook's h. */
export const textbookStep = 1e-4;

/** Computes the example as the book does, in plain float64, operation by operation. */
export function bookExample(): BookExample {
  return {at5: numericalDiff(5), at10: numericalDiff(10)};
}

function numericalDiff(x: number): number {
  const h = textbookStep;
  return (parabola(x + h) - parabola(x - h)) / (2 * h);
}

function parabola(x: number): number {
  return 0.01 * x ** 2 + 0.1 * x;
}
