import * as tf from '@tensorflow/tfjs';
import {crossEntropy, sparseCrossEntropy} from '../../losses';
import {crossEntropy64, sparseCrossEntropy64} from '../formulas64';
import {textbookGuesses} from '../textbookGuesses';
import {scalar} from './scalar';

/** What one ε does to the cross-entropy error, in float32. */
export interface EpsilonEffect {
  readonly epsilon: number;
  /** The loss where the right class has a probability of 0. */
  readonly cap: number;
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
  /** The same with integer labels. */
  readonly sparseWithout: number;
}

/** A probability that a trained net may well give to the right class when it is wrong. */
export const confidentMistake = 1e-9;

const {label, oneHot, right} = textbookGuesses;

/** Call in a tidy. */
export function measureEpsilons(): Epsilons {
  const labels = tf.tensor1d(oneHot);
  const bare = (y: tf.Tensor) => crossEntropy(labels, y, {epsilon: 0});
  return {
    effects: [1e-3, 1e-5, 1e-7].map(effectOf),
    without: {
      loss: scalar(bare(tf.tensor1d(right))),
      gradientNaNs: scalar(tf.grad(bare)(tf.tensor1d(right)).isNaN().sum()),
    },
    sparseWithout: scalar(sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(right), {epsilon: 0})),
  };
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
    sure: scalar(loss(labels)),
    shift: crossEntropy64(oneHot, right, epsilon) - sparseCrossEntropy64(label, right, 0),
    push: Math.abs(
      tf
        .grad(z => loss(tf.softmax(z)))(mistaken)
        .dataSync()[label]!,
    ),
  };
}
