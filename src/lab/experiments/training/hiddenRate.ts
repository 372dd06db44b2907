import type {Lab} from '../experiment';
import {batchSize, trainedNet, type Recipe} from '../trainedNet';

/** SSE summed over the batch at a rate of 0.1 beside SSE averaged at a hundred times that: one path, but for rounding. */
export interface HiddenRate {
  readonly steps: number;
  /** The greatest difference between two weights of both nets, and between one of them and its start. */
  readonly apart: number;
  readonly moved: number;
}

/** Takes a few steps only: so high a rate soon makes much of what rounding does. */
export async function hiddenRate(lab: Lab): Promise<HiddenRate> {
  // Within the first pass every batch is whole, so that the sum is a hundred times the mean.
  const steps = Math.min(20, Math.floor(lab.train.size / batchSize));
  const recipe: Recipe = {loss: 'sumSquaredError', learningRate: 0.1, steps, reduction: 'sum'};
  const [start, summed] = await ends(lab, recipe);
  const [, averaged] = await ends(lab, {...recipe, learningRate: 0.1 * batchSize, reduction: 'mean'});
  return {
    steps,
    apart: greatestDifference(summed, averaged),
    moved: greatestDifference(summed, start),
  };
}

/** The weights before the first step and after the last. */
async function ends(lab: Lab, recipe: Recipe): Promise<[readonly Float32Array[], readonly Float32Array[]]> {
  const {model, way} = await trainedNet(lab, recipe);
  model.dispose();
  return [way[0]!.weights, way[way.length - 1]!.weights];
}

/** The greatest difference between two weights in the same place. */
export function greatestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let greatest = 0;
  a.forEach((tensor, t) => {
    tensor.forEach((value, i) => (greatest = Math.max(greatest, Math.abs(value - b[t]![i]!))));
  });
  return greatest;
}
