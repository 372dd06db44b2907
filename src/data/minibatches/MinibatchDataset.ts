import * as tf from '@tensorflow/tfjs';
import {holdOut, pickImages, type Split} from '../split';
import {assembleBatch, type BatchForm, type Minibatch} from './assembleBatch';
import {Random} from '../../random';
import {InvalidValueError} from '../../errors';

/** What `minibatches` was asked for, checked and complete. */
export interface MinibatchPlan extends IndexPlan, BatchForm {
  readonly batches: number;
  readonly startEpoch: number;
  readonly startBatch: number;
  readonly signal: AbortSignal | undefined;
  /** One for each image of the split. */
  readonly sampleWeight?: ArrayLike<number>;
}

/** The dataset behind `minibatches`. It remembers which epoch is next, and where in the first one to begin. */
export class MinibatchDataset extends tf.data.Dataset<Minibatch> {
  /** Batches in one pass; `take`, `repeat` and the progress bar of `fitDataset` reckon with it. */
  override readonly size: number;

  /** @param next Which epoch is next, and where in the first one to begin; shared with the sets that are made of this one. */
  constructor(
    readonly split: Split,
    readonly plan: MinibatchPlan,
    private readonly next = {epoch: plan.startEpoch, batch: plan.startBatch},
  ) {
    super();
    this.size = plan.batches;
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
      throw new InvalidValueError(`prefetch: expected a bufferSize of at least 1, got ${bufferSize}`);
    return this;
  }

  /** Disposes each batch, as tf.data does, and also the one at which the caller's function throws, which tf.data keeps. */
  override async forEachAsync(each: (batch: Minibatch) => void): Promise<void> {
    const batches = await this.iterator();
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      try {
        each(next.value);
      } finally {
        tf.dispose(next.value);
      }
    }
  }

  /**
   * The same batches of a part of the images, and the rest of these.
   *
   * @param fraction Of the images, held out with the whole's proportions of the classes before any order is drawn.
   */
  holdOut(fraction: number): {rest: MinibatchDataset; held: Split} {
    const {split, plan} = this;
    const {kept, held} = holdOut(split, fraction, plan.seed);
    const {sampleWeight} = plan;
    const rest = {
      ...plan,
      size: kept.length,
      ...(sampleWeight && {sampleWeight: Float64Array.from(kept, index => sampleWeight[index]!)}),
    };
    const isWholePass = plan.batches === batchesPerEpoch(plan);
    const batches = isWholePass ? batchesPerEpoch(rest) : plan.batches;
    return {
      rest: new MinibatchDataset(pickImages(split, kept), {...rest, batches}, this.next),
      held: pickImages(split, held),
    };
  }

  /** The same batches, each with the weights of its images. */
  withSampleWeight(sampleWeight: ArrayLike<number>): MinibatchDataset {
    return new MinibatchDataset(this.split, {...this.plan, sampleWeight}, this.next);
  }

  /** Passes over the batches that were done before; how many that were. */
  private skipDone(blocks: Iterator<Int32Array>): number {
    const skipped = this.next.batch;
    this.next.batch = 0;
    for (let batch = 0; batch < skipped; batch++) blocks.next();
    return skipped;
  }

  /** One pass over the data, a batch a call. */
  private pass(): () => Promise<IteratorResult<Minibatch>> {
    const {split, plan} = this;
    // The epoch is claimed by the pass's first batch and not by the pass itself: fitDataset opens one more iterator
    // than it reads, and that one must not swallow an epoch.
    const blocks = indexBlocks(plan, () => this.next.epoch++);
    let left: number | undefined;
    // A promise and not a plain result: tf.data writes into the message of an error thrown at it, and the message
    // of an AbortError cannot be written. Its body runs at once, so calls that overlap still come in order.
    return () =>
      new Promise(resolve => {
        plan.signal?.throwIfAborted();
        left ??= plan.batches - this.skipDone(blocks);
        const done = left-- <= 0;
        resolve(done ? {value: null, done} : {value: weightedBatch(split, blocks.next().value, plan), done});
      });
  }
}

function weightedBatch(split: Split, indices: Int32Array, plan: MinibatchPlan): Minibatch {
  const batch = assembleBatch(split, indices, plan);
  const {sampleWeight} = plan;
  if (sampleWeight === undefined) return batch;
  return {...batch, sampleWeight: tf.tensor1d(Float32Array.from(indices, index => sampleWeight[index]!))};
}

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

/**
 * The order in which epoch `epoch` of seed `seed` visits the images: always the same for the same three numbers,
 * whatever was drawn before. That is what lets a stopped training run go on where it was.
 *
 * @returns A uniformly random permutation of 0 … size − 1.
 */
export function epochOrder(seed: number, epoch: number, size: number): Int32Array {
  return new Random(seed).fork(epoch).permutation(size);
}
