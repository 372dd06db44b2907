import {losses, lossTraits, outputFor, type LossName} from './losses';

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
  const instead = (Object.keys(losses) as LossName[]).find(
    name =>
      outputFor(name) === activation &&
      lossTraits[name].labels === lossTraits[loss].labels &&
      name !== 'sumSquaredError',
  );
  const advice = instead === undefined ? '' : `; for ${activation} outputs use ${instead}`;
  return `expected a model that ends in ${outputFor(loss)} for ${loss}, got ${activation}${advice}`;
}

function fits(loss: LossName, activation: string): boolean {
  const isProbability = ['softmax', 'sigmoid', 'hardSigmoid'].includes(activation);
  switch (loss) {
    case 'sumSquaredError':
      return true;
    case 'crossEntropy':
    case 'sparseCrossEntropy':
      return activation === 'softmax';
    case 'binaryCrossEntropy':
      return isProbability;
    default:
      return !isProbability;
  }
}
