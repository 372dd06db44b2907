import {t, type Text} from '../../../text';
import {sliceSplit, type Split} from '../../../data/split';
import {denseNet64} from '../denseNet64';
import type {Lab} from '../experiment';
import {textbookStep} from '../formulas64';
import {byName, recordOf} from '../reporting';
import {batchSize, textbookRecipe, untrainedNet, withTrainedNet, type Recipe} from '../trainedNet';
import {descendAccuracy, type AccuracyDescent} from './accuracyDescent';
import {racers, runRace} from './race';
import {bestOf, measureRuns, overfit, rateGrid, recipeOf, scaleConfidence} from './measureRuns';
import type {GridPoint, MeasuredRun, Overfit} from './measureRuns';

/** Its lab has the training images that were not held out; `held` counts the others. */
export type TrainingFindings = Awaited<ReturnType<typeof measureTraining>>;

export async function measureTraining(whole: Lab) {
  const {lab, validation} = holdOut(whole);
  const report = (from: number, part: number) => (done: number, doing: Text) =>
    lab.progress(from + part * done, t`training: ${doing}`);
  const small = report(0.75, 0.1);
  const runs = await measureRuns(lab, report(0, 0.35));
  const grid = await rateGrid(lab, validation, report(0.35, 0.4));
  const accuracy = climb(lab);
  const recipes = recordOf(['sse', 'cee'], loss => {
    const {rate} = bestOf(grid.filter(point => point.loss === loss));
    return recipeOf(lab, loss, rate);
  });
  return {
    lab,
    runs,
    grid,
    held: validation.size,
    hiddenRate: await hiddenRate(lab),
    overfit: await overfit(lab, done => small(done, t`few images`)),
    accuracy,
    race: await runRace(lab, validation, {recipes, climbed: accuracy}),
    confidence: await withTrainedNet({lab, recipe: textbookRecipe(lab)}, ({model}) =>
      scaleConfidence(denseNet64(model), lab.test),
    ),
  };
}

export type TrainingNumbers = ReturnType<typeof numbersOf>;

/** What claims, figures and scripts read of the findings. */
export function numbersOf({
  lab,
  runs,
  grid,
  hiddenRate,
  overfit,
  accuracy,
  confidence,
  race,
}: TrainingFindings) {
  const {sseSum, relu} = runs;
  const {cee, sparse, sse, sseFast} = recordOf(['cee', 'sparse', 'sse', 'sseFast'], name =>
    runNumbers(runs[name]),
  );
  const ofLoss = (loss: GridPoint['loss']) => grid.filter(point => point.loss === loss);
  const losses = confidence.map(({crossEntropy}) => crossEntropy);
  const {steps, moved, nearTies, points} = accuracy;
  return {
    steps: runs.cee.recipe.steps,
    cee: {...cee, generalisationGap: cee.trainAccuracy - cee.testAccuracy},
    sparse: {...sparse, weightDistance: greatestDifference(runs.cee.weights, runs.sparse.weights)},
    ...{sse, sseFast, sseSum: sseSum && runNumbers(sseSum), relu: relu && runNumbers(relu)},
    hiddenRate: {apart: hiddenRate.apart, moved: hiddenRate.moved},
    grid: {cee: gridNumbers(ofLoss('cee')), sse: gridNumbers(ofLoss('sse'))},
    overfit: overfitNumbers(overfit),
    accuracy: {
      ...{steps, moved, nearTies, startAccuracy: points[0]!.testAccuracy},
      testAccuracy: points.at(-1)!.testAccuracy,
    },
    confidence: {
      accuracies: new Set(confidence.map(each => each.accuracy)).size,
      'x0.1': {crossEntropy: losses[0]!},
      x1: {crossEntropy: losses[(losses.length - 1) / 2]!},
      x10: {crossEntropy: losses.at(-1)!},
      least: {crossEntropy: Math.min(...losses)},
      greatest: {crossEntropy: Math.max(...losses)},
    },
    race: {
      moved: race.moved,
      constantAnswer: constantAnswer(sliceSplit(lab.test, 0, race.images)),
      ...recordOf(racers, name => {
        const {rate, points} = race.lanes.find(lane => lane.name === name)!;
        return {rate, accuracy: points.at(-1)!.accuracy};
      }),
    },
    constantAnswer: constantAnswer(lab.test),
  };
}

