import * as tf from '@tensorflow/tfjs';
import {crossEntropy, entropy, klDivergence, sparseCrossEntropy} from '../../losses';
import {textbookGuesses} from '../textbookGuesses';

/** What is true, and what somebody expects: half the time the first of three, and half the time the last. */
export const truth = [0.5, 0.25, 0.25];
export const belief = [0.25, 0.25, 0.5];

/** The three quantities, in nats, from tfjs on the active backend. */
export interface Information {
  readonly entropy: number;
  readonly crossEntropy: number;
  readonly klDivergence: number;
}

export interface Distributions {
  /** Of {@link truth} and {@link belief}. */
  readonly example: Information;
  /** Of a one-hot label and the textbook's right guess. */
  readonly oneHot: Information;
  /** −ln y_t of that guess, by the loss with integer labels. */
  readonly surprise: number;
  /** Entropy in bits of a fair coin and of a fair die. */
  readonly coinBits: number;
  readonly dieBits: number;
}

export function measureDistributions(): Distributions {
  const {label, oneHot, right} = textbookGuesses;
  return {
    example: informationOf(truth, belief),
    oneHot: informationOf(oneHot, right),
    surprise: read(() => sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(right), {epsilon: 0})),
    coinBits: read(() => entropy(tf.fill([2], 1 / 2))) / Math.LN2,
    dieBits: read(() => entropy(tf.fill([6], 1 / 6))) / Math.LN2,
  };
}

/** H(p), H(p, q) and KL(p‖q). Where p is 0, so is the term: there the cross entropy reads a q of 1. */
export function informationOf(p: readonly number[], q: readonly number[]): Information {
  const possible = q.map((value, k) => (p[k] === 0 ? 1 : value));
  return {
    entropy: read(() => entropy(tf.tensor1d([...p]))),
    crossEntropy: read(() => crossEntropy(tf.tensor1d([...p]), tf.tensor1d(possible), {epsilon: 0})),
    klDivergence: read(() => klDivergence(tf.tensor1d([...p]), tf.tensor1d([...q]))),
  };
}

/** The gradients on the logits, where q = softmax(z): of the cross entropy, of the divergence, and q − p itself. */
export interface Push {
  readonly crossEntropy: readonly number[];
  readonly klDivergence: readonly number[];
  readonly difference: readonly number[];
}

export function pushOnLogits(): Push {
  return tf.tidy(() => {
    const p = tf.tensor1d(truth);
    const logits = tf.log(tf.tensor1d(belief));
    const gradient = (loss: (q: tf.Tensor) => tf.Tensor) => [
      ...tf
        .grad(z => loss(tf.softmax(z)))(logits)
        .dataSync(),
    ];
    return {
      crossEntropy: gradient(q => crossEntropy(p, q, {epsilon: 0})),
      klDivergence: gradient(q => klDivergence(p, q)),
      difference: belief.map((q, k) => q - truth[k]!),
    };
  });
}

function read(work: () => tf.Tensor): number {
  return tf.tidy(() => work().dataSync()[0]!);
}
