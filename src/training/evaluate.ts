import * as tf from '@tensorflow/tfjs';
import {assertModel, assertModelInputs} from '../argumentKinds';
import {
  assertKnownOptions,
  assertOneOf,
  assertShape,
  assertSignal,
  assertWhole,
  integerLabelShapes,
  isObject,
} from '../checks';
import type {Minibatch} from '../data/minibatches';
import {batchesInOrder} from '../data/minibatches/assembleBatch';
import {assertSplit, type Split} from '../data/split';
import {binaryCrossEntropy, crossEntropy, lossTraits, sumSquaredError} from '../losses';
import {tableNameOf} from '../losses/losses';
import {outputActivation} from '../models/outputActivation';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {describeData, eachBatch, isDataset} from './measure';
import {assertTopK, Tally, type BatchNumbers, type Evaluation} from './Tally';

export type {Evaluation};

export interface EvaluateOptions {
  /** Images in one forward pass over a split; it changes speed and memory, not the result. */
  batchSize?: number;
  /** `logits` if the model ends without softmax or sigmoid. Needed only where its last activation does not tell. */
  predictions?: 'probabilities' | 'logits' | undefined;
  /** Also count how often the label is among so many greatest outputs, of which there is one a class. */
  topK?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Measures a model on a split or on batches: accuracy, both losses, the confusion matrix, and what follows from it for
 * each class.
 *
 * @param model From `[batch, pixels]` or `[batch, rows, columns, 1]`, or from whatever the batches hold, to
 *   `[batch, classes]`. Not changed.
 * @param data A split of at least one image, or batches `{xs, ys}`, which are disposed; labels one-hot, soft (the greatest is
 *   the class), or whole numbers. Each image counts the same, whatever the `sampleWeight` of its batch.
 * @returns Means over all images, summed in float64.
 * @throws {RangeError} If the data are empty, a prediction is NaN, a label is no class, or `topK` is more than there are classes.
 * @throws {TypeError} If the model's outputs are not one number a class, or a batch is not `{xs, ys}`.
 * @throws The signal's reason, between two batches, when it is aborted.
 *
 * @example
 * const {accuracy} = await evaluate(model, syntheticDigits({size: 100, seed: 2}));
 */
export async function evaluate(
  model: tf.LayersModel,
  data: Split | tf.data.Dataset<Minibatch>,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  assertKnownOptions('evaluate', options, ['batchSize', 'predictions', 'topK', 'signal']);
  const {batchSize = 1000, topK, signal} = options;
  assertWhole('evaluate', 'batchSize', batchSize, 1);
  if (topK !== undefined) assertWhole('evaluate', 'topK', topK, 1);
  assertSignal('evaluate', signal);
  assertModel('evaluate', model);
  if (!isDataset(data)) {
    if (isObject(data) && (data as Partial<Split>).images === undefined) {
      const got = describeData(data, 'data.test');
      throw new InvalidTypeError(`evaluate: expected a split of images and labels, or batches, got ${got}`);
    }
    assertSplit('evaluate', data);
  }
  const split = isDataset(data) ? undefined : data;
  const outputs = outputsOf(model, options.predictions);
  if (split !== undefined) assertWhole('evaluate', 'the number of images', split.size, 1);
  const layout = model.inputs[0]!.shape.length === 4 ? 'image' : 'flat';
  const batches = isDataset(data)
    ? eachBatch('evaluate', data)
    : batchesInOrder(data, batchSize, {layout, labels: 'one-hot'});
  if (split !== undefined) assertTopK(topK, split.classes);
  const tally = new Tally(topK);
  for await (const batch of batches) {
    try {
      signal?.throwIfAborted();
      tally.add(await measureBatch(model, batch, outputs, split?.classes));
    } finally {
      tf.dispose(batch);
    }
  }
  return tally.result();
}

/** The numbers of a batch. */
async function measureBatch(
  model: tf.LayersModel,
  {xs, ys}: Minibatch,
  {predictions, activation}: Outputs,
  classes: number | undefined,
): Promise<BatchNumbers> {
  assertModelInputs('evaluate', model, [xs], {anyBatch: false});
  const tensors = tf.tidy(() => {
    const outputs = model.predictOnBatch(xs) as tf.Tensor;
    assertOutputs(outputs, classes);
    const y = predictions === 'logits' ? tf[activation](outputs) : outputs;
    const isInteger = !tf.util.arraysEqual(ys.shape, y.shape);
    if (isInteger) assertShape('evaluate', 'labels', ys, [y.shape, ...integerLabelShapes(y.shape)]);
    const t = isInteger ? tf.oneHot(ys.toInt().flatten(), y.shape[1]!) : ys;
    const loss = activation === 'sigmoid' ? binaryCrossEntropy : crossEntropy;
    const none = {reduction: 'none'} as const;
    const labels = isInteger ? ys.toFloat().flatten() : ys.argMax(-1).toFloat();
    return [y, labels, loss(t, y, none), sumSquaredError(t, y, none)] as const;
  });
  try {
    const values = (await Promise.all(tensors.map(each => each.data()))) as Float32Array[];
    const [probabilities, labels, losses, squares] = values as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    return {probabilities, labels, losses, squares, classes: tensors[0].shape[1]!};
  } finally {
    tf.dispose([...tensors]);
  }
}

interface Outputs {
  readonly predictions: 'probabilities' | 'logits';
  /** Turns logits into probabilities. */
  readonly activation: 'softmax' | 'sigmoid';
}

/**
 * What a model's outputs are, judged by its last activation and the loss that it is compiled with.
 *
 * @param told What the caller says they are.
 * @throws {RangeError} If that contradicts the activation, or the activation gives neither and the caller says nothing.
 */
function outputsOf(model: tf.LayersModel, told: EvaluateOptions['predictions']): Outputs {
  if (told !== undefined) assertOneOf('evaluate', 'predictions', told, ['probabilities', 'logits']);
  const last = outputActivation(model);
  const compiled = tableNameOf(model.loss);
  const activation =
    last === 'sigmoid' || last === 'softmax' ? last : compiled && lossTraits[compiled].activation;
  const known = last === 'linear' ? 'logits' : last && last === activation ? 'probabilities' : undefined;
  if (known !== undefined && told !== undefined && told !== known) {
    throw new InvalidValueError(
      `evaluate: expected predictions to be ${known} for a model that ends in ${last}, got ${told}`,
    );
  }
  if (known === undefined && told === undefined && last !== undefined) {
    throw new InvalidValueError(
      `evaluate: expected a model that ends in softmax, sigmoid or linear, got ${last}; say what its predictions are`,
    );
  }
  return {predictions: known ?? told ?? 'probabilities', activation: activation ?? 'softmax'};
}

function assertOutputs({shape}: tf.Tensor, classes: number | undefined): void {
  if (shape.length !== 2 || (classes !== undefined && shape[1] !== classes)) {
    throw new InvalidTypeError(
      `evaluate: expected outputs of shape [batch,${classes ?? 'classes'}], got [${shape.join(',')}]`,
    );
  }
}
