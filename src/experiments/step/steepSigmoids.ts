import {sigmoidSlope64} from './slopes';

/** σ(kx): the sigmoid on its way to the step. */
export interface SteepSigmoid {
  readonly k: number;
  /** ∫ |σ(kx) − step(x)| dx over the whole line, by the midpoint rule. */
  readonly area: number;
  /** The same on paper: 2 ln 2 / k. */
  readonly areaOnPaper: number;
  /** k/4, at 0. */
  readonly greatestSlope: number;
  /** The part of [−6, 6] on which the slope is 1 % or more of what the plain sigmoid's is at most. */
  readonly slopedPart: number;
  readonly points: readonly {x: number; slope: number}[];
}

const steepness = [1, 3, 10, 30];

/** The plain sigmoid and ever steeper ones, in float64. */
export function steepSigmoids(): SteepSigmoid[] {
  return steepness.map(k => {
    const slope = (x: number) => k * sigmoidSlope64(k * x);
    const grid = Array.from({length: 12_000}, (_, i) => (i + 0.5) / 1000 - 6);
    return {
      k,
      area: areaFromStep(k),
      areaOnPaper: (2 * Math.LN2) / k,
      greatestSlope: slope(0),
      slopedPart: grid.filter(x => slope(x) >= 0.01 / 4).length / grid.length,
      points: Array.from({length: 241}, (_, i) => ({x: (i - 120) / 40, slope: slope((i - 120) / 40)})),
    };
  });
}

/** Twice the area of one side; beyond 40/k what is left is below e^−40. */
function areaFromStep(k: number): number {
  const cells = 40_000;
  const width = 40 / k / cells;
  let sum = 0;
  for (let i = 0; i < cells; i++) sum += width / (1 + Math.exp(k * (i + 0.5) * width));
  return 2 * sum;
}
