import {sliceSplit} from '../../data/split';
import type {Lab} from '../experiment';
import {learningCurve, type CurvePoint} from '../learningCurve';
import {trainedNet, type Recipe} from '../trainedNet';

/** The same net on a handful of images, over and over, and on all of them: one rate, as many steps. */
export interface Overfit {
  readonly images: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly curve: readonly CurvePoint[];
  /** Of the net that is given all images. */
  readonly all: readonly CurvePoint[];
}

/** Trains on the first 300 images only, until the net knows them by heart. */
export async function overfit(lab: Lab, report: (done: number) => void): Promise<Overfit> {
  const images = Math.min(300, lab.train.size);
  const steps = lab.profile === 'full' ? 3000 : 600;
  // Many times the textbook's: there is nothing to be careful about.
  const learningRate = lab.profile === 'full' ? 1 : 2;
  const few = {...lab, train: sliceSplit(lab.train, 0, images)};
  const recipe: Recipe = {loss: 'crossEntropy', learningRate, steps};
  return {
    images,
    steps,
    learningRate,
    curve: await curveOf(few, recipe, done => report(done / 2)),
    all: await curveOf(lab, recipe, done => report((1 + done) / 2)),
  };
}

async function curveOf(lab: Lab, recipe: Recipe, report: (done: number) => void): Promise<CurvePoint[]> {
  const {model, way} = await trainedNet(lab, recipe, report);
  try {
    return await learningCurve(lab, model, way, {onTrain: true});
  } finally {
    model.dispose();
  }
}
