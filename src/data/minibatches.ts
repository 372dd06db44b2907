import type * as tf from '@tensorflow/tfjs';
import {assertKnownOptions, assertOneOf, assertSignal, assertWhole} from '../checks';
import type {Minibatch} from './minibatches/assembleBatch';
import {batchesPerEpoch, MinibatchDataset, type MinibatchPlan} from './minibatches/MinibatchDataset';
import {assertSplit, type Split} from './split';
import {InvalidValueError} from '../errors';

export type {Minibatch};

/** How `minibatches` draws and what its tensors look like. */
export interface MinibatchOptions {
  /** Images in a batch, at least 1. Default 100. */
  readonly batchSize?: number;
  /** Whole number ≥ 0; the same seed gives the same batches on every machine and backend. Default 1. */
  readonly seed?: number;
  /**
   * `epoch` (default): every image once, in a new random order each epoch. `replacement`: every image of every batch
   * drawn on its own, as `np.random.choice` does; an epoch's worth then misses 1/e = 36.8 % of the images.
   */
  readonly sampling?: 'epoch' | 'replacement';
  /**
   * `one-hot` (default): float32 `[batch, classes]`. `integer`: int32 `[batch]`, as the sparse losses, `tf.oneHot` and
   * `fitDataset` with any loss of your own take it. tfjs's own `'sparseCategoricalCrossentropy'` alone refuses int32:
   * `.map(({xs, ys}) => ({xs, ys: ys.toFloat()}))` serves it.
   */
  readonly labels?: 'one-hot' | 'integer';
  /** `flat` (default): `[batch, rows · columns]`. `image`: `[batch, rows, columns, 1]`, for convolutions. */
  readonly layout?: 'flat' | 'image';
  /**
   * What becomes of an epoch's last images where they do not fill a batch: a smaller batch (default) or nothing.
   * Means nothing to `replacement`, whose batches are always full.
   */
  readonly remainder?: 'keep' | 'drop';
  /** Batches in one pass. Default: an epoch's worth. More goes on into the next epoch, fewer leaves the rest unseen. */
  readonly batches?: number;
  /** The epoch that the first pass shows: how many were done before, when a stopped run goes on. Default 0. */
  readonly startEpoch?: number;
  /** The batch that the first pass begins with: how many of its epoch were done before. Default 0. */
  readonly startBatch?: number;
  /**
   * Once aborted, the next batch is refused with the signal's reason; `fitDataset` then rejects with it (and, as after
   * any error, leaves a scalar of its own behind: the epoch's running loss).
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A split as a stream of mini-batches, for `model.fitDataset`, `forEachAsync` or a loop of your own.
 *
 * Each pass over the dataset is the next epoch: epoch e of seed s shows its images in the same order whenever and
 * wherever it is drawn, and epochs 0, 1, 2, … in orders that have nothing to do with each other. `take(n)` and
 * `repeat()` work as on every dataset. The consumer owns the tensors, as tf.data has it: `fitDataset` and
 * `forEachAsync` dispose of them, a loop over `iterator()` must.
 *
 * Why not `tf.data.array(images).shuffle(n).batch(100)`: tf.data makes tensors, promises and a copy for every single
 * image, and the order of its `shuffle` depends on how often the dataset was iterated before. Here an epoch is one
 * permutation of the indices, and a batch is copied on the host, straight from the bytes, and divided by 255 where that is
 * cheapest. By `npm run bench -- pipeline` that is 9 (cpu) to 26 (wasm) times as fast, half a million images a second and
 * more; shuffled indices, batched and then mapped to images, are 2 times as fast.
 *
 * @param split Images as bytes, a Uint8Array; a grey value b becomes b / 255. The bytes are read when a
 *   batch is drawn. Images that are divided already, as floats, are refused: multiply them by 255 and round.
 * @returns A dataset of `{xs, ys}`, `size` batches a pass. `xs` is float32 in [0, 1].
 * @throws {TypeError} If the split's images are no bytes, or its arrays do not have the lengths it promises.
 * @throws {RangeError} If an option is not known or not what it says above, the split is empty, a label is
 *   not below `classes`, or not one batch can be filled.
 *
 * @example
 * const batches = minibatches(train, {batchSize: 100, seed: 1});
 * await model.fitDataset(batches, {epochs: 5});
 */
export function minibatches(split: Split, options: MinibatchOptions = {}): tf.data.Dataset<Minibatch> {
  assertKnownOptions('minibatches', options, optionNames);
  assertSplit('minibatches', split);
  const plan = completePlan(split, options);
  assertWhole('minibatches', 'split.size', split.size, 1);
  if (batchesPerEpoch(plan) === 0) {
    throw new InvalidValueError(
      `minibatches: expected a batchSize of at most the ${split.size} images where the remainder is dropped, ` +
        `got ${plan.batchSize}`,
    );
  }
  return new MinibatchDataset(split, plan);
}

function completePlan(split: Split, options: MinibatchOptions): MinibatchPlan {
  const {batchSize = 100, seed = 1, startEpoch = 0, startBatch = 0, signal} = options;
  const {sampling = 'epoch', labels = 'one-hot', layout = 'flat', remainder = 'keep'} = options;
  assertWhole('minibatches', 'batchSize', batchSize, 1);
  assertWhole('minibatches', 'seed', seed, 0);
  assertWhole('minibatches', 'startEpoch', startEpoch, 0);
  assertWhole('minibatches', 'startBatch', startBatch, 0);
  assertOneOf('minibatches', 'sampling', sampling, ['epoch', 'replacement']);
  assertOneOf('minibatches', 'labels', labels, ['one-hot', 'integer']);
  assertOneOf('minibatches', 'layout', layout, ['flat', 'image']);
  assertOneOf('minibatches', 'remainder', remainder, ['keep', 'drop']);
  assertSignal('minibatches', signal);
  const draw = {size: split.size, batchSize, seed, sampling, remainder};
  const {batches = batchesPerEpoch(draw)} = options;
  if (options.batches !== undefined) assertWhole('minibatches', 'batches', batches, 1);
  if (startBatch > batches) {
    throw new InvalidValueError(
      `minibatches: expected startBatch to be at most the ${batches} batches of a pass, got ${startBatch}`,
    );
  }
  return {...draw, labels, layout, batches, startEpoch, startBatch, signal};
}

const optionNames: readonly (keyof MinibatchOptions)[] = [
  'batchSize',
  'seed',
  'sampling',
  'labels',
  'layout',
  'remainder',
  'batches',
  'startEpoch',
  'startBatch',
  'signal',
];
