import {textbookGuesses} from '../textbookGuesses';
import {informationOf, type Information} from './distributions';

/** How sure the label is, and what the three quantities are then. */
export interface PathPoint extends Information {
  /** The label's share of p; the other nine classes have the rest evenly. */
  readonly sure: number;
}

/** The textbook's right guess, with nothing impossible: a 0 under a label that is not 0 would cost infinitely much. */
export const softenedGuess = textbookGuesses.right.map(y => 0.99 * y + 0.001);

/** Labels from "it may be anything" to one-hot, against the same guess. */
export function towardsOneHot(): PathPoint[] {
  const {label, oneHot} = textbookGuesses;
  const classes = oneHot.length;
  return Array.from({length: 46}, (_, i) => {
    // The last point exactly 1: there the entropy is exactly 0.
    const sure = i === 45 ? 1 : (1 + i / 5) / classes;
    const p = oneHot.map((_t, k) => (k === label ? sure : (1 - sure) / (classes - 1)));
    return {sure, ...informationOf(p, softenedGuess)};
  });
}
