/** The table of losses, without their functions: TensorFlow.js is not loaded, so that a command line's help can list them. */

/** What a loss is, and what it wants to be fed. */
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
  /** Of one example: labels t, probabilities y, logits z. */
  readonly formula: string;
  /** What it is for, in a sentence. */
  readonly sentence: string;
}

/**
 * The losses that a network can be trained with, by the name that a command line offers and a saved model keeps.
 *
 * @example
 * lossTraits.sparseCrossEntropy.labels;  // "integer"
 */
export const lossTraits = {
  sumSquaredError: {
    labels: 'one-hot',
    predictions: 'probabilities',
    activation: 'softmax',
    formula: '½ Σ (y − t)²',
    sentence: 'Half the sum of squared errors.',
  },
  crossEntropy: {
    labels: 'one-hot',
    predictions: 'probabilities',
    activation: 'softmax',
    formula: '−Σ t ln(y + ε)',
    sentence: 'Cross entropy of softmax probabilities.',
  },
  sparseCrossEntropy: {
    labels: 'integer',
    predictions: 'probabilities',
    activation: 'softmax',
    formula: '−ln(y[t] + ε)',
    sentence: 'The same with integer labels.',
  },
  crossEntropyFromLogits: {
    labels: 'one-hot',
    predictions: 'logits',
    activation: 'softmax',
    formula: 'Σ t (ln Σ exp z − z)',
    sentence: 'Cross entropy of logits, exact without an ε.',
  },
  sparseCrossEntropyFromLogits: {
    labels: 'integer',
    predictions: 'logits',
    activation: 'softmax',
    formula: 'ln Σ exp z − z[t]',
    sentence: 'The same with integer labels.',
  },
  binaryCrossEntropy: {
    labels: 'one-hot',
    predictions: 'probabilities',
    activation: 'sigmoid',
    formula: '−Σ (t ln(y + ε) + (1 − t) ln(1 − y + ε))',
    sentence: 'Every class a yes or no of its own.',
  },
  binaryCrossEntropyFromLogits: {
    labels: 'one-hot',
    predictions: 'logits',
    activation: 'sigmoid',
    formula: 'Σ (ln(1 + exp z) − t z)',
    sentence: 'The same of logits, exact without an ε.',
  },
} as const satisfies Readonly<Record<string, LossTraits>>;

/** A loss of the table. */
export type LossName = keyof typeof lossTraits;

/** The losses that take outputs of any kind; the activation in the table is what a new net is given for them. */
const ofAnyOutputs: readonly LossName[] = ['sumSquaredError'];

/** In the order of the table. */
// Marked as pure, or a bundler keeps the table for a page that wants one loss.
export const lossNames = /* @__PURE__ */ Object.keys(lossTraits) as readonly LossName[];

/** What a network has to end in for a loss: the activation of its last layer. */
export function outputFor(loss: LossName): 'softmax' | 'sigmoid' | 'linear' {
  const {predictions, activation} = lossTraits[loss];
  return predictions === 'logits' ? 'linear' : activation;
}

/**
 * Why a loss says nothing of use of outputs that have gone through an activation, as the end of a sentence.
 *
 * Softmax of what is softmax already lies between 1/(1 + (K − 1)e) and e/(e + K − 1), so that a net trained
 * with a loss that takes logits stays near ln K; logarithms of logits are NaN; and outputs that need not
 * share a probability of 1 make the cross entropy of one-hot labels 0 when all of them are 1.
 *
 * @param activation The output's, undefined if nobody knows.
 * @returns undefined if they fit, or nobody knows.
 */
export function reasonUnfit(loss: LossName, activation: string | undefined): string | undefined {
  if (activation === undefined || fits(loss, activation)) return undefined;
  const others = lossNames.filter(
    name =>
      outputFor(name) === activation &&
      lossTraits[name].labels === lossTraits[loss].labels &&
      !ofAnyOutputs.includes(name),
  );
  // The same loss of logits, or of probabilities, before any other.
  const instead = others.find(name => name.startsWith(loss) || loss.startsWith(name)) ?? others[0];
  const advice = instead === undefined ? '' : `; for ${activation} outputs use ${instead}`;
  return `expected a model that ends in ${outputFor(loss)} for ${loss}, got ${activation}${advice}`;
}

function fits(loss: LossName, activation: string): boolean {
  if (ofAnyOutputs.includes(loss)) return true;
  if (outputFor(loss) === 'softmax') return activation === 'softmax';
  const isProbability = ['softmax', 'sigmoid', 'hardSigmoid'].includes(activation);
  // Each entry of a softmax is the probability of a yes as well.
  return lossTraits[loss].predictions === 'probabilities' ? isProbability : !isProbability;
}
