import * as tf from '@tensorflow/tfjs';
import {assertFunction, assertModel, assertModelInputs, assertRealLabels} from '../argumentKinds';
import {assertBoolean, assertKnownOptions, isObject} from '../checks';
import {withWeightValues} from '../tfjs/layers';
import {checkGradients, optionNames} from './checkGradients';
import type {GradientCheck, GradientCheckOptions} from './GradientCheck';
import {InvalidValueError} from '../errors';

/** A loss as everywhere: labels first. As a method its parameters may be narrower, such as a `tf.Tensor2D`. */
export type ModelLoss = {call(labels: tf.Tensor, predictions: tf.Tensor): tf.Tensor}['call'];

/** Options of `checkModelGradients`; the names are the weights' own. */
export interface ModelGradientCheckOptions extends Omit<GradientCheckOptions, 'names'> {
  /** Run the layers as in training: dropout draws, batch normalisation uses the batch's statistics. Default false. */
  readonly training?: boolean | undefined;
}

const who = 'checkModelGradients';

/**
 * Checks the gradients of a model's loss with respect to all of its trainable weights.
 *
 * The model is run as it is, with the weights in question in place of its own, and is unchanged afterwards. What
 * regularizers add to the loss is not part of it.
 *
 * @param model Built, with at least one trainable weight; one output.
 * @param loss Called with `ys` and the model's predictions; returns a scalar (any shape with `vector: true`).
 * @param xs One batch as the model takes it, `[batch, …]`, or one for each input of the model. Not disposed.
 * @param ys The labels as `loss` takes them. Not disposed.
 * @param given See {@link ModelGradientCheckOptions}.
 * @returns As `checkGradients`, with one input for each weight, by name, in the unit of the loss per unit of the weight.
 * @throws {RangeError} If the model has no trainable weights; also as `checkGradients`.
 *
 * @example
 * const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3]})]});
 * const loss = (labels: tf.Tensor, predictions: tf.Tensor) => tf.losses.meanSquaredError<tf.Scalar>(labels, predictions);
 * (await checkModelGradients(model, loss, tf.ones([4, 3]), tf.zeros([4, 2]))).verdict;  // 'pass'
 */
export async function checkModelGradients(
  model: tf.LayersModel,
  loss: ModelLoss,
  xs: tf.Tensor | tf.Tensor[],
  ys: tf.Tensor,
  given: ModelGradientCheckOptions = {},
): Promise<GradientCheck> {
  assertKnownOptions(who, given, ['training', ...optionNames.filter(name => name !== 'names')]);
  const {training = false, ...options} = given;
  assertBoolean(who, 'training', training);
  assertModel(who, model);
  assertFunction(who, 'the loss', loss);
  assertModelInputs(who, model, isObject(xs) && Array.isArray(xs) ? xs : [xs]);
  assertRealLabels(who, ys);
  const weights = [...new Set(model.trainableWeights)];
  if (weights.length === 0)
    throw new InvalidValueError(`${who}: expected trainable weights, got a model without`);
  const fn = (...values: tf.Tensor[]) =>
    withWeightValues(weights, values, () => loss(ys, model.apply(xs, {training}) as tf.Tensor));
  // Layers update these as a side effect of training, batch normalisation for one.
  const others = model.weights.filter(weight => !weights.includes(weight));
  const kept = others.map(weight => weight.read().clone());
  try {
    const names = weights.map(weight => weight.name);
    return await checkGradients(
      fn,
      weights.map(weight => weight.read()),
      {...options, names},
    );
  } finally {
    if (training) for (const [i, weight] of others.entries()) weight.write(kept[i]!);
    tf.dispose(kept);
  }
}
