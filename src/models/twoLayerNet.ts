import * as tf from '@tensorflow/tfjs';
import {assertKnownOptions, assertOneOf, assertWhole} from '../checks';
import {Random} from '../random';
import {denseOutputs, hiddenActivations, type DenseOutput, type HiddenActivation} from './activations';
import {adviseOnLossNames} from './adviseOnLossNames';
import {drawInitialWeights, undrawn} from './drawInitialWeights';
import {StepActivation} from './stepActivation';

export interface TwoLayerNetOptions {
  /** Values per example. */
  inputs?: number;
  /** Hidden units. */
  hidden?: number;
  classes?: number;
  activation?: HiddenActivation;
  /**
   * `softmax` gives probabilities; `linear` gives logits, for the losses that take logits; `sigmoid` gives
   * every class a yes or no of its own, for `binaryCrossEntropy`.
   */
  output?: DenseOutput;
  /** Standard deviation of the initial weights. */
  initialStd?: number;
  /** The same seed gives the same initial weights on every backend. */
  seed?: number;
}

/**
 * The textbook's network of two dense layers: x → a(x·W1 + b1) → softmax(h·W2 + b2), W ~ N(0, initialStd²), b = 0.
 *
 * It is an ordinary `tf.LayersModel`: compile, fit, save it as any other. With `activation: 'step'` no gradient
 * reaches W1; with `'straight-through'` the step is taken forwards and the sigmoid's slope backwards.
 *
 * @param options Sizes, activation and seed; the defaults are the textbook's 784-50-10, sigmoid, 0.01.
 * @returns A model from `[batch, inputs]` to `[batch, classes]`. Dispose it with `model.dispose()`.
 * @throws {RangeError} If a size is not a positive whole number, the deviation not ≥ 0, or a name or option
 *   not known.
 *
 * @example
 * twoLayerNet({seed: 1}).countParams();  // 39760
 *
 * @see Saitoh, "Deep Learning from Scratch", section 4.5.
 */
export function twoLayerNet(options: TwoLayerNetOptions = {}): tf.LayersModel {
  assertKnownOptions('twoLayerNet', options, optionNames);
  const {inputs = 784, hidden = 50, classes = 10} = options;
  const {activation = 'sigmoid', output = 'softmax', initialStd = 0.01, seed = 1} = options;
  assertWhole('twoLayerNet', 'inputs', inputs, 1);
  assertWhole('twoLayerNet', 'hidden', hidden, 1);
  assertWhole('twoLayerNet', 'classes', classes, 2);
  assertOneOf('twoLayerNet', 'activation', activation, hiddenActivations);
  assertOneOf('twoLayerNet', 'output', output, denseOutputs);
  assertWhole('twoLayerNet', 'seed', seed, 0);
  const stepped = activation === 'step' || activation === 'straight-through';
  const model = tf.sequential();
  const dense = stepped ? 'linear' : activation;
  model.add(
    tf.layers.dense({...undrawn, name: 'hidden', inputShape: [inputs], units: hidden, activation: dense}),
  );
  if (stepped)
    model.add(new StepActivation({name: 'step', straightThrough: activation === 'straight-through'}));
  model.add(tf.layers.dense({...undrawn, name: 'output', units: classes, activation: output}));
  return adviseOnLossNames(drawInitialWeights('twoLayerNet', model, initialStd, new Random(seed)));
}

const optionNames: readonly (keyof TwoLayerNetOptions)[] = [
  'inputs',
  'hidden',
  'activation',
  'classes',
  'output',
  'initialStd',
  'seed',
];
