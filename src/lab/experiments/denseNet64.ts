import type * as tf from '@tensorflow/tfjs';
import {sliceSplit, type Split} from '../../data/split';

/**
 * The textbook net in plain float64: x → σ(x·W1 + b1) → (·W2 + b2) = logits. float32 could not carry a difference
 * quotient with h = 1e-4; here its rounding error stays ten orders of magnitude below the quotient.
 */
export interface DenseNet64 {
  readonly inputs: number;
  readonly hidden: number;
  readonly classes: number;
  /** All parameters in one array: W1 by rows, b1, W2 by rows, b2. */
  readonly parameters: Float64Array;
  /** Where each part begins in `parameters`. */
  readonly at: {readonly w1: number; readonly b1: number; readonly w2: number; readonly b2: number};
}

/** The same weights as a `twoLayerNet` with sigmoid units. */
export function denseNet64(model: tf.LayersModel): DenseNet64 {
  const weights = model.getWeights();
  const [inputs, hidden] = weights[0]!.shape as [number, number];
  const classes = weights[3]!.shape[0];
  const b1 = inputs * hidden;
  const w2 = b1 + hidden;
  const b2 = w2 + hidden * classes;
  const parameters = new Float64Array(b2 + classes);
  [0, b1, w2, b2].forEach((start, i) => parameters.set(weights[i]!.dataSync(), start));
  return {inputs, hidden, classes, parameters, at: {w1: 0, b1, w2, b2}};
}

/** Images as bytes with their labels; a byte b is the grey value b / 255, as everywhere. */
export interface Batch64 {
  readonly size: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** The first `size` images of a split. */
export function batch64(split: Split, size: number): Batch64 {
  // The bytes themselves: 10,000 images in float64 would be 63 MB that are read once.
  const {images, labels} = sliceSplit(split, 0, size);
  return {size, images, labels};
}

/** What a forward pass leaves behind: enough to know what one changed weight changes. */
export interface Activations {
  /** Weighted sums of the hidden units, `[size, hidden]`. */
  readonly sums: Float64Array;
  /** Their sigmoids. */
  readonly units: Float64Array;
  /** `[size, classes]`. */
  readonly logits: Float64Array;
}

export function forward({inputs, hidden, classes, parameters, at}: DenseNet64, batch: Batch64): Activations {
  const {size, images} = batch;
  const sums = new Float64Array(size * hidden);
  const logits = new Float64Array(size * classes);
  for (let n = 0; n < size; n++) {
    const row = sums.subarray(n * hidden, (n + 1) * hidden);
    row.set(parameters.subarray(at.b1, at.w2));
    for (let i = 0; i < inputs; i++) {
      const grey = images[n * inputs + i]!;
      if (grey !== 0) addScaled(row, parameters, at.w1 + i * hidden, grey / 255);
    }
  }
  const units = sums.map(sigmoid64);
  for (let n = 0; n < size; n++) {
    const row = logits.subarray(n * classes, (n + 1) * classes);
    row.set(parameters.subarray(at.b2));
    for (let j = 0; j < hidden; j++) addScaled(row, parameters, at.w2 + j * classes, units[n * hidden + j]!);
  }
  return {sums, units, logits};
}

export function sigmoid64(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** row += scale · values[from …]. */
function addScaled(row: Float64Array, values: Float64Array, from: number, scale: number): void {
  for (let k = 0; k < row.length; k++) row[k]! += scale * values[from + k]!;
}

/** What one example is worth under an objective, from its logits and label, in float64. */
export type ExampleObjective = (logits: Float64Array, label: number) => number;

/** 1 if the greatest logit is the label's, else 0; the first of equals counts, as in tf.argMax. */
export function hit(logits: Float64Array, label: number): number {
  const own = logits[label]!;
  for (let k = 0; k < logits.length; k++) {
    const other = logits[k]!;
    if (other > own || (other === own && k < label)) return 0;
  }
  return 1;
}

/** ½ Σ (y − t)² of the softmax outputs. */
function squaredError(logits: Float64Array, label: number): number {
  const {greatest, total} = exponentials(logits);
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    const y = Math.exp(logits[k]! - greatest) / total;
    sum += (y - (k === label ? 1 : 0)) ** 2;
  }
  return sum / 2;
}

/** −ln(y_t + 1e-7) of the softmax outputs. */
export function crossEntropyError(logits: Float64Array, label: number): number {
  const {greatest, total} = exponentials(logits);
  return -Math.log(Math.exp(logits[label]! - greatest) / total + 1e-7);
}

/** By the names that metrics use. */
export const objectives = {accuracy: hit, sse: squaredError, cee: crossEntropyError} as const;

export type Objective = keyof typeof objectives;

function exponentials(logits: Float64Array): {greatest: number; total: number} {
  // Loops by index: this runs millions of times, and an iterator costs more than the sum.
  let greatest = -Infinity;
  for (let k = 0; k < logits.length; k++) if (logits[k]! > greatest) greatest = logits[k]!;
  let total = 0;
  for (let k = 0; k < logits.length; k++) total += Math.exp(logits[k]! - greatest);
  return {greatest, total};
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
