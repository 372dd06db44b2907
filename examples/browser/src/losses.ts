/** The book's constant, which keeps a probability of 0 from an infinite loss. */
const EPSILON = 1e-7;

/** ½ Σ_k (y_k − t_k)² against the one-hot label, from 0 to 1. */
export function sumSquaredError(label: number, probabilities: ArrayLike<number>): number {
  return (
    0.5 * Array.from(probabilities, (y, k) => (y - (k === label ? 1 : 0)) ** 2).reduce((a, b) => a + b, 0)
  );
}

/** −ln(y_t + 1e-7) in nats, from 0 to 16.12. */
export function crossEntropy(label: number, probabilities: ArrayLike<number>): number {
  return -Math.log(probabilities[label]! + EPSILON);
}
