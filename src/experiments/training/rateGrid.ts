import type {Split} from '../../data/split';
import {evaluate} from '../../training/evaluate';
import {NonFiniteLossError} from '../../training/nonFiniteLoss';
import type {Lab} from '../experiment';
import {textbookSteps, trainedNet, type Recipe} from '../trainedNet';

/** One loss at one learning rate. */
export interface GridPoint {
  readonly loss: 'cee' | 'sse';
  readonly rate: number;
  /** On the images that were held out; undefined where the loss did not stay finite. */
  readonly validationAccuracy: number | undefined;
  /** Only of the rate that is best on those: nothing was chosen by it. */
  readonly testAccuracy?: number;
}

const lossNames = {cee: 'crossEntropy', sse: 'sumSquaredError'} as const;

/**
 * Trains with both losses at every learning rate, and tests each loss at the rate that is best on images held out of
 * training: what makes a comparison of losses fair.
 */
export async function rateGrid(
  lab: Lab,
  validation: Split,
  onRun: (done: number, title: string) => void,
): Promise<GridPoint[]> {
  // A quick run's include those of its recipes, which are trained already.
  const rates = lab.profile === 'full' ? [0.1, 0.3, 1, 3, 10, 30] : [0.5, 2, 5, 20];
  const grid: GridPoint[] = [];
  for (const loss of ['cee', 'sse'] as const) {
    const points: GridPoint[] = [];
    for (const rate of rates) {
      const report = (done: number) =>
        onRun(
          (grid.length + points.length + done) / (2 * rates.length),
          `${loss.toUpperCase()} at rate ${rate}`,
        );
      const validationAccuracy = await accuracyOf(lab, recipeOf(lab, loss, rate), validation, report);
      points.push({loss, rate, validationAccuracy});
    }
    const {rate: chosen} = bestOf(points);
    const testAccuracy = (await accuracyOf(lab, recipeOf(lab, loss, chosen), lab.test))!;
    grid.push(...points.map(point => (point.rate === chosen ? {...point, testAccuracy} : point)));
  }
  return grid;
}

/** The point with the greatest validation accuracy; of equals, the one with the smaller rate. */
export function bestOf(points: readonly GridPoint[]): GridPoint {
  return points.reduce((a, b) => ((b.validationAccuracy ?? 0) > (a.validationAccuracy ?? 0) ? b : a));
}

function recipeOf(lab: Lab, loss: GridPoint['loss'], learningRate: number): Recipe {
  return {loss: lossNames[loss], learningRate, steps: textbookSteps(lab)};
}

async function accuracyOf(
  lab: Lab,
  recipe: Recipe,
  split: Split,
  report?: (done: number) => void,
): Promise<number | undefined> {
  try {
    const {model} = await trainedNet(lab, recipe, report);
    try {
      return (await evaluate(model, split, {signal: lab.signal})).accuracy;
    } finally {
      model.dispose();
    }
  } catch (error) {
    if (error instanceof NonFiniteLossError) return undefined;
    throw error;
  }
}
