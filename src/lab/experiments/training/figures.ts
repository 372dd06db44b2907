import {listed, t, type Text} from '../../../text';
import type {Figure, Mark} from '../experiment';
import {count, percent, series, significant} from '../reporting';
import {epochsOf, type CurvePoint} from '../learningCurve';
import {drawnRecipes, recipeTitle} from './measureRuns';
import type {Lane} from './race';
import type {TrainingFindings, TrainingNumbers} from './measureTraining';

/** Curves of loss and accuracy, the learning rates, few images, and confidence. */
export function figuresOf(found: TrainingFindings, n: TrainingNumbers): Figure[] {
  return [
    lossFigure(found, n),
    accuracyFigure(found, n),
    raceFigure(found),
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

const lossTitles: Readonly<Record<Learners, Text>> = {
  losses: t`Each objective falls in its own unit; accuracy, as the objective, does not fall`,
  some: t`Each objective in its own unit: not all have begun to learn`,
  everything: t`Each objective in its own unit, accuracy among them`,
};

const accuracyTitles: Readonly<Record<Learners, Text>> = {
  losses: t`The losses learn, accuracy as the objective does not`,
  some: t`In so few steps not every loss learns, and accuracy as the objective does not`,
  everything: t`Here accuracy as the objective learns something, too`,
};

function lossFigure({lab, runs, accuracy}: TrainingFindings, n: TrainingNumbers): Figure {
  const {curve} = runs.cee;
  return {
    id: 'training-loss',
    title: lossTitles[learnersOf(n)],
    alt: t`The minimised loss over the epochs, one line for each objective. CEE falls from
        ${significant(curve[1]!.loss)} to ${significant(curve.at(-1)!.loss)} nats. The part of the
        images that accuracy gets wrong goes from ${significant(accuracy.points[1]!.batchError)} to
        ${significant(accuracy.points.at(-1)!.batchError)}.`,
    x: {label: t`training`, unit: t`epochs`, scale: 'linear'},
    y: {label: t`mean loss of the mini-batches`, unit: t`CEE in nats`, scale: 'log'},
    marks: [
      ...curvesOf(runs, 'loss', 1),
      series('line', t`1 − accuracy, rate ${accuracy.rate}`, accuracy.points.slice(1), each => [
        epochsOf(each.step, lab),
        each.batchError,
      ]),
    ],
  };
}

function accuracyFigure({lab, runs, accuracy}: TrainingFindings, n: TrainingNumbers): Figure {
  return {
    id: 'training-accuracy',
    title: accuracyTitles[learnersOf(n)],
    alt: t`Test accuracy over the epochs. CEE ends at ${percent(n.cee.testAccuracy)}, with one-hot and
        integer labels on one line. SSE ends at ${percent(n.sse.testAccuracy)} with the same learning
        rate and at ${percent(n.sseFast.testAccuracy)} with ten times that. Accuracy by finite
        differences ends at ${percent(n.accuracy.testAccuracy)}.`,
    x: {label: t`training`, unit: t`epochs`, scale: 'linear'},
    y: {label: t`test accuracy`, unit: t`fraction`, scale: 'linear'},
    marks: [
      ...curvesOf(runs, 'testAccuracy', 0),
      series('line', t`accuracy, rate ${accuracy.rate}`, accuracy.points, each => [
        epochsOf(each.step, lab),
        each.testAccuracy,
      ]),
    ],
  };
}

/** A line for each recipe, over the epochs, from its point `from` on. */
function curvesOf(runs: TrainingFindings['runs'], y: 'loss' | 'testAccuracy', from: number): Mark[] {
  return drawnRecipes.map(name => {
    const {recipe, curve} = runs[name];
    return series('line', recipeTitle(recipe), curve.slice(from), point => [point.epoch, point[y]]);
  });
}

/** As a table and a figure name those who race. */
const racerNames: Readonly<Record<Lane['name'], Text>> = {
  accuracySmall: t`accuracy, small h`,
  accuracyLarge: t`accuracy, large h`,
  sse: 'SSE',
  cee: 'CEE',
};

function raceFigure({race: {lanes, images, steps}}: TrainingFindings): Figure {
  const ends = lanes.map(({name, points}) => t`${racerNames[name]} ${percent(points.at(-1)!.accuracy)}`);
  return {
    id: 'race',
    title: t`One net, four objectives, each at its best rate`,
    alt: t`Accuracy on ${count(images)} test images over ${count(steps)} steps of training. At the end:
        ${listed(ends)}.`,
    x: {label: t`steps`, scale: 'linear'},
    y: {label: t`test accuracy`, unit: t`fraction`, scale: 'linear', include: [0, 1]},
    marks: lanes.map(({name, points}) =>
      series('line', racerNames[name], points, ({step, accuracy}) => [step, accuracy]),
    ),
  };
}

function gridFigure({grid}: TrainingFindings, n: TrainingNumbers): Figure {
  const line = (loss: 'cee' | 'sse', name: Text) => {
    const finite = grid.filter(point => point.loss === loss && point.validationAccuracy !== undefined);
    return series('line', name, finite, ({rate, validationAccuracy}) => [rate, validationAccuracy!]);
  };
  return {
    id: 'learning-rates',
    title: t`Accuracy depends on the learning rate more than on the loss`,
    alt: t`Accuracy on held-out training images over the learning rate, on a logarithmic axis. CEE is best
        at rate ${n.grid.cee.best.rate}, where it reaches ${percent(n.grid.cee.best.accuracy)} of the
        test images, SSE at rate ${n.grid.sse.best.rate} with ${percent(n.grid.sse.best.accuracy)}.`,
    x: {label: t`learning rate`, scale: 'log'},
    y: {label: t`accuracy on held-out images`, unit: t`fraction`, scale: 'linear'},
    marks: [line('cee', 'CEE'), line('sse', 'SSE')],
  };
}

function overfitFigure({overfit}: TrainingFindings, n: TrainingNumbers): Figure {
  const line = (name: Text, of: 'trainAccuracy' | 'testAccuracy', curve: readonly CurvePoint[]) =>
    series('line', name, curve, point => [point.step, point[of]]);
  return {
    id: 'overfit',
    title: t`Few images are memorised; from many the net generalises`,
    alt: t`Accuracy over the steps. Trained on ${overfit.images} images the net ends at
        ${percent(n.overfit.trainAccuracy)} of them and ${percent(n.overfit.testAccuracy)} of the test
        images. Trained on all images it ends at ${percent(n.overfit.all.trainAccuracy)} of its own and
        ${percent(n.overfit.all.testAccuracy)} of the test images.`,
    x: {label: t`steps`, scale: 'linear'},
    y: {label: t`accuracy`, unit: t`fraction`, scale: 'linear'},
    marks: [
      line(t`train, few images`, 'trainAccuracy', overfit.curve),
      line(t`test, few images`, 'testAccuracy', overfit.curve),
      line(t`train, all images`, 'trainAccuracy', overfit.all),
      line(t`test, all images`, 'testAccuracy', overfit.all),
    ],
  };
}

function confidenceFigure({confidence}: TrainingFindings, n: TrainingNumbers): Figure {
  const line = (name: Text, of: 'accuracy' | 'crossEntropy') =>
    series('line', name, confidence, point => [point.factor, point[of]]);
  return {
    id: 'confidence',
    title: t`How confident the net is makes no difference to accuracy, and much to cross entropy`,
    alt: t`Accuracy and cross entropy of the trained net, its logits multiplied by 0.1 to 10. Accuracy
        stays at ${percent(confidence[0]!.accuracy)}. Cross entropy is
        ${significant(n.confidence['x0.1'].crossEntropy)} nats at 0.1,
        ${significant(n.confidence.x1.crossEntropy)} at 1 and
        ${significant(n.confidence.x10.crossEntropy)} at 10.`,
    x: {label: t`factor on the logits`, scale: 'log'},
    y: {label: t`CEE in nats, accuracy as a fraction`, scale: 'linear'},
    marks: [line('CEE', 'crossEntropy'), line(t`accuracy`, 'accuracy')],
  };
}
