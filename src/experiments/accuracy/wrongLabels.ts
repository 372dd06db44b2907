import type {Split} from '../../data/split';
import {Random} from '../../random';

/** A split in which some labels are wrong, and which they are. */
export interface Mislabelled {
  readonly split: Split;
  /** 1 for a wrong label, in the split's order. */
  readonly wrong: Uint8Array;
}

/** Gives a fraction of the images, drawn at random, a label of another class. The images are shared, not copied. */
export function withWrongLabels(split: Split, fraction: number, seed: number): Mislabelled {
  const random = new Random(seed);
  const labels = split.labels.slice();
  const wrong = new Uint8Array(split.size);
  for (const image of random.permutation(split.size).subarray(0, Math.round(fraction * split.size))) {
    labels[image] = (labels[image]! + 1 + random.integer(split.classes - 1)) % split.classes;
    wrong[image] = 1;
  }
  return {split: {...split, labels}, wrong};
}
