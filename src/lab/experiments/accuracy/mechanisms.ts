import * as tf from '@tensorflow/tfjs';
import {accuracy} from '../../../metrics';
import {releaseTape} from '../../../tfjs/tape';
import {sliceSplit} from '../../../data/split';
import {evaluate} from '../../../training/evaluate';
import type {Lab} from '../experiment';
import {batchSize, firstImages, gradientsOf} from '../trainedNet';

/** Asks tfjs for the gradient of accuracy with respect to a layer's weights, in three ways. */
export function gradientMechanisms(inputs: tf.Tensor, labels: tf.Tensor, kernel: tf.Tensor) {
  return tf.tidy(() => {
    const logits = (w: tf.Tensor) => tf.matMul(inputs, w);
    // The distance of labels from argMax alone, without the comparison that has no gradient; and from the greatest logit.
    const distance = (guess: (z: tf.Tensor) => tf.Tensor) => (w: tf.Tensor) =>
      guess(logits(w)).toFloat().sub(labels.toFloat()).square().mean();
    const nonZero = (objective: (w: tf.Tensor) => tf.Tensor) =>
      number(tf.grad(objective)(kernel).notEqual(0).sum());
    return {
      // What tf.grad of accuracy throws; then how many entries are not 0 with and without argMax, whose gradient is
      // registered as zeros; and tf.grad of x → int(x) → float, whose derivative is 0 almost everywhere.
      thrown: messageOf(() => tf.grad(w => accuracy(labels, logits(w)))(kernel)),
      zerosThroughArgMax: nonZero(distance(z => z.argMax(-1))),
      nonZeroWithoutArgMax: nonZero(distance(z => z.max(-1))),
      entries: kernel.size,
      throughCast: number(tf.grad(x => x.toInt().toFloat().sum())(tf.tensor1d([0.3]))),
    };
  });
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    releaseTape();
    return (error as Error).message.split('\n', 1)[0]!;
  }
  return 'nothing';
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

/**
 * Both on a net and the first hundred images.
 *
 * @returns The straight-through value, what `evaluate` counts on the same images, and the soft value whose gradient it
 *     borrows; ‖gradient‖ over all weights, and the greatest difference between the entries of both gradients.
 */
export async function compareStraightThrough(model: tf.LayersModel, {train}: Lab) {
  const {xs, ys} = firstImages(train, batchSize);
  const found = tf.tidy(() => {
    const measure = (objective: typeof softAccuracy) => {
      const {value, gradients} = gradientsOf(model, () => objective(ys, model.apply(xs) as tf.Tensor));
      return {value, gradient: tf.concat(gradients.map(gradient => gradient.flatten()))};
    };
    const [hard, soft] = [measure(straightThroughAccuracy), measure(softAccuracy)];
    return {
      hard: number(hard.value),
      soft: number(soft.value),
      gradient: number(hard.gradient.norm()),
      difference: number(hard.gradient.sub(soft.gradient).abs().max()),
    };
  });
  const size = xs.shape[0];
  tf.dispose([xs, ys]);
  return {...found, counted: (await evaluate(model, sliceSplit(train, 0, size))).accuracy};
}

function number(tensor: tf.Tensor): number {
  return tensor.dataSync()[0]!;
}
