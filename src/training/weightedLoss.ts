import * as tf from '@tensorflow/tfjs';
import type {Minibatch} from '../data/minibatches';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {lossTraits, type LossName} from '../losses';
import {lossOfPerExample} from '../losses/perExample';
import type {Objective, TrainOptions} from './TrainOptions';

/** A loss of whole batches, whose examples may count differently. */
export type BatchLoss = (batch: Minibatch, predictions: tf.Tensor) => tf.Tensor;

/**
 * A loss whose examples are weighted, by their class, by what the batch brings, or by both: as in `model.fit`, the mean of
 * w · loss. (The losses' own option `weights` divides by the sum of the weights; here that would take the effect away from a
 * batch of one class.)
 *
 * @param loss What `train` minimises; of the table if `name` is given.
 * @throws {RangeError} If classes are weighted where an example has no one class. When called, a TypeError if the loss does
 *   not keep its examples apart, or the weights are not one an example.
 */
export function weightedLoss(
  loss: Objective,
  name: LossName | undefined,
  classWeight: TrainOptions['classWeight'],
): BatchLoss {
  const apart: Objective =
    name === undefined || lossOfPerExample(loss) !== undefined
      ? loss
      : (labels, y) => (loss as WithReduction)(labels, y, {reduction: 'none'});
  return ({ys, sampleWeight}, predictions) => {
    const each = apart(ys, predictions);
    if (each.rank === 0) {
      throw new InvalidTypeError(
        'train: expected a loss that keeps its examples apart to weight them, got one number; give perExample(loss)',
      );
    }
    let weighted = each;
    if (classWeight !== undefined) {
      weighted = weighted.mul(weightsOfClasses(ys, predictions, {name, classWeight}).reshape(each.shape));
    }
    if (sampleWeight !== undefined) {
      assertOneEach(sampleWeight, each);
      const alongBatch = each.shape.map((length, axis) => (axis === 0 ? length : 1));
      weighted = weighted.mul(sampleWeight.toFloat().reshape(alongBatch));
    }
    return weighted.mean();
  };
}

type WithReduction = (labels: tf.Tensor, predictions: tf.Tensor, options: {reduction: 'none'}) => tf.Tensor;

/** The weight of each label's class; of soft labels the mean over the distribution. */
function weightsOfClasses(
  ys: tf.Tensor,
  predictions: tf.Tensor,
  {name, classWeight}: {name: LossName | undefined; classWeight: Readonly<Record<number, number>>},
): tf.Tensor {
  const isBinary = name !== undefined && lossTraits[name].activation === 'sigmoid';
  const units = predictions.rank > 1 ? predictions.shape.at(-1)! : 1;
  if (isBinary || units === 1) {
    if (units > 1) {
      throw new InvalidValueError(
        `train: expected one class an example for classWeight, got ${units} yes-or-no outputs; use sampleWeight`,
      );
    }
    const {0: no = 1, 1: yes = 1} = classWeight;
    return ys
      .toFloat()
      .mul(yes - no)
      .add(no);
  }
  const beyond = Object.keys(classWeight).find(label => Number(label) >= units);
  if (beyond !== undefined) {
    throw new InvalidValueError(`train: expected classWeight for classes below ${units}, got ${beyond}`);
  }
  const weights = tf.tensor1d(Array.from({length: units}, (_, label) => classWeight[label] ?? 1));
  const isOneHot = tf.util.arraysEqual(ys.shape, predictions.shape);
  const hot = isOneHot
    ? ys.toFloat()
    : ys
        .toFloat()
        .reshape([...predictions.shape.slice(0, -1), 1])
        .equal(tf.range(0, units))
        .toFloat();
  return hot.mul(weights).sum(-1);
}

function assertOneEach({shape, rank}: tf.Tensor, each: tf.Tensor): void {
  if (rank !== 1 || shape[0] !== each.shape[0]) {
    throw new InvalidTypeError(
      `train: expected sampleWeight of shape [${each.shape[0]}], got [${shape.join(',')}]`,
    );
  }
}
