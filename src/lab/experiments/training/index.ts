import {denseNet64} from '../denseNet64';
import type {Experiment, Lab} from '../experiment';
import {textbookStep} from '../formulas64';
import {descendAccuracy, type AccuracyDescent} from './accuracyDescent';
import {scaleConfidence, type Confidence, measureRuns, overfit, rateGrid} from './measureRuns';
import {describeTraining} from './report';
import {hiddenRate} from './hiddenRate';
import {holdOut} from './holdOut';
import {batchSize, textbookRecipe, trainedNet, untrainedNet} from '../trainedNet';

/** What SSE, one-hot CEE, integer CEE and accuracy itself reach, and at which learning rates. */
export const training: Experiment = {
  id: 'training',
  question: 'What do SSE, one-hot CEE and integer CEE reach, at which learning rates? Does it generalise?',
  leastImages: 2 * batchSize,
  async run(whole) {
    const {lab, validation} = holdOut(whole);
    const report = (from: number, part: number) => (done: number, doing: string) =>
      lab.progress(from + part * done, `training: ${doing}`);
    const runs = await measureRuns(lab, report(0, 0.35));
    const grid = await rateGrid(lab, validation, report(0.35, 0.4));
    const small = report(0.75, 0.1);
    return describeTraining(lab, {
      runs,
      grid,
      held: validation.size,
      hiddenRate: await hiddenRate(lab),
      overfit: await overfit(lab, done => small(done, 'few images')),
      accuracy: climb(lab),
      confidence: await confidence(lab),
    });
  },
};

function climb(lab: Lab): AccuracyDescent {
  lab.progress(0.85, 'training: accuracy by finite differences');
  const {learningRate, steps} = textbookRecipe(lab);
  const model = untrainedNet(lab);
  try {
    return descendAccuracy(lab, denseNet64(model), {steps, rate: learningRate, h: textbookStep});
  } finally {
    model.dispose();
  }
}

async function confidence(lab: Lab): Promise<Confidence[]> {
  const {model} = await trainedNet(lab, textbookRecipe(lab));
  try {
    return scaleConfidence(denseNet64(model), lab.test);
  } finally {
    model.dispose();
  }
}
