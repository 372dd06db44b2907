import {differenceQuotients} from './differenceQuotients';
import {forward, type Batch64, type DenseNet64} from './denseNet64';
import {findNearTies} from './nearTies';
import {hit} from './objectives';

/** What became of ascending accuracy itself with one step size. */
export interface Ascent {
  h: number;
  /** Steps in which any weight moved. */
  moved: number;
  /** Steps before which no image was within ±h of a tie, and how many of those moved a weight. */
  untied: number;
  movedUntied: number;
  steps: number;
  /** Accuracy on the batch, before the first step and after each. */
  accuracies: readonly number[];
}

/** Climbs accuracy by its own difference quotients over one batch: θ ← θ + rate · quotient. */
export function ascendAccuracy(
  net: DenseNet64,
  batch: Batch64,
  {h, steps, rate}: {h: number; steps: number; rate: number},
  onStep?: () => void,
): Ascent {
  const climbing = {...net, parameters: net.parameters.slice()};
  const accuracies = [accuracy64(climbing, batch)];
  let [moved, untied, movedUntied] = [0, 0, 0];
  for (let step = 0; step < steps; step++) {
    const isUntied = findNearTies(climbing, batch, h).near.length === 0;
    const quotients = differenceQuotients(climbing, batch, hit, h);
    const anywhere = quotients.some(quotient => quotient !== 0);
    quotients.forEach((quotient, i) => (climbing.parameters[i]! += rate * quotient));
    accuracies.push(accuracy64(climbing, batch));
    onStep?.();
    if (isUntied) untied++;
    if (isUntied && anywhere) movedUntied++;
    if (anywhere) moved++;
    // Without a quotient there is no next step either: the weights are what they were.
    else break;
  }
  return {h, moved, untied, movedUntied, steps, accuracies};
}

/** The fraction of the batch whose greatest logit is the label's. */
export function accuracy64(net: DenseNet64, batch: Batch64): number {
  const {logits} = forward(net, batch);
  let hits = 0;
  for (let n = 0; n < batch.size; n++) {
    hits += hit(logits.subarray(n * net.classes, (n + 1) * net.classes), batch.labels[n]!);
  }
  return hits / batch.size;
}
