import {assembleBatch, type Minibatch} from '../data/minibatches/assembleBatch';
import type {Split} from '../data/split';

/** The first `count` images of a split, or all there are, flat and with one-hot labels. Two tensors, to be disposed. */
export function firstImages(split: Split, count: number): Minibatch {
  const indices = Int32Array.from({length: Math.min(count, split.size)}, (_, i) => i);
  return assembleBatch(split, indices, {labels: 'one-hot', layout: 'flat'});
}
