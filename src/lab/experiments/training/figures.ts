import type {Figure, Mark, Table} from '../experiment';
import {count, percent, series, significant} from '../reporting';
import {epochsOf, type CurvePoint} from '../trainedNet';
import {drawnRecipes, recipeTitle} from './measureRuns';
import type {TrainingFindings, TrainingNumbers} from './measureTraining';

/** Curves of loss and accuracy, the learning rates, few images, and confidence. */
export function figuresOf(found: TrainingFindings, n: TrainingNumbers): Figure[] {
  return [
    lossFigure(found, n),
    accuracyFigure(found, n),
    gridFigure(found, n),
    overfitFigure(found, n),
    confidenceFigure(found, n),
  ];
}

/** Who has learned: reaches more than twice what one answer for all does. */
type Learners = 'losses' | 'some' | 'everything';

function learnersOf(n: TrainingNumbers): Learners {
  const learned = ({testAccuracy}: {testAccuracy: number}) => testAccuracy > 2 * n.constantAnswer;
  if (learned(n.accuracy)) return 'everything';
  return drawnRecipes.every(name => learned(n[name])) ? 'losses' : 'some';
}

const lossTitles: Readonly<Record<Learners, string>> = {
  losses: 'Each objective falls in its own unit; accuracy, as the objective, does not fall',
  some: 'Each objective in its own unit: not all have begun to learn',
  everything: 'Each objective in its own unit, accuracy among them',
};

const accuracyTitles: Readonly<Record<Learners, string>> = {
  losses: 'The losses learn, accuracy as the objective does not',
  some: 'In so few steps not every loss learns, and accuracy as the objective does not',
  everything: 'Here accuracy as the objective learns something, too',
};

function lossFigure({lab, runs, accuracy}: TrainingFindings, n: TrainingNumbers): Figure {
  const {curve} = runs.cee;
  return {
    id: 'training-loss',
    title: lossTitles[learnersOf(n)],
    alt:
      `The descended loss over the epochs, one line for each objective. CEE falls from ${significant(curve[1]!.loss)} to ` +
      `${significant(curve.at(-1)!.loss)} nats. The part of the images that accuracy gets wrong goes from ` +
      `${significant(accuracy.points[1]!.batchError)} to ${significant(accuracy.points.at(-1)!.batchError)}.`,
    x: {label: 'training', unit: 'epochs', scale: 'linear'},
    y: {label: 'mean loss of the mini-batches', unit: 'CEE in nats', scale: 'log'},
    marks: [
      ...drawnRecipes.map(name =>
        series('line', recipeTitle(runs[name].recipe), runs[name].curve.slice(1), ({epoch, loss}) => [
          epoch,
          loss,
        ]),
      ),
      series(
        'line',
        `1 − accuracy, rate ${accuracy.rate}`,
        accuracy.points.slice(1),
        ({step, batchError}) => [epochsOf(step, lab), batchError],
      ),
    ],
  };
}

function accuracyFigure({lab, runs, accuracy}: TrainingFindings, n: TrainingNumbers): Figure {
  return {
    id: 'training-accuracy',
    title: accuracyTitles[learnersOf(n)],
    alt:
      `Test accuracy over the epochs. CEE ends at ${percent(n.cee.testAccuracy)}, with one-hot and integer labels on ` +
      `one line. SSE ends at ${percent(n.sse.testAccuracy)} with the same learning rate and at ` +
      `${percent(n.sseFast.testAccuracy)} with ten times that. Accuracy by finite differences ends at ` +
      `${percent(n.accuracy.testAccuracy)}.`,
    x: {label: 'training', unit: 'epochs', scale: 'linear'},
    y: {label: 'test accuracy', unit: 'fraction', scale: 'linear'},
    marks: [
      ...drawnRecipes.map(name =>
        series('line', recipeTitle(runs[name].recipe), runs[name].curve, ({epoch, testAccuracy}) => [
          epoch,
          testAccuracy,
        ]),
      ),
      series('line', `accuracy, rate ${accuracy.rate}`, accuracy.points, ({step, testAccuracy}) => [
        epochsOf(step, lab),
        testAccuracy,
      ]),
    ],
  };
}

function gridFigure({grid}: TrainingFindings, n: TrainingNumbers): Figure {
  const line = (loss: 'cee' | 'sse', name: string) => {
    const finite = grid.filter(point => point.loss === loss && point.validationAccuracy !== undefined);
    return series('line', name, finite, ({rate, validationAccuracy}) => [rate, validationAccuracy!]);
  };
  return {
    id: 'learning-rates',
    title: 'Accuracy hangs on the learning rate more than on the loss',
    alt:
      `Accuracy on held-out training images over the learning rate, on a logarithmic axis. CEE is best at rate ` +
      `${n.grid.cee.best.rate}, where it reaches ${percent(n.grid.cee.best.accuracy)} of the test images, SSE at rate ` +
      `${n.grid.sse.best.rate} with ${percent(n.grid.sse.best.accuracy)}.`,
    x: {label: 'learning rate', scale: 'log'},
    y: {label: 'accuracy on held-out images', unit: 'fraction', scale: 'linear'},
    marks: [line('cee', 'CEE'), line('sse', 'SSE')],
  };
}

