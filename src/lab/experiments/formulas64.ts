/** The losses as plain float64 formulas: the oracle that tfjs's float32 values are held against. */

/** ½ Σ (y − t)². */
export function sumSquaredError64(labels: readonly number[], outputs: readonly number[]): number {
  return outputs.reduce((sum, y, k) => sum + (y - labels[k]!) ** 2, 0) / 2;
}

/** −Σ t ln(y + ε), every term computed: with ε = 0 a probability of 0 makes it NaN. */
export function crossEntropy64(
  labels: readonly number[],
  outputs: readonly number[],
  epsilon = 1e-7,
): number {
  return -outputs.reduce((sum, y, k) => sum + labels[k]! * Math.log(y + epsilon), 0);
}

/** −ln(y_t + ε). */
export function sparseCrossEntropy64(label: number, outputs: readonly number[], epsilon = 1e-7): number {
  return -Math.log(outputs[label]! + epsilon);
}

/** The textbook's two guesses at an image of a 2: y1 says 2, y2 says 7. */
export const textbookGuesses: {label: number; oneHot: number[]; right: number[]; wrong: number[]} = {
  label: 2,
  oneHot: [0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
  right: [0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0],
  wrong: [0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0],
};

/** The textbook's h. */
export const textbookStep = 1e-4;
