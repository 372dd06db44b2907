import {assembleBatch, type BatchForm, type Minibatch} from './minibatches/assembleBatch';
import type {Split} from './split';

/**
 * A split's batches in the stored order, for measuring: every image once, the last batch smaller where it must be.
 * The consumer disposes each.
 */
export function* batchesInOrder(split: Split, batchSize: number, form: BatchForm): Generator<Minibatch> {
  for (let start = 0; start < split.size; start += batchSize) {
    const length = Math.min(batchSize, split.size - start);
    yield assembleBatch(
      split,
      Int32Array.from({length}, (_, i) => start + i),
      form,
    );
  }
}
