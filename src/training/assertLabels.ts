import type * as tf from '@tensorflow/tfjs';
import type {LossName} from '../losses';
import {InvalidValueError} from '../errors';

/** Soft labels that were rounded to two digits still count as a distribution. */
const tolerance = 0.0101;

/**
 * Checks a batch's labels on the host: the losses themselves read nothing back from the device, and the cross
 * entropy of labels that are no distribution is a number like any other. Labels that are not finite are not reported
 * here: they make the loss NaN.
 *
 * @param loss The loss of the table that they are for.
 * @throws {RangeError} If labels of {@link crossEntropy} or `crossEntropyFromLogits` are negative or do not
 *   sum to 1, or those of the binary losses lie outside 0 to 1.
 */
export async function assertLabels(loss: LossName, ys: tf.Tensor): Promise<void> {
  if (loss === 'binaryCrossEntropy' || loss === 'binaryCrossEntropyFromLogits') {
    const outside = (await ys.data()).find(label => label < 0 || label > 1);
    if (outside !== undefined) {
      throw new InvalidValueError(`train: expected labels from 0 to 1 for ${loss}, got ${outside}`);
    }
  }
  if (loss === 'crossEntropy' || loss === 'crossEntropyFromLogits') await assertDistributions(loss, ys);
}

async function assertDistributions(loss: LossName, ys: tf.Tensor): Promise<void> {
  const classes = ys.shape.at(-1);
  // The loss reports another shape.
  if (ys.rank !== 2 || !classes) return;
  const values = Array.from(await ys.data());
  for (let start = 0; start < values.length; start += classes) {
    const row = values.slice(start, start + classes);
    const sum = row.reduce((total, label) => total + label, 0);
    if (Math.abs(sum - 1) > tolerance || row.some(label => label < 0)) {
      const binary = loss === 'crossEntropy' ? 'binaryCrossEntropy' : 'binaryCrossEntropyFromLogits';
      throw new InvalidValueError(
        `train: expected labels for ${loss} that are a distribution over the classes, ` +
          `got ${describeRow(row)}; for several labels at once use ${binary}`,
      );
    }
  }
}

function describeRow(row: readonly number[]): string {
  const shown = row.map(label => Number(label.toPrecision(3)));
  return `[${shown.slice(0, 10).join(', ')}${shown.length > 10 ? ', …' : ''}]`;
}
