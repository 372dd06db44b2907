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
export function squaredError(logits: Float64Array, label: number): number {
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

function exponentials(logits: Float64Array): {greatest: number; total: number} {
  // Loops by index: this runs millions of times, and an iterator costs more than the sum.
  let greatest = -Infinity;
  for (let k = 0; k < logits.length; k++) if (logits[k]! > greatest) greatest = logits[k]!;
  let total = 0;
  for (let k = 0; k < logits.length; k++) total += Math.exp(logits[k]! - greatest);
  return {greatest, total};
}
