import {crossEntropyError, hit, type Batch64, type DenseNet64} from '../denseNet64';
import {objectiveAlong} from '../differenceQuotients';

/** Accuracy and cross entropy while one weight is moved. */
export interface Staircase {
  /** How many images. */
  size: number;
  offsets: readonly number[];
  accuracies: readonly number[];
  crossEntropies: readonly number[];
  /** How many different values each takes. */
  accuracyLevels: number;
  crossEntropyLevels: number;
}

/** Moves one weight of the first layer through [−reach, reach] and watches both objectives. */
export function staircase(
  net: DenseNet64,
  batch: Batch64,
  {weight, reach, positions}: {weight: {input: number; unit: number}; reach: number; positions: number},
): Staircase {
  const offsets = Array.from(
    {length: positions},
    (_, i) => (reach * (2 * i - (positions - 1))) / (positions - 1),
  );
  const accuracies = offsets.map(objectiveAlong(net, batch, hit, weight));
  const crossEntropies = offsets.map(objectiveAlong(net, batch, crossEntropyError, weight));
  return {
    size: batch.size,
    offsets,
    accuracies,
    crossEntropies,
    accuracyLevels: new Set(accuracies).size,
    crossEntropyLevels: new Set(crossEntropies).size,
  };
}

/** The weight of the first layer with the longest lever: the mean grey of its pixel times the norm of what its unit feeds. */
export function farReachingWeight(net: DenseNet64, batch: Batch64): {input: number; unit: number} {
  const {inputs, hidden, classes, parameters, at} = net;
  const greys = new Float64Array(inputs);
  for (let n = 0; n < batch.size; n++) {
    for (let i = 0; i < inputs; i++) greys[i]! += batch.images[n * inputs + i]!;
  }
  const norms = Float64Array.from({length: hidden}, (_, j) =>
    Math.hypot(...parameters.subarray(at.w2 + j * classes, at.w2 + (j + 1) * classes)),
  );
  return {input: indexOfGreatest(greys), unit: indexOfGreatest(norms)};
}

function indexOfGreatest(values: Float64Array): number {
  return values.indexOf(values.reduce((most, value) => Math.max(most, value), -Infinity));
}
