import * as tf from '@tensorflow/tfjs';
import {assembleBatch} from '../../src/data/minibatches/assembleBatch';
import type {Split} from '../../src/data/split';

const form = {labels: 'one-hot', layout: 'flat'} as const;

/** The chain that tf.data's own documentation shows: every image an element, shuffled, mapped to tensors, batched. */
export function imageByImage(
  split: Split,
  {batchSize}: {batchSize: number},
): tf.data.Dataset<tf.TensorContainer> {
  return tf.data
    .array(Array.from({length: split.size}, (_, i) => i))
    .shuffle(split.size, '1')
    .map(index => {
      const {xs, ys} = assembleBatch(split, Int32Array.of(index), form);
      return {xs: xs.reshape([-1]), ys: ys.reshape([-1])};
    })
    .batch(batchSize);
}

/** Shuffled indices in batches, each then mapped to its images. */
export function shuffledIndices(
  split: Split,
  {batchSize}: {batchSize: number},
): tf.data.Dataset<tf.TensorContainer> {
  return tf.data
    .array(Array.from({length: split.size}, (_, i) => i))
    .shuffle(split.size, '1')
    .batch(batchSize)
    .map(indices => assembleBatch(split, Int32Array.from((indices as tf.Tensor).dataSync()), form));
}
