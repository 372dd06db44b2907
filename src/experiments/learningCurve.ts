import type * as tf from '@tensorflow/tfjs';
import {evaluate} from '../training/evaluate';
import type {Lab} from './experiment';
import {batchSize, measuredImages, setWeightValues, type Waypoint} from './trainedNet';

/** What a net was worth after so many steps. */
export interface CurvePoint {
  readonly step: number;
  /** The same in passes over the training images. */
  readonly epoch: number;
  /** Mean of the descended loss since the point before, in its own unit; NaN at the start. */
  readonly loss: number;
  /** On `measuredImages`; NaN where it was not asked for. */
  readonly trainAccuracy: number;
  /** On all test images, so that a curve ends where the tables say. */
  readonly testAccuracy: number;
  /** Nats, whatever loss was descended. */
  readonly testCrossEntropy: number;
}

/** Measures every waypoint of a training run. The model is borrowed: afterwards it has the last waypoint's weights. */
export async function learningCurve(
  lab: Lab,
  model: tf.LayersModel,
  way: readonly Waypoint[],
  {onTrain = false}: {onTrain?: boolean} = {},
): Promise<CurvePoint[]> {
  const points: CurvePoint[] = [];
  for (const {step, loss, weights} of way) {
    setWeightValues(model, weights);
    const test = await evaluate(model, lab.test, {signal: lab.signal});
    points.push({
      step,
      epoch: epochsOf(step, lab),
      loss,
      trainAccuracy: onTrain
        ? (await evaluate(model, measuredImages(lab), {signal: lab.signal})).accuracy
        : NaN,
      testAccuracy: test.accuracy,
      testCrossEntropy: test.crossEntropy,
    });
  }
  return points;
}

/** How often the training images were seen after so many steps. */
export function epochsOf(step: number, {train}: Lab): number {
  return (step * batchSize) / train.size;
}
