import * as tf from '@tensorflow/tfjs';
import {crossEntropy, crossEntropyFromLogits, sparseCrossEntropy, sumSquaredError} from '../../../losses';
import {crossEntropy64, sparseCrossEntropy64, sumSquaredError64, textbookGuesses} from '../formulas64';

/** What the losses say of the textbook's guesses, of an ε, of the pull on a logit, and of some mistakes. */
export interface LossFindings {
  readonly guesses: Guesses;
  readonly epsilons: Epsilons;
  readonly pushes: Pushes;
  readonly mistakes: Mistakes;
}

const {label, oneHot, right, wrong} = textbookGuesses;

export function measureLosses(): LossFindings {
  let found: LossFindings | undefined;
  // Not by way of the tidy's result, which it searches for tensors.
  tf.tidy(() => {
    found = {
      guesses: measureGuesses(),
      epsilons: measureEpsilons(),
      pushes: measurePushes(),
      mistakes: measureMistakes(),
    };
  });
  return found!;
}

/** The number in a tensor of one element. */
function scalar(tensor: tf.Tensor): number {
  return tensor.dataSync()[0]!;
}

/** One guess under every loss: tfjs's float32, and the plain float64 formula. */
export interface GuessLosses {
  readonly sse: number;
  readonly sse64: number;
  readonly cee: number;
  readonly cee64: number;
  /** With integer labels. */
  readonly sparse: number;
}

interface Guesses {
  readonly right: GuessLosses;
  readonly wrong: GuessLosses;
  /** A tenth for every class. */
  readonly uniform: GuessLosses;
  /** The mean CEE of the right and the wrong guess as one batch. */
  readonly batchMean: number;
}

function measureGuesses(): Guesses {
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

/** What one ε does to the cross-entropy error, in float32. */
interface EpsilonEffect {
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

interface Epsilons {
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

const probabilities = Array.from({length: 25}, (_, i) => 10 ** ((i - 24) / 2));

function measureEpsilons(): Epsilons {
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

/** |∂L/∂z_t|, the push on the logit of the right class, where softmax gives that class p and the others the rest evenly. */
interface Push {
  readonly p: number;
  readonly sse: number;
  readonly cee: number;
  /** CEE from logits, without ε. */
  readonly logits: number;
}

interface Pushes {
  readonly curve: readonly Push[];
  /** At uniform outputs: the norms of both gradients, and the least and greatest quotient of their entries. */
  readonly uniform: {sse: number; cee: number; least: number; greatest: number};
}

function measurePushes(): Pushes {
  // Twenty points a power of ten up to 0.1, and even steps from there: on a log axis the end would be too sparse.
  const small = Array.from({length: 161}, (_, i) => 10 ** (i / 20 - 9));
  const large = Array.from({length: 89}, (_, i) => 0.11 + i / 100);
  return {curve: [...small, ...large].map(pushAt), uniform: uniformPush()};
}

function pushAt(p: number): Push {
  const labels = tf.tensor1d(oneHot);
  const logits = tf.tensor1d(oneHot.map(t => Math.log(t === 1 ? p : (1 - p) / 9)));
  const push = (loss: (z: tf.Tensor) => tf.Tensor) => Math.abs(tf.grad(loss)(logits).dataSync()[label]!);
  return {
    p,
    sse: push(z => sumSquaredError(labels, tf.softmax(z))),
    cee: push(z => crossEntropy(labels, tf.softmax(z))),
    logits: push(z => crossEntropyFromLogits(labels, z)),
  };
}

/** Why one learning rate does not serve both losses: their pushes on all logits at the start of training. */
function uniformPush(): Pushes['uniform'] {
  const labels = tf.tensor1d(oneHot);
  const logits = tf.zerosLike(labels);
  const sse = tf.grad(z => sumSquaredError(labels, tf.softmax(z)))(logits);
  const cee = tf.grad(z => crossEntropy(labels, tf.softmax(z)))(logits);
  const ratios = sse.div(cee);
  return {
    sse: scalar(sse.norm()),
    cee: scalar(cee.norm()),
    least: scalar(ratios.min()),
    greatest: scalar(ratios.max()),
  };
}

/** What notes on this chapter like to get wrong about losses, each with the numbers that settle it. */
interface Mistakes {
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
  readonly oneHotRefused: boolean;
}

function measureMistakes(): Mistakes {
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
    oneHotRefused: refuses(() => sparseCrossEntropy(labels, batch)),
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
