import * as tf from '@tensorflow/tfjs';
import {sliceSplit} from '../../data/split';
import {accuracy} from '../../metrics';
import {evaluate} from '../../training/evaluate';
import type {Lab} from '../experiment';
import {firstImages} from '../firstImages';
import {batchSize} from '../trainedNet';

/** Two objectives with one gradient. */
export interface StraightThrough {
  /** Its value, the accuracy that `evaluate` counts on the same images, and the soft value whose gradient it borrows. */
  readonly hard: number;
  readonly counted: number;
  readonly soft: number;
  /** ‖gradient‖ over all weights, and the greatest difference between the entries of both. */
  readonly gradient: number;
  readonly difference: number;
}

/** Soft accuracy: the mean probability of the right class. What accuracy would be if the net drew its answers. */
export function softAccuracy(labels: tf.Tensor, probabilities: tf.Tensor): tf.Scalar {
  return tf.tidy(() => labels.mul(probabilities).sum(-1).mean());
}

/** Accuracy forwards, the slope of the soft accuracy backwards. */
export function straightThroughAccuracy(labels: tf.Tensor, probabilities: tf.Tensor): tf.Scalar {
  const op = tf.customGrad((...args) => ({
    value: accuracy(labels, args[0] as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => labels.mul(dy.div(labels.shape[0])),
  }));
  return op(probabilities) as tf.Scalar;
}

/** Both on a net and the first hundred images. */
export async function compareStraightThrough(model: tf.LayersModel, {train}: Lab): Promise<StraightThrough> {
  const {xs, ys} = firstImages(train, batchSize);
  const weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  const found = tf.tidy(() => {
    const measure = (objective: typeof softAccuracy) => {
      const {value, grads} = tf.variableGrads(() => objective(ys, model.apply(xs) as tf.Tensor), weights);
      return {value, gradient: tf.concat(weights.map(({name}) => grads[name]!.flatten()))};
    };
    const [hard, soft] = [measure(straightThroughAccuracy), measure(softAccuracy)];
    return {
      hard: hard.value.dataSync()[0]!,
      soft: soft.value.dataSync()[0]!,
      gradient: hard.gradient.norm().dataSync()[0]!,
      difference: hard.gradient.sub(soft.gradient).abs().max().dataSync()[0]!,
    };
  });
  const size = xs.shape[0];
  tf.dispose([xs, ys]);
  return {...found, counted: (await evaluate(model, sliceSplit(train, 0, size))).accuracy};
}