function runNumbers({testAccuracy, trainAccuracy, testCrossEntropy}: MeasuredRun) {
  return {testAccuracy, testAccuracyPercent: 100 * testAccuracy, trainAccuracy, testCrossEntropy};
}

function gridNumbers(points: readonly GridPoint[]) {
  const finite = points.filter(({validationAccuracy}) => validationAccuracy !== undefined);
  const best = bestOf(finite);
  return {
    best: {rate: best.rate, accuracy: best.testAccuracy!},
    ...byName(finite, ({rate, validationAccuracy}) => [`rate${rate}`, validationAccuracy!]),
  };
}

function overfitNumbers({images, curve, all}: Overfit) {
  const {trainAccuracy, testAccuracy, testCrossEntropy} = curve.at(-1)!;
  const end = all.at(-1)!;
  return {
    ...{images, trainAccuracy, testAccuracy, testCrossEntropy, gap: trainAccuracy - testAccuracy},
    all: {trainAccuracy: end.trainAccuracy, testAccuracy: end.testAccuracy},
    leastTestCrossEntropy: Math.min(...curve.map(point => point.testCrossEntropy)),
  };
}

/** What a net reaches that gives one answer to all: the part of the most frequent class in the test images. */
function constantAnswer(test: Split): number {
  const counts = new Array<number>(test.classes).fill(0);
  for (const label of test.labels) counts[label]!++;
  return Math.max(...counts) / test.size;
}

function climb(lab: Lab): AccuracyDescent {
  lab.progress(0.85, t`training: accuracy by finite differences`);
  const {learningRate, steps} = textbookRecipe(lab);
  const model = untrainedNet(lab);
  const start = denseNet64(model);
  model.dispose();
  return descendAccuracy(lab, start, {steps, rate: learningRate, h: textbookStep});
}

/**
 * Sets the last twelfth of the training images aside: 5,000 of MNIST's 60,000. A learning rate that is chosen on the test
 * images has seen them, and what it then reaches on them says too much; these are what it is chosen on.
 *
 * @returns The lab with the other images for training, and the images that are held out.
 */
export function holdOut(lab: Lab): {lab: Lab; validation: Split} {
  const {train} = lab;
  const kept = train.size - Math.max(1, Math.floor(train.size / 12));
  return {
    lab: {...lab, train: sliceSplit(train, 0, kept)},
    validation: sliceSplit(train, kept, train.size),
  };
}

/**
 * SSE summed over the batch at a rate of 0.1 beside SSE averaged at a hundred times that: one path, but for rounding. Takes a
 * few steps only: so high a rate soon magnifies what rounding does.
 *
 * @returns The greatest difference between two weights of both nets, and between one of them and its start.
 */
async function hiddenRate(lab: Lab) {
  // Within the first pass every batch is whole, so that the sum is a hundred times the mean.
  const steps = Math.min(20, Math.floor(lab.train.size / batchSize));
  const recipe: Recipe = {loss: 'sumSquaredError', learningRate: 0.1, steps, reduction: 'sum'};
  const [start, summed] = await ends(lab, recipe);
  const [, averaged] = await ends(lab, {...recipe, learningRate: 0.1 * batchSize, reduction: 'mean'});
  return {steps, apart: greatestDifference(summed, averaged), moved: greatestDifference(summed, start)};
}

/** The weights before the first step and after the last. */
function ends(lab: Lab, recipe: Recipe): Promise<[readonly Float32Array[], readonly Float32Array[]]> {
  return withTrainedNet({lab, recipe}, ({way}) => [way[0]!.weights, way.at(-1)!.weights]);
}

/** The greatest difference between two weights in the same place. */
function greatestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let greatest = 0;
  a.forEach((tensor, t) => {
    tensor.forEach((value, i) => (greatest = Math.max(greatest, Math.abs(value - b[t]![i]!))));
  });
  return greatest;
}
