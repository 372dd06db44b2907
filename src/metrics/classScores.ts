/** How well one class is recognised; null where there is nothing to divide by. */
export interface ClassScores {
  /** Of the examples taken for the class, the share that are of it; null if none was. */
  readonly precision: number | null;
  /** Of the examples of the class, the share that were taken for it; null if there are none. */
  readonly recall: number | null;
  /** 2 tp / (2 tp + fp + fn), the harmonic mean of both; null if the class is neither there nor guessed. */
  readonly f1: number | null;
  /** How many examples are of the class. */
  readonly support: number;
}

/**
 * Precision, recall and F1 of each class.
 *
 * @param confusion `confusion[t][y]`: how many examples of class t were taken for class y.
 *
 * @example
 * classScores([[3, 1], [0, 4]])[1].precision;  // 0.8
 *
 * @see van Rijsbergen, "Information Retrieval", 1979, chapter 7.
 */
export function classScores(confusion: readonly (readonly number[])[]): ClassScores[] {
  return confusion.map((row, k) => {
    const right = row[k]!;
    const support = row.reduce((sum, count) => sum + count, 0);
    const guessed = confusion.reduce((sum, counts) => sum + counts[k]!, 0);
    const share = (count: number, of: number) => (of === 0 ? null : count / of);
    return {
      precision: share(right, guessed),
      recall: share(right, support),
      f1: share(2 * right, guessed + support),
      support,
    };
  });
}
