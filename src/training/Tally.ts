import {InvalidValueError} from '../errors';
import {classScores, type ClassScores} from '../metrics/classScores';

/** How well a model does on a split or on batches. */
export interface Evaluation {
  size: number;
  /** Fraction of the images whose greatest output is the labelled class; ties go to the first. */
  accuracy: number;
  /**
   * Mean cross entropy, in nats, with the ε of `crossEntropy`; for a model that ends in sigmoid, or is compiled with one of
   * the binary losses, that of independent outputs, as in `binaryCrossEntropy`.
   */
  crossEntropy: number;
  /** Mean of ½ Σ (y − t)². */
  sumSquaredError: number;
  /** `confusion[t][y]`: how many images of class t were taken for class y. */
  confusion: number[][];
  /** Precision, recall and F1 of each class. */
  perClass: ClassScores[];
  /** With the option `topK`: the fraction of the images whose label is among the k greatest outputs; ties go to the first. */
  topK?: {k: number; accuracy: number};
  /** Cross entropy of every image, in the order of the data. */
  perExample: Float32Array;
}

/** What was measured of one batch, by example. */
export interface BatchNumbers {
  /** `[batch, classes]` by rows. */
  readonly probabilities: Float32Array;
  readonly labels: Float32Array;
  /** Cross entropies. */
  readonly losses: Float32Array;
  readonly squares: Float32Array;
  readonly classes: number;
}

/** Sums up the batches of an evaluation. */
export class Tally {
  private hits = 0;
  private hitsInTop = 0;
  private squared = 0;
  private readonly perExample: number[] = [];
  private confusion: number[][] = [];

  /** @param k Among how many greatest outputs a label counts, too. */
  constructor(private readonly k: number | undefined) {}

  add({probabilities, labels, losses, squares, classes}: BatchNumbers): void {
    if (this.confusion.length === 0) {
      assertTopK(this.k, classes);
      this.confusion = Array.from({length: classes}, () => new Array<number>(classes).fill(0));
    }
    for (let i = 0; i < losses.length; i++) {
      const seen = this.perExample.length;
      if (Number.isNaN(losses[i]!))
        throw new InvalidValueError(`evaluate: the prediction for image ${seen} is NaN`);
      const row = probabilities.subarray(i * classes, (i + 1) * classes);
      const label = labels[i]!;
      if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
        throw new InvalidValueError(
          `evaluate: expected labels from 0 to ${classes - 1}, got ${label} for image ${seen}`,
        );
      }
      this.count(row, label);
      this.squared += squares[i]!;
      this.perExample.push(losses[i]!);
    }
  }

  private count(row: Float32Array, label: number): void {
    const guess = row.indexOf(row.reduce((most, y) => Math.max(most, y), -Infinity));
    this.confusion[label]![guess]!++;
    if (guess === label) this.hits++;
    if (this.k === undefined) return;
    // Of equal outputs the first is the greater.
    const greater = row.filter((y, k) => y > row[label]! || (y === row[label]! && k < label)).length;
    if (greater < this.k) this.hitsInTop++;
  }

  result(): Evaluation {
    const {confusion, k} = this;
    const perExample = Float32Array.from(this.perExample);
    const size = perExample.length;
    if (size === 0) throw new InvalidValueError('evaluate: expected at least one batch, got none');
    return {
      size,
      accuracy: this.hits / size,
      crossEntropy: perExample.reduce((sum, loss) => sum + loss, 0) / size,
      sumSquaredError: this.squared / size,
      confusion,
      perClass: classScores(confusion),
      ...(k !== undefined && {topK: {k, accuracy: this.hitsInTop / size}}),
      perExample,
    };
  }
}

/** @throws {RangeError} If there are fewer classes: a label is among all outputs whatever the model says. */
export function assertTopK(topK: number | undefined, classes: number): void {
  if (topK === undefined || topK <= classes) return;
  throw new InvalidValueError(`evaluate: expected topK to be at most the ${classes} classes, got ${topK}`);
}
