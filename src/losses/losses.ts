import {binaryCrossEntropy} from './binaryCrossEntropy';
import {binaryCrossEntropyFromLogits} from './binaryCrossEntropyFromLogits';
import {
  crossEntropy,
  crossEntropyFromLogits,
  sparseCrossEntropy,
  sparseCrossEntropyFromLogits,
} from './crossEntropy';
import type {LossFunction} from './lossOptions';
import {sumSquaredError} from './sumSquaredError';

/** A loss that a network can be trained with, by the name that a command line offers and a saved model keeps. */
export type LossName =
  | 'sumSquaredError'
  | 'crossEntropy'
  | 'sparseCrossEntropy'
  | 'crossEntropyFromLogits'
  | 'sparseCrossEntropyFromLogits'
  | 'binaryCrossEntropy'
  | 'binaryCrossEntropyFromLogits';

/** What a loss wants to be fed. */
export interface LossTraits {
  /** `one-hot`: `[batch, classes]`, soft labels too; `integer`: `[batch]` or `[batch, 1]`. */
  readonly labels: 'one-hot' | 'integer';
  /** `probabilities`: the network ends in the activation below; `logits`: it ends without. */
  readonly predictions: 'probabilities' | 'logits';
  /**
   * What makes probabilities of logits: `softmax`, where every example has one class; `sigmoid`, where every
   * output is a yes or no of its own, and the labels may be multi-hot.
   */
  readonly activation: 'softmax' | 'sigmoid';
}

/**
 * The trainable losses by name.
 *
 * @example
 * losses['sumSquaredError'](tf.tensor1d([0, 1]), tf.tensor1d([0.4, 0.6]));  // 0.16
 */
export const losses: Readonly<Record<LossName, LossFunction>> = {
  sumSquaredError,
  crossEntropy,
  sparseCrossEntropy,
  crossEntropyFromLogits,
  sparseCrossEntropyFromLogits,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
};

/** What a network has to end in for a loss: the activation of its last layer. */
export function outputFor(loss: LossName): 'softmax' | 'sigmoid' | 'linear' {
  const {predictions, activation} = lossTraits[loss];
  return predictions === 'logits' ? 'linear' : activation;
}

/**
 * What each of {@link losses} wants to be fed.
 *
 * @example
 * lossTraits.sparseCrossEntropy.labels;  // "integer"
 */
export const lossTraits: Readonly<Record<LossName, LossTraits>> = {
  sumSquaredError: {labels: 'one-hot', predictions: 'probabilities', activation: 'softmax'},
  crossEntropy: {labels: 'one-hot', predictions: 'probabilities', activation: 'softmax'},
  sparseCrossEntropy: {labels: 'integer', predictions: 'probabilities', activation: 'softmax'},
  crossEntropyFromLogits: {labels: 'one-hot', predictions: 'logits', activation: 'softmax'},
  sparseCrossEntropyFromLogits: {labels: 'integer', predictions: 'logits', activation: 'softmax'},
  binaryCrossEntropy: {labels: 'one-hot', predictions: 'probabilities', activation: 'sigmoid'},
  binaryCrossEntropyFromLogits: {labels: 'one-hot', predictions: 'logits', activation: 'sigmoid'},
};
