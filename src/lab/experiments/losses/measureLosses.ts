import * as tf from '@tensorflow/tfjs';
import {crossEntropy, crossEntropyFromLogits, sparseCrossEntropy, sumSquaredError} from '../../../losses';
import {crossEntropy64, sparseCrossEntropy64, sumSquaredError64, textbookGuesses} from '../formulas64';

const {label, oneHot, right, wrong} = textbookGuesses;

type Loss = (outputs: tf.Tensor) => tf.Tensor;

/** What the losses say of the textbook's guesses, of an ε, of the gradient on a logit, and of some mistakes. */
export type LossFindings = ReturnType<typeof measureAll>;

export function measureLosses(): LossFindings {
  let found: LossFindings | undefined;
  // Not by way of the tidy's result, which it searches for tensors.
  tf.tidy(() => {
    found = measureAll();
  });
  return found!;
}

function measureAll() {
  return {
    guesses: measureGuesses(),
    epsilons: measureEpsilons(),
    pushes: measurePushes(),
    mistakes: measureMistakes(),
  };
}

function measureGuesses() {
  const batch = tf.tensor2d([...right, ...wrong], [2, 10]);
  return {
    right: lossesOf(right),
    wrong: lossesOf(wrong),
    uniform: lossesOf(oneHot.map(() => 0.1)),
    batchMean: scalar(crossEntropy(tf.tensor2d([...oneHot, ...oneHot], [2, 10]), batch)),
  };
}

/** One guess under every loss: tfjs's float32, and the plain float64 formula. */
function lossesOf(guess: number[]) {
  return {
    sse: scalar(sumSquaredError(tf.tensor1d(oneHot), tf.tensor1d(guess))),
    sse64: sumSquaredError64(oneHot, guess),
    cee: scalar(crossEntropy(tf.tensor1d(oneHot), tf.tensor1d(guess))),
    cee64: crossEntropy64(oneHot, guess),
    sparse: scalar(sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(guess))),
  };
}

/** A probability that a trained net may well give to the right class when it is wrong. */
export const confidentMistake = 1e-9;

function measureEpsilons() {
  const labels = tf.tensor1d(oneHot);
  const bare: Loss = y => crossEntropy(labels, y, {epsilon: 0});
  const sparse = (guess: number[]) =>
    scalar(sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(guess), {epsilon: 0}));
  return {
    effects: [1e-3, 1e-5, 1e-7].map(effectOf),
    // One-hot CEE of the right guess, and the entries of its gradient that are NaN, without ε and with the 1e-7.
    without: {loss: scalar(bare(tf.tensor1d(right))), gradientNaNs: countNaNs(bare)},
    gradientNaNsWith: countNaNs(y => crossEntropy(labels, y)),
    sparseWithout: sparse(right),
    sureWithout: sparse(oneHot),
  };
}

/** Entries of the gradient at the right guess that are NaN. */
function countNaNs(loss: Loss): number {
  return scalar(tf.grad(loss)(tf.tensor1d(right)).isNaN().sum());
}

const probabilities = Array.from({length: 25}, (_, i) => 10 ** ((i - 24) / 2));

/** What one ε does to the cross-entropy error, in float32. */
function effectOf(epsilon: number) {
  const labels = tf.tensor1d(oneHot);
  const loss: Loss = y => crossEntropy(labels, y, {epsilon});
  return {
    epsilon,
    /** The loss where the right class has a probability of 0; the greatest of any other probability; and where it has 1. */
    cap: scalar(loss(tf.sub(1, labels))),
    greatest: Math.max(...probabilities.map(p => scalar(loss(labels.mul(p))))),
    sure: scalar(loss(labels)),
    /** How far the ε shifts the loss of the right guess, in float64. */
    shift: crossEntropy64(oneHot, right, epsilon) - sparseCrossEntropy64(label, right, 0),
    /** At a {@link confidentMistake}: without ε it is 1. */
    push: pushOn(tf.log(tf.tensor1d(outputsAt(confidentMistake))), z => loss(tf.softmax(z))),
  };
}

/** `p` for the right class, and the rest evenly for the others. */
function outputsAt(p: number): number[] {
  return oneHot.map(t => (t === 1 ? p : (1 - p) / 9));
}

/** |∂L/∂z_t|, the gradient on the right class's logit. */
function pushOn(logits: tf.Tensor, loss: Loss): number {
  return Math.abs(tf.grad(loss)(logits).dataSync()[label]!);
}

function measurePushes() {
  // Twenty points a power of ten up to 0.1, and even steps from there: on a log axis the end would be too sparse.
  const small = Array.from({length: 161}, (_, i) => 10 ** (i / 20 - 9));
  const large = Array.from({length: 89}, (_, i) => 0.11 + i / 100);
  return {curve: [...small, ...large].map(pushesAt), uniform: uniformPush()};
}

function pushesAt(p: number) {
  const labels = tf.tensor1d(oneHot);
  const logits = tf.tensor1d(outputsAt(p).map(Math.log));
  return {
    p,
    sse: pushOn(logits, z => sumSquaredError(labels, tf.softmax(z))),
    cee: pushOn(logits, z => crossEntropy(labels, tf.softmax(z))),
    logits: pushOn(logits, z => crossEntropyFromLogits(labels, z)),
  };
}

/** Why one learning rate does not serve both losses: the norms of their gradients on all logits at the start of training. */
function uniformPush() {
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

/** What notes on this chapter often get wrong about losses, each with the numbers that settle it. */
function measureMistakes() {
  const batch = tf.tensor2d(Array.from({length: 10}, () => right).flat(), [10, 10]);
  const labels = tf.tile(tf.tensor2d(oneHot, [1, 10]), [10, 1]);
  const guess = tf.tensor1d(right);
  const target = tf.tensor1d(oneHot);
  const truth = tf.tensor1d([0.5, 0.25, 0.25]);
  const least = sumSquaredError(target, guess);
  return {
    // CEE where q is the soft label itself, by the logits; SSE of the right guess less that very number, by the outputs.
    atTheTruth: lossAndNorm(z => crossEntropy(truth, tf.softmax(z)), truth.log()),
    atLossZero: lossAndNorm(y => sumSquaredError(target, y).sub(least), guess),
    sumOfSquares: scalar(sumSquaredError(target, guess)),
    meanOfSquares: scalar(tf.losses.meanSquaredError(target, guess)),
    mean: scalar(crossEntropy(labels, batch)),
    sum: scalar(crossEntropy(labels, batch, {reduction: 'sum'})),
    // y[arange(n), t] with one-hot t picks columns 0 and 1 of every row, over and over.
    oneHotAsInteger: oneHot.reduce((total, t) => total - Math.log(right[t]! + 1e-7), 0),
    oneHotRefused: refuses(() => sparseCrossEntropy(labels, batch)),
  };
}

function lossAndNorm(loss: Loss, at: tf.Tensor) {
  const {value, grad} = tf.valueAndGrad(loss)(at);
  return {loss: scalar(value), gradient: scalar(grad.norm())};
}

function refuses(work: () => tf.Tensor): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}

/** The number in a tensor of one element. */
function scalar(tensor: tf.Tensor): number {
  return tensor.dataSync()[0]!;
}
