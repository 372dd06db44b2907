import {evaluate} from '../../training/evaluate';
import {NonFiniteLossError} from '../../training/nonFiniteLoss';
import type {Lab} from '../experiment';
import {textbookSteps, trainedNet, type Recipe} from '../trainedNet';

/** One loss at one learning rate. */
export interface GridPoint {
  readonly loss: 'cee' | 'sse';
  readonly rate: number;
  /** Undefined where the loss did not stay finite. */
  readonly testAccuracy: number | undefined;
}

const lossNames = {cee: 'crossEntropy', sse: 'sumSquaredError'} as const;

/** Trains with both losses at every learning rate: what makes a comparison of losses fair. */
export async function rateGrid(lab: Lab, onRun: (done: number, title: string) => void): Promise<GridPoint[]> {
  const rates = lab.profile === 'full' ? [0.1, 0.3, 1, 3, 10, 30] : [0.1, 1, 3, 10, 30];
  const grid: GridPoint[] = [];
  for (const loss of ['cee', 'sse'] as const) {
    for (const rate of rates) {
      const report = (done: number) =>
        onRun((grid.length + done) / (2 * rates.length), `${loss.toUpperCase()} at rate ${rate}`);
      const recipe = {loss: lossNames[loss], learningRate: rate, steps: textbookSteps(lab)};
      grid.push({loss, rate, testAccuracy: await accuracyOf(lab, recipe, report)});
    }
  }
  return grid;
}

async function accuracyOf(
  lab: Lab,
  recipe: Recipe,
  report: (done: number) => void,
): Promise<number | undefined> {
  try {
    const {model} = await trainedNet(lab, recipe, report);
    try {
      return (await evaluate(model, lab.test, {signal: lab.signal})).accuracy;
    } finally {
      model.dispose();
    }
  } catch (error) {
    if (error instanceof NonFiniteLossError) return undefined;
    throw error;
  }
}
