import * as tf from '@tensorflow/tfjs';
import {crossEntropy, sparseCrossEntropy, sumSquaredError} from '../../../losses';
import {crossEntropy64, sumSquaredError64, textbookGuesses} from '../formulas64';
import {scalar} from './scalar';

/** One guess under every loss: tfjs's float32, and the plain float64 formula. */
export interface GuessLosses {
  readonly sse: number;
  readonly sse64: number;
  readonly cee: number;
  readonly cee64: number;
  /** With integer labels. */
  readonly sparse: number;
}

export interface Guesses {
  readonly right: GuessLosses;
  readonly wrong: GuessLosses;
  /** A tenth for every class. */
  readonly uniform: GuessLosses;
  /** The mean CEE of the right and the wrong guess as one batch. */
  readonly batchMean: number;
}

const {label, oneHot, right, wrong} = textbookGuesses;

/** Call in a tidy. */
export function measureGuesses(): Guesses {
  const batch = tf.tensor2d([...right, ...wrong], [2, 10]);
  return {
    right: lossesOf(right),
    wrong: lossesOf(wrong),
    uniform: lossesOf(oneHot.map(() => 0.1)),
    batchMean: scalar(crossEntropy(tf.tensor2d([...oneHot, ...oneHot], [2, 10]), batch)),
  };
}

function lossesOf(guess: number[]): GuessLosses {
  return {
    sse: scalar(sumSquaredError(tf.tensor1d(oneHot), tf.tensor1d(guess))),
    sse64: sumSquaredError64(oneHot, guess),
    cee: scalar(crossEntropy(tf.tensor1d(oneHot), tf.tensor1d(guess))),
    cee64: crossEntropy64(oneHot, guess),
    sparse: scalar(sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(guess))),
  };
}
