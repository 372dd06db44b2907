import {evaluate} from '../../training/evaluate';
import type {Lab} from '../experiment';
import {learningCurve, type CurvePoint} from '../learningCurve';
import {measuredImages, trainedNet, weightValues, type Recipe} from '../trainedNet';
import {drawnRecipes, recipes} from './recipes';

/** What a recipe came to. */
export interface MeasuredRun {
  readonly recipe: Recipe;
  /** Empty where it is not drawn. */
  readonly curve: readonly CurvePoint[];
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
  readonly testCrossEntropy: number;
  readonly weights: readonly Float32Array[];
}

/** Trains and measures every recipe, by its name. */
export async function measureRuns(
  lab: Lab,
  onRun: (done: number, name: string) => void,
): Promise<ReadonlyMap<string, MeasuredRun>> {
  const runs = new Map<string, MeasuredRun>();
  const named = Object.entries(recipes(lab));
  for (const [i, [name, recipe]] of named.entries()) {
    const {model, way} = await trainedNet(lab, recipe, done => onRun((i + done) / named.length, name));
    try {
      const onTrain = name === 'cee'; // the one that is held against few images
      const curve = drawnRecipes.includes(name) ? await learningCurve(lab, model, way, {onTrain}) : [];
      const test = await evaluate(model, lab.test, {signal: lab.signal});
      const train = await evaluate(model, measuredImages(lab), {signal: lab.signal});
      runs.set(name, {
        recipe,
        curve,
        testAccuracy: test.accuracy,
        testCrossEntropy: test.crossEntropy,
        trainAccuracy: train.accuracy,
        weights: weightValues(model),
      });
    } finally {
      model.dispose();
    }
  }
  return runs;
}