function overfitFigure({overfit}: TrainingFindings, n: TrainingNumbers): Figure {
  const line = (name: string, of: 'trainAccuracy' | 'testAccuracy', curve: readonly CurvePoint[]): Mark =>
    series('line', name, curve, point => [point.step, point[of]]);
  return {
    id: 'overfit',
    title: 'Few images are learned by heart; many are learned from',
    alt:
      `Accuracy over the steps. Trained on ${overfit.images} images the net ends at ${percent(n.overfit.trainAccuracy)} of ` +
      `them and ${percent(n.overfit.testAccuracy)} of the test images. Trained on all images it ends at ` +
      `${percent(n.overfit.all.trainAccuracy)} of its own and ${percent(n.overfit.all.testAccuracy)} of the test images.`,
    x: {label: 'steps', scale: 'linear'},
    y: {label: 'accuracy', unit: 'fraction', scale: 'linear'},
    marks: [
      line('train, few images', 'trainAccuracy', overfit.curve),
      line('test, few images', 'testAccuracy', overfit.curve),
      line('train, all images', 'trainAccuracy', overfit.all),
      line('test, all images', 'testAccuracy', overfit.all),
    ],
  };
}

function confidenceFigure({confidence}: TrainingFindings, n: TrainingNumbers): Figure {
  const line = (name: string, of: 'accuracy' | 'crossEntropy') =>
    series('line', name, confidence, point => [point.factor, point[of]]);
  return {
    id: 'confidence',
    title: 'How sure the net is makes no difference to accuracy, and much to cross entropy',
    alt:
      `Accuracy and cross entropy of the trained net, its logits multiplied by 0.1 to 10. Accuracy stays at ` +
      `${percent(confidence[0]!.accuracy)}. Cross entropy is ${significant(n.confidence['x0.1'].crossEntropy)} nats at 0.1, ` +
      `${significant(n.confidence.x1.crossEntropy)} at 1 and ${significant(n.confidence.x10.crossEntropy)} at 10.`,
    x: {label: 'factor on the logits', scale: 'log'},
    y: {label: 'CEE in nats, accuracy as a fraction', scale: 'linear'},
    marks: [line('CEE', 'crossEntropy'), line('accuracy', 'accuracy')],
  };
}

/** Objectives, learning rates, few images and confidence in numbers. */
export function tablesOf(found: TrainingFindings): Table[] {
  return [objectiveTable(found), gridTable(found), imagesTable(found), confidenceTable(found)];
}

function objectiveTable({runs, accuracy}: TrainingFindings): Table {
  const {steps, rate, points} = accuracy;
  return {
    id: 'objectives',
    title: 'One net, one seed, the same images in the same order',
    columns: ['objective', 'steps', 'train accuracy', 'test accuracy', 'test CEE (nats)'],
    rows: [
      ...Object.values(runs).map(run => [
        recipeTitle(run.recipe),
        run.recipe.steps,
        percent(run.trainAccuracy),
        percent(run.testAccuracy),
        run.testCrossEntropy,
      ]),
      [`accuracy, rate ${rate}`, steps, '–', percent(points.at(-1)!.testAccuracy), '–'],
    ],
  };
}

function gridTable({grid, held}: TrainingFindings): Table {
  const rates = [...new Set(grid.map(({rate}) => rate))];
  const cell = (loss: string, rate: number): string[] => {
    const point = grid.find(each => each.loss === loss && each.rate === rate)!;
    if (point.validationAccuracy === undefined) return ['not finite', '–'];
    return [
      percent(point.validationAccuracy),
      point.testAccuracy === undefined ? '–' : percent(point.testAccuracy),
    ];
  };
  return {
    id: 'learning-rates',
    title: `Accuracy on ${count(held)} held-out training images at each learning rate, and on the test images at the best`,
    columns: ['learning rate', 'CEE, held out', 'CEE, test', 'SSE, held out', 'SSE, test'],
    rows: rates.map(rate => [rate, ...cell('cee', rate), ...cell('sse', rate)]),
  };
}

function imagesTable({lab: {train}, overfit}: TrainingFindings): Table {
  const {images, learningRate, steps, curve, all} = overfit;
  const row = (size: number, {trainAccuracy, testAccuracy, testCrossEntropy}: CurvePoint) => [
    size,
    learningRate,
    steps,
    percent(trainAccuracy),
    percent(testAccuracy),
    testCrossEntropy,
  ];
  return {
    id: 'images',
    title: 'Many images, few images',
    columns: ['training images', 'rate', 'steps', 'train accuracy', 'test accuracy', 'test CEE (nats)'],
    rows: [row(train.size, all.at(-1)!), row(images, curve.at(-1)!)],
  };
}

function confidenceTable({confidence}: TrainingFindings): Table {
  return {
    id: 'confidence',
    title: 'The logits of the trained net, multiplied',
    columns: ['factor', 'test accuracy', 'test CEE (nats)'],
    rows: confidence
      .filter((_, i) => i % 5 === 0)
      .map(({factor, accuracy, crossEntropy}) => [
        Number(factor.toPrecision(2)),
        percent(accuracy),
        crossEntropy,
      ]),
  };
}
