import type * as tf from '@tensorflow/tfjs';
import type {Split} from '../../data/split';
import {evaluate} from '../../training/evaluate';
import type {Lab} from './experiment';
import {batchSize, measuredImages, setWeightValues, waypointEvery, type Waypoint} from './trainedNet';

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
  for (const {step, loss, weights} of thinned(way, lab.profile)) {
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

/** Every so many waypoints, with the mean loss of those that are left out. */
function thinned(way: readonly Waypoint[], profile: Lab['profile']): Waypoint[] {
  const last = way[way.length - 1]!.step;
  const every = waypointEvery(last, profile);
  const kept: Waypoint[] = [];
  let sum = 0;
  way.forEach(({step, loss, weights}, i) => {
    if (i > 0) sum += loss * (step - way[i - 1]!.step);
    const from = kept[kept.length - 1];
    if (from !== undefined && step % every !== 0 && step !== last) return;
    kept.push({step, loss: from === undefined ? loss : sum / (step - from.step), weights});
    sum = 0;
  });
  return kept;
}

/** The accuracy on some images of the net at every waypoint. The model is borrowed, as by `learningCurve`. */
export async function accuracyAlong(
  {signal}: Lab,
  model: tf.LayersModel,
  way: readonly Pick<Waypoint, 'step' | 'weights'>[],
  images: Split,
): Promise<{step: number; accuracy: number}[]> {
  const points: {step: number; accuracy: number}[] = [];
  for (const {step, weights} of way) {
    setWeightValues(model, weights);
    points.push({step, accuracy: (await evaluate(model, images, {signal})).accuracy});
  }
  return points;
}

/** How often the training images were seen after so many steps. */
export function epochsOf(step: number, {train}: Lab): number {
  return (step * batchSize) / train.size;
}
