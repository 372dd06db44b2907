import type {Lab, Table} from '../experiment';
import type {CurvePoint} from '../learningCurve';
import {percent} from '../percent';
import type {TrainingFindings} from './findings';
import {recipeTitle} from './recipes';

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
