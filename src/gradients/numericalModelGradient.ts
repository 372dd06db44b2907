import * as tf from '@tensorflow/tfjs';
import {float64Tensor, onFloat64} from '../backends/float64';
import {assertFunction, assertModel, assertModelInputs, assertRealLabels} from '../argumentKinds';
import {assertFinite, assertKnownOptions, formatShape} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {losses} from '../losses';
import {tableNameOf} from '../losses/losses';
import {withWeightValues, type DenseLayer} from '../tfjs/layers';
import type {ModelLoss} from './checkModelGradients';
import {DenseSweep, denseLayers, type RowLoss} from './numerical/denseSweep';
import {numericalGradient} from './numericalGradient';

/** Options of `numericalModelGradient`. */
export interface NumericalModelGradientOptions {
  /** h, in units of a weight; default 1e-4, as in the book. */
  readonly step?: number;
}

/**
 * The gradient of a model's loss by finite differences in float64: (L(w + h) − L(w − h)) / 2h for every trainable weight w.
 *
 * For a stack of dense layers and a loss of the table it computes again only what a weight changes: all 39,760 weights of the
 * textbook net take seconds, where two runs of the net for each would take minutes. The numbers are the same to rounding. Any other
 * model or loss is run twice for each weight.
 *
 * @param model Built; one output. Unchanged afterwards.
 * @param loss Called with `ys` and the model's predictions; returns a scalar.
 * @param xs One batch as the model takes it, `[batch, …]`. Not disposed.
 * @param ys The labels as `loss` takes them. Not disposed.
 * @returns A tensor for each trainable weight, by its name and in its shape, in the unit of the loss per unit of the weight; yours
 *   to dispose. They are in float64 until another backend uses them.
 * @throws {TypeError} If the loss is not a function, or its value no real scalar.
 * @throws {RangeError} If the model has no trainable weights, an option is not known, or the step not finite and above 0.
 * @throws {Error} If this process has no float64; the sentence says why.
 *
 * @example
 * const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2});
 * const gradient = await numericalModelGradient(model, crossEntropy, tf.ones([5, 4]), tf.tile([[0, 1]], [5, 1]));
 * Object.values(gradient).map(({shape}) => shape);  // [[4, 3], [3], [3, 2], [2]]
 *
 * @see Saitoh, "Deep Learning from Scratch", 4.5.
 */
export async function numericalModelGradient(
  model: tf.LayersModel,
  loss: ModelLoss,
  xs: tf.Tensor,
  ys: tf.Tensor,
  options: NumericalModelGradientOptions = {},
): Promise<tf.NamedTensorMap> {
  assertKnownOptions('numericalModelGradient', options, ['step']);
  const {step = 1e-4} = options;
  assertFinite('numericalModelGradient', 'step', step, {above: 0});
  assertModel('numericalModelGradient', model);
  assertFunction('numericalModelGradient', 'the loss', loss);
  assertModelInputs('numericalModelGradient', model, [xs]);
  assertRealLabels('numericalModelGradient', ys);
  if (model.trainableWeights.length === 0) {
    throw new InvalidValueError('numericalModelGradient: expected trainable weights, got a model without');
  }
  return onFloat64(() => {
    const layers = denseLayers(model);
    const rowLoss = rowLossOf(loss);
    if (layers === undefined || rowLoss === undefined) return plainGradient(model, loss, xs, ys, step);
    if (ys.shape[0] !== xs.shape[0]) {
      throw new InvalidTypeError(
        `numericalModelGradient: expected ys of shape [${xs.shape[0]}, …], one label an example, got ${formatShape(ys.shape)}`,
      );
    }
    return sweptGradient(model, layers, new DenseSweep(layers, rowLoss, xs, ys), step);
  });
}

/** A loss of the table for each example; undefined for any other, which may be more than a mean over examples. */
function rowLossOf(loss: ModelLoss): RowLoss | undefined {
  const name = tableNameOf(loss);
  if (name === undefined || losses[name] !== loss) return undefined;
  return (labels, predictions) => losses[name](labels, predictions, {reduction: 'none'});
}

function sweptGradient(
  model: tf.LayersModel,
  layers: readonly DenseLayer[],
  sweep: DenseSweep,
  step: number,
): tf.NamedTensorMap {
  const parts = new Map<unknown, Float64Array>();
  const isTrained = (weight: unknown) => (model.trainableWeights as unknown[]).includes(weight);
  layers.forEach(({kernel, bias}, i) => {
    if (isTrained(kernel)) parts.set(kernel, sweep.quotients(i, 'kernel', step));
    if (bias !== null && isTrained(bias)) parts.set(bias, sweep.quotients(i, 'bias', step));
  });
  return named(model, weight => float64Tensor(parts.get(weight)!, weight.shape as number[]));
}

function plainGradient(
  model: tf.LayersModel,
  loss: ModelLoss,
  xs: tf.Tensor,
  ys: tf.Tensor,
  step: number,
): tf.NamedTensorMap {
  return named(model, weight => {
    const fn = (values: tf.Tensor) =>
      withWeightValues([weight], [values], () => loss(ys, model.apply(xs) as tf.Tensor));
    return numericalGradient(fn, weight.read(), {step});
  });
}

function named(
  model: tf.LayersModel,
  gradientOf: (weight: tf.LayersModel['weights'][number]) => tf.Tensor,
): tf.NamedTensorMap {
  return Object.fromEntries(model.trainableWeights.map(weight => [weight.name, gradientOf(weight)]));
}
