import * as tf from '@tensorflow/tfjs';
import {batchesInOrder} from '../../src/data/minibatches/assembleBatch';
import type {Minibatch} from '../../src/data/minibatches';
import {syntheticDigits} from '../../src/data/syntheticDigits';

const blockSize = 1_000;

/**
 * Synthetic digits that nobody ever holds: they are drawn in blocks of 1,000, each from a seed of its own, and a block is
 * forgotten when its batches are through.
 *
 * @param images A multiple of 1,000.
 * @param batchSize A divisor of 1,000.
 */
export function streamedDigits(images: number, batchSize: number): tf.data.Dataset<Minibatch> {
  return tf.data.generator<Minibatch>(function* () {
    for (let seed = 1; seed <= images / blockSize; seed++) {
      const digits = syntheticDigits({size: blockSize, seed});
      yield* batchesInOrder(digits, batchSize, {labels: 'one-hot', layout: 'flat'});
    }
  });
}
