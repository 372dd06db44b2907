import * as tf from '@tensorflow/tfjs';
import type {Split} from '../split';
import {assembleBatch, type BatchForm, type Minibatch} from './assembleBatch';
import {indexBlocks, type IndexPlan} from './indexBlocks';

/** What `minibatches` was asked for, checked and complete. */
export interface MinibatchPlan extends IndexPlan, BatchForm {
  readonly batches: number;
  readonly startEpoch: number;
  readonly startBatch: number;
  readonly signal: AbortSignal | undefined;
}

/** The dataset behind `minibatches`. It remembers which epoch is next, and where in the first one to begin. */
export class MinibatchDataset extends tf.data.Dataset<Minibatch> {
  /** Batches in one pass; `take`, `repeat` and the progress bar of `fitDataset` reckon with it. */
  override readonly size: number;
  private nextEpoch: number;
  private nextBatch: number;

  constructor(
    private readonly split: Split,
    private readonly plan: MinibatchPlan,
  ) {
    super();
    this.size = plan.batches;
    this.nextEpoch = plan.startEpoch;
    this.nextBatch = plan.startBatch;
  }

  override iterator(): ReturnType<tf.data.Dataset<Minibatch>['iterator']> {
    return tf.data.func(this.pass()).iterator();
  }

  /**
   * Batches are put together synchronously, so there is nothing to fetch ahead; and tf.data's own `prefetch`
   * never disposes what it holds when its consumer stops early.
   */
  override prefetch(bufferSize: number): tf.data.Dataset<Minibatch> {
    if (!(bufferSize >= 1))
      throw new RangeError(`prefetch: expected a bufferSize of at least 1, got ${bufferSize}`);
    return this;
  }

  /** Passes over the batches that were done before; how many that were. */
  private skipDone(blocks: Iterator<Int32Array>): number {
    const skipped = this.nextBatch;
    this.nextBatch = 0;
    for (let batch = 0; batch < skipped; batch++) blocks.next();
    return skipped;
  }

  /** One pass over the data, a batch a call. */
  private pass(): () => Promise<IteratorResult<Minibatch>> {
    const {split, plan} = this;
    // The epoch is claimed by the pass's first batch and not by the pass itself: fitDataset opens one more iterator
    // than it reads, and that one must not swallow an epoch.
    const blocks = indexBlocks(plan, () => this.nextEpoch++);
    let left: number | undefined;
    // A promise and not a plain result: tf.data writes into the message of an error thrown at it, and the message
    // of an AbortError cannot be written. Its body runs at once, so calls that overlap still come in order.
    return () =>
      new Promise(resolve => {
        plan.signal?.throwIfAborted();
        left ??= plan.batches - this.skipDone(blocks);
        const done = left-- <= 0;
        resolve(done ? {value: null, done} : {value: assembleBatch(split, blocks.next().value, plan), done});
      });
  }
}
