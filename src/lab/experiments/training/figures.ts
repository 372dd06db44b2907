import type {Figure, Lab, Mark, Table} from '../experiment';
import {epochsOf, type CurvePoint} from '../trainedNet';
import {percent, significant} from '../significant';
import {type TrainingFindings, type TrainingMetrics, drawnRecipes, recipeTitle} from './measureRuns';

/** Curves of loss and accuracy, the learning rates, few images, and confidence. */
export function figuresOf(lab: Lab, found: TrainingFindings, metrics: TrainingMetrics): Figure[] {
  return [
    lossFigure(lab, found, metrics),
    accuracyFigure(lab, found, metrics),
    gridFigure(found, metrics),
    overfitFigure(found, metrics),
    confidenceFigure(found, metrics),
  ];
}

/** Who has learned: reaches more than twice what one answer for all does. */
type Learners = 'losses' | 'some' | 'everything';

function learnersOf({runs}: TrainingFindings, m: TrainingMetrics): Learners {
  const learned = (accuracy: number) => accuracy > 2 * m.constantAnswer!;
  if (learned(m['accuracy.testAccuracy']!)) return 'everything';
  return drawnRecipes.every(name => learned(runs.get(name)!.testAccuracy)) ? 'losses' : 'some';
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

function lossFigure(lab: Lab, found: TrainingFindings, metrics: TrainingMetrics): Figure {
  const {runs, accuracy} = found;
  const drawn = drawnRecipes.map(name => runs.get(name)!);
  const [first, last] = [1, drawn[0]!.curve.length - 1].map(i => drawn[0]!.curve[i]!.loss);
  return {
    id: 'training-loss',
    title: lossTitles[learnersOf(found, metrics)],
    alt:
      `The descended loss over the epochs, one line for each objective. CEE falls from ${significant(first)} to ` +
      `${significant(last)} nats. The part of the images that accuracy gets wrong goes from ` +
      `${significant(accuracy.points[1]!.batchError)} to ${significant(accuracy.points[accuracy.points.length - 1]!.batchError)}.`,
    x: {label: 'training', unit: 'epochs', scale: 'linear'},
    y: {label: 'mean loss of the mini-batches', unit: 'CEE in nats', scale: 'log'},
    marks: [
      ...drawn.map(({recipe, curve}): Mark => ({
        type: 'line',
        name: recipeTitle(recipe),
        points: curve.slice(1).map(({epoch, loss}) => ({x: epoch, y: loss})),
      })),
      {
        type: 'line',
        name: `1 − accuracy, rate ${accuracy.rate}`,
        points: accuracy.points
          .slice(1)
          .map(({step, batchError}) => ({x: epochsOf(step, lab), y: batchError})),
      },
    ],
  };
}

function accuracyFigure(lab: Lab, found: TrainingFindings, m: TrainingMetrics): Figure {
  const {runs, accuracy} = found;
  return {
    id: 'training-accuracy',
    title: accuracyTitles[learnersOf(found, m)],
    alt:
      `Test accuracy over the epochs. CEE ends at ${percent(m['cee.testAccuracy'])}, with one-hot and integer labels on ` +
      `one line. SSE ends at ${percent(m['sse.testAccuracy'])} with the same learning rate and at ` +
      `${percent(m['sseFast.testAccuracy'])} with ten times that. Accuracy by finite differences ends at ` +
      `${percent(m['accuracy.testAccuracy'])}.`,
    x: {label: 'training', unit: 'epochs', scale: 'linear'},
    y: {label: 'test accuracy', unit: 'fraction', scale: 'linear'},
    marks: [
      ...drawnRecipes.map((name): Mark => ({
        type: 'line',
        name: recipeTitle(runs.get(name)!.recipe),
        points: runs.get(name)!.curve.map(({epoch, testAccuracy}) => ({x: epoch, y: testAccuracy})),
      })),
      {
        type: 'line',
        name: `accuracy, rate ${accuracy.rate}`,
        points: accuracy.points.map(({step, testAccuracy}) => ({x: epochsOf(step, lab), y: testAccuracy})),
      },
    ],
  };
}

function gridFigure({grid}: TrainingFindings, m: TrainingMetrics): Figure {
  const line = (loss: 'cee' | 'sse', name: string): Mark => ({
    type: 'line',
    name,
    points: grid.flatMap(point =>
      point.loss === loss && point.validationAccuracy !== undefined
        ? [{x: point.rate, y: point.validationAccuracy}]
        : [],
    ),
  });
  return {
    id: 'learning-rates',
    title: 'Accuracy hangs on the learning rate more than on the loss',
    alt:
      `Accuracy on held-out training images over the learning rate, on a logarithmic axis. CEE is best at rate ` +
      `${m['grid.cee.best.rate']!}, where it reaches ${percent(m['grid.cee.best.accuracy'])} of the test images, SSE at rate ` +
      `${m['grid.sse.best.rate']!} with ${percent(m['grid.sse.best.accuracy'])}.`,
    x: {label: 'learning rate', scale: 'log'},
    y: {label: 'accuracy on held-out images', unit: 'fraction', scale: 'linear'},
    marks: [line('cee', 'CEE'), line('sse', 'SSE')],
  };
}

function overfitFigure({overfit}: TrainingFindings, m: TrainingMetrics): Figure {
  const line = (name: string, of: 'trainAccuracy' | 'testAccuracy', few: boolean): Mark => ({
    type: 'line',
    name,
    points: (few ? overfit.curve : overfit.all).map(point => ({x: point.step, y: point[of]})),
  });
  return {
    id: 'overfit',
    title: 'Few images are learned by heart; many are learned from',
    alt:
      `Accuracy over the steps. Trained on ${overfit.images} images the net ends at ${percent(m['overfit.trainAccuracy'])} of ` +
      `them and ${percent(m['overfit.testAccuracy'])} of the test images. Trained on all images it ends at ` +
      `${percent(m['overfit.all.trainAccuracy'])} of its own and ${percent(m['overfit.all.testAccuracy'])} of the test images.`,
    x: {label: 'steps', scale: 'linear'},
    y: {label: 'accuracy', unit: 'fraction', scale: 'linear'},
    marks: [
      line('train, few images', 'trainAccuracy', true),
      line('test, few images', 'testAccuracy', true),
      line('train, all images', 'trainAccuracy', false),
      line('test, all images', 'testAccuracy', false),
    ],
  };
}

function confidenceFigure({confidence}: TrainingFindings, m: TrainingMetrics): Figure {
  const line = (name: string, of: 'accuracy' | 'crossEntropy'): Mark => ({
    type: 'line',
    name,
    points: confidence.map(point => ({x: point.factor, y: point[of]})),
  });
  return {
    id: 'confidence',
    title: 'How sure the net is makes no difference to accuracy, and much to cross entropy',
    alt:
      `Accuracy and cross entropy of the trained net, its logits multiplied by 0.1 to 10. Accuracy stays at ` +
      `${percent(confidence[0]!.accuracy)}. Cross entropy is ${significant(m['confidence.x0.1.crossEntropy'])} nats at 0.1, ` +
      `${significant(m['confidence.x1.crossEntropy'])} at 1 and ${significant(m['confidence.x10.crossEntropy'])} at 10.`,
    x: {label: 'factor on the logits', scale: 'log'},
    y: {label: 'CEE in nats, accuracy as a fraction', scale: 'linear'},
    marks: [line('CEE', 'crossEntropy'), line('accuracy', 'accuracy')],
  };
}

/** Objectives, learning rates, few images and confidence in numbers. */
export function tablesOf(lab: Lab, found: TrainingFindings): Table[] {
  return [objectiveTable(found), gridTable(found), imagesTable(lab, found), confidenceTable(found)];
}

function objectiveTable({runs, accuracy}: TrainingFindings): Table {
  const {steps, rate, points} = accuracy;
  return {
    id: 'objectives',
    title: 'One net, one seed, the same images in the same order',
    columns: ['objective', 'steps', 'train accuracy', 'test accuracy', 'test CEE (nats)'],
    rows: [
      ...[...runs.values()].map(run => [
        recipeTitle(run.recipe),
        run.recipe.steps,
        percent(run.trainAccuracy),
        percent(run.testAccuracy),
        run.testCrossEntropy,
      ]),
      [`accuracy, rate ${rate}`, steps, '–', percent(points[points.length - 1]!.testAccuracy), '–'],
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
    title: `Accuracy on ${held.toLocaleString('en')} held-out training images at each learning rate, and on the test images at the best`,
    columns: ['learning rate', 'CEE, held out', 'CEE, test', 'SSE, held out', 'SSE, test'],
    rows: rates.map(rate => [rate, ...cell('cee', rate), ...cell('sse', rate)]),
  };
}

function imagesTable({train}: Lab, {overfit}: TrainingFindings): Table {
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
    rows: [row(train.size, all[all.length - 1]!), row(images, curve[curve.length - 1]!)],
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
