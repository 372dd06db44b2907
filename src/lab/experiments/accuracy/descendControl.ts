import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from '../../../losses';
import type {Lab} from '../experiment';
import {firstImages, batchSize, untrainedNet} from '../trainedNet';
import {accuracy64} from './differenceQuotients';
import {batch64, denseNet64} from './denseNet64';

/** What the ascents of accuracy are held against: cross entropy from the same weights, on the same images, in as many steps. */
export interface Control {
  readonly steps: number;
  readonly rate: number;
  /** Accuracy on the batch, before the first step and after each. */
  readonly accuracies: readonly number[];
}

/** Gradient descent on the first hundred images. The rate is such that a loss has begun to learn after 20 steps. */
export function descendControl(lab: Lab, steps: number): Control {
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
