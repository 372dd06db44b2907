/*
 * Points, one of which is moved, and what best fits them under each loss, in plain float64: the mean, the
 * median and the lines that minimise the mean of r², of |r| and of Huber's function of the residuals r.
 */

export const lossNames = ['mse', 'mae', 'huber'] as const;

export type LossName = (typeof lossNames)[number];

/** Where Huber's loss changes from ½r² to |r| − ½: tfjs's own default. */
export const delta = 1;

/** A line y = intercept + slope·x. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** Eleven measurements near the line 1 + x/2; the one at {@link outlierAt} is moved. */
export const xs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const scatter = [0.12, -0.21, 0.15, 0.05, -0.17, 0.22, -0.08, -0.14, 0, 0.18, -0.12];
export const outlierAt = 8;

/** The measurements with the outlier at y. */
export function measurements(y: number): number[] {
  return xs.map((x, i) => (i === outlierAt ? y : 1 + x / 2 + scatter[i]!));
}

/** The line that minimises the mean loss of the residuals. */
export function fitLine(loss: LossName, ys: readonly number[]): Line {
  if (loss === 'mse') return weightedLine(ys, () => 1);
  return loss === 'mae' ? leastAbsoluteLine(ys) : huberLine(ys);
}

export function valueAt({intercept, slope}: Line, x: number): number {
  return intercept + slope * x;
}

/** The normal equations of Σ w (y − a − bx)². */
function weightedLine(ys: readonly number[], weight: (i: number) => number): Line {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
  xs.forEach((x, i) => {
    const each = weight(i);
    w += each;
    wx += each * x;
    wy += each * ys[i]!;
    wxx += each * x * x;
    wxy += each * x * ys[i]!;
  });
  const slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
  return {intercept: (wy - slope * wx) / w, slope};
}

/** A line of the least Σ|r| goes through two of the points: of 55 such lines the best. */
function leastAbsoluteLine(ys: readonly number[]): Line {
  const through = xs.flatMap((x, i) =>
    xs.slice(i + 1).map((other, j) => {
      const slope = (ys[i + 1 + j]! - ys[i]!) / (other - x);
      return {intercept: ys[i]! - slope * x, slope};
    }),
  );
  const total = (line: Line) => ys.reduce((sum, y, i) => sum + Math.abs(y - valueAt(line, xs[i]!)), 0);
  return through.reduce((best, line) => (total(line) < total(best) ? line : best));
}

/**
 * Least squares again and again, each residual r beyond δ with a weight of δ/|r|, which makes its square grow
 * like |r|.
 */
function huberLine(ys: readonly number[]): Line {
  let line = weightedLine(ys, () => 1);
  for (let round = 0; round < 200; round++) {
    const {intercept, slope} = line;
    line = weightedLine(ys, i => Math.min(1, delta / Math.abs(ys[i]! - intercept - slope * xs[i]!)));
  }
  return line;
}
