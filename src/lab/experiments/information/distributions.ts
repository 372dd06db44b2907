import * as tf from '@tensorflow/tfjs';
import {crossEntropy, entropy, klDivergence, sparseCrossEntropy} from '../../../losses';
import {textbookGuesses} from '../formulas64';
import {Random} from '../../../random';
import {batchesInOrder} from '../../../data/minibatches/assembleBatch';
import type {Split} from '../../../data/split';
import type {Lab} from '../experiment';

/** What is true, and what somebody expects: half the time the first of three, and half the time the last. */
export const truth = [0.5, 0.25, 0.25];
export const belief = [0.25, 0.25, 0.5];

export type InformationFindings = ReturnType<typeof measureInformation>;

export function measureInformation({seed, test}: Lab, model: tf.LayersModel) {
  return {
    distributions: measureDistributions(),
    path: towardsOneHot(),
    samples: averageSurprise(seed),
    push: pushOnLogits(),
    coins: coinEntropies(),
    spreads: spreadAndEntropy(),
    likelihood: likelihood(judgeLabels(model, test)),
  };
}

/**
 * The three quantities of {@link truth} and {@link belief}, and of a one-hot label and the textbook's right guess; −ln y_t of that
 * guess, by the loss with integer labels; and the entropy in bits of a fair coin and of a fair die.
 */
export function measureDistributions() {
  const {label, oneHot, right} = textbookGuesses;
  return {
    example: informationOf(truth, belief),
    oneHot: informationOf(oneHot, right),
    surprise: read(() => sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(right), {epsilon: 0})),
    coinBits: read(() => entropy(tf.fill([2], 1 / 2))) / Math.LN2,
    dieBits: read(() => entropy(tf.fill([6], 1 / 6))) / Math.LN2,
  };
}

/** H(p), H(p, q) and KL(p‖q), in nats, by tfjs. Where p is 0, so is the term: there the cross entropy reads a q of 1. */
export function informationOf(p: readonly number[], q: readonly number[]) {
  const possible = q.map((value, k) => (p[k] === 0 ? 1 : value));
  return {
    entropy: read(() => entropy(tf.tensor1d([...p]))),
    crossEntropy: read(() => crossEntropy(tf.tensor1d([...p]), tf.tensor1d(possible), {epsilon: 0})),
    klDivergence: read(() => klDivergence(tf.tensor1d([...p]), tf.tensor1d([...q]))),
  };
}

/** The entropy of a coin and the variance of what it shows, 0 or 1, for each probability of 1. */
export function coinEntropies() {
  return Array.from({length: 101}, (_, i) => {
    const p = i / 100;
    return {p, entropy: read(() => entropy(tf.tensor1d([p, 1 - p]))), variance: p * (1 - p)};
  });
}

/**
 * Does more variance mean more entropy? A fair die, and coins that show numbers further and further apart.
 */
export function spreadAndEntropy() {
  const die = [1, 2, 3, 4, 5, 6];
  return [die, [0, 1], [-10, 10], [-1000, 1000]].map(values => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      values,
      variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
      entropy: read(() => entropy(tf.fill([values.length], 1 / values.length))),
    };
  });
}

/** The gradients on the logits, where q = softmax(z): of the cross entropy, of the divergence, and q − p itself. */
export function pushOnLogits() {
  return tf.tidy(() => {
    const p = tf.tensor1d(truth);
    const logits = tf.log(tf.tensor1d(belief));
    const gradient = (loss: (q: tf.Tensor) => tf.Tensor) => {
      const slopes = tf.grad(z => loss(tf.softmax(z)));
      return [...slopes(logits).dataSync()];
    };
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

/**
 * The mean of −ln q over outcomes that the truth has drawn, in one long series that is looked at after 10, 30, 100, … draws: H(p, q)
 * is what data with an unknown p measure. The standard error is σ/√n, with the σ of −ln q under p on paper.
 */
export function averageSurprise(seed: number) {
  const random = new Random(seed);
  const expected = truth.reduce((sum, p, k) => sum - p * Math.log(belief[k]!), 0);
  const variance = truth.reduce((sum, p, k) => sum + p * (-Math.log(belief[k]!) - expected) ** 2, 0);
  const looks = new Set([10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000]);
  const found: {draws: number; mean: number; standardError: number}[] = [];
  let sum = 0;
  for (let n = 1; n <= Math.max(...looks); n++) {
    sum -= Math.log(belief[drawOutcome(random)]!);
    if (looks.has(n)) found.push({draws: n, mean: sum / n, standardError: Math.sqrt(variance / n)});
  }
  return found;
}

function drawOutcome(random: Random): number {
  let left = random.uniform();
  for (const [k, p] of truth.entries()) {
    left -= p;
    if (left < 0) return k;
  }
  return truth.length - 1;
}

/** What a net says of images: the probability of every label, and the loss that tfjs makes of it, in nats. */
export interface Judgement {
  readonly probabilities: Float32Array;
  /** −ln y_t, without the ε: a likelihood has none. */
  readonly losses: Float32Array;
}

/** Asks a net for the probabilities of the labels, and tfjs for their losses. */
export function judgeLabels(model: tf.LayersModel, split: Split): Judgement {
  const probabilities = new Float32Array(split.size);
  const losses = new Float32Array(split.size);
  let seen = 0;
  for (const {xs, ys} of batchesInOrder(split, 1000, {layout: 'flat', labels: 'integer'})) {
    tf.tidy(() => {
      const y = model.predictOnBatch(xs) as tf.Tensor;
      const values = y.dataSync();
      losses.set(sparseCrossEntropy(ys, y, {epsilon: 0, reduction: 'none'}).dataSync(), seen);
      for (let n = 0; n < y.shape[0]; n++, seen++) {
        probabilities[seen] = values[n * split.classes + split.labels[seen]!]!;
      }
    });
    tf.dispose([xs, ys]);
  }
  return {probabilities, losses};
}

/**
 * The probability that a net gives to the labels of many images at once: multiplies probabilities, as the likelihood has it, and
 * adds losses, as training has it.
 *
 * @returns For the first images the product, e to the minus N times their mean loss, and N times it; for all the product in
 *     float64, and its natural logarithm as minus the sum of the losses.
 */
export function likelihood({probabilities, losses}: Judgement) {
  const size = Math.min(100, losses.length);
  const nats = sumOf(losses.subarray(0, size));
  const product = productOf(probabilities.subarray(0, size));
  return {
    few: {size, product, fromLoss: Math.exp(-size * (nats / size)), nats},
    all: {size: losses.length, product: productOf(probabilities), logarithm: -sumOf(losses)},
  };
}

function productOf(factors: Float32Array): number {
  return factors.reduce((product, factor) => product * factor, 1);
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The textbook's right guess, with nothing impossible: a 0 under a label that is not 0 would cost infinitely much. */
export const softenedGuess = textbookGuesses.right.map(y => 0.99 * y + 0.001);

/** Labels from "it may be anything" to one-hot, against the same guess: `sure` goes to the 2, the others have the rest evenly. */
export function towardsOneHot() {
  const {label, oneHot} = textbookGuesses;
  const classes = oneHot.length;
  return Array.from({length: 46}, (_, i) => {
    // The last point exactly 1: there the entropy is exactly 0.
    const sure = i === 45 ? 1 : (1 + i / 5) / classes;
    const p = oneHot.map((_t, k) => (k === label ? sure : (1 - sure) / (classes - 1)));
    return {sure, ...informationOf(p, softenedGuess)};
  });
}
