import {binaryCrossEntropy, binaryCrossEntropyFromLogits} from './binaryCrossEntropy';
import {crossEntropy, sparseCrossEntropy} from './crossEntropy';
import {crossEntropyFromLogits, sparseCrossEntropyFromLogits} from './crossEntropyFromLogits';
import type {LossFunction} from './lossOptions';
import {lossNames, type LossName} from './lossTraits';
import {lossOfPerExample, perExample, type PerExampleLoss} from './perExample';
import {sumSquaredError} from './sumSquaredError';

/**
 * The functions of the table {@link lossTraits}: what `--loss` offers and a saved model names.
 *
 * @example
 * losses['sumSquaredError'](tf.tensor1d([0, 1]), tf.tensor1d([0.4, 0.6]));  // 0.16
 */
export const losses: Readonly<Record<LossName, LossFunction>> = {
  sumSquaredError,
  crossEntropy,
  sparseCrossEntropy,
  crossEntropyFromLogits,
  sparseCrossEntropyFromLogits,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
};

/**
 * The name by which a saved model keeps a loss: `crossEntropy`, or `perExample(crossEntropy)`; undefined for
 * what is not of the table.
 */
export function nameOfLoss(loss: unknown): string | undefined {
  const name = tableNameOf(loss);
  return name !== undefined && lossOfPerExample(loss) !== undefined ? `perExample(${name})` : name;
}

/** The loss of a name that {@link nameOfLoss} gave; undefined for another. */
export function lossByName(name: string): LossFunction | PerExampleLoss | undefined {
  const [, inner] = /^perExample\((\w+)\)$/.exec(name) ?? [];
  const key = inner ?? name;
  if (!Object.hasOwn(losses, key)) return undefined;
  const loss = losses[key as LossName];
  return inner === undefined ? loss : perExample(loss);
}

/** The loss's name in the table, whether it keeps its examples apart or not; undefined if it is not there. */
export function tableNameOf(loss: unknown): LossName | undefined {
  const reduced = lossOfPerExample(loss) ?? loss;
  return lossNames.find(name => losses[name] === reduced);
}
