import * as tf from '@tensorflow/tfjs';
import {crossEntropy, sparseCrossEntropy, sumSquaredError} from '../../../losses';
import {textbookGuesses} from '../formulas64';
import {scalar} from './scalar';

/** What notes on this chapter like to get wrong about losses, each with the numbers that settle it. */
export interface Mistakes {
  /** CEE where q is a soft label p itself: a loss that is not 0, and ‖gradient‖ on the logits. */
  readonly atTheTruth: {loss: number; gradient: number};
  /** SSE of the right guess minus that very number: a loss of 0, and ‖gradient‖ on the outputs. */
  readonly atLossZero: {loss: number; gradient: number};
  /** ½ Σ (y − t)² and the mean of (y − t)², which is often written for it. */
  readonly sumOfSquares: number;
  readonly meanOfSquares: number;
  /** The right guess ten times over: the mean over the batch, and the sum that forgets to divide. */
  readonly mean: number;
  readonly sum: number;
  /** One-hot labels used as indices by y[arange(n), t], per example; and whether ours refuse them. */
  readonly oneHotAsInteger: number;
  readonly refused: boolean;
}

const {oneHot, right} = textbookGuesses;

/** Call in a tidy. */
export function measureMistakes(): Mistakes {
  const batch = tf.tensor2d(Array.from({length: 10}, () => right).flat(), [10, 10]);
  const labels = tf.tile(tf.tensor2d(oneHot, [1, 10]), [10, 1]);
  const guess = tf.tensor1d(right);
  const target = tf.tensor1d(oneHot);
  return {
    ...standstills(),
    sumOfSquares: scalar(sumSquaredError(target, guess)),
    meanOfSquares: scalar(tf.losses.meanSquaredError(target, guess)),
    mean: scalar(crossEntropy(labels, batch)),
    sum: scalar(crossEntropy(labels, batch, {reduction: 'sum'})),
    // One-hot t picks columns 0 and 1 of every row, over and over.
    oneHotAsInteger: oneHot.reduce((total, t) => total - Math.log(right[t]! + 1e-7), 0),
    refused: refuses(() => sparseCrossEntropy(labels, batch)),
  };
}

/** Where descent stands still, and where it does not. */
function standstills(): Pick<Mistakes, 'atTheTruth' | 'atLossZero'> {
  const truth = tf.tensor1d([0.5, 0.25, 0.25]);
  const target = tf.tensor1d(oneHot);
  const least = sumSquaredError(target, tf.tensor1d(right));
  const settled = tf.valueAndGrad(z => crossEntropy(truth, tf.softmax(z)))(truth.log());
  const shifted = tf.valueAndGrad(y => sumSquaredError(target, y).sub(least))(tf.tensor1d(right));
  return {
    atTheTruth: {loss: scalar(settled.value), gradient: scalar(settled.grad.norm())},
    atLossZero: {loss: scalar(shifted.value), gradient: scalar(shifted.grad.norm())},
  };
}

function refuses(work: () => tf.Tensor): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}
