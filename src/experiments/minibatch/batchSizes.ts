import {minibatches} from '../../data/minibatches';
import {sliceSplit} from '../../data/split';
import {evaluate} from '../../training/evaluate';
import {train} from '../../training/train';
import type {Lab} from '../experiment';
import {textbookRecipe, untrainedNet} from '../trainedNet';

/** One pass over the same images in batches of one size. */
export interface BatchSizeRun {
  readonly batchSize: number;
  readonly images: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly testAccuracy: number;
  /** What the pass took; never the same twice, and therefore no metric. */
  readonly seconds: number;
}

/** Trains the textbook net once over the same images with each batch size, at the textbook's rate. */
export async function compareBatchSizes(
  lab: Lab,
  onRun: (done: number, doing: string) => void,
): Promise<BatchSizeRun[]> {
  const split = sliceSplit(lab.train, 0, Math.min(lab.train.size, lab.profile === 'full' ? 30_000 : 3000));
  const sizes = [1, 10, 100, 1000].filter(size => size <= split.size);
  const runs: BatchSizeRun[] = [];
  for (const batchSize of sizes) {
    onRun(runs.length / sizes.length, `one pass in batches of ${batchSize}`);
    const model = untrainedNet(lab);
    try {
      const data = minibatches(split, {batchSize, seed: lab.seed});
      const {loss, learningRate} = textbookRecipe(lab);
      const started = performance.now();
      const {steps} = await train(model, data, {loss, learningRate, epochs: 1, signal: lab.signal});
      const seconds = (performance.now() - started) / 1000;
      const {accuracy} = await evaluate(model, lab.test, {signal: lab.signal});
      runs.push({batchSize, images: split.size, steps, learningRate, testAccuracy: accuracy, seconds});
    } finally {
      model.dispose();
    }
  }
  return runs;
}
