/**
 * The net's output layer alone, on hidden units that stay as they are: softmax(u·W + b), with 510 weights in place of
 * 39,760, in float64. All that is said here of objectives can be seen in it, in a hundredth of the time.
 */
export interface UnitBatch {
  readonly size: number;
  readonly hidden: number;
  readonly classes: number;
  /** What the hidden units answer to the images, `[size, hidden]`. */
  readonly units: Float64Array;
  readonly labels: Uint8Array;
}

/** The images `from` … `from + size − 1` of a batch; nothing is copied. */
export function sliceUnits(batch: UnitBatch, from: number, size: number): UnitBatch {
  return {
    ...batch,
    size,
    units: batch.units.subarray(from * batch.hidden, (from + size) * batch.hidden),
    labels: batch.labels.subarray(from, from + size),
  };
}

/** How many weights the layer has: W by rows, then b. */
export function layerSize({hidden, classes}: UnitBatch): number {
  return (hidden + 1) * classes;
}

/** The fraction of the batch whose greatest logit is the label's; ties go to the first. */
export function layerAccuracy(weights: Float64Array, batch: UnitBatch): number {
  const logits = new Float64Array(batch.classes);
  let hits = 0;
  for (let n = 0; n < batch.size; n++) {
    computeLogits(weights, batch, n, logits);
    let guess = 0;
    for (let k = 1; k < batch.classes; k++) if (logits[k]! > logits[guess]!) guess = k;
    if (guess === batch.labels[n]) hits++;
  }
  return hits / batch.size;
}

/** The probability y_t that the layer gives to every label. */
export function labelProbabilities(weights: Float64Array, batch: UnitBatch): Float64Array {
  const y = new Float64Array(batch.classes);
  return Float64Array.from({length: batch.size}, (_, n) => {
    computeLogits(weights, batch, n, y);
    softmaxInPlace(y);
    return y[batch.labels[n]!]!;
  });
}

/** Descends −ln y_t, or climbs the soft accuracy y_t. */
export type SmoothObjective = 'cee' | 'soft';

/**
 * The direction of descent, averaged over the batch.
 *
 * On the logits CEE has the gradient y − t, and minus the soft accuracy has y_t (y − t): the same, times the probability
 * of the label. That factor is what makes it slow at the start, and deaf to labels that it finds unlikely.
 */
export function layerGradient(
  weights: Float64Array,
  batch: UnitBatch,
  objective: SmoothObjective,
): Float64Array {
  const {size, hidden, classes, units, labels} = batch;
  const gradient = new Float64Array(weights.length);
  const y = new Float64Array(classes);
  for (let n = 0; n < size; n++) {
    computeLogits(weights, batch, n, y);
    softmaxInPlace(y);
    const scale = (objective === 'soft' ? y[labels[n]!]! : 1) / size;
    y[labels[n]!]! -= 1;
    for (let k = 0; k < classes; k++) {
      const push = scale * y[k]!;
      for (let j = 0; j < hidden; j++) gradient[j * classes + k]! += push * units[n * hidden + j]!;
      gradient[hidden * classes + k]! += push;
    }
  }
  return gradient;
}

function computeLogits(
  weights: Float64Array,
  {hidden, classes, units}: UnitBatch,
  n: number,
  logits: Float64Array,
): void {
  for (let k = 0; k < classes; k++) logits[k] = weights[hidden * classes + k]!;
  for (let j = 0; j < hidden; j++) {
    const unit = units[n * hidden + j]!;
    for (let k = 0; k < classes; k++) logits[k]! += unit * weights[j * classes + k]!;
  }
}

function softmaxInPlace(z: Float64Array): void {
  let greatest = -Infinity;
  for (let k = 0; k < z.length; k++) if (z[k]! > greatest) greatest = z[k]!;
  let total = 0;
  for (let k = 0; k < z.length; k++) total += z[k] = Math.exp(z[k]! - greatest);
  for (let k = 0; k < z.length; k++) z[k]! /= total;
}
