import {crossEntropy} from './crossEntropy';
import {crossEntropyFromLogits} from './crossEntropyFromLogits';
import type {LossFunction} from './lossOptions';
import {sparseCrossEntropy} from './sparseCrossEntropy';
import {sparseCrossEntropyFromLogits} from './sparseCrossEntropyFromLogits';
import {sumSquaredError} from './sumSquaredError';

/** A loss that a network can be trained with, by the name that a command line offers and a saved model keeps. */
export type LossName =
  | 'sumSquaredError'
  | 'crossEntropy'
  | 'sparseCrossEntropy'
  | 'crossEntropyFromLogits'
  | 'sparseCrossEntropyFromLogits';

/** What a loss wants to be fed. */
export interface LossTraits {
  /** `one-hot`: `[batch, classes]`, soft labels too; `integer`: `[batch]` or `[batch, 1]`. */
  readonly labels: 'one-hot' | 'integer';
  /** `probabilities`: the network ends in softmax; `logits`: it ends without. */
  readonly predictions: 'probabilities' | 'logits';
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
};

/**
 * What each of {@link losses} wants to be fed.
 *
 * @example
 * lossTraits.sparseCrossEntropy.labels;  // "integer"
 */
export const lossTraits: Readonly<Record<LossName, LossTraits>> = {
  sumSquaredError: {labels: 'one-hot', predictions: 'probabilities'},
  crossEntropy: {labels: 'one-hot', predictions: 'probabilities'},
  sparseCrossEntropy: {labels: 'integer', predictions: 'probabilities'},
  crossEntropyFromLogits: {labels: 'one-hot', predictions: 'logits'},
  sparseCrossEntropyFromLogits: {labels: 'integer', predictions: 'logits'},
};
