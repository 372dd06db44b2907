import {Random} from '../../random';
import {epochOrder} from './epochOrder';

/** What decides which images come when; checked by `minibatches`. */
export interface IndexPlan {
  readonly size: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly sampling: 'epoch' | 'replacement';
  readonly remainder: 'keep' | 'drop';
}

/** How many batches show every image once, or with replacement draw at least as many images. */
export function batchesPerEpoch({size, batchSize, sampling, remainder}: IndexPlan): number {
  const drops = sampling === 'epoch' && remainder === 'drop';
  return drops ? Math.floor(size / batchSize) : Math.ceil(size / batchSize);
}

/**
 * The images of one batch after the other, as indices, without end.
 *
 * @param claimEpoch Gives the number of the next epoch. Called when that epoch's first block is asked for, not before.
 */
export function* indexBlocks(plan: IndexPlan, claimEpoch: () => number): Generator<Int32Array, never> {
  if (plan.sampling === 'replacement') {
    const random = new Random(plan.seed).fork(claimEpoch());
    for (;;) yield drawWithReplacement(random, plan);
  }
  for (;;) {
    const order = epochOrder(plan.seed, claimEpoch(), plan.size);
    for (let batch = 0; batch < batchesPerEpoch(plan); batch++) {
      yield order.subarray(batch * plan.batchSize, (batch + 1) * plan.batchSize);
    }
  }
}

function drawWithReplacement(random: Random, {size, batchSize}: IndexPlan): Int32Array {
  const indices = new Int32Array(batchSize);
  for (let i = 0; i < batchSize; i++) indices[i] = random.integer(size);
  return indices;
}
