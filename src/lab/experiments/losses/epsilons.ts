import * as tf from '@tensorflow/tfjs';
import {crossEntropy, sparseCrossEntropy} from '../../../losses';
import {crossEntropy64, sparseCrossEntropy64, textbookGuesses} from '../formulas64';
import {scalar} from './scalar';

/** What one ε does to the cross-entropy error, in float32. */
export interface EpsilonEffect {
  readonly epsilon: number;
  /** The loss where the right class has a probability of 0. */
  readonly cap: number;
  /** The greatest loss of any other probability, from 1e-12 to 1. */
  readonly greatest: number;
  /** The loss where it has 1. */
  readonly sure: number;
  /** How far the ε shifts the loss of the right guess, in float64. */
  readonly shift: number;
  /** |∂L/∂z_t| where the right class has a probability of {@link confidentMistake}: without ε it is 1. */
  readonly push: number;
}

export interface Epsilons {
  readonly effects: readonly EpsilonEffect[];
  /** One-hot CEE of the right guess without ε, and the entries of its gradient that are NaN. */
  readonly without: {loss: number; gradientNaNs: number};
  /** Those entries with the 1e-7. */
  readonly gradientNaNsWith: number;
  /** The same guess without ε, with integer labels, and the loss of one that gives the right class 1. */
  readonly sparseWithout: number;
  readonly sureWithout: number;
}

/** A probability that a trained net may well give to the right class when it is wrong. */
export const confidentMistake = 1e-9;

const {label, oneHot, right} = textbookGuesses;

const probabilities = Array.from({length: 25}, (_, i) => 10 ** ((i - 24) / 2));

/** Call in a tidy. */
export function measureEpsilons(): Epsilons {
  const labels = tf.tensor1d(oneHot);
  const bare = (y: tf.Tensor) => crossEntropy(labels, y, {epsilon: 0});
  const sparse = (guess: number[]) =>
    scalar(sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(guess), {epsilon: 0}));
  return {
    effects: [1e-3, 1e-5, 1e-7].map(effectOf),
    without: {loss: scalar(bare(tf.tensor1d(right))), gradientNaNs: countNaNs(bare)},
    gradientNaNsWith: countNaNs(y => crossEntropy(labels, y)),
    sparseWithout: sparse(right),
    sureWithout: sparse(oneHot),
  };
}

/** Entries of the gradient at the right guess that are NaN. */
function countNaNs(loss: (y: tf.Tensor) => tf.Tensor): number {
  return scalar(tf.grad(loss)(tf.tensor1d(right)).isNaN().sum());
}

function effectOf(epsilon: number): EpsilonEffect {
  const labels = tf.tensor1d(oneHot);
  const loss = (y: tf.Tensor) => crossEntropy(labels, y, {epsilon});
  const mistaken = tf.log(
    tf.tensor1d(oneHot.map(t => (t === 1 ? confidentMistake : (1 - confidentMistake) / 9))),
  );
  return {
    epsilon,
    cap: scalar(loss(tf.sub(1, labels))),
    greatest: Math.max(...probabilities.map(p => scalar(loss(labels.mul(p))))),
    sure: scalar(loss(labels)),
    shift: crossEntropy64(oneHot, right, epsilon) - sparseCrossEntropy64(label, right, 0),
    push: Math.abs(
      tf
        .grad(z => loss(tf.softmax(z)))(mistaken)
        .dataSync()[label]!,
    ),
  };
}
