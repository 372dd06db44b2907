import * as tf from '@tensorflow/tfjs';
import {assertOneOf, assertWhole} from '../checks';
import {Random} from '../random';
import {denseOutputs, drawInitialWeights, undrawn, type DenseOutput} from './drawInitialWeights';

export interface SoftmaxRegressionOptions {
  /** Values per example. */
  inputs?: number;
  classes?: number;
  /** `softmax` gives probabilities; `linear` gives logits, for the losses that take logits. */
  output?: DenseOutput;
  /** Standard deviation of the initial weights. */
  initialStd?: number;
  seed?: number;
}

/**
 * The linear classifier: softmax(x·W + b), W ~ N(0, initialStd²), b = 0. What a net without a hidden layer can do.
 *
 * @param options Sizes and seed; the defaults are 784-10 and 0.01.
 * @returns A model from `[batch, inputs]` to `[batch, classes]`. Dispose it with `model.dispose()`.
 * @throws {RangeError} If a size is not a positive whole number or the deviation not ≥ 0.
 *
 * @example
 * softmaxRegression().countParams();  // 7850
 *
 * @see Saitoh, "Deep Learning from Scratch", section 3.5, for the softmax.
 */
export function softmaxRegression(options: SoftmaxRegressionOptions = {}): tf.LayersModel {
  const {inputs = 784, classes = 10, output = 'softmax', initialStd = 0.01, seed = 1} = options;
  assertWhole('softmaxRegression', 'inputs', inputs, 1);
  assertWhole('softmaxRegression', 'classes', classes, 2);
  assertOneOf('softmaxRegression', 'output', output, denseOutputs);
  const model = tf.sequential();
  model.add(
    tf.layers.dense({...undrawn, name: 'output', inputShape: [inputs], units: classes, activation: output}),
  );
  return drawInitialWeights('softmaxRegression', model, initialStd, new Random(seed));
}
