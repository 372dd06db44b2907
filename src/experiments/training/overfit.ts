import {sliceSplit} from '../../data/split';
import type {Lab} from '../experiment';
import {learningCurve, type CurvePoint} from '../learningCurve';
import {trainedNet} from '../trainedNet';

/** The same net on a handful of images, over and over. */
export interface Overfit {
  readonly images: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly curve: readonly CurvePoint[];
}

/** Trains on the first 300 images only, until the net knows them by heart. */
export async function overfit(lab: Lab, report: (done: number) => void): Promise<Overfit> {
  const images = Math.min(300, lab.train.size);
  const steps = lab.profile === 'full' ? 3000 : 600;
  // Ten times the textbook's: there is nothing to be careful about.
  const learningRate = 1;
  const few = {...lab, train: sliceSplit(lab.train, 0, images)};
  const {model, way} = await trainedNet(few, {loss: 'crossEntropy', learningRate, steps}, report);
  try {
    return {images, steps, learningRate, curve: await learningCurve(few, model, way, {onTrain: true})};
  } finally {
    model.dispose();
  }
}
