import * as tf from '@tensorflow/tfjs';
import {assertKnownOptions, assertOneOf, assertWhole} from '../checks';
import {Random} from '../random';
import {denseOutputs, type DenseOutput} from './activations';
import {adviseOnLossNames} from './adviseOnLossNames';
import {drawInitialWeights, undrawn} from './drawInitialWeights';

export interface SoftmaxRegressionOptions {
  /** Values per example. */
  inputs?: number;
  classes?: number;
  /**
   * `softmax` gives probabilities; `linear` gives logits, for the losses that take logits; `sigmoid` gives
   * every class a yes or no of its own, for `binaryCrossEntropy`.
   */
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
 * @throws {RangeError} If a size is not a positive whole number, the deviation not ≥ 0, or an option not
 *   known.
 *
 * @example
 * softmaxRegression().countParams();  // 7850
 *
 * @see Saitoh, "Deep Learning from Scratch", section 3.5, for the softmax.
 */
export function softmaxRegression(options: SoftmaxRegressionOptions = {}): tf.LayersModel {
  assertKnownOptions('softmaxRegression', options, optionNames);
  const {inputs = 784, classes = 10, output = 'softmax', initialStd = 0.01, seed = 1} = options;
  assertWhole('softmaxRegression', 'inputs', inputs, 1);
  assertWhole('softmaxRegression', 'classes', classes, 2);
  assertOneOf('softmaxRegression', 'output', output, denseOutputs);
  assertWhole('softmaxRegression', 'seed', seed, 0);
  const model = tf.sequential();
  model.add(
    tf.layers.dense({...undrawn, name: 'output', inputShape: [inputs], units: classes, activation: output}),
  );
  return adviseOnLossNames(drawInitialWeights('softmaxRegression', model, initialStd, new Random(seed)));
}

const optionNames: readonly (keyof SoftmaxRegressionOptions)[] = [
  'inputs',
  'classes',
  'output',
  'initialStd',
  'seed',
];
