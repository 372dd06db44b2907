import type * as tf from '@tensorflow/tfjs';
import {assertLiveTensor} from '../argumentKinds';
import {assertKnownOptions, describe, formatShape} from '../checks';
import type {LossFunction} from './lossOptions';
import {InvalidTypeError} from '../errors';

/** A loss that keeps the examples of a batch apart: `[batch]`. Labels first; fits `model.compile({loss})`. */
export type PerExampleLoss = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor1D;

/**
 * The form of a loss that `model.fit` can weight: with `classWeight` tfjs multiplies what the loss returns by
 * one weight an example and averages afterwards, which is right for losses kept apart and silently wrong for
 * their mean.
 *
 * Without weights it trains and reports as the mean does. The same loss always gives the same function, so
 * that `saveModel` knows it by name.
 *
 * @param loss One of the losses, or one of your own that takes `reduction: 'none'`. For a loss with options give
 *   `(labels, predictions, options) => crossEntropy(labels, predictions, {...options, labelSmoothing: 0.1})`.
 * @param options There are none; those of the losses are refused.
 * @returns A function of labels and predictions `[batch, …]` to `[batch]`.
 * @throws {RangeError} If an option is given.
 * @throws {TypeError} If `loss` is no function; when called, if it does not give one number an example.
 *
 * @example
 * const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], activation:
 * 'softmax'})]}); model.compile({optimizer: 'sgd', loss: perExample(crossEntropy)}); await
 * model.fit(tf.ones([2, 3]), tf.tensor2d([[1, 0], [0, 1]]), {classWeight: {0: 1, 1: 10}, verbose: 0});
 */
export function perExample(
  loss: LossFunction,
  options: Readonly<Record<string, never>> = {},
): PerExampleLoss {
  assertKnownOptions('perExample', options, []);
  if (typeof loss !== 'function') {
    const advice = typeof loss === 'string' ? '; give the function itself, from losslab' : '';
    throw new InvalidTypeError(
      `perExample: expected the loss to be a function, got ${describe(loss)}${advice}`,
    );
  }
  const known = reduced.has(loss) ? (loss as PerExampleLoss) : made.get(loss);
  if (known !== undefined) return known;
  const each: PerExampleLoss = (labels, predictions) => {
    const values = loss(labels, predictions, {reduction: 'none'});
    assertLiveTensor('perExample', 'what the loss returns', values);
    const [size] = predictions.shape;
    // Several losses an example, as of the pixels of a segmentation: their mean.
    if (values.rank > 1 && values.shape[0] === size) return meanOfEach(values);
    if (values.rank !== 1 || values.shape[0] !== size) {
      throw new InvalidTypeError(
        `perExample: expected one loss an example, of shape [${size}], got ${formatShape(values.shape)}`,
      );
    }
    return values as tf.Tensor1D;
  };
  // What a history calls it where it is a metric.
  Object.defineProperty(each, 'name', {value: loss.name});
  made.set(loss, each);
  reduced.set(each, loss);
  return each;
}

/** The mean of `[batch, …]` over all but the batch. */
function meanOfEach(values: tf.Tensor): tf.Tensor1D {
  return values.reshape([values.shape[0], -1]).mean<tf.Tensor1D>(1);
}

/** The loss that a {@link perExample} form was made of; undefined for what is none. */
export function lossOfPerExample(form: unknown): LossFunction | undefined {
  return typeof form === 'function' ? reduced.get(form) : undefined;
}

const made = new WeakMap<object, PerExampleLoss>();
const reduced = new WeakMap<object, LossFunction>();
