import {sliceSplit} from '../../../data/split';
import {evaluate} from '../../../training/evaluate';
import type {Experiment, Lab} from '../experiment';
import {compareBatchSizes, gradientEstimates, batchMeanSpread, unseenCurve, type Spread} from './sampling';
import {describeMinibatch} from './report';
import {batchSize, measuredImages, textbookRecipe, withTrainedNet, type Recipe} from '../trainedNet';

/** How good an estimate of the full loss is a mini-batch, and does it matter how it is drawn? */
export const minibatch: Experiment = {
  id: 'minibatch',
  question: 'How good an estimate of the full loss is a mini-batch? With or without replacement?',
  // Half of them must be more than a batch of the textbook's size.
  leastImages: 2 * (batchSize + 1),
  run(lab) {
    const report = (done: number) => lab.progress(0.3 * done, 'training the textbook net');
    return withTrainedNet({lab, recipe: textbookRecipe(lab), report}, async ({model}) => {
      const {perExample} = await evaluate(model, measuredImages(lab), {signal: lab.signal});
      const spreads = measureSpreads(lab, perExample);
      lab.progress(0.5, 'gradients of mini-batches');
      // Whole batches: where the last is smaller, the mean of the batches' means is not the mean of all.
      const whole = batchSize * Math.floor(Math.min(lab.train.size, gradientImages) / batchSize);
      const some = sliceSplit(lab.train, 0, whole);
      const gradients = gradientEstimates(model, some, lab.seed);
      const accuracies = await compareSampling(lab, done =>
        lab.progress(0.6 + 0.2 * done, 'training with replacement'),
      );
      const sizes = await compareBatchSizes(lab, (done, doing) => lab.progress(0.8 + 0.2 * done, doing));
      const [replaced, distinct] = [true, false].map(each =>
        unseenCurve(lab.train.size, {replaced: each, seed: lab.seed}),
      );
      const unseen = {replaced: replaced!, distinct: distinct!};
      return describeMinibatch({lab, perExample, spreads, gradients, accuracies, unseen, sizes});
    });
  },
};

/** The test accuracy after training with batches drawn in either way. */
async function compareSampling(
  lab: Lab,
  onProgress: (done: number) => void,
): Promise<{epoch: number; replacement: number}> {
  const recipe = textbookRecipe(lab);
  const reached = (sampled: Recipe, from: number) =>
    withTrainedNet(
      {lab, recipe: sampled, report: done => onProgress(from + done / 2)},
      async ({model}) => (await evaluate(model, lab.test, {signal: lab.signal})).accuracy,
    );
  return {
    epoch: await reached(recipe, 0),
    replacement: await reached({...recipe, sampling: 'replacement'}, 0.5),
  };
}

/** Images whose batches' gradients are averaged: a full loss small enough to have its gradient at once. */
const gradientImages = 2000;

/** Means of mini-batches of several sizes, and of half the images, where replacement makes a difference. */
function measureSpreads(lab: Lab, perExample: Float32Array): Spread[] {
  const {seed} = lab;
  const half = Math.floor(perExample.length / 2);
  const sizes = [1, 10, 100, 1000].filter(size => size < half);
  return [...sizes, half].flatMap((size, i) => {
    lab.progress(0.35 + 0.03 * i, `drawing mini-batches of ${size}`);
    const draws = size === half ? 300 : 5000;
    return [true, false].map(replaced => batchMeanSpread(perExample, {size, replaced, draws, seed}));
  });
}
