import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from '../../../losses';
import {accuracy64, batch64, denseNet64, hit, type Batch64, type DenseNet64} from '../denseNet64';
import {differenceQuotients} from '../differenceQuotients';
import type {Lab} from '../experiment';
import {findNearTies} from '../nearTies';
import {batchSize, firstImages, untrainedNet} from '../trainedNet';

/**
 * Maximises accuracy by its own difference quotients over one batch: θ ← θ + rate · quotient.
 *
 * @returns The steps in which any weight moved; those before which no image was within ±h of a tie, and how many of these
 *     moved a weight; and the accuracy on the batch before the first step and after each.
 */
export function ascendAccuracy(
  net: DenseNet64,
  batch: Batch64,
  {h, steps, rate}: {h: number; steps: number; rate: number},
  onStep?: () => void,
) {
  const climbing = {...net, parameters: net.parameters.slice()};
  const accuracies = [accuracy64(climbing, batch)];
  let [moved, untied, movedUntied] = [0, 0, 0];
  for (let step = 0; step < steps; step++) {
    const isUntied = findNearTies(climbing, batch, h).near.length === 0;
    const quotients = differenceQuotients(climbing, batch, hit, h);
    const anywhere = quotients.some(quotient => quotient !== 0);
    quotients.forEach((quotient, i) => (climbing.parameters[i]! += rate * quotient));
    accuracies.push(accuracy64(climbing, batch));
    onStep?.();
    if (isUntied) untied++;
    if (isUntied && anywhere) movedUntied++;
    if (anywhere) moved++;
    // Without a quotient there is no next step either: the weights are what they were.
    else break;
  }
  return {h, moved, untied, movedUntied, steps, accuracies};
}

/**
 * What the ascents of accuracy are compared with: gradient descent on cross entropy from the same weights, on the same
 * hundred images. The rate is such that a loss has begun to learn after 20 steps.
 */
export function descendControl(lab: Lab, steps: number) {
  const rate = 2;
  const model = untrainedNet(lab);
  const {xs, ys} = firstImages(lab.train, batchSize);
  const optimizer = tf.train.sgd(rate);
  try {
    const batch = batch64(lab.train, batchSize);
    const accuracies = [accuracy64(denseNet64(model), batch)];
    for (let step = 0; step < steps; step++) {
      optimizer.minimize(() => crossEntropy(ys, model.apply(xs) as tf.Tensor));
      accuracies.push(accuracy64(denseNet64(model), batch));
    }
    return {steps, rate, accuracies};
  } finally {
    optimizer.dispose();
    tf.dispose([xs, ys]);
    model.dispose();
  }
}
