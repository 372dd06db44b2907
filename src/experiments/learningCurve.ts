import type * as tf from '@tensorflow/tfjs';
import {sliceSplit, type Split} from '../data/split';
import {evaluate} from '../training/evaluate';
import type {Lab} from './experiment';
import {batchSize, setWeightValues, type Waypoint} from './trainedNet';

/** What a net was worth after so many steps. */
export interface CurvePoint {
  readonly step: number;
  /** The same in passes over the training images. */
  readonly epoch: number;
  /** Mean of the descended loss since the point before, in its own unit; NaN at the start. */
  readonly loss: number;
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
  /** Nats, whatever loss was descended. */
  readonly testCrossEntropy: number;
}

/** Measures every waypoint of a training run. The model is borrowed: afterwards it has the last waypoint's weights. */
export async function learningCurve(
  lab: Lab,
  model: tf.LayersModel,
  way: readonly Waypoint[],
): Promise<CurvePoint[]> {
  const points: CurvePoint[] = [];
  for (const {step, loss, weights} of way) {
    setWeightValues(model, weights);
    const onTrain = await evaluate(model, curveImages(lab.train, lab), {signal: lab.signal});
    const onTest = await evaluate(model, curveImages(lab.test, lab), {signal: lab.signal});
    points.push({
      step,
      epoch: epochsOf(step, lab),
      loss,
      trainAccuracy: onTrain.accuracy,
      testAccuracy: onTest.accuracy,
      testCrossEntropy: onTest.crossEntropy,
    });
  }
  return points;
}

/** How often the training images were seen after so many steps. */
export function epochsOf(step: number, {train}: Lab): number {
  return (step * batchSize) / train.size;
}

/** Enough images for a curve: its points are many, and a percent is drawn as a hair's breadth. */
function curveImages(split: Split, {profile}: Lab): Split {
  return sliceSplit(split, 0, Math.min(split.size, profile === 'full' ? 10_000 : 2000));
}
