import {listed, t, type Text} from '../../../text';
import {evaluate} from '../../../training/evaluate';
import type {Lab} from '../experiment';
import {learningCurve, measuredImages, textbookRecipe, textbookSteps, weightValues} from '../trainedNet';
import {trainedAccuracy, withTrainedNet, type CurvePoint, type Recipe} from '../trainedNet';
import {sliceSplit, type Split} from '../../../data/split';
import {NonFiniteLossError} from '../../../errors';
import {batch64, crossEntropyError, forward, hit, type DenseNet64} from '../denseNet64';

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

/** The recipes whose curves are drawn: four lines that can be told apart, and accuracy makes five. */
export const drawnRecipes = ['cee', 'sparse', 'sse', 'sseFast'] as const;

/** What differs between recipes is one thing each; two of them run in the full profile only. */
type ByRecipe<T> = Readonly<Record<(typeof drawnRecipes)[number], T> & {sseSum?: T; relu?: T}>;

export type Runs = ByRecipe<MeasuredRun>;

/** Trains and measures every recipe. */
export async function measureRuns(lab: Lab, onRun: (done: number, name: Text) => void): Promise<Runs> {
  const runs: Record<string, MeasuredRun> = {};
  const named = Object.entries(recipes(lab));
  for (const [i, [name, recipe]] of named.entries()) {
    const report = (done: number) => onRun((i + done) / named.length, name);
    await withTrainedNet({lab, recipe, report}, async ({model, way}) => {
      const onTrain = name === 'cee'; // the one that is held against few images
      const isDrawn = drawnRecipes.some(drawn => drawn === name);
      const curve = isDrawn ? await learningCurve(lab, model, way, {onTrain}) : [];
      const test = await evaluate(model, lab.test, {signal: lab.signal});
      const train = await evaluate(model, measuredImages(lab), {signal: lab.signal});
      runs[name] = {
        ...{recipe, curve, trainAccuracy: train.accuracy, weights: weightValues(model)},
        ...{testAccuracy: test.accuracy, testCrossEntropy: test.crossEntropy},
      };
    });
  }
  return runs as Runs; // a run for each recipe
}

export type Overfit = Awaited<ReturnType<typeof overfit>>;

/** Trains on the first 300 images only, until the net has memorised them, and on all: one rate, as many steps. */
export async function overfit(lab: Lab, report: (done: number) => void) {
  const images = Math.min(300, lab.train.size);
  const steps = lab.profile === 'full' ? 3000 : 600;
  // Many times the textbook's: there is nothing to be careful about.
  const learningRate = lab.profile === 'full' ? 1 : 2;
  const few = {...lab, train: sliceSplit(lab.train, 0, images)};
  const recipe: Recipe = {loss: 'crossEntropy', learningRate, steps};
  return {
    ...{images, steps, learningRate},
    curve: await curveOf(few, recipe, done => report(done / 2)),
    all: await curveOf(lab, recipe, done => report((1 + done) / 2)),
  };
}

function curveOf(lab: Lab, recipe: Recipe, report: (done: number) => void): Promise<CurvePoint[]> {
  return withTrainedNet({lab, recipe, report}, ({model, way}) =>
    learningCurve(lab, model, way, {onTrain: true}),
  );
}

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
  onRun: (done: number, title: Text) => void,
): Promise<GridPoint[]> {
  // A quick run's include those of its recipes, which are trained already.
  const rates = lab.profile === 'full' ? [0.1, 0.3, 1, 3, 10, 30] : [0.5, 2, 5, 20];
  const grid: GridPoint[] = [];
  for (const loss of ['cee', 'sse'] as const) {
    const points: GridPoint[] = [];
    for (const rate of rates) {
      const before = grid.length + points.length;
      const report = (done: number) =>
        onRun((before + done) / (2 * rates.length), t`${loss.toUpperCase()} at rate ${rate}`);
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

export function recipeOf(lab: Lab, loss: GridPoint['loss'], learningRate: number): Recipe {
  return {loss: lossNames[loss], learningRate, steps: textbookSteps(lab)};
}

async function accuracyOf(
  lab: Lab,
  recipe: Recipe,
  split: Split,
  report?: (done: number) => void,
): Promise<number | undefined> {
  try {
    return await trainedAccuracy({lab, recipe, report}, split);
  } catch (error) {
    if (error instanceof NonFiniteLossError) return undefined;
    throw error;
  }
}

/** One net, one seed, one order of the images; only the objective and the learning rate differ. */
function recipes(lab: Lab): ByRecipe<Recipe> {
  const {learningRate, steps} = textbookRecipe(lab);
  return {
    cee: {loss: 'crossEntropy', learningRate, steps},
    sparse: {loss: 'sparseCrossEntropy', learningRate, steps},
    sse: {loss: 'sumSquaredError', learningRate, steps},
    sseFast: {loss: 'sumSquaredError', learningRate: 10 * learningRate, steps},
    ...(lab.profile === 'full' && {
      sseSum: {loss: 'sumSquaredError', learningRate, steps, reduction: 'sum'},
      relu: {...textbookRecipe(lab), activation: 'relu'},
    }),
  };
}

/** As tables and figures have it: `SSE, summed, rate 0.1`. */
export function recipeTitle({loss, learningRate, reduction, activation}: Recipe): Text {
  const names: Record<string, Text> = {
    crossEntropy: t`CEE, one-hot`,
    sparseCrossEntropy: t`CEE, integer`,
    sumSquaredError: 'SSE',
  };
  return listed([
    names[loss]!,
    ...(reduction === 'sum' ? [t`summed`] : []),
    ...(activation === 'relu' ? ['ReLU'] : []),
    t`rate ${learningRate}`,
  ]);
}

/**
 * A trained net whose logits are all multiplied by one factor, from 0.1 to 10: the same answers, with more or less
 * confidence. In float64, on a whole split; the cross entropy in nats.
 */
export function scaleConfidence(net: DenseNet64, split: Split) {
  const {logits} = forward(net, batch64(split, split.size));
  const factors = Array.from({length: 21}, (_, i) => 10 ** ((i - 10) / 10));
  const scaled = new Float64Array(net.classes);
  return factors.map(factor => {
    let hits = 0;
    let loss = 0;
    for (let n = 0; n < split.size; n++) {
      for (let k = 0; k < net.classes; k++) scaled[k] = factor * logits[n * net.classes + k]!;
      hits += hit(scaled, split.labels[n]!);
      loss += crossEntropyError(scaled, split.labels[n]!);
    }
    return {factor, accuracy: hits / split.size, crossEntropy: loss / split.size};
  });
}
